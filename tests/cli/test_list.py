#!/usr/bin/env python3
"""Lists of people: who is in each, against the records; chosen columns; every format holds the same cells; a list that is
brought in again gives the same people, from CSV and from XLSX (whose sheet the test turns into CSV: the program reads no
workbooks yet); names that would be commands elsewhere."""
import csv
import io
import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
import zipfile

PROGRAM = os.path.abspath(sys.argv.pop(1))
SAMPLE = os.path.abspath(sys.argv.pop(1))
TODAY = "2026-11-23"
TMP = tempfile.TemporaryDirectory()
DIR = TMP.name
DB = os.path.join(DIR, "office.db")
ENV = {"PATH": os.environ["PATH"], "HOME": DIR, "TMPDIR": DIR, "TZ": "Asia/Ho_Chi_Minh",
       **{k: os.environ[k] for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if k in os.environ}}
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def call(*args, status=0, db=DB):
    p = subprocess.run([PROGRAM, "--db", db, "--lang", "vi", "--today", TODAY, *args], env=ENV, cwd=DIR,
                       capture_output=True, timeout=120)
    assert p.returncode == status, (args, p.returncode, p.stdout.decode()[-400:], p.stderr.decode())
    return p.stdout.decode() + p.stderr.decode()


def rows(name, *more, db=DB):
    return json.loads(call("list", name, "--format", "json", *more, db=db))


def names(sql, *args):
    with sqlite3.connect(DB) as c:
        return sorted(n for n, in c.execute(sql, args))


def lists():
    return re.findall(r"^([a-z-]+) ", call("list"), re.M)


def sheet(path):
    """The cells of the sheet that has the table: the last one."""
    with zipfile.ZipFile(path) as z:
        shared = ["".join(t.text or "" for t in i.iter(S + "t"))
                  for i in ET.fromstring(z.read("xl/sharedStrings.xml")).iter(S + "si")] \
            if "xl/sharedStrings.xml" in z.namelist() else []
        last = sorted(n for n in z.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))[-1]
        root = ET.fromstring(z.read(last))
    out = []
    for r in root.iter(S + "row"):
        line = {}
        for c in r.iter(S + "c"):
            column = 0
            for ch in re.match("[A-Z]+", c.get("r")).group():
                column = column * 26 + ord(ch) - 64
            assert c.find(S + "f") is None, "a formula"
            if c.get("t") == "s":
                text = shared[int(c.find(S + "v").text)]
            elif c.get("t") == "inlineStr":
                text = "".join(t.text or "" for t in c.iter(S + "t"))
            else:
                text = c.findtext(S + "v") or ""
            line[column] = text
        out.append([line.get(i, "") for i in range(1, max(line, default=0) + 1)])
    return out


def table(path):
    """The cells of the longest table of a Word file."""
    with zipfile.ZipFile(path) as z:
        root = ET.fromstring(z.read("word/document.xml"))
    tables = [[["".join(t.text or "" for t in c.iter(W + "t")) for c in r.iter(W + "tc")] for r in t.iter(W + "tr")]
              for t in root.iter(W + "tbl")]
    return max(tables, key=len)


STEP = "SELECT on_date FROM event e WHERE e.person_id = p.id AND e.kind = "


