#!/usr/bin/env python3
"""Files made to harm: each ends in the error that is named here, within the limits, and leaves no child behind.
hostile.py DUMP CUT"""
import json
import os
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import make_books
from make_books import Dbf, Memo, Ods, Sheet, Xlsx, c_field, pack

CORRUPT, INVALID, LIMIT = -5, -13, -21


# ---- packages ---------------------------------------------------------------------------------------

def simple(cells="<c r=\"A1\"><v>1</v></c>", row="1"):
    x = Xlsx([Sheet("a")])
    return x, '<worksheet xmlns="%s"><sheetData><row r="%s">%s</row></sheetData></worksheet>' % (make_books.MAIN, row, cells)


def xlsx(sheet=None, **others):
    """A book with parts replaced: sheet, or by their last name without .xml."""
    x, plain = simple()
    parts = []
    for name, data in x.parts():
        key = name.rsplit("/", 1)[-1].split(".")[0]
        parts.append((name, (sheet or plain) if key == "sheet1" else others.get(key, data)))
    return pack(parts)


def ods(body, head=""):
    o = Ods([])
    content = o.content().replace("<office:spreadsheet></office:spreadsheet>",
                                  "<office:spreadsheet>%s</office:spreadsheet>" % body)
    return pack([("mimetype", make_books.MIMETYPE), ("content.xml", head + content)])


def ods_row(attributes="", cell=""):
    return '<table:table table:name="a"><table:table-row %s><table:table-cell %s><text:p>x</text:p></table:table-cell>' \
        '</table:table-row></table:table>' % (attributes, cell)


def raw_zip(entries, central=None):
    """entries: (name, method, deflated bytes, crc, size); central: the same entries as the directory has them, by number."""
    out, offsets = bytearray(), []
    for name, method, data, crc, size in entries:
        offsets.append(len(out))
        out += struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, method, 0, 33, crc, len(data), size, len(name), 0)
        out += name.encode() + data
    at = len(out)
    listed = central or [(e[0], i) for i, e in enumerate(entries)]
    for name, i in listed:
        _, method, data, crc, size = entries[i]
        out += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, method, 0, 33, crc, len(data), size, len(name), 0, 0,
                           0, 0, 0, offsets[i]) + name.encode()
    out += struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(listed), len(listed), len(out) - at, at, 0)
    return bytes(out)


def deflated(head, chunk, times, tail):
    """A stream that unpacks to head + chunk × times + tail, without ever holding it."""
    z = zlib.compressobj(9, zlib.DEFLATED, -15)
    out = z.compress(head) + z.flush(zlib.Z_FULL_FLUSH)
    one = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = one.compress(chunk) + one.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -15)
    return out + block * times + end.compress(tail) + end.flush(zlib.Z_FINISH), len(head) + len(chunk) * times + len(tail)


def bomb(chunk, times, inside="<sheetData>", tail="</sheetData></worksheet>"):
    """A sheet that unpacks to hundreds of megabytes; its book says less."""
    x, _ = simple()
    head = '<worksheet xmlns="%s">%s' % (make_books.MAIN, inside)
    data, size = deflated(head.encode(), chunk, times, tail.encode())
    entries = []
    for name, text in x.parts():
        if name.endswith("sheet1.xml"):
            entries.append((name, 8, data, 0, min(size, 0xFFFFFFFF)))
        else:
            raw = text.encode()
            entries.append((name, 0, raw, zlib.crc32(raw), len(raw)))
    return raw_zip(entries)


def overlapping(n):
    """A directory of n sheets that are all the same bytes of the file."""
    sheets = [Sheet("s%d" % i) for i in range(n)]
    x = Xlsx(sheets)
    text = "<worksheet><sheetData>%s</sheetData></worksheet>" % (" " * (4 << 20))
    entries, central = [], []
    for name, data in x.parts():
        if "worksheets/" in name:
            central.append((name, None))
            continue
        raw = data.encode()
        central.append((name, len(entries)))
        entries.append((name, 0, raw, zlib.crc32(raw), len(raw)))
    z = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = z.compress(text.encode()) + z.flush()
    entries.append(("xl/worksheets/sheet1.xml", 8, packed, zlib.crc32(text.encode()), len(text)))
    return raw_zip(entries, [(n_, len(entries) - 1 if i is None else i) for n_, i in central])


