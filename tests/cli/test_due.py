#!/usr/bin/env python3
"""What is due, the forecast and the times of the steps, on the sample commune and on two dossiers of two rule sets."""
import csv
import datetime
import io
import json
import os
import re
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


def read_text(value):
    """RFC 5545, 3.3.11: nothing that must be escaped stands bare."""
    assert re.fullmatch(r"(?:[^\\;,\x00-\x1f\x7f]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def read_calendar(raw):
    """A small reader of RFC 5545 that refuses what the format forbids: components by name, each a dict of
    property: (parameters, value)."""
    assert raw.endswith("\r\n")
    for line in raw.encode().split(b"\r\n"):
        assert b"\r" not in line and b"\n" not in line and len(line) <= 75, line
        line.decode()  # no character is split
    found, stack = {"VEVENT": [], "VTIMEZONE": []}, []
    for line in unfold(raw).split("\r\n")[:-1]:
        head, colon, value = line.partition(":")
        name, *parameters = head.split(";")
        assert colon and re.fullmatch("[A-Z-]+", name), line
        if name == "BEGIN":
            stack.append((value, {}))
        elif name == "END":
            component, fields = stack.pop()
            assert component == value, line
            found.setdefault(component, []).append(fields)
        else:
            assert stack and name not in stack[-1][1], line
            stack[-1][1][name] = (parameters, read_text(value) if name in ("SUMMARY", "TZNAME") else value)
    assert not stack and len(found["VCALENDAR"]) == 1
    assert found["VCALENDAR"][0]["VERSION"] == ([], "2.0") and found["VCALENDAR"][0]["PRODID"][1]
    assert found["VEVENT"] or found["VTIMEZONE"], "at least one component (3.6)"
    for e in found["VEVENT"]:
        assert not e["DTSTAMP"][0] and re.fullmatch(r"\d{8}T\d{6}Z", e["DTSTAMP"][1]), e
        assert e["DTSTART"][0] == e["DTEND"][0] == ["VALUE=DATE"], e
        days = [datetime.datetime.strptime(e[k][1], "%Y%m%d") for k in ("DTSTART", "DTEND")]
        assert (days[1] - days[0]).days == 1 and e["SUMMARY"][1], e
    uids = [e["UID"][1] for e in found["VEVENT"]]
    assert all(uids) and len(uids) == len(set(uids))
    for z in found["VTIMEZONE"]:
        assert z["TZID"][1]
    return found


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
        self.assertEqual(rows, sorted(rows, key=lambda r: (r["due"], r["person_id"] or 0)))
        self.assertTrue(all("2026-11-23" <= r["due"] <= "2026-12-31" for r in rows))
        text = self.report("due", *span)
        ics = unfold(self.report("due", "--format", "ics", *span))
        table = self.report("due", "--format", "csv", *span)
        for r in rows:
            day = "/".join(reversed(r["due"].split("-")))
            self.assertIn(r["person"] or r["about"], table)
            self.assertIn(day, table)
            self.assertIn(day, text)
            self.assertIn("DTSTART;VALUE=DATE:" + r["due"].replace("-", ""), ics)
        self.assertEqual(ics.count("BEGIN:VEVENT"), len(rows))

    def test_ics(self):
        span = ("--from", "2026-01-01", "--to", "2027-12-31")
        raw = self.report("due", "--format", "ics", *span)
        self.assertEqual(raw, self.report("due", "--format", "ics", *span))
        calendar = read_calendar(raw)
        self.assertFalse(calendar["VTIMEZONE"])
        due = self.due(*span)
        rows = {(r["due"].replace("-", ""), r["person"] or r["about"]) for r in due}
        # of a person the name comes first, of a cell what it is about comes last
        said = {(e["DTSTART"][1], text) for e in calendar["VEVENT"]
                for text in (e["SUMMARY"][1].split(": ")[0], e["SUMMARY"][1].partition(" · ")[2])}
        self.assertLessEqual(rows, said)
        self.assertEqual(len(calendar["VEVENT"]), len(due))
        # name and matter, no more
        for e in calendar["VEVENT"]:
            self.assertEqual(set(e), {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"})

    def test_ics_nothing_due(self):
        calendar = read_calendar(self.report("due", "--format", "ics", "--from", "2035-01-01", "--to", "2035-01-02"))
        self.assertEqual((len(calendar["VEVENT"]), len(calendar["VTIMEZONE"])), (0, 1))

    def test_ics_of_two_offices(self):
        """The same persons, kinds and days in two databases are other events; a copy's are the same."""
        def uids(db):
            return {e["UID"][1] for e in read_calendar(run("--db", db, "report", "due", *span)[0])["VEVENT"]}

        span = ("--from", "2026-01-01", "--to", "2027-12-31", "--format", "ics")
        other, copy = (os.path.join(self.dir, x) for x in ("other.db", "copy.db"))
        run("--db", other, "init", "--sample")
        shutil.copy(self.db, copy)
        here, there = uids(self.db), uids(other)
        self.assertEqual({u.rpartition("-")[0] for u in here}, {u.rpartition("-")[0] for u in there})
        self.assertFalse(here & there)
        self.assertEqual(here, uids(copy))

    def test_overdue(self):
        span = ("--from", "2026-11-23", "--to", "2026-11-30")
        without, with_ = self.due(*span), self.due("--overdue", *span)
        self.assertFalse(any(r["before"] for r in without))
        self.assertEqual([r for r in with_ if not r["before"]], without)
        self.assertTrue(any(r["before"] for r in with_))
        self.assertTrue(all(r["due"] < "2026-11-23" for r in with_ if r["before"]))
        # an answer that is waited for too long is overdue, once
        ids = [(r["person_id"], r["kind"], r["due"], r["number"]) for r in with_]
        self.assertEqual(len(ids), len(set(ids)))

    def test_csv_is_one_list(self):
        span = ("--overdue", "--from", "2026-11-23", "--to", "2026-12-31")
        rows = list(csv.reader(io.StringIO(self.report("due", "--format", "csv", *span)[1:])))
        due = self.due(*span)
        self.assertEqual(rows[0][:6], ["Chi bộ", "Họ và tên", "Việc cần làm", "Ngày", "Việc của",
                                       "Tình trạng"])
        self.assertEqual(len(rows), 1 + len(due))
        for row, d in zip(rows[1:], due):
            self.assertEqual(len(row), len(rows[0]))
            self.assertEqual((row[1], row[3]), (d["person"] or d["about"], "/".join(reversed(d["due"].split("-")))))
            self.assertEqual(row[7], d["rule_set"] or "")
        self.assertIn("quá hạn", {r[5] for r in rows})

    def test_whose_move(self):
        """In JSON each row says whose move it is, the probationary member's too."""
        movers = {r["mover"] for r in self.due("--overdue", "--from", "2026-01-01", "--to", "2027-12-31")}
        self.assertNotIn(None, movers)
        self.assertTrue({"probationer", "cell", "committee"} <= movers, movers)

    def test_one_cell(self):
        span = ("--from", "2026-01-01", "--to", "2027-12-31")
        every = self.due(*span)
        one = self.due("--cell", "AP3", *span)
        self.assertTrue(one)
        self.assertEqual(one, [r for r in every if r["cell_id"] == one[0]["cell_id"]])

    def test_refused(self):
        """2: the words are wrong; 1: the data have no such thing. Each names its argument, none leaves a file."""
        span = ("--from", "2026-11-01", "--to", "2026-12-01")
        ics = ("--format", "ics")
        cases = [(2, "--from", ("due", "--from", "2026-12-01", "--to", "2026-11-01")),
                 (2, "--from", ("times", "--from", "2026-12-01", "--to", "2026-11-01")),
                 (2, "--to", ("due", "--from", "2026-12-01")),
                 (2, "--from", ("due", "--from", "31/2/2026", "--to", "2026-12-01")),
                 (2, "--to", ("times", "--from", "2026-11-01", "--to", "mai")),
                 (2, "--year", ("forecast", "--year", "nay")),
                 (2, "--year", ("forecast", *span)),
                 (2, "--year", ("due", "--year", "2026", *span)),
                 (2, "--format", ("due", *span, "--format", "xml")),
                 (2, "--format ics", ("forecast", *ics)), (2, "--format ics", ("times", *ics)),
                 (2, "--format ics", ("cells", *ics)),
                 (2, "--overdue", ("forecast", "--overdue")), (2, "--overdue", ("times", "--overdue")),
                 (2, "due, forecast, times", ("overdue",)), (2, "due, forecast, times", ("due", "times")),
                 (1, "--cell", ("due", "--cell", "không có")), (1, "--cell", ("times", "--cell", "không có")),
                 (1, "--cell", ("forecast", "--cell", "không có"))]
        folder = os.path.join(self.dir, "out")
        os.mkdir(folder)
        for status, named, args in cases:
            out, err = run("--db", self.db, "report", *args, "--output", os.path.join(folder, "x"), expect=status)
            self.assertEqual((out, os.listdir(folder)), ("", []))
            self.assertTrue(err.startswith("taonguon: ") and named in err, (args, err))
            self.assertRegex(err, "hợp lệ|phải|cần|chỉ|không|Không|dùng")

    def test_forecast(self):
        f = json.loads(self.report("forecast", "--year", "2026", "--format", "json"))
        total = f["total"]
        # the year's ten, of whom nine are admitted or decided; nobody is expected twice
        self.assertEqual((total["target"], total["admitted"]), (10, 9))
        for key in ("pipeline", "possible", "likely", "late", "no_day"):
            self.assertEqual(total[key], sum(c[key] for c in f["cells"]))
        for c in f["cells"] + [total]:
            self.assertLessEqual(c["likely"], c["possible"])
            self.assertEqual(c["possible"] + c["late"] + c["no_day"], c["pipeline"])
        self.assertEqual(f["rule_set"]["number"], "208-QĐ/TW")
        self.assertTrue(f["rule_set"]["key"].startswith("208-QĐ/TW#"))
        self.assertTrue(all(a and isinstance(a, str) for a in f["assumptions"]))
        self.assertIn("208-QĐ/TW", f["assumptions"][0])
        self.assertTrue(any(f["median_days"].values()))
        past = json.loads(self.report("forecast", "--year", "2021", "--format", "json"))
        self.assertEqual((past["total"]["admitted"], past["total"]["possible"]), (6, 0))

    def test_new_names(self):
        f = json.loads(self.report("forecast", "--year", "2026", "--format", "json"))
        names = {(n["year"], n["assumption"]): n for n in f["new_names"]}
        self.assertEqual(sorted(names), [(y, a) for y in (2026, 2027) for a in ("median", "shortest")])
        for (year, assumption), n in names.items():
            # twelve months with the mentor; no slower way allows a later day
            self.assertLess(n["list_until"], "%d-01-01" % year)
            self.assertLessEqual(n["list_until"], names[year, "shortest"]["list_until"])
            self.assertEqual(n["too_late"], n["list_until"] < TODAY)
            # the day beside 2/9 is announced in its year
            self.assertIn(n["open_year"], (year - 1, year))
        self.assertLess(names[2026, "shortest"]["list_until"], names[2027, "shortest"]["list_until"])
        # a table that says beside each day what it assumes
        text = self.report("forecast", "--year", "2026", "--format", "csv")
        for n in names.values():
            row = [x for x in text.splitlines() if x.startswith("%d," % n["year"]) and
                   "/".join(reversed(n["list_until"].split("-"))) in x]
            self.assertTrue(row and all("chưa xác nhận" in x for x in row))
        # nobody was ever admitted: the pace is not known
        empty = os.path.join(self.dir, "empty.db")
        run("--db", empty, "init")
        f = json.loads(run("--db", empty, "report", "forecast", "--year", "2026", "--format", "json")[0])
        self.assertEqual([n["list_until"] is None for n in f["new_names"]], [False, True] * 2)

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


class ManyCells(Base):
    """No cell is left out, however many there are."""

    def test_times(self):
        run("--db", self.db, "init")
        cells = range(1, 401)
        parts = "An Bình Chi Dung Giang Hà Hoa Huệ Kim Lan Linh Mai Nga Oanh Phúc Quý Sen Thu Vân Yến".split()
        names = {i: "Lê %s %s" % (parts[i % 20], parts[i // 20 % 20]) for i in cells}
        self.bring("cells", "Mã chi bộ,Tên chi bộ,Loại hình\n" +
                   "".join("C%d,Chi bộ Ấp %d,Ấp\n" % (i, i) for i in cells))
        self.bring("candidates", "Họ và tên,Ngày sinh,Chi bộ,Ngày công nhận cảm tình Đảng\n" +
                   "".join("%s,1/1/1990,C%d,%d/%d/2025\n" % (names[i], i, 1 + i % 28, 4 + i % 9)
                           for i in cells))
        self.bring("events", "Họ và tên,Chi bộ,Sự kiện,Ngày\n" +
                   "".join("%s,C%d,Phát hiện,1/3/2025\n" % (names[i], i) for i in cells))
        steps = json.loads(self.report("times", "--year", "2025", "--format", "json"))["steps"]
        total, each = steps[0], steps[1:]
        self.assertEqual((total["cell_id"], total["people"]), (None, 400))
        self.assertEqual(len({s["cell_id"] for s in each}), 400)
        self.assertEqual([s["people"] for s in each], [1] * 400)
        days = sorted(s["median"] for s in each)
        self.assertEqual(total["median"], (days[199] + days[200]) // 2)
        self.assertEqual(total["slowest"], days[-1])
        one = json.loads(self.report("times", "--year", "2025", "--format", "json", "--cell", "C400"))["steps"]
        self.assertEqual(one, [s for s in each if s["cell_id"] == one[0]["cell_id"]])


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

    def test_ics_of_a_long_name(self):
        """Folded between characters, escaped, and read back as it was."""
        name = "Công Tằng Tôn Nữ Thị; Ánh, Tuyết \\ Đặng Nguyễn Thị Phương Thảo Quỳnh Như Hạnh Phước"
        self.bring("candidates", "Họ và tên,Ngày sinh,Chi bộ,Ngày công nhận cảm tình Đảng\n"
                   "\"%s\",1/1/1995,AP1,1/3/2025\n" % name)
        raw = self.report("due", "--format", "ics", "--from", "2025-01-01", "--to", "2025-12-31")
        self.assertIn("\r\n ", raw)
        self.assertTrue([e for e in read_calendar(raw)["VEVENT"] if e["SUMMARY"][1].startswith(name + ": ")])

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
