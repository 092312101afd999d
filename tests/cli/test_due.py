#!/usr/bin/env python3
"""What is due, the forecast and the times of the steps, on the sample commune and on two dossiers of two rule sets."""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
TODAY = "2026-11-23"


def run(*args, expect=0):
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "Asia/Ho_Chi_Minh"}
    for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TAONGUON_BUILD_DIR"):
        if k in os.environ:
            env[k] = os.environ[k]
    p = subprocess.run([PROGRAM, "--lang", "vi", "--today", TODAY, *args], env=env,
                       capture_output=True, timeout=300)
    assert p.returncode == expect, (args, p.returncode, p.stdout[-300:], p.stderr[-300:])
    return p.stdout.decode(), p.stderr.decode()


def unfold(text):
    """RFC 5545, 3.1."""
    return text.replace("\r\n ", "")


class Base(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp()
        self.db = os.path.join(self.dir, "x.db")

    def tearDown(self):
        shutil.rmtree(self.dir)

    def report(self, *args, expect=0):
        return run("--db", self.db, "report", *args, expect=expect)[0]

    def due(self, *args):
        return json.loads(self.report("due", "--format", "json", *args))["due"]

    def bring(self, kind, text):
        path = os.path.join(self.dir, kind + ".csv")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        run("--db", self.db, "import", kind, path)


class Sample(Base):
    def setUp(self):
        super().setUp()
        run("--db", self.db, "init", "--sample")

    def test_formats_agree(self):
        span = ("--from", "2026-11-23", "--to", "2026-12-31")
        rows = self.due(*span)
        self.assertTrue(rows)
        self.assertEqual(rows, sorted(rows, key=lambda r: (r["due"], r["person_id"])))
        self.assertTrue(all("2026-11-23" <= r["due"] <= "2026-12-31" for r in rows))
        text = self.report("due", *span)
        ics = unfold(self.report("due", "--format", "ics", *span))
        table = self.report("due", "--format", "csv", *span)
        for r in rows:
            day = "/".join(reversed(r["due"].split("-")))
            self.assertIn(r["person"], table)
            self.assertIn(day, table)
            self.assertIn(day, text)
            self.assertIn("DTSTART;VALUE=DATE:" + r["due"].replace("-", ""), ics)
        self.assertEqual(ics.count("BEGIN:VEVENT"), len(rows))

    def test_ics(self):
        span = ("--from", "2026-01-01", "--to", "2027-12-31")
        raw = self.report("due", "--format", "ics", *span)
        self.assertEqual(raw, self.report("due", "--format", "ics", *span))
        lines = raw.split("\r\n")
        self.assertEqual((lines[0], lines[-2], lines[-1]), ("BEGIN:VCALENDAR", "END:VCALENDAR", ""))
        self.assertNotIn("\n", raw.replace("\r\n", ""))
        for line in lines:
            self.assertLessEqual(len(line.encode()), 75)
        uids = [x for x in unfold(raw).split("\r\n") if x.startswith("UID:")]
        self.assertEqual(len(uids), len(set(uids)))

    def test_overdue(self):
        span = ("--from", "2026-11-23", "--to", "2026-11-30")
        without, with_ = self.due(*span), self.due("--overdue", *span)
        self.assertFalse(any(r["before"] for r in without))
        self.assertEqual([r for r in with_ if not r["before"]], without)
        self.assertTrue(any(r["before"] for r in with_))
        self.assertTrue(all(r["due"] < "2026-11-23" for r in with_ if r["before"]))

    def test_csv_is_one_list(self):
        span = ("--overdue", "--from", "2026-11-23", "--to", "2026-12-31")
        rows = list(csv.reader(io.StringIO(self.report("due", "--format", "csv", *span)[1:])))
        due = self.due(*span)
        self.assertEqual(rows[0][:6], ["Chi bộ", "Họ và tên", "Việc cần làm", "Ngày", "Việc của",
                                       "Tình trạng"])
        self.assertEqual(len(rows), 1 + len(due))
        for row, d in zip(rows[1:], due):
            self.assertEqual(len(row), len(rows[0]))
            self.assertEqual((row[1], row[3]), (d["person"], "/".join(reversed(d["due"].split("-")))))
            self.assertEqual(row[7], d["rule_set"] or "")
        self.assertIn("quá hạn", {r[5] for r in rows})

    def test_one_cell(self):
        span = ("--from", "2026-01-01", "--to", "2027-12-31")
        every = self.due(*span)
        one = self.due("--cell", "AP3", *span)
        self.assertTrue(one)
        self.assertEqual(one, [r for r in every if r["cell_id"] == one[0]["cell_id"]])

    def test_refused(self):
        self.report("due", "--from", "2026-12-01", "--to", "2026-11-01", expect=2)
        self.report("due", "--cell", "không có", expect=1)
        self.report("cells", "--format", "ics", expect=2)

    def test_forecast(self):
        f = json.loads(self.report("forecast", "--year", "2026", "--format", "json"))
        total = f["total"]
        # the year's ten, of whom nine are admitted or decided; nobody is expected twice
        self.assertEqual((total["target"], total["admitted"]), (10, 9))
        for key in ("pipeline", "possible", "likely", "blocked"):
            self.assertEqual(total[key], sum(c[key] for c in f["cells"]))
        for c in f["cells"] + [total]:
            self.assertLessEqual(c["likely"], c["possible"])
            self.assertLessEqual(c["possible"], c["pipeline"])
        # twelve months with the mentor: too late for a new name
        self.assertLess(f["list_until"], "2026-01-01")
        self.assertLess(f["list_until"], f["list_until_next_year"])
        past = json.loads(self.report("forecast", "--year", "2021", "--format", "json"))
        self.assertEqual((past["total"]["admitted"], past["total"]["possible"]), (6, 0))

    def test_times(self):
        t = json.loads(self.report("times", "--from", "2015-01-01", "--to", "2026-12-31",
                                   "--format", "json"))["steps"]
        every = {(s["from"], s["to"]): s for s in t if s["cell_id"] is None}
        self.assertGreaterEqual(every["ceremony", "recognised"]["median"], 365)
        for key, s in every.items():
            self.assertLessEqual(s["median"], s["slowest"])
            parts = [c for c in t if c["cell_id"] is not None and (c["from"], c["to"]) == key]
            self.assertEqual(s["people"], sum(c["people"] for c in parts))
            self.assertEqual(s["slowest"], max(c["slowest"] for c in parts))


class RuleSets(Base):
    """294-QĐ/TW keeps what began under it after 208-QĐ/TW of 26/7/2026."""

    def setUp(self):
        super().setUp()
        run("--db", self.db, "init")
        self.bring("cells", "Mã chi bộ,Tên chi bộ,Loại hình\nAP1,Chi bộ Ấp 1,Ấp\n")
        self.bring("candidates", "Họ và tên,Ngày sinh,Chi bộ,Ngày công nhận cảm tình Đảng\n"
                   "Lê Thị Trước,1/1/1995,AP1,1/3/2025\nLê Thị Sau,1/1/1995,AP1,1/3/2025\n")
        self.bring("events", "Họ và tên,Chi bộ,Sự kiện,Ngày\n"
                   "Lê Thị Trước,AP1,Được làm thủ tục,24/7/2026\n"
                   "Lê Thị Sau,AP1,Được làm thủ tục,27/7/2026\n"
                   "Lê Thị Trước,AP1,Quyết định kết nạp,2/11/2026\n"
                   "Lê Thị Sau,AP1,Quyết định kết nạp,2/11/2026\n")

    def test_each_keeps_its_own(self):
        rows = {r["person"]: r for r in self.due("--from", "2026-11-23", "--to", "2027-03-01")
                if r["kind"] == "ceremony"}
        before, after = rows["Lê Thị Trước"], rows["Lê Thị Sau"]
        self.assertEqual((before["rule_set"], after["rule_set"]), ("294-QĐ/TW", "208-QĐ/TW"))
        self.assertEqual((before["document"], before["point"]), ("294-QĐ/TW", "4.1"))
        self.assertEqual(after["document"], "208-QĐ/TW")
        # what was not seen in its text says so
        self.assertEqual((before["unconfirmed"], after["unconfirmed"]), (False, True))
        # thirty working days from Monday 2/11/2026, no holiday between
        self.assertEqual((before["due"], after["due"]), ("2026-12-14", "2026-12-14"))
        run("--db", self.db, "check")


if __name__ == "__main__":
    unittest.main()
