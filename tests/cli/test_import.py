#!/usr/bin/env python3
"""The workbook that an office keeps, brought in from the command line, taken back, done again with other headings."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
sys.path.insert(0, os.path.abspath(sys.argv.pop(1)))
import make_books  # noqa: E402

CELLS = ("Mã chi bộ,Tên chi bộ,Loại hình\nA1,Chi bộ ấp 1,Ấp\nA2,Chi bộ ấp 2,Ấp\n"
         "TH,Chi bộ Trường Tiểu học,Trường học\nQS,Chi bộ Quân sự,Quân sự\n")
MEMBERS = "Họ và tên,Chi bộ,Ngày vào Đảng,Ngày chính thức\nTrần Văn Ba,A1,1/1/2000,1/1/2001\nLê Thị Tư,A1,1/1/2000,1/1/2001\n"


class Import(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.books = tempfile.mkdtemp()
        for name, (data, end, memo, _) in make_books.books().items():
            make_books.write(cls.books, name, data, end, memo)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.books)

    def setUp(self):
        self.dir = tempfile.mkdtemp()
        self.db = os.path.join(self.dir, "x.db")
        self.run_("init")
        self.imp("cells", self.file("c.csv", CELLS))
        self.imp("members", self.file("m.csv", MEMBERS))

    def tearDown(self):
        shutil.rmtree(self.dir)

    def file(self, name, text):
        path = os.path.join(self.dir, name)
        with open(path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        return path

    def book(self, name):
        return os.path.join(self.books, name)

    def run_(self, *args, expect=0):
        e = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "Asia/Ho_Chi_Minh"}
        for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if k in os.environ:
                e[k] = os.environ[k]
        p = subprocess.run([PROGRAM, "--db", self.db, "--today", "2026-11-23", "--lang", "en", *args], env=e,
                           capture_output=True, timeout=300)
        out, err = p.stdout.decode(), p.stderr.decode()
        self.assertEqual(p.returncode, expect, (args, out[-800:], err[-800:]))
        return out, err

    def imp(self, *args, expect=0):
        return self.run_("import", *args, expect=expect)

    def sql(self, query):
        with sqlite3.connect("file:%s?mode=ro" % self.db, uri=True) as c:
            return c.execute(query).fetchall()

    def people(self):
        return self.sql("SELECT count(*) FROM person WHERE NOT is_member")[0][0]

    def in_order(self):
        self.assertIn("in order", self.run_("check")[0])

    def explain(self, path, word, code):
        """The wizard on the file, all rows of which say the word: it means the cell; brought in. The number of the batch."""
        keys = self.file("keys", "idle\nkey 7\nkey Down 2\nkey Enter\ntype %s\nkey F2\nidle\nkey F2\nidle\nkey Enter\nidle\n"
                         "key Down 2\nkey e\nidle\nexpect %s\ntype %s\nkey Enter\nkey F2\nidle\nkey Enter\nidle\nkey Esc\n"
                         "idle\nkey F2\nidle\n" % (path, word, code))
        self.run_("--script", keys, "--size", "80x24")
        return self.sql("SELECT max (id) FROM import_batch")[0][0]

    def test_remembered(self):
        """What was said in the wizard that a word means is read so in the next file, and told; a batch taken back said
        nothing."""
        rows = "Họ và tên,Ngày sinh,Chi bộ\nĐỗ An,1/2/2000,Ấp I\nĐỗ Bình,1/3/2000,Ấp I\n"
        self.imp("candidates", self.file("a.csv", rows), expect=1)
        said = self.explain(self.file("b.csv", rows.replace("Đỗ", "Tô")), "Ấp I", "A2")
        out, _ = self.imp("candidates", self.file("a.csv", rows), "--dry-run")
        self.assertIn("Read as said before, in 2 rows: Ấp I → Chi bộ ấp 2\n", out)
        self.assertIn("new 2", out)
        out, _ = self.imp("candidates", self.file("a.csv", rows))
        self.assertEqual(self.sql("SELECT DISTINCT c.code FROM person p JOIN person_cell s ON s.person_id = p.id "
                                  "JOIN cell c ON c.id = s.cell_id WHERE p.full_name LIKE 'Đỗ%'"), [("A2",)])
        # where the file says nothing of the kind nothing is told
        out, _ = self.imp("candidates", self.file("c.csv", rows.replace("Ấp I", "A1").replace("Đỗ", "Ngô")), "--dry-run")
        self.assertNotIn("said before", out)
        self.run_("import", "--undo", str(said))
        self.imp("candidates", self.file("a.csv", rows), expect=1)
        self.in_order()

    def test_workbook(self):
        """The visible sheet alone, as it is guessed."""
        out, _ = self.imp("candidates", self.book("office.xlsx"), "--dry-run")
        self.assertIn("new 36, updated 0, same 0, refused 0", out)
        self.assertEqual(self.people(), 0)
        out, _ = self.imp("candidates", self.book("office.xlsx"))
        self.assertIn("Batch number 3.", out)
        people = {p.name: p for p in self.invented()}
        rows = self.sql("SELECT full_name, birth, phone, home_place, sex FROM person WHERE NOT is_member")
        self.assertEqual(len(rows), 36)
        for name, birth, phone, home, sex in rows:
            p = people[name]
            self.assertEqual((birth, phone, home, sex),
                             ("%04d-%02d-%02d" % p.born, p.phone, p.place, {"Nam": "m", "Nữ": "f"}[p.sex]))
        met = dict(self.sql("SELECT p.full_name, e.on_date FROM event e JOIN person p ON p.id = e.person_id "
                            "WHERE e.kind = 2"))
        self.assertEqual(met, {n: "%04d-%02d-%02d" % p.met for n, p in people.items()})
        # the second "Ngày QĐ", not the first
        self.assertEqual(self.sql("SELECT DISTINCT on_date FROM event WHERE kind = 9"), [("2024-11-05",)])
        self.assertEqual(self.sql("SELECT count(*) FROM event WHERE kind = 10 AND on_date = '2024-11-25'"), [(9,)])
        self.assertEqual(self.sql("SELECT count(*) FROM mentor_assignment"), [(36,)])
        out, _ = self.imp("candidates", self.book("office.xlsx"))
        self.assertIn("new 0, updated 0, same 36", out)
        self.in_order()

    def invented(self):
        import random
        rnd = random.Random(make_books.SEED)
        return [make_books.Person(rnd, n + 1) for n in range(36)]

    def test_all_years(self):
        """The same people in five sheets are the same people."""
        out, _ = self.imp("candidates", self.book("office.xlsx"), "--all-sheets", "--dry-run", "-v")
        self.assertIn("new 36, updated 50, same 14, refused 0", out)
        self.assertRegex(out, r"(?m)^2022, Line 5: New: ")
        self.imp("candidates", self.book("office.xlsx"), "--all-sheets")
        self.assertEqual(self.people(), 36)
        self.in_order()

    def test_ods_says_the_same(self):
        self.imp("candidates", self.book("office.ods"))
        a = self.sql("SELECT full_name, birth, phone, home_place FROM person ORDER BY full_name")
        self.imp("--undo", "3")
        self.imp("candidates", self.book("office.xlsx"))
        self.assertEqual(a, self.sql("SELECT full_name, birth, phone, home_place FROM person ORDER BY full_name"))

    def test_undo_and_redo(self):
        self.imp("candidates", self.book("office.xlsx"))
        out, _ = self.imp("--redo", "3", "--dry-run", "--map", "Chức vụ=note")
        self.assertIn("Tried only", out)
        out, _ = self.imp("--redo", "3", "--map", "Chức vụ=note", "--map", "Ngày QĐ#2=-")
        self.assertIn("new 36", out)
        self.assertIn("Batch number 4.", out)
        self.assertEqual(self.sql("SELECT count(*) FROM event WHERE kind = 9"), [(0,)])
        self.assertEqual(self.sql("SELECT count(*) FROM person WHERE note = 'Đoàn viên'"), [(18,)])
        # not a second time: the new one is what is to be done again
        _, err = self.imp("--redo", "3", expect=1)
        self.assertIn("done again already as another one. (4)", err)
        out, _ = self.run_("batches")
        self.assertRegex(out, r"(?m)^4 .* anew of 3$")
        self.assertRegex(out, r"(?m)^3 .* taken back ")
        self.imp("--undo", "4", "--dry-run")
        self.assertEqual(self.people(), 36)
        self.imp("--undo", "4")
        self.assertEqual(self.people(), 0)
        self.imp("--undo", "4", expect=1)
        self.imp("--undo", "77", expect=1)
        self.assertEqual(self.sql("SELECT count(*) FROM import_file"), [(3,)])
        # the heading is known from now on
        out, _ = self.imp("candidates", self.book("office.xlsx"), "--dry-run")
        self.assertNotIn("Chức vụ:", out)
        self.in_order()

    def test_foxpro(self):
        """TCVN3, memos, deleted rows, names of fields without blanks."""
        out, _ = self.imp("candidates", self.book("foxpro.dbf"))
        self.assertIn("new 34", out)
        want = sorted(p for p in self.foxpro_names())
        self.assertEqual(sorted(r[0] for r in self.sql("SELECT full_name FROM person WHERE NOT is_member")), want)
        self.assertGreater(self.sql("SELECT count(*) FROM person WHERE note LIKE '%đã gặp ngày%'")[0][0], 10)
        self.in_order()

    def foxpro_names(self):
        import random
        rnd = random.Random(make_books.SEED + 0xF5)
        for i in range(40):
            p = make_books.Person(rnd, i + 1)
            if i % 7 != 3:
                yield p.name.upper() if i % 10 == 9 else p.name

    def test_leave_out(self):
        text = "Họ và tên,Ngày sinh,Chi bộ\nAn An,1/2/1990,A1\nBa Ba,1/2/1991,ấp 9\nCa Ca,31/2/1990,A1\n"
        _, err = self.imp("candidates", self.file("in.csv", text), expect=1)
        self.assertIn("Nothing was changed", err)
        self.assertEqual(self.people(), 0)
        out, err = self.imp("candidates", self.file("in.csv", text), "--leave-out")
        self.assertIn("new 1, updated 0, same 0, refused 2", out)
        self.assertIn("Line 3, Chi bộ:", err)
        self.assertEqual(self.people(), 1)

    def test_charset(self):
        """A CSV of an old program, by itself and when said."""
        text = "Họ và tên,Ngày sinh,Chi bộ\n" + "".join(
            "%s,%d/%d/%d,ấp 1\n" % ((p.name,) + p.born[::-1]) for p in self.invented())
        out, _ = self.imp("candidates", self.file("abc.csv", make_books.tcvn3(text)))
        self.assertRegex(out, r"Read as TCVN3 .*, certainty \d+ %: Họ và tên, ")
        self.assertIn("no capitals with a tone", out)
        # ten rows as a program of today shows them, and as they are read
        shown = [line.split(" → ")[1] for line in out.splitlines() if " → " in line]
        self.assertEqual(shown, [p.name for p in self.invented()][:10])
        self.assertEqual({r[0] for r in self.sql("SELECT full_name FROM person WHERE NOT is_member")},
                         {p.name for p in self.invented()})
        out, _ = self.imp("candidates", self.file("abc.csv", make_books.tcvn3(text)), "--charset", "tcvn3")
        self.assertIn("new 0, updated 0, same 36", out)
        self.imp("candidates", self.file("abc.csv", make_books.tcvn3(text)), "--charset", "klingon", expect=1)
        out, _ = self.imp("candidates", self.file("uni.csv", text))
        self.assertNotIn("Read as", out)

    def test_options(self):
        text = "DANH SÁCH\n\nHọ và tên,Chi bộ,Ngày A\nAn An,A1,3/10/2022\n"
        path = self.file("in.csv", text)
        self.imp("candidates", path, "--head", "3", "--map", "Ngày A=Ngày kết nạp", "--months-first")
        self.assertEqual(self.sql("SELECT on_date FROM event WHERE kind = 10"), [("2022-03-10",)])
        for args in (("--sheet", "không có"), ("--map", "Không có=note"), ("--map", "Ngày A=không có"),
                     ("--map", "Ngày A"), ("--head", "x"), ("--undo", "0"), ("--undo", "1", "--redo", "2")):
            self.imp("candidates", path, *args, expect=2)
        self.imp("candidates", path, "--head", "99", expect=1)

    def test_candidate_in_the_members_list(self):
        """Nobody becomes a member without a word."""
        self.imp("candidates", self.file("q.csv", "Họ và tên,Năm sinh,Chi bộ\nAn An,1990,A1\n"))
        out, _ = self.imp("members", self.file("d.csv", "Họ và tên,Năm sinh,Chi bộ\nAn An,1990,A1\n"), "--dry-run")
        self.assertIn("Line 2, Họ và tên: Is no member until now", out)
        # and whoever is not born yet is told so
        _, err = self.imp("candidates", self.file("s.csv", "Họ và tên,Ngày sinh,Chi bộ\nBa Ba,1/1/2030,A1\n"), expect=1)
        self.assertRegex(err, r"Line 2, Ngày sinh: .*01/01/2030")

    def test_all_rows(self):
        """What no column says is said of all rows: by the file's name, or by --set; it is kept with the batch."""
        head = "Họ và tên,Năm sinh\n"
        out, _ = self.imp("candidates", self.file("Ấp 2.csv", head + "An An,1990\n"))
        self.assertIn("All rows: Chi bộ = Ấp 2 (by its name)", out)
        path = self.file("x.csv", head + "Ba Ba,1991\nCa Ca,1992\n")
        _, err = self.imp("candidates", path, expect=1)
        self.assertIn("No column says “Chi bộ”", err)
        _, err = self.imp("candidates", path, "--set", "cell=A9", expect=1)
        self.assertIn("Line 2, Chi bộ: ", err)
        for wrong in ("cell", "cell2=A1", "full_name=An An", "Họ và tên=An An"):
            self.imp("candidates", path, "--set", wrong, expect=2)
        self.imp("candidates", path, "--set", "cell=A1", "--set", "Tổ chức giới thiệu=Đoàn xã")
        cells = ("SELECT p.full_name, c.code FROM person p JOIN cell c ON c.id = p.cell_id WHERE p.is_candidate "
                 "ORDER BY 1")
        self.assertEqual(self.sql(cells), [("An An", "A2"), ("Ba Ba", "A1"), ("Ca Ca", "A1")])
        self.imp("--redo", "4", "--set", "cell=TH")
        self.assertEqual(self.sql(cells), [("An An", "A2"), ("Ba Ba", "TH"), ("Ca Ca", "TH")])
        self.assertEqual(self.sql("SELECT count(*) FROM event WHERE source = 'Đoàn xã'"), [(2,)])
        self.in_order()

    def test_nothing_of_the_file_commands_the_terminal(self):
        text = "Họ và tên,Chi bộ,Cỡ\x1b[31m\u202e\nA\x1b[31m\u202eB,A1,x\n"
        out, err = self.imp("candidates", self.file("e\x1b[31m.csv", text), "--ignore-unknown", "-v", expect=1)
        for said in (out, err):
            self.assertNotIn("\x1b", said)
            self.assertNotIn("\u202e", said)


if __name__ == "__main__":
    unittest.main()
