#!/usr/bin/env python3
"""Files such as offices have, with invented people: make_books.py FOLDER writes them all there. The same bytes every time.

Each book is a list of sheets whose cells know both how a file writes them and what a reader must give: the tests
(test_books.py) compare the two. Hostile files are in hostile.py."""
import datetime
import io
import random
import struct
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

SEED = 20261128

# ---- TCVN3 ------------------------------------------------------------------------------------------

LOWER = dict(zip(
    "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    bytes.fromhex("A8A9AAABACADAEB5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8DCDDDEDFE1E2E3E4E5E6E7E8E9"
                  "EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE")))
UPPER = dict(zip("ĂÂÊÔƠƯĐ", bytes.fromhex("A1A2A3A4A5A6A7")))


def tcvn3(text):
    """Bytes; a capital with a tone has its lower-case letter's."""
    return bytes(UPPER.get(c) or LOWER.get(c) or LOWER.get(c.lower()) or ord(c) for c in text)


def seen(text):
    """As such bytes look once they stand in a workbook."""
    return tcvn3(text).decode("cp1252")


# ---- cells ------------------------------------------------------------------------------------------

class Cell:
    """xml: a function of the reference, the style's attribute and the book; want: [kind + font, text]."""

    def __init__(self, want, style=0):
        self.want, self.style = want, style


def font_of(style):
    return STYLES[style][2]


def col(i):
    s = ""
    i += 1
    while i:
        i, r = divmod(i - 1, 26)
        s = chr(65 + r) + s
    return s


# number format, font, its charset's code
STYLES = [(0, 0, ""), (14, 0, ""), (164, 0, ""), (22, 0, ""), (0, 1, "tcvn3"), (165, 0, ""), (20, 0, ""), (0, 2, "tcvn3h"),
          (166, 0, ""), (0, 3, "vni")]
PLAIN, DATE, DATE_OWN, DATE_TIME, VNTIME, NOT_DATE, TIME, VNTIMEH, MONTH, VNI = range(10)
FORMATS = {164: 'dd/mm/yyyy;@', 165: '#,##0 "dong";[Red]-#,##0 \\d', 166: '[$-42A]mm/yyyy'}
FONTS = ["Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times"]


class Shared(Cell):
    def __init__(self, text, style=0):
        super().__init__(["t" + font_of(style), text], style)
        self.si = "<t%s>%s</t>" % (' xml:space="preserve"' if text != text.strip() else "", escape(text))

    def xml(self, ref, style, book):
        return '<c r="%s"%s t="s"><v>%d</v></c>' % (ref, style, book.string(self.si))

    def ods(self):
        return "string", "", "<text:p>%s</text:p>" % ods_text(self.want[1])


class Rich(Shared):
    """Runs of (font or None for the cell's, text)."""

    def __init__(self, runs, want, style=0):
        Cell.__init__(self, want, style)
        self.runs = runs
        self.si = "".join("<r>%s<t xml:space=\"preserve\">%s</t></r>" % (
            '<rPr><sz val="12"/><rFont val="%s"/></rPr>' % f if f else "", escape(t)) for f, t in runs)
        self.si += '<rPh sb="0" eb="1"><t>not the text</t></rPh>'

    def ods(self):
        names = {".VnTime": "TV", "Times New Roman": "TT", ".VnTimeH": "TH"}
        return "string", "", "<text:p>%s</text:p>" % "".join(
            '<text:span text:style-name="%s">%s</text:span>' % (names[f], ods_text(t)) if f else ods_text(t)
            for f, t in self.runs)


class Inline(Shared):
    def xml(self, ref, style, book):
        return '<c r="%s"%s t="inlineStr"><is>%s</is></c>' % (ref, style, self.si)


class Formula(Shared):
    """A formula whose result is a text."""

    def xml(self, ref, style, book):
        text = escape(self.want[1])
        return '<c r="%s"%s t="str"><f>"%s"&amp;""</f><v>%s</v></c>' % (ref, style, text, text)


class Number(Cell):
    def __init__(self, digits, want=None, style=0):
        super().__init__(["n" + font_of(style), digits if want is None else want], style)
        self.digits = digits

    def xml(self, ref, style, book):
        return '<c r="%s"%s><v>%s</v></c>' % (ref, style, self.digits)

    def ods(self):
        return "float", ' office:value="%s"' % self.digits, "<text:p>shown otherwise</text:p>"


