#!/usr/bin/env python3
"""Rows that are read while they are written: the same file as of stored ones, in memory that does not grow with them."""
import os
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile

MAKE = os.path.abspath(sys.argv.pop(1))


def make(*args):
    # the sanitizer would keep what was freed for a while, and memory is measured here; Pango keeps some to the end
    sanitizer = os.environ.get("ASAN_OPTIONS", "") + \
        ":detect_leaks=0:quarantine_size_mb=0:thread_local_quarantine_size_kb=0"
    return subprocess.run([MAKE, *args], check=True, capture_output=True, timeout=280,
                          env={**os.environ, "ASAN_OPTIONS": sanitizer}).stdout.decode()


def read(path):
    """What the file says, without the moment at which it was made."""
    if path.endswith(("xlsx", "docx")):
        with zipfile.ZipFile(path) as z:
            return {n: re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"", z.read(n)) for n in z.namelist()}
    with open(path, "rb") as f:
        return re.sub(rb"/CreationDate \([^)]*\)", b"", f.read())


class Long(unittest.TestCase):
    def test_twins(self):
        with tempfile.TemporaryDirectory() as folder:
            make("twins", folder)
            self.assertEqual(len(os.listdir(folder)), 10)
            for ending in ("txt", "csv", "pdf", "xlsx", "docx"):
                stored, streamed = (read(os.path.join(folder, f"{name}.{ending}")) for name in ("stored", "streamed"))
                # assertEqual would print all of it
                self.assertTrue(stored == streamed, ending)
                self.assertTrue(len(stored) > 5, ending)

    def test_memory(self):
        """Ten times the rows, hardly more memory: stored, a row of this list alone takes more than what is allowed."""
        with tempfile.TemporaryDirectory() as folder:
            for ending, rows in (("csv", 100000), ("txt", 100000), ("xlsx", 100000), ("docx", 30000), ("pdf", 10000)):
                few, many = (int(make("grow", os.path.join(folder, "x." + ending), str(n)))
                             for n in (rows // 10, rows))
                self.assertLess(many - few, 6 * 1024, (ending, few, many))


if __name__ == "__main__":
    unittest.main()
