#!/usr/bin/env python3
"""Another system's list held against ours: only there, only here, different fields, what cannot be told; nothing is
written, whatever it says."""
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
TODAY = "2026-11-23"
TMP = tempfile.TemporaryDirectory()
DIR = TMP.name
DB = os.path.join(DIR, "office.db")
ENV = {"PATH": os.environ["PATH"], "HOME": DIR, "TMPDIR": DIR, "TZ": "Asia/Ho_Chi_Minh",
       **{k: os.environ[k] for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if k in os.environ}}


def call(*args, status=0):
    p = subprocess.run([PROGRAM, "--db", DB, "--lang", "vi", "--today", TODAY, *args], env=ENV, cwd=DIR,
                       capture_output=True, timeout=120)
    assert p.returncode == status, (args, p.returncode, p.stdout.decode()[-400:], p.stderr.decode())
    return p.stdout.decode()


def state():
    with sqlite3.connect(DB) as c:
        return list(c.iterdump())


class Reconcile(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.before = state()

    def tearDown(self):
        self.assertEqual(state(), self.before)

    def members(self):
        path = os.path.join(DIR, "dv.csv")
        call("export", "members", path, "--replace")
        with open(path, encoding="utf-8-sig", newline="") as f:
            return list(csv.reader(f))

    def write(self, rows):
        path = os.path.join(DIR, "ben-kia.csv")
        with open(path, "w", encoding="utf-8", newline="") as f:
            csv.writer(f).writerows(rows)
        return path

    def found(self, rows, *args, kind="members"):
        return json.loads(call("reconcile", kind, self.write(rows), "--format", "json", *args))

    def test_same(self):
        """Our own list: nobody is only there, nothing differs."""
        groups = {r["group"] for r in self.found(self.members())}
        self.assertEqual(groups - {"Chỉ có bên ta"}, set())
        call("export", "candidates", os.path.join(DIR, "qc.xlsx"), "--replace")
        groups = {r["group"] for r in json.loads(
            call("reconcile", "candidates", os.path.join(DIR, "qc.xlsx"), "--format", "json"))}
        self.assertEqual(groups - {"Chỉ có bên ta"}, set())

    def test_unknown_heading(self):
        """What is said of the file stands in no list."""
        head, *rows = self.members()
        rows = [r + ["x"] for r in rows]
        groups = {r["group"] for r in self.found([head + ["Màu áo"], *rows], "--ignore-unknown")}
        self.assertEqual(groups - {"Chỉ có bên ta"}, set())

    def test_differs(self):
        head, *rows = self.members()
        gone, changed, odd = rows[1], rows[2], rows[3]
        card, name, cell, joined = (head.index(h) for h in ("Số thẻ", "Họ và tên", "Chi bộ", "Ngày vào Đảng"))
        theirs = [r[:] for r in rows if r is not gone]
        for r in theirs:
            if r == changed:
                r[card] = "999.777777"
            if r == odd:
                r[joined] = "31/02/1990"
        new = ["Nguyễn Thị Chưa Có", "01/02/1960", "Nữ", "", "AP1"] + [""] * (len(head) - 5)
        # headings as another system has them
        other = {"Họ và tên": "HO TEN", "Số thẻ": "Số thẻ đảng viên", "Chi bộ": "Chi bộ sinh hoạt"}
        found = self.found([[other.get(h, h) for h in head]] + theirs + [new])
        by = {}
        for r in found:
            by.setdefault(r["group"], []).append(r)
        self.assertEqual([r["full_name"] for r in by["Chỉ có bên kia"]], ["Nguyễn Thị Chưa Có"])
        self.assertIn(gone[name], [r["full_name"] for r in by["Chỉ có bên ta"]])
        self.assertEqual([(r["full_name"], r["field"], r["there"], r["here"]) for r in by["Khác nhau"]],
                         [(changed[name], "Số thẻ", "999.777777", changed[card])])
        self.assertEqual([r["full_name"] for r in by["Chưa rõ"]], [odd[name]])
        self.assertTrue(by["Chưa rõ"][0]["there"])
        # as CSV, and in words
        rows = list(csv.DictReader(io.StringIO(call("reconcile", "members", os.path.join(DIR, "ben-kia.csv"), "--format",
                                                    "csv").lstrip("\ufeff"))))
        self.assertEqual(len(rows), len(found))
        self.assertIn("Chỉ có bên kia 1", call("reconcile", "members", os.path.join(DIR, "ben-kia.csv")))

    def test_cell(self):
        head, *rows = self.members()
        cell = head.index("Chi bộ")
        found = self.found([head] + [r for r in rows if r[cell] == "AP1"], "--cell", "AP1")
        self.assertEqual({r["cell"] for r in found} - {"AP1"}, set())
        self.assertTrue(len(self.found([head] + [r for r in rows if r[cell] == "AP1"])) > len(found))

    def test_all_rows(self):
        """A list of one cell that does not say so in a column."""
        head, *rows = self.members()
        cell = head.index("Chi bộ")
        own = [r[:cell] + r[cell + 1:] for r in rows if r[cell] == "AP1"]
        new = ["Nguyễn Thị Chưa Có", "01/02/1960", "Nữ"] + [""] * (len(head) - 4)
        found = self.found([head[:cell] + head[cell + 1:]] + own + [new], "--set", "cell=AP1", "--cell", "AP1")
        self.assertEqual([(r["group"], r["full_name"], r["cell"]) for r in found if r["group"] != "Chỉ có bên ta"],
                         [("Chỉ có bên kia", "Nguyễn Thị Chưa Có", "AP1")])

    def test_map(self):
        head, *rows = self.members()
        head = ["Mã thẻ riêng" if h == "Số thẻ" else h for h in head]
        call("reconcile", "members", self.write([head] + rows), status=1)
        found = self.found([head] + rows, "--map", "Mã thẻ riêng=card_no")
        self.assertFalse([r for r in found if r["group"] == "Khác nhau"])

    def test_misuse(self):
        path = self.write(self.members())
        for args in (("members",), ("targets", path), ("nobody", path), ("members", path, "--format", "xlsx")):
            call("reconcile", *args, status=2)
        call("reconcile", "members", os.path.join(DIR, "none.csv"), status=1)


call("init", "--sample")
unittest.main()