LAUGHS = '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha">%s]>' % "".join(
    '<!ENTITY %s "%s">' % (chr(98 + i), ("&%s;" % chr(97 + i)) * 10) for i in range(12))
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def packages():
    main = make_books.MAIN
    sst = '<sst xmlns="%s"><si><t>%%s</t></si></sst>' % main
    string = '<c r="A1" t="s"><v>%s</v></c>'
    ok = xlsx()
    yield "not-a-book.zip", pack([("a.txt", "x")]), INVALID, "file"
    yield "word.docx", pack([("[Content_Types].xml", "x"), ("word/document.xml", "<x/>")]), INVALID, "file"
    yield "binary.xlsx", pack([("xl/workbook.bin", "x")]), INVALID, "file"
    yield "inner.xlsx", pack([("a.xlsx", ok)]), INVALID, "file"
    yield "empty.zip", b"PK\5\6" + bytes(18), INVALID, "file"
    yield "laughs.xlsx", xlsx(sharedStrings=LAUGHS + sst % "&m;", sheet=simple(string % "0")[1]), CORRUPT, "file"
    yield "laughs-sheet.xlsx", xlsx(sheet=LAUGHS + simple(string % "0")[1]), CORRUPT, "file"
    yield "outside.xlsx", xlsx(sharedStrings=OUTSIDE + sst % "&x;"), CORRUPT, "file"
    yield "outside.ods", ods(ods_row(), OUTSIDE), CORRUPT, "file"
    yield "entity.xlsx", xlsx(sharedStrings=sst % "&nobody;"), CORRUPT, "file"
    yield "encoding.xlsx", xlsx(sheet='<?xml version="1.0" encoding="EUC-JP"?>' + simple()[1]), CORRUPT, "file"
    yield "string-none.xlsx", xlsx(sheet=simple(string % "7")[1]), CORRUPT, "file"
    yield "string-minus.xlsx", xlsx(sheet=simple(string % "-1")[1]), CORRUPT, "file"
    yield "string-huge.xlsx", xlsx(sheet=simple(string % "99999999999999999999")[1]), CORRUPT, "file"
    yield "row-huge.xlsx", xlsx(sheet=simple(row="1000000000")[1].replace("A1", "A1000000000")), LIMIT, "rows"
    yield "row-minus.xlsx", xlsx(sheet=simple(row="-5")[1]), CORRUPT, "file"
    yield "row-text.xlsx", xlsx(sheet=simple(row="x")[1]), CORRUPT, "file"
    yield "column-huge.xlsx", xlsx(sheet=simple('<c r="ZZZZ1"><v>1</v></c>')[1]), LIMIT, "columns"
    yield "column-more.xlsx", xlsx(sheet=simple('<c r="ZZZZZZZZZ1"><v>1</v></c>')[1]), CORRUPT, "file"
    yield "column-back.xlsx", xlsx(sheet=simple('<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>')[1]), CORRUPT, "file"
    yield "cell-long.xlsx", xlsx(sheet=simple('<c r="A1" t="str"><v>%s</v></c>' % ("x" * 70000))[1]), LIMIT, "cell"
    yield "cell-longer.xlsx", xlsx(sharedStrings=sst % ("x" * 9000000)), LIMIT, "cell"
    yield "cell-type.xlsx", xlsx(sheet=simple('<c r="A1" t="zzz"><v>1</v></c>')[1]), CORRUPT, "file"
    yield "rows-in-rows.xlsx", xlsx(sheet=simple('<row r="2"/>' * 3)[1]), CORRUPT, "file"
    yield "deep.xlsx", xlsx(sheet="<a>" * 100000), CORRUPT, "file"
    yield "no-sheet.xlsx", xlsx(_rels="x", workbook='<workbook xmlns="%s"><sheets><sheet name="x" id="rId9"/></sheets>'
                                '</workbook>' % main), CORRUPT, "file"
    yield "not-xml.xlsx", xlsx(workbook="PK"), CORRUPT, "file"
    yield "control.xlsx", xlsx(sheet=simple('<c r="A1" t="str"><v>a\x01b</v></c>')[1]), CORRUPT, "file"
    yield "bomb.xlsx", bomb(b" " * (1 << 20), 600), LIMIT, "unpacked"
    yield "bomb-text.xlsx", bomb(b"x" * (1 << 20), 600, '<sheetData><row r="1"><c r="A1" t="str"><v>'), LIMIT, "cell"
    yield "bomb-elements.xlsx", bomb(b"<a/>" * 10000, 20000), LIMIT, None
    yield "bomb-depth.xlsx", bomb(b"<a>" * 10000, 20000), CORRUPT, "file"
    yield "bomb-comment.xlsx", bomb(b"<!-- x -->" * 10000, 8000), LIMIT, None
    yield "bomb-attribute.xlsx", bomb(b"x" * (1 << 20), 600, '<sheetData a="'), LIMIT, None
    yield "overlapping.xlsx", overlapping(200), LIMIT, "unpacked"
    many = '<row><c t="s"><v>0</v></c></row>'
    yield "amplified.xlsx", xlsx(sharedStrings=sst % ("x" * 60000), sheet='<worksheet xmlns="%s"><sheetData>%s</sheetData>'
                                 '</worksheet>' % (main, many * 100000)), LIMIT, "memory"
    yield "columns.ods", ods(ods_row("", 'table:number-columns-repeated="1000000000"')), LIMIT, "columns"
    yield "rows.ods", ods(ods_row('table:number-rows-repeated="1000000000"')), LIMIT, "rows"
    yield "rows-far.ods", ods(ods_row('table:number-rows-repeated="1000000000"').replace(
        "<text:p>x</text:p>", "").replace("</table:table>", "<table:table-row><table:table-cell><text:p>x</text:p>"
                                          "</table:table-cell></table:table-row></table:table>")), LIMIT, "rows"
    yield "blanks.ods", ods(ods_row().replace(">x<", '><text:s text:c="2000000000"/><')), LIMIT, "cell"
    yield "spans.ods", ods(ods_row().replace(">x<", ">%sx%s<" % ("<text:span>" * 200, "</text:span>" * 200))), 0, None
    yield "text.odt", pack([("mimetype", "application/vnd.oasis.opendocument.text"),
                            ("content.xml", "<office><text/></office>")]), INVALID, "file"
    yield "locked.ods", pack([("mimetype", make_books.MIMETYPE), ("content.xml", b"\x93\x01garbage"), (
        "META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>")]), INVALID, "file"


