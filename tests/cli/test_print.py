#!/usr/bin/env python3
"""A report to the printer, by an lp that keeps what it was given."""
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
LP = '#!/bin/sh\nprintf "%s\\n" "$@" >"${0%/*}/given"\nfor a; do f=$a; done\ncat "$f" >"${0%/*}/paper"\n'


class Print(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.db = cls.path("x.db")
        cls.call("init", "--sample")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder.name, name)

    @classmethod
    def call(cls, *args, expect=0, path=None):
        env = {"PATH": path or cls.folder.name + ":" + os.environ["PATH"], "HOME": "/nonexistent",
               "TZ": "Asia/Ho_Chi_Minh", "TMPDIR": cls.folder.name}
        for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TAONGUON_BUILD_DIR"):
            if k in os.environ:
                env[k] = os.environ[k]
        p = subprocess.run([PROGRAM, "--db", cls.db, "--lang", "vi", "--today", "2026-11-23", *args], env=env,
                           capture_output=True, timeout=120)
        assert p.returncode == expect, (args, p.returncode, p.stdout[-300:], p.stderr[-500:])
        return p.stderr.decode()

    def program(self, body):
        with open(self.path("lp"), "w", encoding="utf-8") as f:
            f.write(body)
        os.chmod(self.path("lp"), 0o700)

    def given(self):
        with open(self.path("given"), encoding="utf-8") as f:
            return f.read().splitlines()

    def test_options(self):
        self.program(LP)
        self.call("report", "targets", "--print")
        self.assertEqual(self.given()[:-1], ["-n", "1", "-o", "sides=one-sided", "-o", "media=A4", "--"])
        self.call("report", "targets", "--print", "--printer", "HP", "--copies", "3", "--pages", "1-2,4",
                  "--two-sided")
        self.assertEqual(self.given()[:-1], ["-d", "HP", "-n", "3", "-P", "1-2,4", "-o", "sides=two-sided-long-edge",
                                             "-o", "media=A4", "--"])
        with open(self.path("paper"), "rb") as f:
            self.assertEqual(f.read(5), b"%PDF-")
        self.call("report", "targets", "--print", "--two-sided=short")
        self.assertIn("sides=two-sided-short-edge", self.given())
        # what lp was given is gone
        self.assertFalse(os.path.exists(self.given()[-1]))

    def test_what_cannot_be(self):
        self.program(LP)
        for args in (["--copies", "0"], ["--copies", "100"], ["--copies", "x"], ["--pages", "3-1"], ["--pages", "0"],
                     ["--printer", "-x"], ["--printer", ""], ["--two-sided=left"]):
            self.assertIn(args[0].split("=")[0], self.call("report", "targets", "--print", *args, expect=2))
        self.assertIn("--print", self.call("report", "targets", "--copies", "2", expect=2))
        self.assertIn("--print", self.call("report", "targets", "--print", "--format", "pdf", expect=2))
        self.assertIn("--print", self.call("report", "targets", "--print", "--output", "x", expect=2))

    def test_lp_refuses(self):
        def said(words):
            self.program(f"#!/bin/sh\necho '{words}' >&2\nexit 1\n")
            return self.call("report", "targets", "--print", "--printer", "HP", expect=1)
        self.assertIn("Không có máy in tên như vậy. (HP)", said("lp: The printer or class does not exist."))
        self.assertIn("Máy in hiện không nhận in. (HP)", said('lp: Destination "HP" is not accepting jobs.'))
        self.assertIn("Không có máy in", said("lp: Error - no default destination available."))
        self.assertIn("Không in được văn bản. (lp: out of ink)", said("lp: out of ink"))
        os.unlink(self.path("lp"))
        self.assertIn("chưa cài chương trình in", self.call("report", "targets", "--print", expect=1,
                                                            path=self.folder.name))


if __name__ == "__main__":
    unittest.main()