class Serial(Cell):
    """A day (and a time) as a number with a date's format."""

    def __init__(self, serial, want, style=DATE, kind="d"):
        super().__init__([kind, want], style)
        self.serial = serial

    def xml(self, ref, style, book):
        return '<c r="%s"%s><v>%s</v></c>' % (ref, style, self.serial)

    def ods(self):
        want = self.want[1]
        if self.want[0] == "t":
            return "time", ' office:time-value="PT%sH%sM00S"' % tuple(want.split(":")), "<text:p>?</text:p>"
        return "date", ' office:date-value="%s"' % (want + ":00" if "T" in want else want), "<text:p>?</text:p>"


class Bool(Cell):
    def __init__(self, value):
        super().__init__(["b", str(int(value))])

    def xml(self, ref, style, book):
        return '<c r="%s"%s t="b"><v>%s</v></c>' % (ref, style, self.want[1])

    def ods(self):
        return "boolean", ' office:boolean-value="%s"' % ["false", "true"][int(self.want[1])], "<text:p>?</text:p>"


class Error(Cell):
    def __init__(self, text):
        super().__init__(["e", text])

    def xml(self, ref, style, book):
        return '<c r="%s"%s t="e"><f>1/0</f><v>%s</v></c>' % (ref, style, self.want[1])

    def ods(self):
        return "string", ' calcext:value-type="error" office:string-value=""', "<text:p>%s</text:p>" % self.want[1]


class Uncalculated(Cell):
    """A formula whose result nobody has put down."""

    def __init__(self, value=""):
        super().__init__(["e", "=?"])
        self.value = value

    def xml(self, ref, style, book):
        return '<c r="%s"%s><f>A1&amp;""</f>%s</c>' % (ref, style, self.value)


class NoText(Cell):
    """A formula whose result is no text at all."""

    def __init__(self):
        super().__init__(None)

    def xml(self, ref, style, book):
        return '<c r="%s"%s t="str"><f>""</f><v></v></c>' % (ref, style)


class Formatted(Cell):
    """Nothing but a look."""

    def __init__(self, style=VNTIME):
        super().__init__(None, style)

    def xml(self, ref, style, book):
        return '<c r="%s"%s/>' % (ref, style)

    def ods(self):
        return None, "", ""


def day_serial(y, m, d):
    return (datetime.date(y, m, d) - datetime.date(1899, 12, 30)).days


def day(y, m, d, style=DATE):
    return Serial(str(day_serial(y, m, d)), "%04d-%02d-%02d" % (y, m, d), style)


class Sheet:
    def __init__(self, name, state=None):
        self.name, self.state, self.rows, self.merged = name, state, {}, []

    def put(self, row, cells, column=0):
        for i, c in enumerate(cells):
            if c is not None:
                self.rows.setdefault(row, {})[column + i] = Shared(c) if isinstance(c, str) else c

    def merge(self, row, column, rows, columns):
        if rows > 1 or columns > 1:
            self.merged.append((row, column, rows, columns))
            self.merged.sort()

    def want(self):
        """What dump.c says of it."""
        kept = [r for r in sorted(self.rows) if any(c.want for c in self.rows[r].values())]
        lines, widest = [], 0
        for r in kept:
            cells = self.rows[r]
            width = max(i for i, c in cells.items() if c.want) + 1
            widest = max(widest, width)
            lines.append({"row": r, "cells": [cells[i].want if i in cells else None for i in range(width)]})
        areas = []
        for row, column, rows, columns in self.merged:
            inside = [i for i, r in enumerate(kept) if row <= r < row + rows]
            if inside and column < widest:
                areas.append([inside[0], column, len(inside), columns])
        return [{"sheet": self.name, "hidden": int(bool(self.state)), "headed": 0, "rows": len(kept),
                 "columns": widest, "deleted": 0, "merged": areas}] + lines


