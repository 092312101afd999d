#!/usr/bin/env python3
"""The papers of a step: every kind on the sample, in every format, against the records; what is missing; texts that the
office has changed in its word processor, and broken ones; names that would be commands elsewhere."""
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

PROGRAM = os.path.abspath(sys.argv[1])
TODAY = "2026-11-23"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIR = tempfile.mkdtemp()
DB = os.path.join(DIR, "office.db")
ENV = {"PATH": os.environ["PATH"], "HOME": DIR, "TMPDIR": DIR, "TZ": "Asia/Ho_Chi_Minh",
       **{k: os.environ[k] for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if k in os.environ}}


def call(*args, status=0, db=DB):
    p = subprocess.run([PROGRAM, "--db", db, "--lang", "vi", "--today", TODAY, *args], env=ENV, cwd=DIR,
                       capture_output=True, timeout=120)
    assert p.returncode == status, (args, p.returncode, p.stderr.decode())
    return p.stdout.decode(), p.stderr.decode()


def one(sql, *args):
    with sqlite3.connect(DB) as c:
        return c.execute(sql, args).fetchone()


def runs(root):
    return ["".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p")]


def docx(path):
    """The paragraphs of a Word file; every part of it is well-formed."""
    with zipfile.ZipFile(path) as z:
        parts = {n: ET.fromstring(z.read(n)) for n in z.namelist() if n.endswith((".xml", ".rels"))}
    return [p for p in runs(parts["word/document.xml"]) if p]


def kinds():
    return [line.split()[0] for line in call("paper")[0].splitlines()]


def paper(kind, *people, status=0, more=(), to=None):
    args = ["paper", kind, *more]
    for p in people:
        args += ["--person", p]
    if to:
        args += ["--output", to, "--replace", "--format", to.rsplit(".", 1)[1]]
    return call(*args, status=status)


# ---- every kind, every format --------------------------------------------------------------------------

def test_every_kind():
    name = "Lê Thị Thanh Liên"
    for kind in kinds():
        text, _ = paper(kind, name, more=["--blanks"])
        assert "{{" not in text and "}}" not in text, (kind, text)
        assert name in re.sub(r"\s+", " ", text), (kind, text)
        paper(kind, name, more=["--blanks"], to=os.path.join(DIR, "a.docx"))
        paper(kind, name, more=["--blanks"], to=os.path.join(DIR, "a.pdf"))
        assert stat.S_IMODE(os.stat(os.path.join(DIR, "a.docx")).st_mode) == 0o600
        lines = docx(os.path.join(DIR, "a.docx"))
        for line in lines:
            for word in line.split():
                assert word in text, (kind, word)
        pdf = subprocess.run(["pdftotext", "-layout", os.path.join(DIR, "a.pdf"), "-"], capture_output=True,
                             check=True).stdout.decode()
        pdf = re.sub(r"\s+", "", pdf)
        for line in lines:
            # cells of a table stand side by side: word by word
            for word in line.split():
                assert word.strip("-") in pdf, (kind, word)


def test_forms():
    """Numbers only where domain knows them for all; 17 and 18 nowhere."""
    listed = call("paper")[0]
    assert set(re.findall(r"\((\d+-KNĐ)\)", listed)) == {
        "5-KNĐ", "6-KNĐ", "8-KNĐ", "9-KNĐ", "13-KNĐ", "15-KNĐ", "16-KNĐ"}
    assert "17-KNĐ" not in listed and "18-KNĐ" not in listed and "-TN" not in listed


def test_values():
    """The numbers of the vote, the days and the mentors are those of the record."""
    person, base, present, yes, no = one(
        "SELECT d.person_id, v.base, v.present, v.yes, v.no FROM vote v JOIN dossier d ON d.id = v.dossier_id "
        "WHERE v.purpose = 1 AND v.body = 1 AND v.yes * 3 >= v.base * 2 ORDER BY v.id LIMIT 1")
    text = re.sub(r"\s+", " ", paper("cell-admission", str(person), more=["--number", "5"])[0])
    assert f"Tổng số đảng viên chính thức tính để biểu quyết: {base}; có mặt: {present}." in text
    share = (yes * 2000 // base + 1) // 2
    assert f"tán thành {yes} ({share // 10},{share % 10} %), không tán thành {no}." in text, text
    assert "Số 05-NQ/CB" in text
    for (mentor,) in sqlite3.connect(DB).execute(
            "SELECT mentor_name FROM mentor_assignment WHERE person_id = ? AND to_date IS NULL", (person,)):
        assert mentor in text
    day, = one("SELECT on_date FROM event WHERE person_id = ? AND kind = 7 ORDER BY on_date DESC", person)
    y, m, d = day.split("-")
    assert f"Ngày {d}/{m}/{y}, " in text


def test_several():
    names = [n for (n,) in sqlite3.connect(DB).execute(
        "SELECT full_name FROM person WHERE cell_id = (SELECT cell_id FROM person WHERE full_name = "
        "'Lê Thị Thanh Liên') AND stage BETWEEN 1 AND 9 ORDER BY id LIMIT 2")]
    to = os.path.join(DIR, "b.docx")
    paper("cell-list", *names, more=["--date", "2026-02-05", "--blanks"], to=to)
    with zipfile.ZipFile(to) as z:
        root = ET.fromstring(z.read("word/document.xml"))
    rows = [["".join(t.text or "" for t in c.iter(W + "t")) for c in r.iter(W + "tc")] for r in root.iter(W + "tr")]
    listed = [r for r in rows if len(r) == 5]
    assert [r[1] for r in listed] == ["Họ và tên"] + names and [r[0] for r in listed] == ["STT", "1", "2"], listed
    assert "Tiến Hưng, ngày 05 tháng 02 năm 2026" in runs(root)
    _, said = paper("decision", *names, status=1)
    assert "2" in said
    # a cell resolves about its own people only, the committee about those of all cells
    _, said = paper("cell-list", "Lê Thị Thanh Liên", "Nguyễn Hoàng Hải", more=["--blanks"], status=1)
    assert "nhiều chi bộ" in said, said
    paper("committee-papers", "Lê Thị Thanh Liên", "Nguyễn Hoàng Hải", more=["--blanks"])


# ---- what is missing ------------------------------------------------------------------------------------

def test_missing():
    to = os.path.join(DIR, "none.pdf")
    _, said = call("paper", "decision", "--person", "Lê Thị Thanh Liên", "--format", "pdf", "--output", to, status=1)
    assert "{{qd_dong_y}}" in said and "Lê Thị Thanh Liên: Cấp quyết định: tán thành" in said, said
    assert not os.path.exists(to)
    typed = []
    for field in set(re.findall(r"\{\{(\w+)\}\}", said)) - {"so_ky_hieu"}:
        typed += ["--set", f"{field}=<{field}>"]
    text, left = paper("decision", "Lê Thị Thanh Liên", more=typed)
    assert "<qd_dong_y>" in text and "…" not in text and "so_ky_hieu" in left, (text, left)
    _, said = paper("decision", "Lê Thị Thanh Liên", status=1, more=["--set", "khong_co=1"])
    assert "khong_co" in said
    _, said = paper("decision", "Không Ai Cả", status=1)
    assert "Không Ai Cả" in said
    call("paper", "9-KND", "--person", "1", status=2)
    call("paper", "decision", status=2)
    call("paper", "decision", "--person", "1", "--format", "xlsx", "--output", "x.xlsx", status=2)


def test_superior():
    """A decision that the body above makes is no paper of this office."""
    _, said = paper("decision", "Lê Thị Thanh Liên", status=1, more=["--date", "2024-05-05"])
    assert "cấp quyết định" in said, said


def test_existing():
    to = os.path.join(DIR, "kept.pdf")
    with open(to, "w") as f:
        f.write("mine")
    args = ("paper", "data-sheet", "--person", "Lê Thị Thanh Liên", "--format", "pdf", "--output", to)
    call(*args, status=1)
    with open(to) as f:
        assert f.read() == "mine"
    call(*args, "--replace")
    with open(to, "rb") as f:
        assert f.read(5) == b"%PDF-"
    assert not [n for n in os.listdir(DIR) if n.startswith("taonguon-")]


# ---- texts of the office's own --------------------------------------------------------------------------

MAU = os.path.join(DIR, "mau")


def edit(kind, change):
    """The Word file of a kind with its document changed."""
    path = os.path.join(MAU, kind + ".docx")
    with zipfile.ZipFile(path) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    parts["word/document.xml"] = change(parts["word/document.xml"].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for n, data in parts.items():
            z.writestr(n, data)


def test_own():
    name = "Lê Thị Thanh Liên"
    shipped = {k: paper(k, name, more=["--blanks"]) for k in kinds()}
    call("paper", "--templates", MAU)
    assert sorted(os.listdir(MAU)) == sorted(k + ".docx" for k in kinds())
    call("paper", "--templates", MAU, status=1)  # what is there stays
    for kind, before in shipped.items():
        text, left = paper(kind, name, more=["--blanks"])
        assert text == before[0] and sorted(left.splitlines()) == sorted(before[1].splitlines()), kind
    # the wording is the office's; a field may be cut into runs anywhere
    edit("help-certificate", lambda x: x.replace(
        "{{dang_uy}} chứng nhận", "Nay {{da</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ng_</w:t></w:r><w:r><w:t>uy}} "
        "xác nhận"))
    text, _ = paper("help-certificate", name, more=["--blanks"])
    assert "Nay Đảng ủy xã Tiến Hưng xác nhận bà Lê Thị Thanh Liên" in re.sub(r"\s+", " ", text), text
    to = os.path.join(DIR, "own.docx")
    paper("help-certificate", name, more=["--blanks"], to=to)
    assert any(line.startswith("Nay Đảng ủy xã Tiến Hưng xác nhận bà") for line in docx(to))
    # a field that does not exist is named; so is a file that is none
    edit("help-certificate", lambda x: x.replace("{{que_quan}}", "{{que_quann}}"))
    _, said = paper("help-certificate", name, status=1, more=["--blanks"])
    assert "{{que_quann}}" in said, said
    for bad in (b"", b"PK\x03\x04 no archive", b"x" * 100000):
        with open(os.path.join(MAU, "referral.docx"), "wb") as f:
            f.write(bad)
        _, said = paper("referral", name, status=1, more=["--blanks"])
        assert "referral" in said, said
    # what unpacks to more than any paper has
    with zipfile.ZipFile(os.path.join(MAU, "referral.docx"), "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", b"<a>" + b" " * (64 << 20) + b"</a>")
    paper("referral", name, status=1, more=["--blanks"])
    # entities of the outside are no way in
    secret = os.path.join(DIR, "secret")
    with open(secret, "w") as f:
        f.write("bí mật")
    shutil.copy(os.path.join(MAU, "data-sheet.docx"), os.path.join(MAU, "referral.docx"))
    edit("referral", lambda x: re.sub(r"\?>", f'?><!DOCTYPE a [<!ENTITY s SYSTEM "file://{secret}">]>', x, count=1)
         .replace("{{dang_uy}}", "&s;"))
    text, said = paper("referral", name, status=1, more=["--blanks"])
    assert "bí mật" not in text + said
    assert not [n for n in os.listdir(DIR) if n.startswith("taonguon-")]
    shutil.rmtree(MAU)


# ---- names that would be commands elsewhere -------------------------------------------------------------

def test_hostile():
    hostile = ['=HYPERLINK("x")', "]]><w:p/>&lt;", "\x1b[31mđỏ\u202e\u2066", "{{ho_ten}}", "%s%n", "x" * 300]
    db = os.path.join(DIR, "hostile.db")
    shutil.copy(DB, db)
    with sqlite3.connect(db) as c:
        c.execute("DROP TRIGGER person_audit_update")
        c.execute("PRAGMA ignore_check_constraints = ON")
        for i, name in enumerate(hostile):
            c.execute("UPDATE person SET full_name = ? WHERE id = ?", (name, 101 + i))
    for own in (False, True):
        if own:
            call("paper", "--templates", MAU)
        for i, name in enumerate(hostile):
            for kind in ("data-sheet", "cell-class"):
                to = os.path.join(DIR, "h.docx")
                call("paper", kind, "--person", str(101 + i), "--blanks", "--format", "docx", "--output", to,
                     "--replace", db=db)
                said = "".join(docx(to))
                seen = re.sub("[\x1b\u202e\u2066]", "", name)
                assert seen[:200] in re.sub("[\ufffd\u2400-\u243f]", "", said), (kind, name, said)
                assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", said)
                text, _ = call("paper", kind, "--person", str(101 + i), "--blanks", db=db)
                assert "\x1b" not in text and "\u202e" not in text
    shutil.rmtree(MAU)


call("init", "--sample")
try:
    for test in [v for k, v in sorted(globals().items()) if k.startswith("test_")]:
        test()
finally:
    shutil.rmtree(DIR)
