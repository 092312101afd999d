#!/usr/bin/env python3
"""The whole database as a folder: read back by nothing but SQLite and what the description says, every table is what it
was, value by value; put together again it is a database that the program opens and finds in order."""
import base64
import csv
import os
import resource
import signal
import sqlite3
import stat
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


def call(*args, status=0, db=DB, lang="vi", **more):
    p = subprocess.run([PROGRAM, "--db", db, "--lang", lang, "--today", TODAY, *args], env=ENV, cwd=DIR,
                       capture_output=True, timeout=120, **more)
    assert p.returncode == status, (args, p.returncode, p.stdout.decode()[-400:], p.stderr.decode())
    return p.stdout.decode() + p.stderr.decode()


def fields(data):
    """Rows of (was it quoted, bytes), as the description says: no more than a CSV reader that tells "" from nothing."""
    assert data.startswith(b"\xef\xbb\xbf")
    rows, row, i = [], [], 3
    while i < len(data):
        if data[i:i + 1] == b'"':
            value = b""
            while True:
                end = data.index(b'"', i + 1)
                value += data[i + 1:end]
                if data[end + 1:end + 2] != b'"':
                    break
                value += b'"'
                i = end + 1
            row.append((True, value))
            i = end + 1
        else:
            end = min(n for n in (data.find(b",", i), data.find(b"\r\n", i)) if n >= 0)
            row.append((False, data[i:end]))
            i = end
        if data[i:i + 1] == b",":
            i += 1
            if data[i:i + 2] == b"\r\n":
                row.append((False, b""))
        if data[i:i + 2] == b"\r\n":
            rows.append(row)
            row = []
            i += 2
    assert not row
    return rows


def value(folder, kind, quoted, raw):
    if not raw:
        return "" if quoted else None
    if kind == "INTEGER":
        return int(raw)
    if kind == "BLOB":
        if raw.startswith(b"base64:"):
            return base64.b64decode(raw[7:])
        assert raw.startswith(b"file:")
        with open(os.path.join(folder, raw[5:].decode()), "rb") as f:
            return f.read()
    text = raw.decode("utf-8", "surrogateescape")
    bare = text.lstrip("'")
    return text[1:] if bare != text and bare[:1] in tuple("=+-@\t\r\n") else text


def load(folder, db, triggers=False):
    if os.path.exists(db):
        os.unlink(db)
    c = sqlite3.connect(db)
    with open(os.path.join(folder, "schema.sql"), encoding="utf-8") as f:
        c.executescript(f.read())
    for table, in c.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
        kinds = {r[1]: r[2] for r in c.execute(f"PRAGMA table_info ({table})")}
        with open(os.path.join(folder, table + ".csv"), "rb") as f:
            head, *rows = fields(f.read())
        names = [n.decode() for _, n in head]
        assert names == list(kinds), table
        c.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})",
                      [[value(folder, kinds[n], *v) for n, v in zip(names, r, strict=True)] for r in rows])
    if triggers:
        with open(os.path.join(folder, "triggers.sql"), encoding="utf-8") as f:
            c.executescript(f.read())
        c.execute("PRAGMA journal_mode = WAL")
    c.commit()
    c.close()
    return db


