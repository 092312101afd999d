#!/usr/bin/env python3
"""Texts that would be commands elsewhere, in the fields that papers show: through every list and every report, in
every format, and through a list on the screen. No formula, no escape, no mark that turns a line round; every part
well-formed; nothing lost but what no text may have."""
import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from office import S, W, Word, Workbook  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
TODAY = "2026-11-23"
TMP = tempfile.TemporaryDirectory()
DIR = TMP.name
DB = os.path.join(DIR, "hostile.db")
ENV = {"PATH": os.environ["PATH"], "HOME": DIR, "TMPDIR": DIR, "TZ": "Asia/Ho_Chi_Minh", "TERM": "xterm",
       "TAONGUON_SNAP_DIR": DIR,
       **{k: os.environ[k] for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TAONGUON_BUILD_DIR") if k in os.environ}}

HOSTILE = ['=HYPERLINK("http://x","y")', "+84 912 345 678", "@SUM(A1:A9)", "-2+3", "=1+1", "\t=1+1", "\r=cmd|'/c x'!A1",
           "\x1b[31mđỏ\x1b]0;x\x07", "xoay\u202e\u2066ngược", "ẩn\u200b\u200dchữ\ufeff", "]]>&lt;<w:p/>", "%s%n%d\\n",
           '"a","b";c', "x" * 300, "   ", "một\ttab\nhai dòng", "'nháy", "{{ho_ten}}", "_x003D_1+1", "a\u2028b\u2029c"]
FIELDS = {"person": ("full_name", "home_place", "residence", "occupation", "phone", "note", "organisation", "position"),
          "event": ("paper_no", "source", "note"), "mentor_assignment": ("mentor_name", "resolution"),
          "obstacle": ("next_step", "owner", "school"), "cell_name": ("name",),
          "committee": ("name", "superior", "place", "signer")}
# controls, marks of direction, separators of lines; \n and \t are what a text or CSV is made of
BAD = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
# what stands for them, and what may have gone
GONE = "[\x00-\x20\x7f-\xa0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd\u2400-\u2426\\s]"


def call(*args):
    p = subprocess.run([PROGRAM, "--db", DB, "--lang", "vi", "--today", TODAY, *args], env=ENV, cwd=DIR,
                       capture_output=True, timeout=120)
    assert p.returncode == 0, (args, p.returncode, p.stdout[-300:], p.stderr.decode(errors="replace")[-2000:])
    return p.stdout.decode()


def prepare():
    call("init", "--sample")
    with sqlite3.connect(DB) as c:
        c.execute("PRAGMA ignore_check_constraints = ON")
        for name, in c.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            c.execute(f"DROP TRIGGER {name}")
        for table, fields in FIELDS.items():
            for k, field in enumerate(fields):
                for id_, in c.execute(f"SELECT id FROM {table} ORDER BY id").fetchall():
                    c.execute(f"UPDATE {table} SET {field} = ? WHERE id = ?", (HOSTILE[(id_ + k) % len(HOSTILE)], id_))


def bare(text):
    return re.sub(GONE, "", text).lstrip("'")


BARE = [b for b in map(bare, HOSTILE) if b]


def found(texts):
    """Which of the hostile ones stand somewhere among the texts."""
    texts = {bare(t) for t in texts}
    return {b for b in BARE if any(b in t for t in texts)}


def is_command(cell):
    return re.match("[=+@\t\r-]", cell) and not re.fullmatch(r"[+-]?[0-9., %]*|[+-]", cell)


class Hostile(unittest.TestCase):
    def cells(self, path, ending):
        """What a reader of the file finds in it."""
        with open(path, "rb") as f:
            raw = f.read()
        if ending == "pdf":
            self.assertEqual(raw[:5], b"%PDF-", path)
            text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
            # a form feed ends a page; pdftotext itself marks the direction of a line
            self.assertFalse(re.search("[\x00-\x08\x0e-\x1f\u202d\u202e\u2066]", text), path)
            return [text]
        if ending == "xlsx":
            book = Workbook(path, "vi")
            texts = [t for _, sheet in book.sheets for row in book.rows(sheet).values() for t, _, _ in row.values()]
        elif ending == "docx":
            texts = [Word.text(p) for root in Word(path).parts.values() for p in root.iter(W + "p")]
        elif ending == "json":
            data, texts = json.loads(raw), []

            def walk(x):
                if isinstance(x, dict):
                    x = list(x.values())
                if isinstance(x, list):
                    for y in x:
                        walk(y)
                elif isinstance(x, str):
                    texts.append(x)
            walk(data)
            # what is escaped is not lost, and no terminal takes it for a command
            self.assertFalse(re.search(BAD + "|[\t\ufeff\u200b-\u200d]", raw.decode()), path)
            return texts
        elif ending == "csv":
            rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
            texts = [c for r in rows for c in r]
            self.assertEqual([t for t in texts if is_command(t)], [], path)
        else:
            texts = [raw.decode()]
        for t in texts:
            self.assertFalse(re.search(BAD, t.replace("\r\n", "\n")), (path, ascii(t[:300])))
        return texts

    def every_format(self, name, *args):
        seen = {}
        for ending in ("json", "csv", "xlsx", "docx", "text", "pdf"):
            path = os.path.join(DIR, f"{name}.{ending}")
            call(*args, "--format", ending, "--output", path)
            seen[ending] = found(self.cells(path, ending))
        return seen

    def test_lists(self):
        names = re.findall(r"^([a-z-]+) ", call("list"), re.M)
        columns = "full_name,home_place,residence,occupation,phone,note,cell,mentors,listed_no"
        self.assertGreater(len(names), 9)
        for name in names:
            seen = self.every_format("l-" + name, "list", name, "--columns", columns)
            with open(os.path.join(DIR, f"l-{name}.json"), encoding="utf-8") as f:
                rows = json.load(f)
            if len(rows) >= len(HOSTILE):
                self.assertEqual(seen["json"], set(BARE), name)
            for ending in ("csv", "xlsx", "docx"):
                self.assertEqual(seen["json"] - seen[ending], set(), (name, ending))

    def test_reports(self):
        with sqlite3.connect(DB) as c:
            letterhead = found([t for r in c.execute("SELECT name, superior, place, signer FROM committee") for t in r])
        for name in ("admissions", "pipeline", "cells", "mentors", "targets", "due", "forecast", "times", "map",
                     "sourcing", "obstacles", "evaluation-facts", "trends", "form-2", "health"):
            seen = self.every_format("r-" + name, "report", name, "--year", "2026")
            # a JSON may say more, or by other names, than the paper: papers are compared with each other; a CSV has no
            # letterhead
            self.assertEqual(seen["xlsx"] - seen["docx"], set(), name)
            self.assertEqual(seen["xlsx"] - seen["csv"] - letterhead, set(), name)

    def test_screen(self):
        """A list on the screen as it stands, its title with a cell's name."""
        keys = ["key 2", "idle", "key l", "idle"]
        places = {"pdf": 0, "docx": 1, "xlsx": 2, "text": 3, "csv": 4, "json": 5}
        for ending, place in places.items():
            keys += ["key E"] + [f"key Down {place}"] * (place > 0) + \
                ["key Enter", "key C-u", f"type screen.{ending}", "key Enter", "idle"]
        script = os.path.join(DIR, "screen.keys")
        with open(script, "w", encoding="utf-8") as f:
            f.write("\n".join(keys) + "\n")
        call("--script", script, "--size", "80x24")
        seen = {e: found(self.cells(os.path.join(DIR, "screen." + e), e)) for e in places}
        self.assertEqual(seen["json"], set(BARE))
        for ending in ("csv", "xlsx", "docx"):
            self.assertEqual(seen["json"] - seen[ending], set(), ending)


prepare()
unittest.main()