# ---- other files ------------------------------------------------------------------------------------

def table(version, pointer, memo, **patch):
    t = Dbf(version, [("A", "C", 5, 0), ("M", "M", 10, 0)])
    t.add([c_field(b"mot", 5), (pointer, None)])
    return t.bytes(), memo


def patched(data, at, value):
    return data[:at] + value + data[at + len(value):]


def others():
    good = make_books.dbf_people(0x03, None, str.encode, 10).bytes()
    yield "head-0.dbf", patched(good, 8, b"\0\0"), CORRUPT, "file"
    yield "head-long.dbf", patched(good, 8, b"\xff\xff"), CORRUPT, "file"
    yield "record-0.dbf", patched(good, 10, b"\0\0"), CORRUPT, "file"
    yield "record-long.dbf", patched(good, 10, b"\xff\xff"), CORRUPT, None
    yield "records.dbf", patched(good, 4, b"\xff\xff\xff\x7f"), CORRUPT, "record"
    yield "field-long.dbf", patched(good, 32 + 16, b"\xff"), CORRUPT, "file"
    yield "only-head.dbf", good[:32], CORRUPT, "file"
    yield "quotes.csv", b'"' * 100_000_001, LIMIT, "cell"
    yield "quote-open.csv", b'a,b\n"x,y\n1,2\n', CORRUPT, "quote"
    yield "nul.csv", b"a,b\n" + b"x,y\n" * 2000 + b"\0,1\n", CORRUPT, "line"
    yield "columns.csv", b"," * 600, LIMIT, "columns"
    yield "long.csv", b"a,b\n" + b"x" * 70000, LIMIT, "cell"
    yield "rows.csv", b"a\n" * 1_100_000, LIMIT, "rows"
    yield "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), INVALID, "file"
    yield "locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), INVALID, "file"
    yield "page.xls", b"<html><table><tr><td>1</td></tr></table></html>", INVALID, "file"
    yield "seven.dbf", b"\x04\x7a\x0b\x1c" + bytes(200), INVALID, "file"
    yield "paper.pdf", b"%PDF-1.7\n", INVALID, "file"
    yield "noise.bin", bytes(range(256)) * 40, INVALID, "file"
    yield "utf16-odd.csv", b"\xff\xfea\0,\0\xd8", 0, None


