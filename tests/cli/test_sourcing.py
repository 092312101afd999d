#!/usr/bin/env python3
"""The reports of the sourcing work on the sample commune: every format, totals against one another and against the
records, read from the file by themselves."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
TODAY = "2026-11-23"
KINDS = ("map", "sourcing", "obstacles", "evaluation-facts", "trends")
NAMED = """(SELECT person_id FROM proposal WHERE on_date BETWEEN :from AND :to
    UNION SELECT person_id FROM event WHERE kind = 1 AND on_date BETWEEN :from AND :to)"""


def run(*args, expect=0):
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "Asia/Ho_Chi_Minh"}
    for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TAONGUON_BUILD_DIR"):
        if k in os.environ:
            env[k] = os.environ[k]
    p = subprocess.run([PROGRAM, "--lang", "vi", "--today", TODAY, *args], env=env,
                       capture_output=True, timeout=300)
    assert p.returncode == expect, (args, p.returncode, p.stdout[-300:], p.stderr[-300:])
    return p.stdout.decode(), p.stderr.decode()


class Sample(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = tempfile.mkdtemp()
        cls.db = os.path.join(cls.dir, "x.db")
        run("--db", cls.db, "init", "--sample")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.dir)

    def text(self, kind, *args, expect=0):
        return run("--db", self.db, *args, "report", kind, expect=expect)[0]

    def json(self, kind, year=2022, *args):
        return json.loads(self.text(kind, "--year", str(year), "--format", "json", *args))

    def ask(self, sql, year=2022):
        to = min(f"{year}-12-31", TODAY)
        with sqlite3.connect(f"file:{self.db}?mode=ro", uri=True) as db:
            return db.execute(sql, {"from": f"{year}-01-01", "to": to, "year": year}).fetchone()[0]

    def test_long_names(self):
        """A name as long as names may be is whole in the map, whatever the bytes of its letters."""
        db, cells = (os.path.join(self.dir, name) for name in ("long.db", "long.csv"))
        names = ["Chi bộ " + "x" * n + "ệ" * 180 for n in range(3)]
        shutil.copy(self.db, db)
        with open(cells, "w", encoding="utf-8") as f:
            f.write("Mã chi bộ,Tên chi bộ,Loại hình\n")
            f.writelines(f"L{n},{name},Ấp\n" for n, name in enumerate(names))
        run("--db", db, "import", "cells", cells)
        for form in ("csv", "text"):
            out, _ = run("--db", db, "report", "map", "--year", "2026", "--format", form)
            self.assertNotIn("\ufffd", out)
            if form == "csv":
                for name in names:
                    self.assertIn(name.removeprefix("Chi bộ "), out)
        pdf = os.path.join(self.dir, "long.pdf")
        _, said = run("--db", db, "report", "map", "--year", "2026", "--format", "pdf", "--output", pdf)
        self.assertEqual(said, "")

    def test_formats(self):
        """The words and figures of a report are in all of its formats."""
        for kind in KINDS:
            text = self.text(kind, "--year", "2022")
            pdf = os.path.join(self.dir, kind + ".pdf")
            self.text(kind, "--year", "2022", "--format", "pdf", "--output", pdf)
            words = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True,
                                   check=True).stdout.decode()
            csv = self.text(kind, "--year", "2022", "--format", "csv")
            data = self.json(kind)
            self.assertTrue(csv.startswith("\ufeff"))
            self.assertTrue(data)
            self.assertTrue(self.text(kind, "--year", "2022", "--ascii").isascii())
            self.assertNotIn("?", self.text(kind, "--year", "2022", "--ascii"))
            for where in (text, words):
                self.assertIn("năm 2022", where)
                self.assertIn("Ấp 1", where) if kind != "trends" else None
        for words in ("Bản đồ chi bộ", "Báo cáo", "01-NQ/CB.A1"):
            self.assertIn(words, self.text("map", "--year", "2022"))

    def test_map_is_one_page(self):
        """The table of all cells stands on the first page, landscape."""
        pdf = os.path.join(self.dir, "map.pdf")
        self.text("map", "--year", "2022", "--format", "pdf", "--output", pdf, "--replace")
        first = subprocess.run(["pdftotext", "-layout", "-l", "1", pdf, "-"], capture_output=True,
                               check=True).stdout.decode()
        for cell in self.json("map")["cells"]:
            name = cell["name"].removeprefix("Chi bộ ").split()[-1]
            self.assertIn(name, first)
        size = subprocess.run(["pdfinfo", pdf], capture_output=True, check=True).stdout.decode()
        self.assertRegex(size, r"Page size: *841\.\d+ x 595")
        lines = self.text("map", "--year", "2022").split("\n")
        self.assertLessEqual(max(map(len, lines)), 120)

    def test_sourcing_counts(self):
        for year in (2022, 2025, 2026):
            d = self.json("sourcing", year)
            named = self.ask(f"SELECT count(*) FROM {NAMED}", year)
            listed = self.ask(f"""SELECT count(*) FROM person p WHERE id IN {NAMED} AND EXISTS
                (SELECT 1 FROM event e WHERE e.person_id = p.id AND kind = 2 AND on_date <= :to)""", year)
            for total in (d["by_source_total"], d["by_cell_total"]):
                self.assertEqual((total["proposed"], total["listed"]), (named, listed))
            self.assertEqual(d["summary"]["named"], named)
            for key in ("proposed", "listed", "class", "admitted"):
                self.assertEqual(sum(c[key] for c in d["by_cell"]), d["by_cell_total"][key])
                self.assertGreaterEqual(sum(c[key] for c in d["by_source"]), d["by_cell_total"][key])
            beyond = sum(s["proposed"] for s in d["by_source"]) - named
            self.assertGreaterEqual(beyond, d["with_several_sources"])
            self.assertEqual(beyond > 0, d["with_several_sources"] > 0)

    def test_several_sources(self):
        """Somebody on the sample is named by more than one and still counts once."""
        self.assertTrue(any(self.json("sourcing", y)["with_several_sources"] for y in (2022, 2025, 2026)))

    def test_reports_made_and_due(self):
        for year in (2022, 2026):
            d = self.json("sourcing", year)
            m = self.json("map", year)
            e = self.json("evaluation-facts", year)
            for key, short in (("reports_made", "made"), ("reports_due", "due")):
                n = d["years"][0][key]
                self.assertEqual(n, d["monthly_reports"][0]["cells_total"][short])
                self.assertEqual(n, sum(c[short] for c in d["monthly_reports"][0]["cells"]))
                self.assertEqual(n, sum(x[short] for c in d["monthly_reports"][0]["cells"]
                                        for x in c["months"]))
                self.assertEqual(n, sum(c[key] for c in m["cells"]))
                self.assertEqual(n, sum(c[key] for c in e["cells"]))
                self.assertEqual(n, sum(c[key] for c in e["duties"]))
            last = d["missing_month"]
            gap = sum(x["due"] - x["made"] for c in d["monthly_reports"][0]["cells"]
                      for x in c["months"] if x["month"] == last)
            self.assertEqual(len(d["missing"]), gap)
            self.assertEqual(d["years"][0]["with_resolution"],
                             self.ask("SELECT count(*) FROM resolution WHERE year = :year", year))

    def test_share_of_teachers(self):
        """The article's 93 of 171, and where it came from."""
        d = self.json("sourcing")
        total = d["schools_total"]
        self.assertEqual((total["members"], total["workforce"], total["percent"]), (93, 171, 54.4))
        for key in ("members", "workforce", "members_before", "workforce_before"):
            self.assertEqual(sum(s[key] or 0 for s in d["schools"]), total[key])
        teachers = {t["year"]: t for t in self.json("trends")["teachers"]}
        self.assertEqual((teachers[2022]["members"], teachers[2022]["workforce"]), (93, 171))
        self.assertEqual(teachers[2021]["members"], total["members_before"])

    def test_trends(self):
        d = self.json("trends")
        self.assertEqual({a["year"]: a["admitted"] for a in d["admissions"] if a["year"] > 2019},
                         {2020: 6, 2021: 6, 2022: 5})
        total = d["names_total"]
        self.assertEqual(sum(total[f"m{i}"] for i in range(1, 13)), total["total"])
        self.assertEqual(total["total"], self.json("sourcing")["summary"]["named"])
        by_source = {(s["source"], s["id"]): s["proposed"] for s in self.json("sourcing")["by_source"]}
        for row in d["names"]:
            self.assertEqual(row["total"], by_source[row["source"], row["id"]])

    def test_obstacles(self):
        for year in (2022, 2026):
            d = self.json("obstacles", year)
            then = "obstacle WHERE since <= :to AND (ended_on IS NULL OR ended_on >= :from)"
            people = self.ask(f"SELECT count(DISTINCT person_id) FROM {then}", year)
            self.assertEqual(d["by_kind_total"]["people"], people)
            self.assertEqual(d["by_cell_total"], d["by_kind_total"])
            self.assertEqual(sum(c["people"] for c in d["by_cell"]), people)
            self.assertEqual(len(d["open"]) + len(d["ended"]), self.ask(f"SELECT count(*) FROM {then}", year))
            self.assertEqual(len({(o["person"], o["cell"]) for o in d["open"]}), d["by_kind_total"]["open"])
            self.assertTrue(all(o["next_on"] < d["as_of"] for o in d["open"] if o["overdue"]))

    def test_evaluation(self):
        """Facts only: no word of a grade."""
        text = self.text("evaluation-facts", "--year", "2022")
        self.assertIn("ban thường vụ cấp trên", text)
        for grade in ("Hoàn thành xuất sắc", "hoàn thành tốt", "Loại A"):
            self.assertNotIn(grade, text)
        d = self.json("evaluation-facts")
        self.assertEqual(sum(c["admitted"] for c in d["cells"]), 5)
        self.assertTrue(all(m["moved_on"] <= m["followed"] for m in d["mentors"]))

    def test_summary_of_the_year(self):
        """The admission summary of whole years ends as the article does; of part of a year it does not."""
        text = self.text("admissions", "--year", "2022")
        for words in ("Kết quả tạo nguồn", "Hạn chế và nguyên nhân", "khách quan", "chủ quan", "54,4 %"):
            self.assertIn(words, text)
        s = self.json("admissions")["sourcing"]
        self.assertEqual(s["summary"]["named"], self.json("sourcing")["summary"]["named"])
        self.assertEqual(sum(c["cells"] for c in s["causes"]), self.ask(
            """SELECT count(*) FROM (SELECT DISTINCT kind_id, cell_id FROM cause WHERE year = :year
            AND kind_id IS NOT NULL AND cell_id IS NOT NULL)"""))
        self.assertEqual(s["obstacles"]["by_kind_total"], self.json("obstacles")["by_kind_total"])
        part = json.loads(self.text("admissions", "--from", "2022-01-01", "--to", "2022-11-30", "--format", "json"))
        self.assertNotIn("sourcing", part)
        self.assertNotIn("sourcing", self.json("admissions", 2015))

    def test_one_cell(self):
        d = self.json("sourcing", 2022, "--cell", "ấp 1")
        whole = self.json("sourcing")
        cell = next(c for c in whole["by_cell"] if c["name"].endswith("Ấp 1"))
        self.assertEqual(len(d["by_cell"]), 1)
        self.assertEqual(d["by_cell_total"]["proposed"], cell["proposed"])
        for kind in KINDS:
            self.assertTrue(self.json(kind, 2022, "--cell", "ấp 1"))

    def test_any_period(self):
        d = json.loads(self.text("sourcing", "--from", "2021-11-01", "--to", "2022-03-31", "--format", "json"))
        self.assertEqual(d["period"], {"from": "2021-11-01", "to": "2022-03-31"})
        for kind in ("map", "evaluation-facts", "trends"):
            self.text(kind, "--from", "2022-01-01", "--to", "2022-12-31", expect=2)


if __name__ == "__main__":
    unittest.main()
