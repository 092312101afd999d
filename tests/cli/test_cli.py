#!/usr/bin/env python3
"""The command line as its user types it: figures, languages, exit statuses, files that stay as they are."""
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))


def run(*args, env=None, expect=0, cwd=None):
    e = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "Asia/Ho_Chi_Minh"}
    for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        if k in os.environ:
            e[k] = os.environ[k]
    e.update(env or {})
    p = subprocess.run([PROGRAM, *args], env=e, cwd=cwd, capture_output=True, timeout=300)
    out, err = p.stdout.decode(), p.stderr.decode()
    assert p.returncode == expect, (args, p.returncode, out[-500:], err[-500:])
    return out, err


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


class Base(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp()
        self.db = os.path.join(self.dir, "x.db")

    def tearDown(self):
        shutil.rmtree(self.dir)

    def path(self, name, text):
        p = os.path.join(self.dir, name)
        with open(p, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        return p

    def summary(self, *args):
        out, _ = run("--db", self.db, "--today", "2026-11-23", "report", "admissions",
                     "--format", "json", *args)
        return json.loads(out)


class Sample(Base):
    def setUp(self):
        super().setUp()
        run("--db", self.db, "init", "--sample")

    def test_figures_of_the_article(self):
        d = self.summary("--from", "2020-01-01", "--to", "2022-12-31")
        a = d["admitted"]
        self.assertEqual((d["members"], d["cells"], a["total"]), (356, 14, 17))
        self.assertEqual(a["by_year"], {"2020": 6, "2021": 6, "2022": 5})
        self.assertEqual(a["by_group"], [{"group": "residential", "count": 5, "percent": 29.4},
                                         {"group": "other", "count": 12, "percent": 70.6}])
        self.assertEqual(d["workforce"],
                         [{"type": "school", "members": 93, "total": 171, "percent": 54.4}])
        self.assertEqual(sum(c["admitted"] for c in a["by_cell"]), 17)
        self.assertEqual(sum(t["count"] for t in a["by_type"]), 17)
        self.assertEqual(len(d["people"]), 17)
        self.assertEqual(d["target"]["admission"], {"target": 17, "actual": 17, "percent": 100.0})
        self.assertEqual(d["as_of"], "2022-12-31")

    def test_a_year_later(self):
        args = ("report", "admissions", "--from", "2020-01-01", "--to", "2022-12-31",
                "--format", "json")
        now, _ = run("--db", self.db, "--today", "2026-11-23", *args)
        later, _ = run("--db", self.db, "--today", "2027-11-23", *args)
        self.assertEqual(now, later)

    def test_text_csv_pdf(self):
        base = ("--db", self.db, "report", "admissions", "--from", "1/1/2020", "--to", "31/12/2022")
        pdf = os.path.join(self.dir, "a.pdf")
        text, _ = run(*base)
        run(*base, "--format", "pdf", "--output", pdf, env={"ASAN_OPTIONS": "detect_leaks=0"})
        words = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True,
                               check=True).stdout.decode()
        csv, _ = run(*base, "--format", "csv")
        for figure in ("29,4", "70,6", "54,4", "356"):
            for name, where in (("text", text), ("pdf", words), ("csv", csv)):
                self.assertIn(figure, where, name)
        self.assertTrue(csv.startswith("\ufeff"))
        ascii_text, _ = run("--ascii", *base)
        self.assertTrue(ascii_text.isascii())

    def test_all_reports_all_formats(self):
        for kind in ("admissions", "pipeline", "cells", "mentors", "targets"):
            for fmt in ("text", "csv", "json"):
                out, _ = run("--db", self.db, "report", kind, "--year", "2026", "--format", fmt)
                self.assertTrue(out.strip())
                if fmt == "json":
                    json.loads(out)
        one = json.loads(run("--db", self.db, "report", "pipeline", "--cell", "ấp 1", "--format",
                             "json")[0])
        self.assertEqual(len(one["cells"]), 1)

    def test_language(self):
        """Vietnamese whatever LANG says; English only where asked."""
        args = ("--db", self.db, "report", "cells")
        for env in ({}, {"LANG": "C"}, {"LANG": "en_US.UTF-8"}, {"LC_ALL": "C"},
                    {"LANG": "vi_VN.UTF-8"}, {"LANGUAGE": "fr"}, {"LANGUAGE": "vi:en"},
                    {"TAONGUON_OWN_CATALOG": "1", "LC_ALL": "C"}):
            self.assertTrue("Tính đến ngày" in run(*args, env=env)[0], env)
        for env, opt in (({"LANGUAGE": "en"}, ()), ({}, ("--lang", "en"))):
            self.assertTrue("As of" in run(*opt, *args, env=env)[0], env)
        self.assertTrue("Tính đến ngày" in run("--lang", "vi", *args, env={"LANGUAGE": "en"})[0])
        english = run("--lang", "en", "--db", self.db, "report", "admissions", "--from",
                      "2020-01-01", "--to", "2022-12-31")[0]
        self.assertTrue("29.4%" in english and "29,4" not in english)

    def test_check(self):
        self.assertIn("bình thường", run("--db", self.db, "check")[0])

    def test_through_a_symlink(self):
        link = os.path.join(self.dir, "tn")
        os.symlink(PROGRAM, link)
        p = subprocess.run([link, "--db", self.db, "report", "cells"], capture_output=True,
                           env={"PATH": os.environ["PATH"]}, check=True)
        self.assertTrue("Tính đến ngày" in p.stdout.decode())

    def test_read_only(self):
        before = digest(self.db)
        run("--db", self.db, "--read-only", "report", "cells")
        run("--db", self.db, "--readonly", "report", "cells")
        csv = self.path("t.csv", "Năm,Chỉ tiêu kết nạp\n2031,5\n")
        _, err = run("--db", self.db, "--read-only", "import", "targets", csv, expect=1)
        self.assertIn("chỉ để xem", err)
        self.assertEqual(before, digest(self.db))


class Refusals(Base):
    def test_usage(self):
        for args in (("nonsense",), ("--nonsense",), ("--lang", "fr"), ("--today", "31/31/2020"),
                     ("report",), ("report", "nothing"), ("import", "cells"),
                     ("import", "nothing", "x.csv"), ("init",), ("--db", self.db, "init", "more"),
                     ("--size", "80", "--script", "x"), ("report", "cells", "--format", "doc"),
                     ("report", "cells", "--year", "20x6"),
                     ("report", "cells", "--year", "2020", "--from", "2020-01-01")):
            if args[0] == "report" or args[0] == "import":
                run("--db", self.db, "init") if not os.path.exists(self.db) else None
                args = ("--db", self.db, *args)
            if args == ("--db", self.db, "init", "more") and os.path.exists(self.db):
                os.unlink(self.db)
            _, err = run(*args, expect=2)
            self.assertIn("taonguon", err)

    def test_what_does_not_go_together(self):
        run("--db", self.db, "init")
        for args, said in (
                (("cells", "--format", "ics"), "ics"),
                (("cells", "--from", "2026-01-01"), "thiếu ngày cuối"),
                (("cells", "--to", "2026-01-01"), "thiếu ngày đầu"),
                (("cells", "--from", "2026-02-01", "--to", "2026-01-01"), "sau --to"),
                (("forecast", "--overdue"), "--overdue"),
                (("forecast", "--from", "2026-01-01", "--to", "2026-12-31"), "--year"),
                (("forecast", "--to", "2026-12-31"), "--year")):
            _, err = run("--db", self.db, "report", *args, expect=2)
            self.assertIn(said, err)

    def test_output_that_cannot_be_written(self):
        run("--db", self.db, "init")
        nowhere = os.path.join(self.dir, "không", "x.txt")
        for form in ("text", "csv", "json", "pdf", "docx", "xlsx"):
            _, err = run("--db", self.db, "report", "cells", "--format", form, "--output", nowhere,
                         expect=1)
            self.assertIn("Không có thư mục", err)
            self.assertIn(nowhere, err)
        _, err = run("--db", self.db, "report", "cells", "--output", self.dir, expect=1)
        self.assertIn(self.dir, err)
        self.assertNotIn("Ngừng ghi", err)

    def test_a_file_that_is_there(self):
        """Left as it is, whatever the format, until someone asks for it to go; then for its owner alone."""
        run("--db", self.db, "init")
        there = self.path("there", "text")
        for form in ("text", "csv", "json", "pdf", "docx", "xlsx"):
            args = ("--db", self.db, "report", "cells", "--format", form, "--output")
            _, err = run(*args, there, expect=1)
            self.assertIn("Tệp đã có", err)
            with open(there) as f:
                self.assertEqual(f.read(), "text")
            gone = self.path("gone", "text")
            # Pango and fontconfig keep memory until the end
            run(*args, gone, "--replace", env={"ASAN_OPTIONS": "detect_leaks=0"})
            self.assertEqual(stat.S_IMODE(os.stat(gone).st_mode), 0o600)
            self.assertGreater(os.path.getsize(gone), len("text"))
        dangling = os.path.join(self.dir, "link")
        os.symlink("nowhere", dangling)
        run("--db", self.db, "report", "cells", "--output", dangling, expect=1)
        self.assertTrue(os.path.islink(dangling))
        self.assertEqual(sorted(os.listdir(self.dir)), ["gone", "link", "there", "x.db"])

    def test_formats_for_a_file(self):
        run("--db", self.db, "init")
        for form in ("pdf", "docx", "xlsx"):
            _, err = run("--db", self.db, "report", "cells", "--format", form, expect=2)
            self.assertIn("--output", err)
        for form in ("docx", "xlsx"):
            p = subprocess.run([PROGRAM, "--db", self.db, "report", "cells", "--format", form, "--output", "-"],
                               capture_output=True, check=True,
                               env={"PATH": os.environ["PATH"], "TMPDIR": self.dir})
            self.assertEqual(p.stdout[:4], b"PK\3\4")
        self.assertEqual(os.listdir(self.dir), ["x.db"])

    def test_help(self):
        self.assertIn("Cách dùng", run("--help")[0])
        self.assertIn("Usage", run("--help", "--lang", "en")[0])
        self.assertRegex(run("--version")[0], r"^taonguon \d")

    def test_init_refuses_an_existing_file(self):
        p = self.path("there", "text")
        _, err = run("--db", p, "init", expect=1)
        self.assertIn("Tệp đã có", err)
        with open(p) as f:
            self.assertEqual(f.read(), "text")

    def test_foreign_files_stay(self):
        for data in (b"", b"not a database at all " * 20, os.urandom(5000)):
            p = self.path("foreign", data)
            run("--db", p, "report", "cells", expect=1)
            with open(p, "rb") as f:
                self.assertEqual(f.read(), data)
        run("--db", os.path.join(self.dir, "none"), "report", "cells", expect=1)

    def test_mode(self):
        run("--db", self.db, "init")
        self.assertEqual(stat.S_IMODE(os.stat(self.db).st_mode), 0o600)


class OtherCommune(Base):
    """An empty database filled only by the imports."""

    CELLS = ("Mã chi bộ;Tên chi bộ;Loại hình;Ngày số liệu;Số đảng viên;Tổng số lao động;"
             "Lao động là đảng viên;Bí thư\n"
             "T1;Thôn Thượng;thôn;31/12/2024;40;;;Người Một\n"
             "TH;Trường Tiểu học;trường học;31/12/2024;12;30;10;Người Hai\n")
    CANDIDATES = ("Họ và tên,Ngày sinh,Giới tính,Chi bộ,Ngày công nhận cảm tình Đảng,"
                  "Số quyết định,Ngày quyết định,Ngày kết nạp\n"
                  "Trần Văn Ất,1990,Nam,T1,1/2/2023,1-QĐ,1/5/2024,19/5/2024\n"
                  "Lê Thị Giáp,2/3/1995,Nữ,Trường Tiểu học,1/2/2023,2-QĐ,1/5/2024,19/5/2024\n"
                  "Đỗ Văn Bính,5/6/2000,Nam,T1,1/2/2024,,,\n")

    def setUp(self):
        super().setUp()
        run("--db", self.db, "init")
        run("--db", self.db, "import", "cells", self.path("c.csv", self.CELLS))

    def imp(self, kind, text, *opts, expect=0):
        return run("--db", self.db, "--today", "2026-11-23", "import", kind,
                   self.path("in.csv", text), *opts, expect=expect)

    def test_summary(self):
        self.imp("candidates", self.CANDIDATES)
        self.imp("targets", "Năm,Chi bộ,Chỉ tiêu kết nạp\n2024,,4\n2024,T1,1\n")
        d = self.summary("--year", "2024")
        a = d["admitted"]
        self.assertEqual((d["members"], d["cells"], a["total"]), (52, 2, 2))
        self.assertEqual(a["composition"]["female"], {"count": 1, "percent": 50.0})
        self.assertEqual(a["composition"]["average_age"], 31.5)
        self.assertEqual([p["name"] for p in d["people"]], ["Trần Văn Ất", "Lê Thị Giáp"])
        self.assertEqual(d["target"]["admission"], {"target": 4, "actual": 2, "percent": 50.0})
        t1 = a["by_cell"][0]
        self.assertEqual((t1["code"], t1["target"], t1["admitted"], t1["in_pipeline"],
                          t1["last_admission"], t1["years_without"]),
                         ("T1", 1, 1, 1, "2024-05-19", 0))
        self.assertEqual(d["workforce"],
                         [{"type": "school", "members": 10, "total": 30, "percent": 33.3}])

    def test_twice_is_once(self):
        self.imp("candidates", self.CANDIDATES)
        out, _ = self.imp("candidates", self.CANDIDATES)
        self.assertIn("mới 0, cập nhật 0, không đổi 3", out)
        self.assertEqual(self.summary("--year", "2024")["admitted"]["total"], 2)

    def test_a_wrong_file_changes_nothing(self):
        wrong = self.CANDIDATES + "Ngô Văn Đinh,31/02/1990,Nam,T1,,,,\nVũ Văn Mậu,1990,Nam,T9,,,,\n"
        before = self.summary("--year", "2024")
        _, err = self.imp("candidates", wrong, expect=1)
        self.assertRegex(err, r"(?m)^Dòng 5, Ngày sinh: ")
        self.assertRegex(err, r"(?m)^Dòng 6, Chi bộ: ")
        self.assertEqual(before, self.summary("--year", "2024"))
        self.assertIn("bình thường", run("--db", self.db, "check")[0])

    def test_dry_run(self):
        out, _ = self.imp("candidates", self.CANDIDATES, "--dry-run")
        self.assertIn("mới 3", out)
        self.assertEqual(self.summary("--year", "2024")["admitted"]["total"], 0)

    def test_unknown_heading(self):
        text = "Họ và tên,Chi bộ,Cỡ giày\nTrần Văn A,T1,42\n"
        _, err = self.imp("candidates", text, expect=1)
        self.assertIn("Cỡ giày", err)
        self.imp("candidates", text, "--ignore-unknown")

    def test_headings_alone(self):
        self.imp("candidates", "Họ và tên,Chi bộ\n")

    def test_nothing_of_the_file_commands_the_terminal(self):
        _, err = self.imp("candidates", "Họ và tên,Chi bộ\nA\x1b[31m\u202eB,T1\n", expect=1)
        self.assertNotIn("\x1b", err)
        self.assertNotIn("\u202e", err)

    def test_rules(self):
        head = "Họ và tên,Ngày sinh,Chi bộ,Ngày chi bộ xét,Ngày quyết định,Ngày kết nạp,Ngày chính thức\n"
        self.imp("candidates", head + "A Trẻ,1/6/2007,T1,31/5/2025,,,\n", expect=1)
        self.imp("candidates", head + "A Trẻ,30/6/2007,T1,1/6/2025,,,\n")
        self.imp("candidates", head + "B Ngược,1990,T1,,2/5/2024,1/5/2024,\n", expect=1)
        self.imp("candidates", head + "C Sớm,1990,T1,,1/5/2024,1/5/2024,30/4/2025\n", expect=1)
        self.imp("candidates", head + "D Đúng,1990,T1,,1/5/2024,1/5/2024,1/5/2025\n")
        self.imp("candidates", head + "E Mai,1990,T1,,,24/11/2026,\n", expect=1)


if __name__ == "__main__":
    # the closing line that every run ends with is script/test's
    unittest.main()
