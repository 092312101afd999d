#!/usr/bin/env python3
"""Past days and reports that were sent, on the command line."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
TODAY = "2026-11-23"


def run(*args, expect=0, today=TODAY):
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "Asia/Ho_Chi_Minh"}
    for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TAONGUON_BUILD_DIR"):
        if k in os.environ:
            env[k] = os.environ[k]
    p = subprocess.run([PROGRAM, "--lang", "vi", "--today", today, *args], env=env,
                       capture_output=True, timeout=300)
    assert p.returncode == expect, (args, p.returncode, p.stdout[-300:], p.stderr[-300:])
    return p.stdout.decode(), p.stderr.decode()


class Sample(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp()
        self.db = self.file("x.db")
        run("--db", self.db, "init", "--sample")

    def tearDown(self):
        shutil.rmtree(self.dir)

    def file(self, name):
        return os.path.join(self.dir, name)

    def on(self, *args, **more):
        return run("--db", self.db, *args, **more)

    def change_target(self, count):
        with open(self.file("t.csv"), "w", encoding="utf-8") as f:
            f.write("Năm,Chi bộ,Chỉ tiêu kết nạp\n2022,Chi bộ Ấp 1,%d\n" % count)
        self.on("import", "targets", self.file("t.csv"))

    def test_past_day(self):
        for kind in ("pipeline", "mentors", "map", "due"):
            then = json.loads(self.on("report", kind, "--year", "2026", "--as-of", "2022-12-31",
                                      "--format", "json")[0])
            self.assertEqual(then.get("as_of", then.get("today")), "2022-12-31")
        text = self.on("report", "mentors", "--year", "2026", "--as-of", "2022-12-31")[0]
        self.assertIn("đến ngày 31/12/2022", text)
        # the paper itself is of today
        self.assertIn("ngày 23 tháng 11 năm 2026", text)
        # today is the same as no day
        args = ("report", "cells", "--year", "2026", "--format", "json")
        self.assertEqual(self.on(*args)[0], self.on(*args, "--as-of", TODAY)[0])
        self.assertIn("--as-of", self.on("report", "cells", "--as-of", "2026-11-24", expect=2)[1])
        self.assertIn("--as-of", self.on("report", "cells", "--as-of", "31/2/2026", expect=2)[1])

    def test_read_only(self):
        self.on("--read-only", "report", "pipeline", "--as-of", "2022-12-31")
        self.on("--read-only", "report", "cells", "--freeze", expect=1)

    def test_kept(self):
        self.assertIn("Chưa lưu", self.on("frozen")[0])
        live = {f: self.on("report", "targets", "--year", "2022", "--format", f)[0] for f in ("json", "csv")}
        said = self.on("report", "targets", "--year", "2022", "--freeze", "--number", "05-BC/ĐU",
                       "--sent-to", "Thành ủy", "--sent-on", "20/11/2026")[0]
        self.assertIn("số 1", said)
        listed = self.on("frozen")[0]
        for text in ("05-BC/ĐU", "Thành ủy", "20/11/2026", "Chỉ tiêu và kết quả"):
            self.assertIn(text, listed)
        self.assertIn("vẫn đúng", self.on("frozen", "1", "--corrections")[0])
        self.change_target(9)
        self.assertNotEqual(self.on("report", "targets", "--year", "2022", "--format", "json")[0], live["json"])
        for f, text in live.items():
            self.assertEqual(self.on("frozen", "1", "--format", f, today="2031-01-01")[0], text)
        self.assertIn("Số 05-BC/ĐU", self.on("frozen", "1")[0])
        c = json.loads(self.on("frozen", "1", "--corrections", "--format", "json", today="2031-01-01")[0])
        self.assertEqual({d["line"] for d in c["differences"]} & {"Chi bộ Ấp 1"}, {"Chi bộ Ấp 1"})
        self.assertTrue(all(d["now"] for d in c["differences"]))
        self.assertEqual(len(c["acts"]), 1)
        self.assertIn("9", c["acts"][0]["change"])

    def test_written(self):
        out = self.file("a.txt")
        said = self.on("report", "cells", "--year", "2022", "--freeze", "--format", "text", "--output", out)
        self.assertIn("số 1", said[0])
        # to standard output the paper goes alone
        said = self.on("report", "cells", "--year", "2022", "--freeze", "--format", "json")
        json.loads(said[0])
        self.assertIn("số 2", said[1])
        self.on("frozen", "1", "--format", "text", "--output", out, expect=1)
        self.on("frozen", "1", "--format", "text", "--output", out, "--replace")
        with open(out, encoding="utf-8") as f:
            self.assertIn("Ấp 1", f.read())
        self.on("frozen", "1", "--format", "xlsx", "--output", self.file("a.xlsx"))

    def test_misuse(self):
        self.on("report", "cells", "--number", "5", expect=2)
        self.on("report", "cells", "--freeze", "--sent-on", "2026-11-24", expect=1)
        self.on("frozen", "x", expect=2)
        self.on("frozen", "--corrections", expect=2)
        self.on("frozen", "7", expect=1)
        self.on("frozen", "7", "--corrections", expect=1)
        self.on("frozen", "1", "--format", "pdf", expect=2)
        self.assertIn("bình thường", self.on("check")[0])


if __name__ == "__main__":
    unittest.main()
