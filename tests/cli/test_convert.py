#!/usr/bin/env python3
"""taonguon convert: files in legacy charsets, on the command line."""
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
TEXT = ("Họ và tên,Quê quán\r\nNguyễn Thị Thuỷ,Đảng uỷ xã Tiến Hưng\r\nTrần Quốc Tuấn,ấp 1\r\n"
        "LÊ VĂN ĐỨC,Quần chúng ưu tú\r\nĐỗ Hữu Phước,“Phạm Đình Trọng”\r\n")
# without signs that a charset may not have
PLAIN = TEXT.replace("“", "").replace("”", "")
CHARSETS = ["tcvn3", "vni", "viscii", "cp1258", "vps", "utf-16", "viqr"]


def run(*args, data=None, expect=0, locale="C"):
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": locale}
    for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TAONGUON_BUILD_DIR"):
        if k in os.environ:
            env[k] = os.environ[k]
    p = subprocess.run([PROGRAM, "--lang", "vi", "convert", *args], env=env, input=data,
                       capture_output=True, timeout=60)
    assert p.returncode == expect, (args, p.returncode, p.stdout[-300:], p.stderr[-300:])
    return p.stdout, p.stderr.decode()


class Convert(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp()

    def tearDown(self):
        shutil.rmtree(self.dir)

    def file(self, data):
        path = os.path.join(self.dir, "in.txt")
        with open(path, "wb") as f:
            f.write(data)
        return path

    def test_both_ways(self):
        for c in CHARSETS:
            there, said = run("--from", "utf-8", "--to", c, data=PLAIN.encode())
            self.assertEqual(said, "")
            back, said = run("--from", c, self.file(there))
            self.assertEqual((c, back.decode()), (c, PLAIN))
            self.assertEqual(said, "")

    def test_auto(self):
        for c in CHARSETS[:-1]:
            there = run("--from", "utf-8", "--to", c, data=PLAIN.encode())[0]
            # a file, and a pipe
            for back, said in (run("--from", "auto", self.file(there)), run("--from", "auto", "-", data=there)):
                self.assertEqual((c, back.decode()), (c, PLAIN))
                self.assertIn(c.upper(), said)
                self.assertEqual("TCVN3 không có chữ hoa" in said, c == "tcvn3")
        self.assertIn("UTF-8", run("--from", "auto", data=TEXT.encode())[1])
        back, said = run("--from", "auto", data=b"Chi bo 1\n")
        self.assertEqual(back, b"Chi bo 1\n")
        self.assertIn("ASCII", said)

    def test_locales(self):
        data = run("--from", "utf-8", "--to", "tcvn3", data=TEXT.encode())[0]
        for locale in ("C", "C.UTF-8", "POSIX"):
            self.assertEqual(run("--from", "tcvn3", data=data, locale=locale)[0].decode(), TEXT)

    def test_seen(self):
        """Saved as UTF-8 from a workbook in an old font."""
        data = run("--from", "utf-8", "--to", "tcvn3", data=TEXT.encode())[0]
        seen = data.decode("cp1252").encode()
        for name in ("auto", "tcvn3"):
            for mark in (b"", b"\xef\xbb\xbf"):
                back, said = run("--from", name, data=mark + seen)
                self.assertEqual(back.decode(), TEXT)
                self.assertIn("UTF-8", said)
                self.assertIn("TCVN3", said)

    def test_marks_and_forms(self):
        self.assertEqual(run("--from", "utf-8", data=b"\xef\xbb\xbfA\r\n")[0], b"A\r\n")
        nfd = unicodedata.normalize("NFD", TEXT)
        self.assertEqual(run("--from", "utf-8", data=nfd.encode())[0].decode(), TEXT)
        for codec in ("utf-16", "utf-16-le", "utf-16-be"):
            for name in ("utf-16", "auto"):
                self.assertEqual(run("--from", name, data=TEXT.encode(codec))[0].decode(), TEXT)
        self.assertEqual(run("--from", "utf-8", "--to", "utf-16", data=b"A\0B")[0], "\ufeffA\0B".encode("utf-16-le"))
        self.assertEqual(run("--from", "vni", data=b"")[0], b"")

    def test_rest_of_a_file(self):
        data = run("--from", "utf-8", "--to", "vni", data=PLAIN.encode())[0]
        with open(self.file(b"first\n" + data), "rb") as f:
            os.lseek(f.fileno(), 6, os.SEEK_SET)
            p = subprocess.run([PROGRAM, "convert", "--from", "auto"], stdin=f, capture_output=True, timeout=60)
        self.assertEqual(p.stdout.decode(), PLAIN)

    def test_tie(self):
        out, said = run("--from", "auto", data=b"L\xea\n", expect=1)
        self.assertEqual(out, b"")
        self.assertIn("--from", said)
        for c in ("viscii", "vps", "cp1252"):
            self.assertIn(c, said)

    def test_odd(self):
        data = run("--from", "utf-8", "--to", "tcvn3", data=PLAIN.encode())[0]
        out, said = run("--from", "tcvn3", data=data + b"30\xb0\r\n\xff\xff\r\n")
        self.assertTrue(out.decode().endswith("30\ufffd\r\n\ufffd\ufffd\r\n"))
        self.assertIn("3 chữ", said)
        self.assertIn("dòng 6", said)
        out, said = run("--from", "utf-8", "--to", "tcvn3", data="Hà Ω\n".encode())
        self.assertEqual(out, b"H\xb5 ?\n")
        self.assertIn("1 chữ", said)

    def test_large(self):
        """More than one piece, in all of them the same; UTF-16 is never cut within a letter."""
        lines = (TEXT.split("\r\n")[1] + "\r\n") * 20000
        for c in ("tcvn3", "vni", "utf-16", "viqr"):
            there = run("--from", "utf-8", "--to", c, data=lines.encode())[0]
            self.assertEqual(run("--from", c, data=there)[0].decode(), lines)
            if c != "viqr":
                self.assertEqual(run("--from", "auto", data=there)[0].decode(), lines)
        bad = lines.encode("utf-16-le") + b"\x00\xd8\n\0"
        out, said = run("--from", "utf-16", data=bad)
        self.assertEqual(out.decode(), lines + "\ufffd\n")
        self.assertIn("dòng 20001", said)
        # no line end at all
        self.assertEqual(run("--from", "tcvn3", data=b"H\xb5 " * 200000)[0].decode(), "Hà " * 200000)

    def test_usage(self):
        self.assertIn("tcvn3", run(expect=2)[1])
        self.assertIn("viscii", run("--from", "latin", expect=2)[1])
        self.assertIn("viscii", run("--from", "vni", "--to", "auto", expect=2)[1])
        run("--from", "vni", "a", "b", expect=2)
        self.assertIn("Không có tệp", run("--from", "vni", "/nonexistent", expect=1)[1])
        run("--from", "vni", self.dir, expect=1)
        with open("/dev/full", "wb") as full:
            p = subprocess.run([PROGRAM, "convert", "--from", "vni"], input=b"a", stdout=full,
                               stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(p.returncode, 1)
        # a day is still a day elsewhere
        p = subprocess.run([PROGRAM, "--lang", "vi", "report", "due", "--from", "vni", "--to", "2026-01-01"],
                           capture_output=True, timeout=60)
        self.assertEqual(p.returncode, 2)
        self.assertIn("--from", p.stderr.decode())


if __name__ == "__main__":
    unittest.main()
