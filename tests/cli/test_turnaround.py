#!/usr/bin/env python3
"""The sheets that the cells fill in: a page for each cell, in the order in which the screen keys them in, in rows that a
hand can write into."""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile

PROGRAM, SNAPS = os.path.abspath(sys.argv.pop(1)), sys.argv.pop(1)
DIR = tempfile.TemporaryDirectory()
DB = os.path.join(DIR.name, "office.db")
ENV = {"PATH": os.environ["PATH"], "HOME": DIR.name, "TZ": "Asia/Ho_Chi_Minh",
       **{k: os.environ[k] for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TAONGUON_BUILD_DIR") if k in os.environ}}
TITLE = "Theo dõi quần chúng tháng 11/2026"


def call(*args):
    p = subprocess.run([PROGRAM, "--db", DB, "--lang", "vi", "--today", "2026-11-23", *args], env=ENV,
                       capture_output=True, timeout=120)
    assert p.returncode == 0, p.stderr.decode()
    return p.stdout.decode()


def sheet(fmt, *more):
    path = os.path.join(DIR.name, "sheet." + fmt)
    call("report", "turnaround", "--format", fmt, "--output", path, "--replace", *more)
    return path


class Turnaround(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        call("init", "--sample")
        cls.data = json.loads(call("report", "turnaround", "--format", "json"))

    def people(self, cell):
        return [p for p in self.data["people"] if p["cell"] == cell]

    def test_month(self):
        """Of this month without more words; of another the one that the period ends in."""
        self.assertEqual((self.data["year"], self.data["month"]), (2026, 11))
        other = json.loads(call("report", "turnaround", "--format", "json", "--from", "2026-12-01", "--to", "2026-12-31"))
        self.assertEqual((other["year"], other["month"]), (2026, 12))

    def test_numbers(self):
        for cell in {p["cell"] for p in self.data["people"]}:
            numbers = [p["number"] for p in self.people(cell)]
            numbered = [n for n in numbers if n]
            self.assertEqual(numbered, list(range(1, 1 + len(numbered))))
            # who came in since is below, without a number
            self.assertEqual(numbers[:len(numbered)], numbered)

    def test_a_page_a_cell(self):
        path = sheet("pdf")
        info = subprocess.run(["pdfinfo", path], capture_output=True, check=True, text=True).stdout
        pages = int(re.search(r"Pages:\s+(\d+)", info)[1])
        self.assertLessEqual(max(len(self.people(p["cell"])) for p in self.data["people"]), 15)
        for n in range(1, pages + 1):
            text = subprocess.run(["pdftotext", "-f", str(n), "-l", str(n), "-layout", path, "-"], capture_output=True,
                                  check=True, text=True).stdout
            self.assertEqual(text.count(TITLE), 1, text)
            self.assertEqual(text.count("bí thư chi bộ (ký, ghi họ tên)"), 1)

    def test_order_is_the_screens(self):
        """The paper's names and numbers stand on the saved screen of the same sheet."""
        with open(os.path.join(SNAPS, "120x40", "turnaround.snap"), encoding="utf-8") as f:
            screen = f.read().split("---- styles")[0]
        shown = re.findall(r"○ +(\d+) (\S.*?)  ", screen)
        self.assertEqual(shown, [(str(p["number"]), p["person"]) for p in self.people("AP1")])
        self.assertEqual(len(shown), 8)
        with open(sheet("csv", "--cell", "AP1"), encoding="utf-8-sig", newline="") as f:
            rows = [(r[0], r[1]) for r in csv.reader(f) if len(r) > 1 and r[0].isdigit()]
        self.assertEqual(rows, shown)

    def test_rows_for_a_hand(self):
        with zipfile.ZipFile(sheet("docx", "--cell", "AP1")) as z:
            main = z.read("word/document.xml").decode()
        heights = [int(h) for h in re.findall(r'<w:trHeight w:val="(\d+)"', main)]
        self.assertEqual(len(heights), 8 + 3)
        self.assertGreaterEqual(min(heights), 9 / 25.4 * 1440 - 1)
        self.assertNotIn("pageBreakBefore", main)

    def test_breaks(self):
        text = call("report", "turnaround")
        pages = text.split("\f")
        self.assertEqual(len(pages), text.count(TITLE))
        with zipfile.ZipFile(sheet("docx")) as z:
            self.assertEqual(z.read("word/document.xml").decode().count("pageBreakBefore"), len(pages) - 1)


if __name__ == "__main__":
    unittest.main()