# A memo that cannot be is the error of its cell: the rest of the table is still of use.
def memos():
    fpt = Memo("fpt")
    fpt.put(b"ghi")
    text = fpt.bytes()
    for name, pointer, memo in (
            ("beyond", b"%10d" % 999999, text), ("minus", b"%10d" % -1, text), ("letters", b"   abcdefg", text),
            ("huge", b"9999999999", text), ("in-head", b"%10d" % 1, text),
            ("cut", b"%10d" % 8, text[:515]), ("long", b"%10d" % 8, patched(text, 516, b"\xff\xff\xff\xff")),
            ("block-0", b"%10d" % 100, patched(text, 6, b"\0\0")), ("none", b"%10d" % 8, None), ("empty", b"%10d" % 8, b"")):
        yield "memo-%s.dbf" % name, table(0xF5, pointer, memo)[0], ".fpt", memo
    dbt = Memo("dbt3")
    dbt.put(b"ghi")
    endless = dbt.bytes().replace(b"\x1a", b"x")
    yield "memo-endless.dbf", table(0x83, b"%10d" % 1, endless)[0], ".dbt", endless
    dbt4 = Memo("dbt4")
    dbt4.put(b"ghi")
    for name, value in (("short", b"\x07\0\0\0"), ("looped", b"\xff\xff\xff\x7f"), ("free", b"\0\0\0\0")):
        bad = patched(dbt4.bytes(), 516, value)
        yield "memo4-%s.dbf" % name, table(0x8B, b"%10d" % 1, bad)[0], ".dbt", bad


# ---- what comes of them -----------------------------------------------------------------------------

def children():
    with open("/proc/self/task/%d/children" % os.getpid()) as f:
        return f.read().split()


def check(program, folder, name, data, end=None, memo=None):
    path = make_books.write(folder, name, data, end, memo)
    # no test is about how busy the machine is: here the other limits are what ends it
    out = subprocess.run([program, str(path), "120"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    lines = out.stdout.decode("utf-8", "surrogateescape").splitlines()
    assert out.returncode in (0, 1) and lines, (name, out.returncode, lines)
    return json.loads(lines[-1])


def main():
    dump, cut = sys.argv[1:3]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, data, code, field in list(packages()) + list(others()):
            got = check(dump, folder, name, data)
            if got.get("error", 0) != code or (field is not None and got.get("field", "") != field):
                print("%s: %s, not %s %s" % (name, ascii(got), code, field))
                failed += 1
        for name, data, end, memo in memos():
            got = check(dump, folder, name, data, end, memo)
            if got.get("cells") != [["t", "mot"], ["e", "#MEMO"]]:
                print("%s: %s" % (name, ascii(got)))
                failed += 1
        paths = [str(make_books.write(folder, name, data, end, memo))
                 for name, (data, end, memo, _) in make_books.books().items() if len(data) < 10000]
        failed += subprocess.run([cut] + paths, check=False).returncode != 0
    print("failed: %d" % failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
