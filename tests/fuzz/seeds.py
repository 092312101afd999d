#!/usr/bin/env python3
"""The readers' seeds, from the books of tests/reader: seeds.py writes tests/fuzz/corpus/{xlsx,ods,dbf,csv}/."""
import struct
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "reader"))
import make_books  # noqa: E402


def text(parts):
    return "\n".join("#### %s\n%s" % (name, data) for name, data in parts).encode()


def put(kind, name, data):
    folder = HERE / "corpus" / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def main():
    odd, epoch = make_books.Xlsx([make_books.odd_sheet()]), make_books.Xlsx([make_books.epoch_sheet()], True)
    put("xlsx", "odd", text(odd.parts()))
    put("xlsx", "epoch", text(epoch.parts()))
    put("xlsx", "packed", epoch.bytes())
    ods = make_books.Ods([make_books.ods_odd_sheet()])
    put("ods", "odd", text(ods.parts()))
    put("ods", "packed", ods.bytes())
    put("ods", "flat", ods.flat())
    for name, table in (("foxpro", make_books.dbf_people(0xF5, "fpt", make_books.tcvn3, 4)),
                        ("dbase3", make_books.dbf_people(0x83, "dbt3", make_books.tcvn3, 3)),
                        ("dbase4", make_books.dbf_people(0x8B, "dbt4", make_books.tcvn3, 3)),
                        ("vfp", make_books.dbf_vfp_types()),
                        ("plain", make_books.dbf_people(0x03, None, make_books.tcvn3, 2))):
        data = table.bytes()
        if table.memo:
            memo = table.memo.bytes()
            data += memo + b"\x1a\ntaonguon memo\n" + struct.pack("<Q", len(memo))
        put("dbf", name, data)
    put("csv", "comma", "Họ tên,Ngày\n\"Trần, \"\"Ba\"\"\",1/2/1999\n".encode())
    put("csv", "sep", b"sep=;\r\na;b\r\n'=1;\"x\ny\"\r\n")
    put("csv", "title", b"DANH SACH\na\tb\n1\t2\n")
    put("csv", "tcvn3", make_books.tcvn3("Họ tên;Quê quán\nTrần Văn Ba;xã Tiến Hưng\n"))
    put("csv", "utf16", "\ufeffHọ tên\tNgày\nAn\t1/2/1999\n".encode("utf-16-le"))
    # frames as wire_frame.h has them
    def frame(tag, payload):
        return struct.pack("<BI", tag, len(payload)) + payload
    def cell(column, kind, content, font=0):
        return struct.pack("<HBBI", column, kind, font, len(content)) + content
    frames = frame(1, b"\0\0") + frame(2, b"\1\0a") + frame(3, struct.pack("<I", 1) + cell(0, 1, "Họ".encode()) + cell(
        3, 1, b"\x1fAa\x1fDb", 0x80)) + frame(6, struct.pack("<QQ", 1, 2)) + frame(3, struct.pack("<I", 3) + cell(
            0, 2, b"1.5") + cell(1, 3, b"2023-03-15T12:30") + cell(2, 4, b"1") + cell(3, 5, b"#REF!"))
    frames += frame(4, struct.pack("<IIII", 1, 0, 2, 2)) + frame(5, struct.pack("<I", 7)) + frame(7, struct.pack("<iB", 0, 0))
    put("wire", "all", b"\x20" + frames)
    put("wire", "error", b"\x03" + frame(1, b"\3\1") + frame(7, struct.pack("<iB", -21, 4) + b"cell12"))


main()