class Lists(unittest.TestCase):
    maxDiff = None

    def test_who(self):
        want = {
            "sympathisers": "SELECT full_name FROM person WHERE is_candidate AND stage BETWEEN 2 AND 9",
            "awaiting-cell": "SELECT full_name FROM person WHERE is_candidate AND stage IN (5, 6)",
            "awaiting-committee": "SELECT full_name FROM person WHERE is_candidate AND stage = 7",
            "awaiting-decision": "SELECT full_name FROM person WHERE is_candidate AND stage = 8",
            "awaiting-ceremony": "SELECT full_name FROM person WHERE is_candidate AND stage = 9",
            "probation": "SELECT full_name FROM person WHERE stage IN (10, 11)",
            "certificate-lapsed": "SELECT full_name FROM person p WHERE is_candidate AND stage BETWEEN 2 AND 6 AND "
                                  f"date (({STEP}4 ORDER BY 1 DESC LIMIT 1), '+60 months') < '{TODAY}'",
            "mentors": "SELECT p.full_name FROM mentor_assignment a JOIN person p ON p.id = a.person_id "
                       "WHERE a.to_date IS NULL AND p.stage BETWEEN 1 AND 10",
        }
        for name, sql in want.items():
            self.assertEqual(sorted(r["full_name"] for r in rows(name)), names(sql), name)
        self.assertTrue(rows("sympathisers") and rows("probation") and rows("mentors"))
        step = ("SELECT DISTINCT p.full_name FROM person p JOIN event e ON e.person_id = p.id "
                "WHERE e.kind = ? AND e.on_date BETWEEN '2026-01-01' AND '2026-12-31'")
        self.assertEqual(sorted(r["full_name"] for r in rows("class", "--year", "2026")), names(step, 4))
        self.assertEqual(sorted(r["full_name"] for r in rows("recognised", "--year", "2026")), names(step, 12))
        # as many as the admission summary says: the article's 17
        self.assertEqual(sum(len(rows("admitted", "--year", y)) for y in ("2020", "2021", "2022")), 17)
        self.assertEqual(len(rows("admitted", "--from", "2020-01-01", "--to", "2022-12-31")), 17)

    def test_lapsed(self):
        """By the months of the rule set in force: with a day on which certificates have lapsed."""
        p = subprocess.run([PROGRAM, "--db", DB, "--today", "2031-06-01", "list", "certificate-lapsed", "--format",
                            "json"], env=ENV, capture_output=True, check=True)
        found = {r["full_name"] for r in json.loads(p.stdout)}
        self.assertEqual(sorted(found), names(
            "SELECT full_name FROM person p WHERE is_candidate AND stage BETWEEN 2 AND 6 AND "
            f"date (({STEP}4 ORDER BY 1 DESC LIMIT 1), '+60 months') < '2031-06-01'"))
        self.assertTrue(found)

    def test_columns(self):
        got = rows("sympathisers", "--columns", "cell,full_name birth", "--cell", "AP1")
        self.assertEqual(list(got[0]), ["cell", "full_name", "birth"])
        self.assertEqual({r["cell"] for r in got}, {"Ấp 1"})
        self.assertIn("khong_co", call("list", "sympathisers", "--columns", "khong_co", status=1))
        call("list", "khong-co", status=2)
        call("list", "sympathisers", "--year", "2026", status=2)
        # what is sensitive is in no list unless it is chosen
        for name in lists():
            for r in rows(name)[:1]:
                self.assertFalse({"ethnicity", "religion", "cccd"} & set(r), name)

    def test_formats(self):
        for name in lists():
            data = [[v or "" for v in r.values()] for r in rows(name)]
            text = call("list", name)
            for ending in ("csv", "xlsx", "docx", "pdf"):
                to = os.path.join(DIR, f"{name}.{ending}")
                call("list", name, "--format", ending, "--output", to)
                self.assertEqual(stat.S_IMODE(os.stat(to).st_mode), 0o600)
                call("list", name, "--format", ending, "--output", to, status=1)  # what is there stays
            with open(os.path.join(DIR, name + ".csv"), encoding="utf-8-sig", newline="") as f:
                head, *body = list(csv.reader(f))
            self.assertEqual(body, data, name)
            flat = "".join(text.split())
            for row in data:
                self.assertIn(row[1].split()[-1], flat)
            book = sheet(os.path.join(DIR, name + ".xlsx"))
            at = book.index(head) if head in book else None
            self.assertIsNotNone(at, (name, book[:3]))
            found = [r + [""] * (len(head) - len(r)) for r in book[at + 1:] if r][:len(data)]
            self.assertEqual(found, data, name)
            if data:
                word = table(os.path.join(DIR, name + ".docx"))
                self.assertEqual(word[0], head)
                self.assertEqual(word[1:], data, name)
                pdf = subprocess.run(["pdftotext", "-layout", os.path.join(DIR, name + ".pdf"), "-"],
                                     capture_output=True, check=True).stdout.decode()
                for row in data:
                    for word_ in row[1].split():
                        self.assertIn(word_, pdf)

    # ---- brought in again -----------------------------------------------------------------------------

    FIELDS = ("SELECT p.full_name, p.birth, p.sex, p.ethnicity, p.religion, p.cccd, p.phone, p.home_place, p.residence, "
              "p.occupation, p.education, p.professional, p.youth_union, p.readmission, p.note, c.code, "
              + ", ".join(f"({STEP}{k} ORDER BY 1 DESC LIMIT 1)" for k in (2, 4, 7, 9, 10, 12))
              + ", (SELECT paper_no FROM event e WHERE e.person_id = p.id AND e.kind = 2 ORDER BY on_date DESC LIMIT 1)"
              ", (SELECT paper_no FROM event e WHERE e.person_id = p.id AND e.kind = 4 ORDER BY on_date DESC LIMIT 1)"
              ", (SELECT group_concat (mentor_name, ', ') FROM (SELECT mentor_name FROM mentor_assignment a "
              "WHERE a.person_id = p.id AND a.to_date IS NULL ORDER BY mentor_name)) "
              "FROM person p LEFT JOIN cell c ON c.id = p.cell_id WHERE p.full_name = ? ORDER BY p.birth")

    def again(self, name, path):
        db = os.path.join(DIR, "again.db")
        for f in (db, db + "-wal", db + "-shm"):
            if os.path.exists(f):
                os.unlink(f)
        call("init", db=db)
        for kind in ("cells", "members"):
            call("import", kind, os.path.join(SAMPLE, kind + ".csv"), db=db)
        call("import", "candidates", path, db=db)
        people = [r["full_name"] for r in rows(name)]
        self.assertTrue(people)
        with sqlite3.connect(DB) as a, sqlite3.connect(db) as b:
            for person in people:
                self.assertEqual(b.execute(self.FIELDS, (person,)).fetchall(),
                                 a.execute(self.FIELDS, (person,)).fetchall(), person)
        self.assertEqual(sorted(r["full_name"] for r in rows(name, db=db)), sorted(people))

    def test_round_trip(self):
        for name in ("sympathisers", "probation"):
            path = os.path.join(DIR, "trip.csv")
            call("list", name, "--columns", "import", "--format", "csv", "--output", path, "--replace")
            self.again(name, path)
            book = os.path.join(DIR, "trip.xlsx")
            call("list", name, "--columns", "import", "--format", "xlsx", "--output", book, "--replace")
            cells = sheet(book)
            begin = next(i for i, r in enumerate(cells) if r and r[0] == "Họ và tên")
            with open(path, "w", encoding="utf-8", newline="") as f:
                csv.writer(f).writerows(r for r in cells[begin:] if len(r) > 3)
            self.again(name, path)

    # ---- names that would be commands elsewhere --------------------------------------------------------

    def test_hostile(self):
        hostile = ['=HYPERLINK("x")', "+84 123", "@SUM(A1)", "-2+3", "\x1b[31mđỏ\u202e\u2066x", "]]>&lt;<w:p/>", "%s%n",
                   '"a","b"', "x" * 300, "   ", "một\ttab\nhai dòng"]
        db = os.path.join(DIR, "hostile.db")
        with sqlite3.connect(DB) as a, sqlite3.connect(db) as b:
            a.backup(b)
            b.execute("DROP TRIGGER person_audit_update")
            b.execute("PRAGMA ignore_check_constraints = ON")
            ids = [i for i, in b.execute("SELECT id FROM person WHERE is_candidate AND stage BETWEEN 2 AND 9 ORDER BY id")]
            for i, name in zip(ids, hostile):
                b.execute("UPDATE person SET full_name = ? WHERE id = ?", (name, i))
        clean = [re.sub("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", "", n) for n in hostile]

        def seen(texts, ending):
            texts = [re.sub("[\x00-\x1f\u202a-\u202e\u2066-\u2069\ufffd\u2400-\u243f\\s]", "", t or "") for t in texts]
            for n in clean:
                bare = "".join(n.split())
                self.assertTrue(not bare or any(bare in t or bare == t.lstrip("'") for t in texts), (ending, n))

        got = rows("sympathisers", "--columns", "full_name", db=db)
        seen([r["full_name"] for r in got], "json")
        for ending in ("csv", "xlsx", "docx", "pdf", "text"):
            to = os.path.join(DIR, "h." + ending)
            call("list", "sympathisers", "--columns", "full_name", "--format", ending, "--output", to, "--replace",
                 db=db)
            with open(to, "rb") as f:
                raw = f.read()
            if ending == "csv":
                cells = [r[0] for r in csv.reader(io.StringIO(raw.decode("utf-8-sig"))) if r]
                self.assertFalse([c for c in cells if re.match("[=+@-]", c) and not re.fullmatch("[+-][0-9.,]*", c)])
                seen(cells, ending)
            elif ending == "xlsx":
                seen([r[0] for r in sheet(to) if r], ending)
            elif ending == "docx":
                seen([r[0] for r in table(to)], ending)
            elif ending == "text":
                self.assertFalse(re.search(b"\x1b|\xe2\x80\xae|\xe2\x81\xa6", raw))
                seen([re.sub("[│\n]", "", raw.decode())], ending)
            else:
                self.assertEqual(raw[:5], b"%PDF-")


call("init", "--sample")
unittest.main()