def content(db):
    c = sqlite3.connect(db)
    tables = [n for n, in c.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    out = {t: sorted(c.execute(f"SELECT * FROM {t}").fetchall(), key=repr) for t in tables}
    c.close()
    return out


class Folder(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        self.folder = os.path.join(DIR, self.id().split(".")[-1])

    def same(self, a, b):
        a, b = content(a), content(b)
        self.assertEqual(list(a), list(b))
        for t in a:
            self.assertEqual(a[t], b[t], t)

    def test_back(self):
        call("export", "all", self.folder)
        self.same(DB, load(self.folder, os.path.join(DIR, "back.db")))

    def test_goes_on(self):
        """With its triggers it is the program's own file again."""
        call("export", "all", self.folder)
        again = load(self.folder, os.path.join(DIR, "again.db"), triggers=True)
        call("check", db=again)
        self.same(DB, again)
        self.assertEqual(call("report", "admissions", "--year", "2022", "--format", "json", db=again),
                         call("report", "admissions", "--year", "2022", "--format", "json"))

    def test_hostile(self):
        db = os.path.join(DIR, "hostile.db")
        with sqlite3.connect(DB) as a, sqlite3.connect(db) as b:
            a.backup(b)
            b.execute("DROP TRIGGER person_audit_update")
            texts = ["=1+1", "+84", "-5", "-a", "@x", "'=1", "''=1", "'x", "'", "\t=1", "\r", "\n", "a\nb", "a\r\nb", 'a"b""',
                     '"', ",", ";", "\x1b[31m", "\u202eabc", "  a  ", "base64:x", "file:y", "NULL", "00123", "1.23E+11",
                     "\ufeffx", "e\u0301", "x" * 70000, "𝄞", "'-", "='"]
            for i, t in enumerate(texts, 1):
                b.execute("UPDATE person SET note = ?, occupation = ? WHERE id = ?", (t, t, i))
            b.execute("UPDATE person SET note = '' WHERE id = 100")
            b.execute("INSERT INTO import_file (hash, bytes) VALUES (1, ?)", (bytes(range(256)) * 40,))
            b.execute("INSERT INTO import_file (hash, bytes) VALUES (2, ?)", (b"\xfb\xef\xbe=+",))
            b.execute("INSERT INTO import_file (hash, bytes) VALUES (-9223372036854775808, X'')")
            b.execute("INSERT INTO import_heading VALUES ('members', '=1', '')")
        call("export", "all", self.folder, db=db)
        self.same(db, load(self.folder, os.path.join(DIR, "back.db")))
        with open(os.path.join(self.folder, "person.csv"), encoding="utf-8-sig", newline="") as f:
            for row in csv.reader(f):
                for v in row:
                    self.assertFalse(v[:1] in ("=", "@", "\t", "\r", "\n") or v[:2] == "-a", v)

    def test_private(self):
        call("export", "all", self.folder)
        self.assertEqual(stat.S_IMODE(os.stat(self.folder).st_mode), 0o700)
        names = []
        for at, folders, files in os.walk(self.folder):
            for n in folders:
                self.assertEqual(stat.S_IMODE(os.stat(os.path.join(at, n)).st_mode), 0o700)
            for n in files:
                self.assertEqual(stat.S_IMODE(os.stat(os.path.join(at, n)).st_mode), 0o600)
            names += files
        tables = list(content(DB))
        self.assertEqual(sorted(n for n in names if not n.endswith(".bin")),
                         sorted([t + ".csv" for t in tables] + ["MOTA.txt", "README.txt", "schema.sql", "triggers.sql"]))
        self.assertTrue(any(n.startswith("frozen_report-doc-") for n in names))

    def test_description(self):
        call("export", "all", self.folder, lang="en")
        with sqlite3.connect(DB) as c:
            columns = {t: [r[1] for r in c.execute(f"PRAGMA table_info ({t})")] for t in content(DB)}
        said = []
        for name in ("MOTA.txt", "README.txt"):
            with open(os.path.join(self.folder, name), "rb") as f:
                raw = f.read()
            self.assertEqual(raw.count(b"\n"), raw.count(b"\r\n"))
            text = raw.decode("utf-8-sig")
            parts = [p.strip("\r\n") for p in text.split("\r\n\r\n")]
            for t, names in columns.items():
                part = next(p for p in parts if p.startswith(t + ".csv – "))
                head, *lines = part.strip().split("\r\n")
                self.assertTrue(head.split(" – ", 1)[1].strip(), t)
                self.assertEqual([li.split()[0] for li in lines], names, t)
                for li in lines:
                    self.assertTrue(li[33:].strip(), (name, t, li))
            said.append(text)
        self.assertIn("dữ liệu cá nhân", said[0])
        self.assertIn("personal data", said[1])
        self.assertIn("→ person.id", said[0])
        self.assertIn("1 Khu dân cư", said[0])
        self.assertIn("1 Residential area", said[1])
        for part in said[0].split("\r\n\r\n"):
            self.assertNotRegex(part, r"\b(number of|follows from|which|whose)\b")

    def test_there(self):
        os.mkdir(self.folder)
        self.assertIn("đã có", call("export", "all", self.folder, status=1))
        self.assertEqual(os.listdir(self.folder), [])
        call("export", "all", os.path.join(DIR, "no", "where"), status=1)
        call("export", "all", self.folder, "--replace", status=2)
        call("export", "all", status=2)
        call("export", "all", self.folder + "-new/")
        self.assertTrue(os.path.exists(self.folder + "-new/person.csv"))

    def test_full(self):
        """A disk that takes no more leaves nothing behind."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000))
        before = sorted(os.listdir(DIR))
        # opened for reading: the database itself writes nothing then
        call("--read-only", "export", "all", self.folder, status=1, preexec_fn=limit)
        self.assertEqual([n for n in sorted(os.listdir(DIR)) if n not in before and not n.startswith("office.db")], [])


call("init", "--sample")
call("report", "admissions", "--from", "2020-01-01", "--to", "2022-12-31", "--freeze", "--number", "05-BC/ĐU")
unittest.main()
