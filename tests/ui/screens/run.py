#!/usr/bin/env python3
"""Runs the screens by a script of keys (ui/script.h), at 80x24 and at 120x40, in Vietnamese, on a database
of its own. Lines of the script that begin with `#: ` are this program's:

  #: data sample|empty|none   the sample commune (default), a committee without data, or no database yet
  #: args ARGUMENT…           further arguments of the program
  #: today YYYY-MM-DD         the day of the script and of the `run` orders (the data is made before, on its own day)
  #: printers NAME…           printers that are there, the first the default one; lp keeps what it was given in `given`
  #: books                    the workbooks and databases of tests/reader/make_books.py
  #: run ARGUMENT…            the program called before the script, with these arguments
  #: sql QUERY = VALUE        after the script: what the database says
  #: file NAME TEXT           after the script: the file NAME has TEXT
  #: no NAME                  after the script: there is no file NAME
  #: most N FROM | TO         from the line `# FROM` to the line `# TO` the script has at most N keys, typed text apart

The folder that it runs in has the *.csv that lie beside the scripts. Saved screens are compared here, not by
the program: the user's name is masked. GENERATE=1 writes them."""
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TODAY = "2026-11-23"
SIZES = ("80x24", "120x40")


def masked(text):
    """Without the right end of the title line: the day and the user; without the minute and the user of an act."""
    head, _, rest = text.partition("\n")
    rest = re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d", "dd/mm/yyyy hh:mm", rest)
    rest = re.sub(r"(Người nhập +)\S+", r"\1clerk", rest)
    return re.sub(r"\s+\S+ \d\d/\d\d/\d{4} · \S+$", "", head) + "\n" + rest


class Run:
    def __init__(self, program, script, size):
        self.program, self.size = program, size
        self.name = os.path.splitext(os.path.basename(script))[0]
        self.script = script
        self.faults = []
        with open(script, encoding="utf-8") as f:
            self.orders = [line[3:].strip() for line in f if line.startswith("#: ")]
        self.today = (self.orders_of("today") or [TODAY])[0]
        self.dir = tempfile.mkdtemp()
        self.db = os.path.join(self.dir, "x.db")
        self.snaps = os.path.join(self.dir, "snaps")
        os.mkdir(self.snaps)
        # no printing command is found: nothing is ever printed by a test
        self.env = {"PATH": self.snaps, "HOME": self.dir, "TZ": "Asia/Ho_Chi_Minh", "TERM": "xterm",
                    "TAONGUON_SNAP_DIR": self.snaps, "GENERATE": "1", "TMPDIR": self.dir}
        for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TAONGUON_BUILD_DIR"):
            if k in os.environ:
                self.env[k] = os.environ[k]

    def printers(self):
        """Beside the snapshots, in a folder of their own."""
        names = [n for order in self.orders_of("printers") for n in order.split()]
        if not names:
            return
        folder = self.env["PATH"] = os.path.join(self.dir, "bin")
        os.mkdir(folder)
        lines = "".join(n + r"\n" for n in names)
        programs = {"lp": 'printf "%s " "$@" >>"$HOME/given"',
                    "lpstat": f"[ $1 = -e ] && printf '{lines}'; "
                              f"[ $1 = -d ] && echo 'system default destination: {names[0]}'; exit 0"}
        for name, body in programs.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(f"#!/bin/sh\n{body}\n")
            os.chmod(os.path.join(folder, name), 0o700)

    def orders_of(self, word):
        return [o[len(word) + 1:] for o in self.orders if o.split(" ", 1)[0] == word]

    def call(self, *args, today=TODAY):
        p = subprocess.run([self.program, "--db", self.db, "--lang", "vi", "--today", today, *args],
                           env=self.env, cwd=self.dir, capture_output=True, timeout=120)
        if p.returncode:
            self.faults.append(f"{args}: exit {p.returncode}\n{p.stdout.decode()}{p.stderr.decode()}")

    def prepare(self):
        for name in os.listdir(HERE):
            if name.endswith(".csv"):
                shutil.copy(os.path.join(HERE, name), self.dir)
        if "books" in self.orders:
            make = os.path.join(HERE, "..", "..", "reader", "make_books.py")
            subprocess.run([sys.executable, make, self.dir], check=True, capture_output=True)
        self.printers()
        data = (self.orders_of("data") or ["sample"])[0]
        if data != "none":
            self.call("init", *(["--sample"] if data == "sample" else []))
        for order in self.orders_of("run"):
            self.call(*order.split(), today=self.today)

    def compare(self):
        saved = os.path.join(HERE, "snaps", self.size)
        os.makedirs(saved, exist_ok=True)
        for name in sorted(os.listdir(self.snaps)):
            with open(os.path.join(self.snaps, name), encoding="utf-8") as f:
                now = masked(f.read())
            path = os.path.join(saved, name)
            if os.environ.get("GENERATE"):
                with open(path, "w", encoding="utf-8") as f:
                    f.write(now)
                continue
            before = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
            if now != before:
                self.faults.append(f"{path} is not what is seen now:\n{now}")

    def check(self):
        for order in self.orders_of("sql"):
            query, value = order.rsplit(" = ", 1)
            try:
                with contextlib.closing(sqlite3.connect(self.db)) as db:
                    found = db.execute(query).fetchone()
            except sqlite3.Error as e:
                found = (e,)
            if not found or str(found[0]) != value:
                self.faults.append(f"{query}: {found}, not {value}")
        for order in self.orders_of("file"):
            name, text = order.split(" ", 1)
            path = os.path.join(self.dir, name)
            data = open(path, "rb").read() if os.path.exists(path) else b""
            if text.encode() not in data:
                self.faults.append(f"{name} ({len(data)} bytes) has no {text}")

        for name in self.orders_of("no"):
            if os.path.exists(os.path.join(self.dir, name)):
                self.faults.append(f"{name} is there")

    def keys_between(self, start, end):
        """How many keys the script presses between two of its comments; typed text is not counted."""
        with open(self.script, encoding="utf-8") as f:
            lines = [line.rstrip("\n") for line in f]
        if f"# {start}" not in lines or f"# {end}" not in lines:
            return None
        words = [line.split() for line in lines[lines.index(f"# {start}"):lines.index(f"# {end}")]]
        return sum(int(w[2]) if len(w) > 2 else 1 for w in words if w and w[0] == "key")

    def count(self):
        for order in self.orders_of("most"):
            most, where = order.split(" ", 1)
            n = self.keys_between(*(s.strip() for s in where.split("|")))
            if n is None or n > int(most):
                self.faults.append(f"{where}: {n} keys, not {most} at most")

    def go(self):
        try:
            self.count()
            self.prepare()
            more = [a for order in self.orders_of("args") for a in order.split()]
            self.call("--script", self.script, "--size", self.size, *more, today=self.today)
            self.compare()
            self.check()
        finally:
            shutil.rmtree(self.dir)
        for fault in self.faults:
            print(f"{self.name} {self.size}: {fault}")
        return not self.faults


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1])
    sys.exit(0 if all([Run(PROGRAM, os.path.abspath(s), size).go() for s in sys.argv[2:] for size in SIZES])
             else 1)