# ---- XLSX -------------------------------------------------------------------------------------------

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def pack(parts):
    """A ZIP of (name, bytes), the same every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for i, (name, data) in enumerate(parts):
            info = zipfile.ZipInfo(name, (2026, 11, 28, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            z.writestr(info, data)
    return out.getvalue()


def rels(list_):
    return HEAD + '<Relationships xmlns="%s/relationships">%s</Relationships>' % (PACKAGE, "".join(
        '<Relationship Id="%s" Type="%s/%s" Target="%s"/>' % (i, REL, t, target) for i, t, target in list_))


class Xlsx:
    def __init__(self, sheets, is_1904=False):
        self.sheets, self.is_1904, self.strings = sheets, is_1904, {}
        self.count = 0

    def string(self, si):
        return self.strings.setdefault(si, len(self.strings))

    def sheet(self, s):
        rows = []
        for r in sorted(s.rows):
            cells = "".join(c.xml(col(i) + str(r), ' s="%d"' % c.style if c.style else "", self)
                            for i, c in sorted(s.rows[r].items()))
            rows.append('<row r="%d" spans="1:33">%s</row>' % (r, cells))
        merged = "".join('<mergeCell ref="%s%d:%s%d"/>' % (col(c), r, col(c + n - 1), r + m - 1)
                         for r, c, m, n in s.merged)
        return HEAD + '<worksheet xmlns="%s"><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>' \
            '<sheetData>%s</sheetData>%s<pageMargins left="0.7"/></worksheet>' % (
                MAIN, "".join(rows), "<mergeCells>%s</mergeCells>" % merged if merged else "")

    def styles(self):
        formats = "".join('<numFmt numFmtId="%d" formatCode=%s/>' % (i, quoteattr(f)) for i, f in FORMATS.items())
        fonts = "".join('<font><sz val="12"/><name val="%s"/></font>' % f for f in FONTS)
        xfs = "".join('<xf numFmtId="%d" fontId="%d"/>' % s[:2] for s in STYLES)
        return HEAD + '<styleSheet xmlns="%s"><numFmts>%s</numFmts><fonts>%s</fonts><fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders><cellStyleXfs><xf numFmtId="14" ' \
            'fontId="1"/></cellStyleXfs><cellXfs>%s</cellXfs><dxfs><dxf><font><name val="VNI-Times"/></font><numFmt ' \
            'numFmtId="0" formatCode="dd"/></dxf></dxfs></styleSheet>' % (MAIN, formats, fonts, xfs)

    def parts(self):
        n = len(self.sheets)
        # parts in another order than the sheets: the workbook's own order is what counts
        sheets = [("xl/worksheets/sheet%d.xml" % (n - i), self.sheet(s)) for i, s in enumerate(self.sheets)]
        book = HEAD + '<workbook xmlns="%s" xmlns:r="%s"><workbookPr%s/><sheets>%s</sheets></workbook>' % (
            MAIN, REL, ' date1904="1"' if self.is_1904 else "", "".join(
                '<sheet name=%s sheetId="%d"%s r:id="rId%d"/>' % (
                    quoteattr(s.name), i + 1, ' state="%s"' % s.state if s.state else "", i + 1)
                for i, s in enumerate(self.sheets)))
        links = [("rId%d" % (i + 1), "worksheet", ("worksheets/sheet%d.xml" if i % 2 else "/xl/worksheets/sheet%d.xml")
                  % (n - i)) for i in range(n)]
        links += [("rIdS", "styles", "styles.xml"), ("rIdT", "sharedStrings", "../xl/sharedStrings.xml"),
                  ("rIdX", "theme", "theme/theme1.xml")]
        strings = HEAD + '<sst xmlns="%s">%s</sst>' % (MAIN, "".join("<si>%s</si>" % s for s in self.strings))
        kinds = [("workbook", "sheet.main"), ("styles", "styles"), ("sharedStrings", "sharedStrings")] + [
            ("worksheets/sheet%d" % (i + 1), "worksheet") for i in range(n)]
        types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' \
            '<Default Extension="xml" ContentType="application/xml"/>' + "".join(
                '<Override PartName="/xl/%s.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml'
                '.%s+xml"/>' % k for k in kinds)
        return [("[Content_Types].xml", HEAD + '<Types xmlns="%s/content-types">%s</Types>' % (PACKAGE, types)),
                ("_rels/.rels", rels([("rId1", "officeDocument", "xl/workbook.xml")])),
                ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", rels(links)),
                ("xl/styles.xml", self.styles()), ("xl/sharedStrings.xml", strings)] + sheets

    def bytes(self):
        return pack(self.parts())

    def want(self):
        return [{"format": "Excel (.xlsx)", "bytes": 0, "sheets": len(self.sheets)}] + [
            line for s in self.sheets for line in s.want()]


# ---- ODS --------------------------------------------------------------------------------------------

def ods_text(text):
    """Blanks beyond the first are counted, as OpenDocument has it."""
    out, blanks = [], 0
    for i, c in enumerate(text):
        if c == " " and (i == 0 or text[i - 1] == " "):
            blanks += 1
            continue
        if blanks:
            out.append('<text:s text:c="%d"/>' % blanks)
            blanks = 0
        out.append("</text:p><text:p>" if c == "\n" else escape(c))
    if blanks:
        out.append('<text:s text:c="%d"/>' % blanks)
    return "".join(out)


ODS_NS = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (p, n) for p, n in (
    ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("svg", "svg-compatible"),
    ("fo", "xsl-fo-compatible"))) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


class Ods:
    def __init__(self, sheets):
        self.sheets = sheets

    def table(self, s):
        covered = {(r + y, c + x) for r, c, m, n in s.merged for y in range(m) for x in range(n) if y or x}
        spans = {(r, c): ' table:number-rows-spanned="%d" table:number-columns-spanned="%d"' % (m, n)
                 for r, c, m, n in s.merged}
        rows, at = [], 1
        for r in sorted(s.rows):
            if r > at:
                rows.append('<table:table-row table:number-rows-repeated="%d"><table:table-cell '
                            'table:number-columns-repeated="1024"/></table:table-row>' % (r - at))
            at = r + 1
            cells, here = [], 0
            wide = max(list(s.rows[r]) + [c for y, c in spans if y == r] + [c for y, c in covered if y == r])
            while here <= wide:
                c = s.rows[r].get(here)
                tag = "covered-table-cell" if (r, here) in covered else "table-cell"
                kind, value, text = c.ods() if c else (None, "", "")
                cells.append('<table:%s%s%s%s%s>%s</table:%s>' % (
                    tag, spans.get((r, here), ""), ' table:style-name="ce%d"' % c.style if c and c.style else "",
                    ' office:value-type="%s"' % kind if kind else "", value, text, tag))
                here += 1
            cells.append('<table:table-cell table:number-columns-repeated="%d"/>' % (16384 - here))
            rows.append("<table:table-row>%s</table:table-row>" % "".join(cells))
        rows.append('<table:table-row table:number-rows-repeated="%d"><table:table-cell table:style-name="ce4" '
                    'table:number-columns-repeated="16384"/></table:table-row>' % (1048576 - at + 1))
        return '<table:table table:name=%s table:style-name="%s">%s</table:table>' % (
            quoteattr(s.name), "taHidden" if s.state else "ta1", "".join(rows))

    def content(self):
        fonts = "".join('<style:font-face style:name="F%d" svg:font-family="%s"/>' % (i, "&apos;%s&apos;" % f)
                        for i, f in enumerate(FONTS))
        cells = "".join('<style:style style:name="ce%d" style:family="table-cell"><style:text-properties '
                        'style:font-name="F%d"/></style:style>' % (i, s[1]) for i, s in enumerate(STYLES))
        spans = "".join('<style:style style:name="%s" style:family="text"><style:text-properties style:font-name="F%d"/>'
                        '</style:style>' % s for s in (("TT", 0), ("TV", 1), ("TH", 2)))
        tables = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/>' \
            '</style:style><style:style style:name="taHidden" style:family="table"><style:table-properties ' \
            'table:display="false"/></style:style>'
        return HEAD + '<office:document-content %s office:version="1.2"><office:font-face-decls>%s</office:font-face-decls>' \
            '<office:automatic-styles>%s%s%s</office:automatic-styles><office:body><office:spreadsheet>%s' \
            '</office:spreadsheet></office:body></office:document-content>' % (
                ODS_NS, fonts, cells, spans, tables, "".join(self.table(s) for s in self.sheets))

    def flat(self):
        return self.content().replace("office:document-content", "office:document").replace(
            ODS_NS, ODS_NS + ' office:mimetype="%s"' % MIMETYPE, 1).encode()

    def parts(self):
        return [("mimetype", MIMETYPE), ("content.xml", self.content()),
                ("META-INF/manifest.xml", HEAD + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
                 'xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type='
                 '"%s"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                 '</manifest:manifest>' % MIMETYPE)]

    def bytes(self):
        return pack(self.parts())

    def want(self):
        return [{"format": "OpenDocument (.ods)", "bytes": 0, "sheets": len(self.sheets)}] + [
            line for s in self.sheets for line in s.want()]


# ---- the workbook that an office keeps --------------------------------------------------------------

HEADINGS = [
    "STT", "Mã", "Họ và tên", "SĐT", "Giới tính", "Ngày sinh", "Dân tộc", "Quê quán", "Chức vụ", "Lớp/đơn vị",
    "Chi bộ công nhận", "Số BC công nhận cảm tình", "Ngày họp CB", "Đảng viên giúp đỡ", "Ngày phân công",
    "Số QĐ mở lớp", "Ngày QĐ", "Thời gian lớp", "Ngày cấp CC", "Số CC", "Đơn vị cấp", "Đơn vị khi cấp", "Chi bộ khi cấp",
    "Đảng ủy khi cấp", "Tỉnh khi cấp", "Mã số", "Kết nạp", "Ngày QĐ", "Số QĐ", "Ngày kết nạp", "ĐV hướng dẫn",
    "Ngày chuyển SH", "Nơi tới"]
GROUPS = [(10, 15, "Cảm tình Đảng"), (15, 25, "Lớp bồi dưỡng"), (25, 33, "Kết nạp")]
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ"]
MIDDLE = {"Nam": ["Văn", "Hữu", "Quốc", "Đức"], "Nữ": ["Thị", "Ngọc", "Thị Mỹ", "Thuỳ"]}
GIVEN = {"Nam": ["Tuấn", "Hưng", "Phúc", "Đạt", "Lý", "Sơn", "Thắng"], "Nữ": ["Thuỷ", "Lan", "Hoà", "Ánh", "Yến", "Dung"]}
PLACES = ["xã Tiến Hưng, Bình Phước", "huyện Đồng Phú", "Trảng Bàng, Tây Ninh", "xã Thuận Lợi", "Quảng Ngãi"]
CELLS = ["Chi bộ ấp 1", "Chi bộ ấp 2", "Chi bộ Trường Tiểu học", "Chi bộ Quân sự"]


class Person:
    def __init__(self, rnd, number):
        self.number = number
        self.sex = rnd.choice(["Nam", "Nữ"])
        self.name = " ".join([rnd.choice(FAMILY), rnd.choice(MIDDLE[self.sex]), rnd.choice(GIVEN[self.sex])])
        self.born = (rnd.randint(1978, 2004), rnd.randint(1, 12), rnd.randint(1, 28))
        self.phone = "09%08d" % rnd.randint(0, 99999999)
        self.place = rnd.choice(PLACES)
        self.cell = rnd.choice(CELLS)
        self.met = (rnd.randint(2020, 2022), rnd.randint(1, 12), rnd.randint(1, 28))
        self.paper = rnd.randint(1, 99)
        self.id = "%03d1%s%06d" % (rnd.choice([70, 79, 51]), "%02d" % (self.born[0] % 100), rnd.randint(0, 999999))


def date_in_a_shape(rnd, ymd):
    y, m, d = ymd
    shape = rnd.randrange(6)
    if shape == 0:
        return Shared("%02d/%02d/%d" % (d, m, y))
    if shape == 1:
        return Shared("%d/%d/%d" % (d, m, y))
    if shape == 2:
        return Formula("%02d/%02d/%d" % (d, m, y))
    if shape == 3:
        return Serial("%d.520833333336" % day_serial(y, m, d), "%04d-%02d-%02dT12:30" % (y, m, d), DATE_TIME)
    if shape == 4:
        return day(y, m, d, DATE_OWN)
    return day(y, m, d)


def phone_in_a_shape(rnd, phone):
    shape = rnd.randrange(3)
    if shape == 0:
        return Shared(phone)
    if shape == 1:
        return Shared("%s %s %s" % (phone[:4], phone[4:7], phone[7:]))
    return Number(phone[1:])  # the 0 is lost


def row_of(rnd, p, i, year):
    y, m, d = p.met
    paper = ["%02d-BC/CB-TH" % p.paper, "%d-QĐ/ĐU" % (p.paper + 200), "%d/CN" % (p.paper + 100)][i % 3]
    cells = [
        Number(str(i + 1)), Shared("QC%03d" % p.number), Shared(p.name + ("  " if i % 9 == 4 else " " if i % 7 == 3 else "")),
        phone_in_a_shape(rnd, p.phone), Shared(p.sex), date_in_a_shape(rnd, p.born), Shared("Kinh"),
        Shared(seen(p.place), VNTIME), Shared("Đoàn viên") if i % 2 else None, Shared(p.cell.replace("Chi bộ", "").strip()),
        Shared(p.cell), Shared(paper), date_in_a_shape(rnd, p.met), Shared("Trần  Văn Ba" if i % 11 == 5 else "Trần Văn Ba"),
        date_in_a_shape(rnd, (y, m, min(d + 2, 28))), Shared("319-QĐ/ĐU"), date_in_a_shape(rnd, (year, 9, 1)),
        Shared("09/9/%d - 18/9/%d" % (year, year)), day(year, 10, 2), Shared("%d/GCN" % (300 + p.number)),
        Shared("TTCT huyện"), Shared(p.cell), Shared(p.cell), Shared("Đảng ủy xã Tiến Hưng"), Shared("Bình Phước"),
        Number(p.id.lstrip("0")), Shared("x") if i % 4 == 0 else None, date_in_a_shape(rnd, (year, 11, 5)) if i % 4 == 0 else None,
        Shared("%d-QĐ/ĐU" % (400 + p.number)) if i % 4 == 0 else None, day(year, 11, 25) if i % 4 == 0 else None,
        Shared("Lê Thị Tư") if i % 4 == 0 else None, None, None]
    return cells


def office_sheets():
    rnd = random.Random(SEED)
    people = [Person(rnd, n + 1) for n in range(36)]
    plan = [("Tổng hợp", None, 33, people, 2024), ("2022", "hidden", 16, people[:14], 2022),
            ("2023", "hidden", 16, people[8:24], 2023), ("2024", "hidden", 17, people[16:], 2024),
            ("2024(v1)", "veryHidden", 19, people[16:30], 2024)]
    sheets = []
    for name, state, columns, group, year in plan:
        s = Sheet(name, state)
        s.put(1, ["DANH SÁCH QUẦN CHÚNG ƯU TÚ"])
        s.merge(1, 0, 1, columns)
        for first, last, title in GROUPS:
            if first < columns:
                s.put(3, [title], first)
                s.merge(3, first, 1, min(last, columns) - first)
        for i, h in enumerate(HEADINGS[:columns]):
            if i < 10:
                s.put(3, [h], i)
                s.merge(3, i, 2, 1)
            else:
                s.put(4, [h], i)
        for i, p in enumerate(group):
            # a gap of formatted rows after every tenth
            s.put(5 + i + i // 10 * 3, row_of(rnd, p, i, year)[:columns])
        for r in range(5, 229):
            if r not in s.rows:
                s.put(r, [Formatted()] * columns)
        sheets.append(s)
    return sheets


def odd_sheet():
    """Every shape that a cell can have."""
    s = Sheet("Đủ & <kiểu>")
    s.put(2, [Number("1.23E+11"), Number("7.9199012345E10", "79199012345"), Number("0.10000000000000001", "0.1"),
              Number("-12.50", "-12.5"), Number("79199012345"), Number("1234567", style=NOT_DATE),
              Number("1E-3", "0.001"), Number("45000.333333333336")])
    s.put(3, [Serial("60", "1900-02-29"), Serial("59", "1900-02-28"), Serial("61", "1900-03-01"), Serial("1", "1900-01-01"),
              Serial("45000", "2023-03-15", DATE_OWN), Serial("45000.99999999", "2023-03-16"),
              Serial("0.5", "12:00", TIME, "t"), Serial("45000.75", "2023-03-15T18:00", TIME), Serial("44958", "2023-02-01", MONTH)])
    s.put(4, [Bool(True), Bool(False), Error("#REF!"), Error("#DIV/0!"), Inline("một ô  "), Formula("07-BC/CB"),
              Shared("dòng một\nhai"), Shared(" đầu"), Shared("   ")])
    s.put(7, [Rich([(None, "Họ tên: "), (".VnTime", seen("Trần Quốc Tuấn"))],
                   ["t", "\x1fAHọ tên: \x1fD" + seen("Trần Quốc Tuấn")]),
              Rich([(".VnTime", seen("Lê ")), (".VnTime", seen("Văn Đức"))], ["ttcvn3", seen("Lê Văn Đức")]),
              Rich([(None, seen("Quần ")), (".VnTime", seen("chúng"))], ["ttcvn3", seen("Quần chúng")], VNTIME),
              Rich([(None, "a"), ("Times New Roman", "b")], ["t", "ab"]),
              Shared(seen("đảng uỷ"), VNTIMEH), Shared("Leâ Vaên Ñöùc", VNI), Shared("H\u00adng", VNTIME)])
    s.put(9, [None, None, Shared("chỉ một ô")])
    s.put(10, [Uncalculated(), NoText(), Uncalculated("<v></v>"), NoText(), Shared("x")])
    s.merge(2, 0, 2, 3)
    s.merge(5, 0, 2, 2)  # nothing stands in it
    s.merge(7, 6, 3, 1)
    return s


def epoch_sheet():
    s = Sheet("1904")
    s.put(1, [Serial("0", "1904-01-01"), Serial("60", "1904-03-01"), Serial("43538", "2023-03-15"),
              Serial("43538.5", "2023-03-15T12:00")])
    return s


def big(rows, columns=12):
    """For the clock, not for the letter."""
    s = Sheet("Dài")
    rnd = random.Random(SEED)
    for r in range(1, rows + 1):
        p = Person(rnd, r)
        s.rows[r] = {i: c for i, c in enumerate(row_of(rnd, p, r, 2024)[:columns]) if c}
    return Xlsx([s])


# ---- DBF --------------------------------------------------------------------------------------------

class Memo:
    """Texts in blocks; put() gives the block's number."""

    def __init__(self, kind):
        self.kind = kind
        self.block = {"dbt3": 512, "dbt4": 512, "fpt": 64}[kind]
        self.data = bytearray(512)

    def put(self, text, is_text=True):
        while len(self.data) % self.block:
            self.data.append(0)
        at = len(self.data) // self.block
        if self.kind == "dbt3":
            self.data += text + b"\x1a\x1a"
        elif self.kind == "dbt4":
            self.data += b"\xff\xff\x08\x00" + struct.pack("<I", len(text) + 8) + text
        else:
            self.data += struct.pack(">II", int(is_text), len(text)) + text
        return at

    def bytes(self):
        while len(self.data) % self.block:
            self.data.append(0)
        if self.kind == "fpt":
            struct.pack_into(">I", self.data, 0, len(self.data) // self.block)
            struct.pack_into(">H", self.data, 6, self.block)
        else:
            struct.pack_into("<I", self.data, 0, len(self.data) // self.block)
            if self.kind == "dbt4":
                struct.pack_into("<H", self.data, 20, self.block)
        return bytes(self.data)


class Dbf:
    """fields: (name, type, size, decimals); rows: (is_deleted, [(bytes of the field, want)])."""

    def __init__(self, version, fields, memo=None):
        self.version, self.fields, self.memo, self.rows = version, fields, memo, []

    def add(self, cells, is_deleted=False):
        self.rows.append((is_deleted, cells))

    def bytes(self):
        is_vfp = self.version in (0x30, 0x31, 0x32)
        length = 1 + sum(f[2] for f in self.fields)
        head = 32 + 32 * len(self.fields) + 1 + (263 if is_vfp else 0)
        out = bytearray(struct.pack("<BBBBIHH20x", self.version, 126, 11, 28, len(self.rows), head, length))
        at = 1
        for name, kind, size, decimals in self.fields:
            out += name.encode().ljust(11, b"\0") + kind.encode() + struct.pack("<IBB14x", at if is_vfp else 0, size, decimals)
            at += size
        out += b"\r" + (bytes(263) if is_vfp else b"")
        for deleted, cells in self.rows:
            out += b"*" if deleted else b" "
            for (raw, _), f in zip(cells, self.fields):
                assert len(raw) == f[2], (raw, f)
                out += raw
        return bytes(out + b"\x1a")

    def want(self):
        rows = [{"row": 0, "cells": [["t", f[0]] for f in self.fields]}]
        for i, (deleted, cells) in enumerate(self.rows):
            wanted = [c[1] for c in cells]
            while wanted and wanted[-1] is None:
                wanted.pop()
            if wanted and not deleted:
                rows.append({"row": i + 1, "cells": wanted})
        return [{"format": "DBF (FoxPro, dBase)", "bytes": 1, "sheets": 1},
                {"sheet": "", "hidden": 0, "headed": 1, "rows": len(rows), "columns": len(self.fields),
                 "deleted": sum(d for d, _ in self.rows), "merged": []}] + rows


def raw(b):
    """Bytes as dump.c shows those that are not UTF-8."""
    return b.decode("utf-8", "surrogateescape")


def c_field(text, size):
    return text.ljust(size, b" "), ["t", raw(text)] if text else None


def n_field(text, size, want=None):
    return text.rjust(size).encode(), ["n", want or text] if text else None


def d_field(ymd):
    return ("%04d%02d%02d" % ymd).encode() if ymd else b" " * 8, ["d", "%04d-%02d-%02d" % ymd] if ymd else None


def l_field(c):
    return c.encode(), {"T": ["b", "1"], "Y": ["b", "1"], "F": ["b", "0"], "n": ["b", "0"]}.get(c)


def m_field(memo, text, binary=False):
    if text is None:
        return (bytes(4) if binary else b" " * 10), None
    # dBase's own editor breaks lines in its own way
    at = memo.put(text if memo.kind == "fpt" else text.replace(b"; ", b"; \x8d\n"))
    return (struct.pack("<I", at) if binary else b"%10d" % at), ["t", raw(text)]


def dbf_people(version, memo_kind, encode, count=40):
    """A table as a FoxPro program kept it."""
    rnd = random.Random(SEED + version)
    memo = Memo(memo_kind) if memo_kind else None
    is_vfp = version in (0x30, 0x31, 0x32)
    fields = [("HOTEN", "C", 30, 0), ("NGAYSINH", "D", 8, 0), ("NAMSINH", "N", 4, 0), ("DIEM", "N", 6, 2), ("NU", "L", 1, 0),
              ("CHIBO", "C", 40, 0)] + ([("GHICHU", "M", 4 if is_vfp else 10, 0)] if memo else [])
    t = Dbf(version, fields, memo)
    for i in range(count):
        p = Person(rnd, i + 1)
        cells = [c_field(encode(p.name.upper() if i % 10 == 9 else p.name), 30), d_field(p.born if i % 6 else None),
                 n_field(str(p.born[0]) if i % 6 else "", 4), n_field("%.2f" % (5 + i / 8), 6, ("%.15g" % round(5 + i / 8, 2))),
                 l_field({"Nam": "F", "Nữ": "T"}[p.sex] if i % 5 else "?"), c_field(encode(p.cell), 40)]
        if memo:
            note = None if i % 3 == 2 else encode("Ghi chú của %s:\r\nđã gặp ngày %d/%d/%d; " % ((p.name,) + p.met[::-1]) * (i % 4 + 1))
            cells.append(m_field(memo, note, is_vfp))
        t.add(cells, is_deleted=i % 7 == 3)
    return t


def dbf_vfp_types():
    """What only Visual FoxPro has."""
    memo = Memo("fpt")
    t = Dbf(0x30, [("TEN", "C", 10, 0), ("SO", "I", 4, 0), ("TY_LE", "B", 8, 2), ("TIEN", "Y", 8, 4), ("LUC", "T", 8, 0),
                   ("GHI", "M", 4, 0), ("ANH", "G", 4, 0)], memo)
    julian = 1721425 + datetime.date(2023, 3, 15).toordinal()

    def row(name, i, b, y, when, note):
        c = [c_field(name, 10), (struct.pack("<i", i), ["n", str(i)]), (struct.pack("<d", b), ["n", "%.15g" % b]),
             (struct.pack("<q", y), ["n", ("%.4f" % (y / 10000)).rstrip("0").rstrip(".")])]
        c.append((struct.pack("<II", *when), ["d", "2023-03-15" + ("T12:30" if when[1] else "")] if when[0] else None))
        return c + [m_field(memo, note, True), (bytes(4), None)]
    t.add(row(b"mot", -5, 0.1, 123456789, (julian, 0), b"ghi"))
    t.add(row(b"hai", 2147483647, 12.5, -50000, (julian, 45000000), None))
    t.add(row(b"ba", 0, -3.0, 1, (0, 0), b"x" * 300))
    return t


# ---- all of them ------------------------------------------------------------------------------------

def books():
    """name → (bytes, memo's end, memo's bytes, what dump.c must say)"""
    ret = {}

    def add(name, data, want, end=None, memo=None):
        ret[name] = (data, end, memo, want)

    office, odd, epoch = office_sheets(), odd_sheet(), epoch_sheet()
    x = Xlsx(office)
    add("office.xlsx", x.bytes(), x.want())
    o = Ods(office_sheets())
    add("office.ods", o.bytes(), o.want())
    x = Xlsx([odd])
    add("odd.xlsx", x.bytes(), x.want())
    o = Ods([ods_odd_sheet()])
    add("odd.ods", o.bytes(), o.want())
    add("odd.fods", o.flat(), o.want())
    x = Xlsx([epoch], True)
    add("epoch.xlsx", x.bytes(), x.want())
    utf8 = str.encode
    for name, t, kind in (
            ("foxpro.dbf", dbf_people(0xF5, "fpt", tcvn3), ".FPT"),
            ("dbase3.dbf", dbf_people(0x03, None, tcvn3, 10), None),
            ("dbase3m.dbf", dbf_people(0x83, "dbt3", utf8, 10), ".dbt"),
            ("dbase4m.dbf", dbf_people(0x8B, "dbt4", tcvn3, 10), ".dbt"),
            ("vfp.dbf", dbf_people(0x30, "fpt", tcvn3, 10), ".fpt"),
            ("vfp-types.dbf", dbf_vfp_types(), ".fpt")):
        add(name, t.bytes(), t.want(), kind, t.memo.bytes() if t.memo else None)
    return ret


def ods_odd_sheet():
    """The same shapes, less what OpenDocument writes otherwise."""
    s = odd_sheet()
    s.rows[2] = {i: c for i, c in s.rows[2].items() if i in (0, 1, 2, 3, 4, 6, 7)}
    del s.rows[3][0]
    del s.rows[10]
    return s


def write(folder, name, data, end=None, memo=None):
    path = Path(folder) / name
    path.write_bytes(data)
    if memo is not None:
        path.with_suffix(end).write_bytes(memo)
    return path


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    if len(sys.argv) > 2:
        write(sys.argv[1], "big.xlsx", big(int(sys.argv[2])).bytes())
    for name_, (data_, end_, memo_, _) in books().items():
        write(sys.argv[1], name_, data_, end_, memo_)
