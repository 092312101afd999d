#!/usr/bin/env python3
"""Who stands in the lists twice, on the command line."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))

ROWS = """Họ và tên,Ngày sinh,Giới tính,Điện thoại,Chi bộ,Ngày công nhận cảm tình Đảng,Số nghị quyết,Ngày kết nạp
Nguyễn Công Lộc,08/11/1987,Nam,,AP1,14/08/2019,01-NQ/CB,
Nguyen Cong Loc,08/11/1987,Nam,+84 912 345 678,AP1,14/08/2019,09-NQ/CB,
Tạ Thị Mỹ Hương,27/01/1994,Nữ,,AP1,23/02/2021,01-NQ/CB,22/12/2021
Tạ Thị Mĩ Hương,27/01/1994,Nữ,,AP1,,,02/02/2021
Nguyễn Văn Hùng,1985,Nam,,AP1,14/08/2019,01-NQ/CB,
Nguyễn Văn Hùng,09/04/1985,Nam,,AP2,14/08/2019,01-NQ/CB,
"""


def run(*args, expect=0, lang="vi"):
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "Asia/Ho_Chi_Minh"}
    for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TAONGUON_BUILD_DIR"):
        if k in os.environ:
            env[k] = os.environ[k]
    p = subprocess.run([PROGRAM, "--lang", lang, "--today", "2026-11-23", *args], env=env,
                       capture_output=True, timeout=300)
    assert p.returncode == expect, (args, p.returncode, p.stdout[-300:], p.stderr[-300:])
    return p.stdout.decode(), p.stderr.decode()


class Duplicates(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp()
        self.db = os.path.join(self.dir, "x.db")
        run("--db", self.db, "init")
        self.bring("cells", "Mã chi bộ,Tên chi bộ,Loại hình\nAP1,Chi bộ Ấp 1,Ấp\nAP2,Chi bộ Ấp 2,Ấp\n")

    def tearDown(self):
        shutil.rmtree(self.dir)

    def bring(self, kind, text):
        path = os.path.join(self.dir, kind + ".csv")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        self.on("import", kind, path)

    def on(self, *args, **more):
        return run("--db", self.db, *args, **more)

    def pairs(self):
        return json.loads(self.on("duplicates", "--json")[0])

    def test_nobody(self):
        self.assertIn("Không thấy ai", self.on("duplicates")[0])
        self.assertEqual(self.pairs(), [])

    def test_list(self):
        self.bring("candidates", ROWS)
        pairs = self.pairs()
        self.assertEqual([[p["full_name"] for p in pair["people"]] for pair in pairs],
                         [["Tạ Thị Mỹ Hương", "Tạ Thị Mĩ Hương"], ["Nguyễn Công Lộc", "Nguyen Cong Loc"]])
        self.assertEqual(pairs[1]["reasons"], ["name-marks", "birth", "cell"])
        self.assertEqual(pairs[1]["level"], "likely")
        self.assertEqual(pairs[0]["people"][0]["birth"], "1994-01-27")
        self.assertEqual(pairs[0]["people"][0]["cell"], "AP1")
        self.assertGreaterEqual(pairs[0]["score"], pairs[1]["score"])
        text = self.on("duplicates")[0]
        self.assertIn("cùng họ tên khi bỏ dấu, cùng ngày sinh, cùng chi bộ", text)
        self.assertIn("Nguyen Cong Loc · 08/11/1987 · Ấp 1", text)
        self.assertNotIn("Hùng", text)
        self.assertIn("the same name without its marks", self.on("duplicates", lang="en")[0])

    def test_merge(self):
        self.bring("candidates", ROWS)
        keep, drop = (str(p["id"]) for p in self.pairs()[1]["people"])
        self.on("duplicates", "--merge", drop, keep)
        with sqlite3.connect(self.db) as c:
            rows = c.execute("SELECT full_name, phone FROM person WHERE id IN (?, ?)", (keep, drop)).fetchall()
            papers = c.execute("SELECT paper_no FROM event WHERE person_id = ? AND kind = 2", (drop,)).fetchall()
        # the marks are what the record that goes knew better
        self.assertEqual(rows, [("Nguyễn Công Lộc", "0912345678")])
        self.assertEqual(papers, [("09-NQ/CB, 01-NQ/CB",)])
        self.assertEqual(len(self.pairs()), 1)
        self.on("check")

    def test_two_days(self):
        """Two admissions: the first's day stands, and what the other said is told and noted."""
        self.bring("candidates", ROWS)
        ids = [str(p["id"]) for p in self.pairs()[0]["people"]]
        said = self.on("duplicates", "--merge", *ids)[0]
        self.assertIn("Lễ kết nạp: giữ 22/12/2021, ghi chú chép 02/02/2021", said)
        with sqlite3.connect(self.db) as c:
            rows = c.execute("SELECT on_date, note FROM event WHERE kind = 10 AND person_id = ?", ids[:1]).fetchall()
        self.assertEqual(rows, [("2021-12-22", "cũng ghi: 02/02/2021")])
        self.on("check")

    def test_refused(self):
        self.bring("candidates", ROWS)
        ids = [str(p["id"]) for p in self.pairs()[0]["people"]]
        # the second's admission comes before the first was listed: with its day nothing is made one
        said = self.on("duplicates", "--merge", *reversed(ids), expect=1)[1]
        self.assertIn("Công nhận cảm tình Đảng 23/02/2021", said)
        self.assertIn("02/02/2021", said)
        self.assertEqual(len(self.pairs()), 2)
        self.on("duplicates", "--merge", ids[0], "9999", expect=1)
        self.on("duplicates", "--merge", ids[0], ids[0], expect=2)
        self.on("duplicates", "--merge", ids[0], "x", expect=2)
        self.on("duplicates", "--merge", ids[0], expect=2)
        self.on("duplicates", "x", expect=2)


if __name__ == "__main__":
    unittest.main()
