#!/usr/bin/env python3
"""Biểu 2-BTCTW on the sample: every row recounted from the records by SQL, parts that add up, the period before, and
figures of zero; the office's dates count by the ceremony, else by the decision."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
DIR = tempfile.TemporaryDirectory()
DB = os.path.join(DIR.name, "office.db")
ENV = {"PATH": os.environ["PATH"], "HOME": DIR.name, "TZ": "Asia/Ho_Chi_Minh",
       **{k: os.environ[k] for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if k in os.environ}}
TODAY = "2026-11-23"
PERIODS = (("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31"), ("2022-01-01", "2022-06-30"),
           ("2022-07-01", "2022-12-31"), ("2026-01-01", "2026-12-31"))


def call(*args):
    p = subprocess.run([PROGRAM, "--db", DB, "--lang", "vi", "--today", TODAY, *args], env=ENV,
                       capture_output=True, timeout=120)
    assert p.returncode == 0, p.stderr.decode()
    return p.stdout.decode()


def report(period, *more):
    return json.loads(call("report", "form-2", "--from", period[0], "--to", period[1], "--format", "json", *more))


# The sample has one candidacy a person: the day that counts is the ceremony's, else the decision's.
ADMITTED = """WITH a AS (SELECT p.*, x.work_kind, x.academic_title, ifnull (x.business_owner, 0) AS owner,
    ifnull ((SELECT max (on_date) FROM event e WHERE e.person_id = p.id AND e.kind = 10),
        (SELECT max (on_date) FROM event e WHERE e.person_id = p.id AND e.kind = 9)) AS day
    FROM person p LEFT JOIN person_statistics x ON x.person_id = p.id
    WHERE EXISTS (SELECT 1 FROM event e WHERE e.person_id = p.id AND e.kind IN (9, 10))
    AND NOT EXISTS (SELECT 1 FROM event e WHERE e.person_id = p.id AND e.kind = 25)),
  b AS (SELECT *, CAST (substr (day, 1, 4) AS INTEGER) - CAST (substr (birth, 1, 4) AS INTEGER)
    - (length (birth) = 10 AND substr (day, 6) < substr (birth, 6)) AS age FROM a)
  SELECT count (*) FROM b WHERE day BETWEEN ? AND ? AND """
WHERE = {
    "Tổng số": "1", "nữ": "sex = 'f'", "đoàn viên Đoàn TNCS Hồ Chí Minh": "youth_union",
    "chủ doanh nghiệp tư nhân": "owner", "kết nạp lại": "readmission",
    "dân tộc thiểu số": "ethnicity IS NOT NULL AND ethnicity <> 'Kinh'",
    "viên chức đơn vị sự nghiệp công lập": "work_kind = 5", "nông, lâm, ngư nghiệp": "work_kind = 10",
    "CBCC, người hoạt động không chuyên trách cấp xã": "work_kind = 3",
    "người hoạt động không chuyên trách ở ấp": "work_kind = 4", "nghề nghiệp khác": "work_kind = 14",
    "quân đội, công an": "work_kind = 11", "doanh nghiệp: công nhân trực tiếp": "work_kind = 9",
    "18–30 tuổi": "age BETWEEN 0 AND 30", "31–35 tuổi": "age BETWEEN 31 AND 35",
    "36–40 tuổi": "age BETWEEN 36 AND 40", "41–45 tuổi": "age BETWEEN 41 AND 45",
    "THCS": "education = 3", "THPT": "education = 4", "đại học": "professional = 4", "cao đẳng": "professional = 3",
    "thạc sĩ": "professional = 5", "trung cấp": "professional = 2",
}


def year_before(day):
    return f"{int(day[:4]) - 1}{day[4:]}"


class Form(unittest.TestCase):
    def test_rows(self):
        with sqlite3.connect(DB) as c:
            for period in PERIODS:
                d = report(period)
                rows = {r["item"]: r for r in d["rows"]}
                self.assertEqual(d["before"], {"from": year_before(period[0]),
                                               "to": year_before(min(period[1], TODAY))})
                for item, where in WHERE.items():
                    for key, days in (("now", (period[0], min(period[1], TODAY))),
                                      ("before", (d["before"]["from"], d["before"]["to"]))):
                        n, = c.execute(ADMITTED + where, days).fetchone()
                        self.assertEqual(rows[item][key], n, (period, item, key))

    def test_sums(self):
        """II.1 to II.4 each add up to I, whoever is not recorded."""
        for period in PERIODS:
            rows = report(period)["rows"]
            at = {r["section"]: i for i, r in enumerate(rows) if r["section"]}
            ends = {"II.1": "II.2", "II.2": "II.3", "II.3": "II.4", "II.4": "II.5"}
            for key in ("now", "before"):
                for begin, end in ends.items():
                    part = [r[key] for r in rows[at[begin] + 1:at[end]] if r["item"] != "tuổi bình quân"]
                    self.assertEqual(sum(part), rows[at["I"]][key], (period, begin, key))
                    self.assertEqual(rows[at[begin]][key], rows[at["I"]][key])

    def test_percent(self):
        for period in PERIODS:
            for r in report(period)["rows"]:
                if r["item"] == "tuổi bình quân" or r["before"] in (0, None):
                    self.assertIsNone(r["percent"], (period, r))
                else:
                    # half away from zero
                    self.assertEqual(r["percent"], (r["now"] * 2000 // r["before"] + 1) // 2 / 10, (period, r))

    def test_article(self):
        """The article's years: 6, 6 and 5."""
        for year, n in ((2020, 6), (2021, 6), (2022, 5)):
            self.assertEqual(report((f"{year}-01-01", f"{year}-12-31"))["rows"][0]["now"], n)

    def test_paper(self):
        text = call("report", "form-2", "--from", "2022-01-01", "--to", "2022-06-30")
        self.assertIn("6 tháng đầu năm 2022", text)
        self.assertIn("Theo mẫu 11-HD/BTCTW 2021; cần đối chiếu 40-HD/BTCTW 2025.", text)
        self.assertIn("31–35 tuổi (*)", text)
        self.assertIn("đại học (*)", text)
        self.assertIn("6 tháng cuối năm 2022",
                      call("report", "form-2", "--from", "2022-07-01", "--to", "2022-12-31"))
        self.assertIn("chỉ dùng nội bộ", call("report", "form-2", "--year", "2022", "--cell", "AP1"))


call("init", "--sample")
unittest.main()
