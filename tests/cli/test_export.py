#!/usr/bin/env python3
"""Tables on their way out and in again: the sample through CSV and through XLSX into an empty database gives the same
cells, people, steps, mentors and targets; so do lives of every shape, and texts that are commands elsewhere. Templates
are taken by the import as they are."""
import csv
import io
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
TODAY = "2026-11-23"
TMP = tempfile.TemporaryDirectory()
DIR = TMP.name
DB = os.path.join(DIR, "office.db")
ENV = {"PATH": os.environ["PATH"], "HOME": DIR, "TMPDIR": DIR, "TZ": "Asia/Ho_Chi_Minh",
       **{k: os.environ[k] for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if k in os.environ}}
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
KINDS = ("cells", "members", "candidates", "events", "mentors", "targets")


def call(*args, status=0, db=DB, lang="vi"):
    p = subprocess.run([PROGRAM, "--db", db, "--lang", lang, "--today", TODAY, *args], env=ENV, cwd=DIR,
                       capture_output=True, timeout=120)
    assert p.returncode == status, (args, p.returncode, p.stdout.decode()[-400:], p.stderr.decode())
    return p.stdout.decode() + p.stderr.decode()


def sheets(path):
    """Name and rows of cells of every sheet."""
    out = []
    with zipfile.ZipFile(path) as z:
        shared = ["".join(t.text or "" for t in i.iter(S + "t"))
                  for i in ET.fromstring(z.read("xl/sharedStrings.xml")).iter(S + "si")] \
            if "xl/sharedStrings.xml" in z.namelist() else []
        names = [s.get("name") for s in ET.fromstring(z.read("xl/workbook.xml")).iter(S + "sheet")]
        for n, name in enumerate(names, 1):
            rows = []
            for r in ET.fromstring(z.read(f"xl/worksheets/sheet{n}.xml")).iter(S + "row"):
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
                    line[column] = re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m.group(1), 16)), text)
                rows.append([line.get(i, "") for i in range(1, max(line, default=0) + 1)])
            out.append((name, rows))
    return out


def fresh(name):
    db = os.path.join(DIR, name)
    for f in (db, db + "-wal", db + "-shm"):
        if os.path.exists(f):
            os.unlink(f)
    call("init", db=db)
    return db


PERSON = ("p.full_name, p.birth, p.sex, p.ethnicity, p.religion, p.cccd, p.phone, p.home_place, p.residence, "
          "p.occupation, p.education, p.grade, p.professional, p.youth_union, p.organisation, p.position, p.is_member, "
          "p.joined_on, p.official_on, p.card_no, p.readmission, p.note, c.code, p.stage, p.stage_on, p.is_candidate, "
          "p.uncovered")
WHO = "p.full_name, ifnull (p.birth, ''), ifnull (p.cccd, ''), ifnull (c.code, '')"
OF = "JOIN person p ON p.id = x.person_id LEFT JOIN cell c ON c.id = p.cell_id"
CONTENT = {
    "cell": "SELECT code, type, nobody_left FROM cell",
    # the format has the last name of each
    "name": "SELECT code, (SELECT name FROM cell_name n WHERE n.cell_id = c.id ORDER BY ifnull (from_date, '') DESC "
            "LIMIT 1) FROM cell c",
    "post": "SELECT c.code, post, holder, ifnull (from_date, '') FROM cell_post o JOIN cell c ON c.id = o.cell_id",
    "count": "SELECT c.code, as_of, members, official, workforce, workforce_members FROM cell_count k "
             "JOIN cell c ON c.id = k.cell_id",
    "person": f"SELECT {PERSON} FROM person p LEFT JOIN cell c ON c.id = p.cell_id",
    "event": f"SELECT {WHO}, x.kind, x.on_date, x.paper_no, x.body, x.source, x.note FROM event x {OF}",
    "mentor": f"SELECT {WHO}, x.mentor_id IS NULL, x.mentor_name, x.from_date, x.to_date, x.resolution, x.end_reason "
              f"FROM mentor_assignment x {OF}",
    "target": "SELECT from_year, to_year, c.code, kind, count, percent, base, base_date, paper_no FROM target t "
              "LEFT JOIN cell c ON c.id = t.cell_id",
}


def content(db):
    with sqlite3.connect(db) as c:
        return {k: sorted(c.execute(sql).fetchall(), key=repr) for k, sql in CONTENT.items()}


def through(db, ending, lang="vi"):
    """What the database gives out, brought into an empty one."""
    other = fresh("other.db")
    for kind in KINDS:
        path = os.path.join(DIR, f"{kind}.{ending}")
        call("export", kind, path, "--replace", db=db, lang=lang)
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        said = call("import", kind, path, db=other)
        assert "từ chối 0" in said, said
    call("check", db=other)
    return other


class Export(unittest.TestCase):
    maxDiff = 4000

    def same(self, a, b, but=()):
        a, b = content(a), content(b)
        for k in CONTENT:
            if k not in but:
                self.assertEqual(b[k], a[k], k)

    def test_sample(self):
        # who is in charge as deputy, and until when, is not among the columns: the posts as they are now
        for ending in ("csv", "xlsx"):
            other = through(DB, ending)
            self.same(DB, other, but=("post",))
            # a second time nothing is new
            for kind in KINDS:
                self.assertIn("mới 0, cập nhật 0", call("import", kind, os.path.join(DIR, f"{kind}.csv"), db=other))
        self.same(DB, through(DB, "csv", lang="en"), but=("post",))

    def test_shape(self):
        call("export", "members", os.path.join(DIR, "m.csv"))
        with open(os.path.join(DIR, "m.csv"), "rb") as f:
            raw = f.read()
        self.assertTrue(raw.startswith(b"\xef\xbb\xbfH\xe1\xbb\x8d v\xc3\xa0 t\xc3\xaan,"))
        self.assertEqual(raw.count(b"\n"), raw.count(b"\r\n"))
        call("export", "members", os.path.join(DIR, "m.xlsx"))
        (name, rows), = sheets(os.path.join(DIR, "m.xlsx"))
        self.assertEqual(rows, list(csv.reader(io.StringIO(raw.decode("utf-8-sig")))))
        self.assertEqual(call("export", "members", "-", "--format", "csv").encode(), raw)

    def test_misuse(self):
        path = os.path.join(DIR, "there.csv")
        call("export", "cells", path)
        self.assertIn("đã có", call("export", "cells", path, status=1))
        call("export", "cells", path, "--replace")
        for args in (("cells",), ("nothing", path), ("cells", "-"), ("cells", "a.pdf"),
                     ("cells", path, "--format", "pdf")):
            call("export", *args, status=2)
        call("export", "cells", os.path.join(DIR, "no", "where.csv"), status=1)

    def test_template(self):
        for kind in KINDS:
            book = os.path.join(DIR, f"mau-{kind}.xlsx")
            call("export", kind, book, "--template")
            (_, rows), (guide_name, guide) = sheets(book)
            self.assertEqual(guide_name, "Hướng dẫn")
            self.assertEqual(len(rows), 1)
            self.assertEqual([r[0] for r in guide[1:]], rows[0])
            for r in guide[1:]:
                self.assertTrue(r[1] and r[2], r)
            text = os.path.join(DIR, f"mau-{kind}.csv")
            call("export", kind, text, "--template")
            with open(text, encoding="utf-8-sig", newline="") as f:
                self.assertEqual(list(csv.reader(f)), rows)
            self.assertIn("mới 0", call("import", kind, text, "--dry-run"))
            # what is given as an example fits
            with open(text, "a", encoding="utf-8", newline="") as f:
                csv.writer(f).writerow([r[3] if len(r) > 3 else "" for r in guide[1:]])
            db = os.path.join(DIR, "mau.db")
            if kind == "cells":
                fresh("mau.db")
            if kind == "members":  # the mentor of the examples
                with open(text, "a", encoding="utf-8", newline="") as f:
                    f.write("Nguyễn Văn Bình,1970,Nam,,AP1,03/02/2000,03/02/2001\r\n")
            said = call("import", kind, text, db=db)
            self.assertIn("từ chối 0", said, kind)
            self.assertIn("lưu ý 0", said, kind)

    def test_lives(self):
        """Lives of every shape."""
        db = fresh("lives.db")
        lists = {
            "cells": "Mã chi bộ,Tên chi bộ,Loại hình,Ngày số liệu,Số đảng viên,Bí thư,Không còn quần chúng\n"
                     "A1,Chi bộ Ấp 1,Ấp,,,Lê Một,\nA1,,,31/12/2020,10,Lê Một,\nA1,,,01/06/2022,,Lê Hai,\n"
                     "A1,,,31/12/2022,12,Lê Hai,\nTH,Chi bộ Trường,Trường,,,,x\n"
                     "CA,Chi bộ Công an,Công an,,,,\nQS,Quân sự,Quân sự,,,,\nYT,Trạm,Y tế,,,,\nCQ,Cơ quan,Cơ quan,,,,\n"
                     "DN,Công ty,Doanh nghiệp,,,,\nKH,Khác,Khác,,,,\n",
            "members": "Họ và tên,Ngày sinh,Chi bộ,Ngày vào Đảng,Ngày chính thức,Dân tộc,Tôn giáo,Điện thoại,Đoàn thể,"
                       "Trình độ học vấn,Trình độ chuyên môn,Đoàn viên,Kết nạp lại,Ghi chú\n"
                       "Lê Giúp Một,1970,A1,01/01/1995,01/01/1996,Kinh,Phật giáo,0900000001,Hội Cựu chiến binh,10/10,"
                       "Đại học,,x,Ghi\nLê Giúp Hai,1971,A1,01/01/1995,01/01/1996,,,,,THPT,,,,\n"
                       "Lê Giúp Hai,1980,TH,01/01/2005,01/01/2006,,,,,Trung học cơ sở,Thạc sĩ,x,,\n",
            "candidates": "Họ và tên,Ngày sinh,Chi bộ,Số CCCD,Tổ chức giới thiệu,Đoàn thể,Chức vụ,Trình độ học vấn\n"
                          + "".join(f"Trần {n},{1985 + i},A1,,,,,\n" for i, n in enumerate(
                              ("Hai Vòng", "Nộp Trước", "Đến Nơi", "Bị Hủy", "Lớp Cũ", "Hai Lớp", "Một Ngày")))
                          + "Trần Không Sinh,,A1,001190000011,Hội Phụ nữ,Hội Phụ nữ,Tổ trưởng,Biết đọc biết viết\n"
                            "Trùng Tên,1990,A1,,,,,\nTrùng Tên,1990,TH,,,,,\n",
            "events": "Họ và tên,Ngày sinh,Chi bộ,Sự kiện,Ngày,Số văn bản,Cơ quan,Ghi chú\n"
                      # out of the list and on it again
                      "Trần Hai Vòng,1985,A1,found,01/02/2015,,Đoàn xã,\nTrần Hai Vòng,1985,A1,listed,01/03/2015,1,,\n"
                      "Trần Hai Vòng,1985,A1,off_list,01/03/2016,2,,vì sao\n"
                      "Trần Hai Vòng,1985,A1,listed,01/03/2018,3,,\nTrần Hai Vòng,1985,A1,class,01/06/2015,4,TT,\n"
                      # papers before anything else is known
                      "Trần Nộp Trước,1986,A1,papers,01/03/2020,5,,\n"
                      "Trần Đến Nơi,1987,A1,listed,01/03/2019,,,\nTrần Đến Nơi,1987,A1,moved,01/05/2019,,,\n"
                      "Trần Đến Nơi,1987,A1,arrived,01/06/2020,,,\n"
                      "Trần Bị Hủy,1988,A1,found,01/01/2018,,,\nTrần Bị Hủy,1988,A1,listed,01/02/2018,,,\n"
                      "Trần Bị Hủy,1988,A1,decision,01/03/2019,,,\nTrần Bị Hủy,1988,A1,cancelled,01/04/2019,,,\n"
                      # the class before the person was found
                      "Trần Lớp Cũ,1989,A1,class,01/01/2015,,,\nTrần Lớp Cũ,1989,A1,found,01/01/2020,,,\n"
                      "Trần Lớp Cũ,1989,A1,listed,01/02/2020,,,\n"
                      "Trần Hai Lớp,1990,A1,listed,01/02/2015,,,\nTrần Hai Lớp,1990,A1,class,01/03/2015,8,,\n"
                      "Trần Hai Lớp,1990,A1,class,01/06/2021,9,,\n"
                      "Trần Một Ngày,1991,A1,found,01/02/2021,,,\nTrần Một Ngày,1991,A1,listed,01/02/2021,,,\n"
                      "Trùng Tên,1990,A1,listed,01/02/2019,,,\nTrùng Tên,1990,TH,found,05/02/2019,,Mặt trận,\n",
            "mentors": "Họ và tên,Ngày sinh,Chi bộ,Đảng viên giúp đỡ,Từ ngày,Đến ngày,Nghị quyết,Lý do\n"
                       "Trần Hai Vòng,1985,A1,Lê Giúp Một,01/03/2015,01/03/2016,1,Ra\n"
                       "Trần Hai Vòng,1985,A1,Lê Giúp Một,01/03/2018,,3,\nTrần Hai Vòng,1985,A1,Lê Giúp Hai,05/06/2019,,4,\n"
                       "Trần Một Ngày,1991,A1,Lê Giúp Một,01/02/2021,,,\nTrần Một Ngày,1991,A1,Lê Giúp Hai,01/02/2021,,,\n"
                       "Trần Hai Lớp,1990,A1,Người Ngoài,,,,\nTrùng Tên,1990,TH,Lê Giúp Hai,05/02/2019,,,\n",
            "targets": "Năm,Chi bộ,Chỉ tiêu kết nạp,Chỉ tiêu học lớp,Chỉ tiêu tạo nguồn,Tỷ lệ %,Mẫu số,Ngày mẫu số,Số văn bản\n"
                       "2025-2030,,60,110,150,,,,02-NQ\n2026,A1,,,,\"3,25\",40,31/12/2025,03-NQ\n2026,A1,,5,,,,,04-NQ\n",
        }
        for kind, text in lists.items():
            path = os.path.join(DIR, "in.csv")
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
            call("import", kind, path, db=db)
        for ending in ("csv", "xlsx"):
            other = through(db, ending)
            # the sample's way: nobody may be told as found who was not
            self.same(db, other)

    def test_hostile(self):
        """Texts that are commands in a spreadsheet or a terminal."""
        db = fresh("hostile.db")
        texts = ["=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+84 900 000 001", "-2+3", "@SUM(A1)", "'=1", "''x", "a\"b,c;d",
                 "]]>&lt;x/>", "%s%n", "_x0041_", "x" * 900, "1.23E+11", "00123", "- x", "TRUE", "đường số 3/10"]
        cell = os.path.join(DIR, "h-cells.csv")
        with open(cell, "w", encoding="utf-8") as f:
            f.write("Mã chi bộ,Tên chi bộ,Loại hình\nA1,Ấp 1,Ấp\n")
        call("import", "cells", cell, db=db)
        path = os.path.join(DIR, "h.csv")
        with open(path, "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f)
            w.writerow(["Họ và tên", "Ngày sinh", "Chi bộ", "Ghi chú", "Nghề nghiệp"])
            for i, t in enumerate(texts):
                w.writerow([f"Người {chr(65 + i)}", 1970 + i, "A1", "'" + t if t.startswith("'=") else t, "x"])
        call("import", "candidates", path, db=db)
        with sqlite3.connect(db) as c:
            self.assertEqual([n for n, in c.execute("SELECT note FROM person ORDER BY id")], texts)
        for ending in ("csv", "xlsx"):
            self.same(db, through(db, ending))
        with open(os.path.join(DIR, "candidates.csv"), encoding="utf-8-sig", newline="") as f:
            for row in csv.reader(f):
                for value in row:
                    self.assertFalse(re.match(r"[=@\t\r]|[+-](?![0-9.,]*$)", value), value)
        # what the office cannot have typed: no command gets out
        with sqlite3.connect(db) as c:
            c.execute("DROP TRIGGER person_audit_update")
            c.execute("UPDATE person SET note = 'a' || char (27) || '[31m' || char (8238) || 'b' || char (10) || 'c' "
                      "WHERE id = 1")
        for ending in ("csv", "xlsx"):
            path = os.path.join(DIR, "esc." + ending)
            call("export", "candidates", path, "--replace", db=db)
            with open(path, "rb") as f:
                raw = f.read()
            if ending == "xlsx":
                with zipfile.ZipFile(path) as z:
                    raw = z.read("xl/worksheets/sheet1.xml")
            self.assertFalse(re.search(b"\x1b|\xe2\x80\xae", raw))


call("init", "--sample")
unittest.main()
