#!/usr/bin/env python3
"""Every report in every format holds the cells of its document, in their order: one walk for all of them."""
import csv
import glob
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import paper  # noqa: E402
from office import S, W, Word, Workbook  # noqa: E402

MAKE = os.path.abspath(sys.argv.pop(1))
KINDS = ("admissions", "pipeline", "cells", "mentors", "targets", "due", "forecast", "times", "map", "sourcing",
         "obstacles", "evaluation-facts", "trends", "form-2", "turnaround", "health")


def make(*args):
    # the sanitizer would keep what was freed for a while, and memory is measured here
    sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=0:thread_local_quarantine_size_kb=0"
    return subprocess.run([MAKE, *args], check=True, capture_output=True, timeout=280,
                          env={**os.environ, "ASAN_OPTIONS": sanitizer}).stdout.decode()


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return f.read()


def body(table):
    """Rows of texts; a group's name stands alone."""
    width = len(table["columns"])
    return [[c or "" for c in r["cells"]] + [""] * (width - len(r["cells"])) for r in table["rows"]]


def titles(table):
    return [c["title"] or "" for c in table["columns"]]


def groups(table):
    """The line above the titles: each group once; None without groups."""
    names = [c["group"] or "" for c in table["columns"]]
    if not any(names):
        return None
    return [g if g and (i == 0 or names[i - 1] != g) else "" for i, g in enumerate(names)]


def bars(chart):
    return [[b["label"] or "", str(b["value"]), "" if b["target"] is None else str(b["target"])]
            for b in chart["bars"]]


def boxes(lines):
    """Of each table of a text: the lines of its head and the others, as lists of cells."""
    part = None
    for line in lines:
        if line.startswith("┌"):
            head, rest = [], []
            part = head
        elif line.startswith("├"):
            part = rest
        elif line.startswith("│"):
            part.append([c.strip() for c in line[1:-1].split("│")])
        elif line.startswith("└"):
            yield head, rest


def tables(doc):
    return [b for b in doc["blocks"] if b["kind"] == "table" and b["columns"]]


def words(doc):
    return [b["text"] for b in doc["blocks"] if b["kind"] in ("heading", "paragraph", "centred", "note") and b["text"]]


class Reports(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        make("sample", cls.folder.name)
        cls.docs = {}
        for path in sorted(glob.glob(os.path.join(cls.folder.name, "*.doc.json"))):
            with open(path, encoding="utf-8") as f:
                cls.docs[os.path.basename(path)[:-len(".doc.json")]] = json.load(f)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def path(self, name, ending):
        return os.path.join(self.folder.name, name + "." + ending)

    def each(self, check):
        for name, doc in self.docs.items():
            with self.subTest(report=name):
                check(name, doc)

    def test_all_kinds_are_here(self):
        self.assertEqual({n.rsplit("-", 1)[0] for n in self.docs}, set(KINDS))
        self.assertEqual(len(self.docs), 2 * len(KINDS))
        # enough of everything for the walk to mean something
        blocks = [b for d in self.docs.values() for b in d["blocks"]]
        self.assertTrue({"heading", "paragraph", "centred", "note", "table", "chart", "page"} == {b["kind"] for b in blocks})
        rows = [r for b in blocks for r in b["rows"]]
        self.assertTrue(any(r["total"] for r in rows) and any(r["group"] for r in rows))
        self.assertTrue(any(groups(t) for d in self.docs.values() for t in tables(d)))

    def test_text(self):
        def check(name, doc):
            lines = read(self.path(name, "txt")).split("\n")
            found = list(boxes(lines))
            self.assertEqual(len(found), len(tables(doc)))
            for (head, got), t in zip(found, tables(doc)):
                if groups(t):
                    line = [g for i, g in enumerate(groups(t)) if g or not t["columns"][i]["group"]]
                    self.assertEqual(head.pop(0), line)
                # heads may take several lines
                self.assertEqual([" ".join(filter(None, c)) for c in zip(*head)], titles(t))
                wide = [[r["cells"][0] or ""] if r["group"] else row for r, row in zip(t["rows"], body(t))]
                self.assertEqual(got, [[c.strip() for c in row] for row in wide])
            at = 0
            for text in words(doc):
                while lines[at].strip() != text.strip():
                    at += 1
        self.each(check)

    def test_csv(self):
        def plain(row):
            row = [c[1:] if re.match("'[=+@\t\r-]", c) else c for c in row]
            return row + [""] * (3 - len(row))

        def check(name, doc):
            got = [plain(r) for r in csv.reader(read(self.path(name, "csv")).splitlines()) if r]
            want = []
            for b in doc["blocks"]:
                if b["kind"] == "table":
                    want.append([(c["group"] + ": " if c["group"] else "") + (c["title"] or "")
                                 for c in b["columns"]])
                    want += [[r["cells"][0] or ""] if r["group"] else row
                             for r, row in zip(b["rows"], body(b))]
                elif b["kind"] == "chart":
                    want += [[b["title"]], ["", b["value_name"], b["target_name"] or ""], *bars(b)]
                elif b["kind"] != "page":
                    want.append([b["text"]])
            want = [[doc["title"]], [doc["subtitle"]], *want, [doc["printed_by"]]]
            self.assertEqual(got, [plain(r) for r in want])
        self.each(check)

    def test_xlsx(self):
        self.each(lambda name, doc: check_workbook(self, self.path(name, "xlsx"), doc))

    def test_docx(self):
        self.each(lambda name, doc: check_word(self, self.path(name, "docx"), doc))

    def test_pdf(self):
        self.each(lambda name, doc: check_pdf(self, self.path(name, "pdf"), doc))

    def test_json(self):
        """What other programs get is what the document shows, row by row."""
        found = {}

        def check(name, doc):
            with open(self.path(name, "json"), encoding="utf-8") as f:
                data = json.load(f)
            kind = name.rsplit("-", 1)[0]
            found.setdefault(kind, set()).update(shared_tables(data, doc))
        self.each(check)
        # `due` is by cell on paper and by day in the data: its rows are looked for one by one below
        for kind in set(KINDS) - {"due"}:
            self.assertTrue(found[kind], kind)
        self.assertGreaterEqual(found["admissions"], {"admitted.by_cell", "workforce"})
        self.assertGreaterEqual(found["evaluation-facts"], {"cells", "duties", "mentors"})
        self.assertGreaterEqual(found["sourcing"], {"by_cell", "by_source", "associations", "heads", "oversight"})

    def test_json_of_what_is_due(self):
        for year in ("2022", "2026"):
            with open(self.path("due-" + year, "json"), encoding="utf-8") as f:
                data = json.load(f)["due"]
            rows = [row for t in tables(self.docs["due-" + year]) for row in body(t)]
            self.assertEqual(len(rows), len(data))
            for o in data:
                day = "/".join(reversed(o["due"].split("-")))
                row = next(r for r in rows if r[0].startswith(day) and (o["person"] or o["about"] or r[1]) == r[1])
                rows.remove(row)

    def test_numbers_can_be_added(self):
        """The article's share is a number, and so is every whole number and percentage of a right-aligned column."""
        book = Workbook(self.path("admissions-2022", "xlsx"), "vi")
        cells = [c for _, s in book.sheets for row in book.rows(s).values() for c in row.values()]
        self.assertIn(("54,4", False, True), cells)
        self.assertFalse([t for t, _, is_number in cells if re.fullmatch("[1-9][0-9]{1,2}", t) and not is_number])
        percentages = [c for c in cells if re.fullmatch("[0-9]+,[0-9] %", c[0])]
        self.assertTrue(percentages and all(is_number for _, _, is_number in percentages), percentages)


def check_workbook(self, path, doc):
    self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
    book = Workbook(path, doc["lang"])
    blocks = [b for b in doc["blocks"] if b["columns"] or b["bars"]]
    self.assertEqual(len(book.sheets), 1 + len(blocks))
    folded = [n.casefold() for n, _ in book.sheets]
    self.assertEqual(len(set(folded)), len(folded), folded)
    for n, _ in book.sheets:
        self.assertTrue(0 < len(n.encode("utf-16-le")) // 2 <= 31 and not re.search(r"[][:*?/\\\x00-\x1f]", n), n)
        self.assertFalse(n.startswith("'") or n.endswith("'"), n)
    check_cover(self, book, doc)
    for i, b in enumerate(blocks, 1):
        check_sheet(self, book, i, b)
    title = book.parts["docProps/core.xml"].find("{http://purl.org/dc/elements/1.1/}title")
    self.assertEqual(title.text, doc["title"])


def check_cover(self, book, doc):
    rows = book.rows(book.sheets[0][1])
    got = [t for r in sorted(rows) for _, (t, _, _) in sorted(rows[r].items())]
    links = [t for t in got if t.startswith("→ ")]
    want = [doc["kind"], doc["title"], doc["subtitle"], *words(doc), doc["printed_by"]]
    rest = [t for t in got if t not in links]
    self.assertEqual([t for t in rest if t in want], [t for t in want if t])
    for line in doc["letterhead"]:
        self.assertIn(line, rest)
    self.assertEqual(len(links), len(book.sheets) - 1)
    # every link leads to a sheet that is there, in order
    names = [h.get("location") for h in book.sheets[0][1].iter(S + "hyperlink")]
    self.assertEqual(names, [f"'{n}'!A1" for n, _ in book.sheets[1:]])


def check_sheet(self, book, i, block):
    name, sheet = book.sheets[i]
    is_chart = block["kind"] == "chart"
    width = 3 if is_chart else len(block["columns"])
    rows = book.rows(sheet)
    got = {r: [cells.get(c, ("", False, False)) for c in range(width)] for r, cells in rows.items()}
    texts = {r: [t for t, _, _ in cells] for r, cells in got.items()}
    heads = [["", block["value_name"], block["target_name"] or ""]] if is_chart else \
        [h for h in (groups(block), titles(block)) if h]
    want = bars(block) if is_chart else body(block)
    first = 2 + len(heads)
    self.assertEqual([texts[2 + k] for k in range(len(heads))], heads)
    self.assertEqual([texts.get(first + k, [""] * width) for k in range(len(want))], want)
    self.assertLess(max(texts), first + len(want))
    # frozen, again on each page, all of it printed, one page wide
    pane = sheet.find(f".//{S}pane")
    self.assertEqual((pane.get("state"), pane.get("ySplit")), ("frozen", str(first - 1)))
    quoted = "'" + name.replace("'", "''") + "'"
    self.assertEqual(book.names[("_xlnm.Print_Titles", i)], f"{quoted}!$2:${first - 1}")
    self.assertTrue(book.names[("_xlnm.Print_Area", i)].startswith(quoted + "!"))
    self.assertEqual(sheet.find(f".//{S}pageSetup").get("fitToHeight"), "0")
    for k in range(len(heads)):
        self.assertTrue(all(b for t, b, _ in got[2 + k] if t))
    if is_chart:
        self.assertIsNotNone(sheet.find(S + "drawing"))
        return
    for k, row in enumerate(block["rows"]):
        for text, bold, is_number in got.get(first + k, []):
            self.assertEqual(bold, bool(text) and (row["total"] or row["group"]), text)
        for col, (text, _, is_number) in zip(block["columns"], got.get(first + k, [])):
            self.assertFalse(is_number and (col["align"] != "right" or row["group"]), text)


def check_word(self, path, doc):
    self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
    word = Word(path)
    blocks = [b for b in doc["blocks"] if b["columns"] or b["bars"]]
    found = word.tables("ReportTable")
    self.assertEqual(len(found), len(blocks))
    for table, b in zip(found, blocks):
        check_word_table(self, word, table, b)
        if b["kind"] == "table":
            check_together(self, table, b, b is doc["blocks"][-1] and any(doc["foot"]))
    check_flow(self, word, doc)
    check_pages(self, word, doc)
    core = word.parts["docProps/core.xml"]
    self.assertEqual(core.find("{http://purl.org/dc/elements/1.1/}title").text, doc["title"])
    lang = "vi-VN" if doc["lang"] == "vi" else "en-US"
    self.assertEqual(word.parts["word/styles.xml"].find(f".//{W}lang").get(W + "val"), lang)


def check_word_table(self, word, table, block):
    rows = list(word.rows(table))
    heads = [cells for is_head, cells in rows if is_head]
    rest = [cells for is_head, cells in rows if not is_head]
    self.assertTrue(all(is_head for is_head, _ in rows[:len(heads)]))
    if block["kind"] == "chart":
        n = 3 if block["target_name"] else 2
        self.assertEqual([t for t, *_ in heads[0]][:n], ["", block["value_name"], block["target_name"] or ""][:n])
        self.assertEqual([[t for t, *_ in cells][:n] for cells in rest], [b[:n] for b in bars(block)])
        return
    columns = block["columns"]
    if groups(block):
        above = [(c["group"] or c["title"] or "", None if c["group"] else "restart") for i, c in enumerate(columns)
                 if not c["group"] or groups(block)[i]]
        self.assertEqual([(t, m) for t, _, m, _ in heads[0]], above)
        below = [("" if not c["group"] else c["title"] or "", None if c["group"] else "continue") for c in columns]
        self.assertEqual([(t, m) for t, _, m, _ in heads[1]], below)
    else:
        self.assertEqual([t for t, *_ in heads[0]], titles(block))
    self.assertEqual(len(heads), 2 if groups(block) else 1)
    self.assertEqual(len(rest), len(block["rows"]))
    for cells, row, want in zip(rest, block["rows"], body(block)):
        self.assertEqual([t for t, *_ in cells], want[:1] if row["group"] else want)
        self.assertEqual(cells[0][1], len(columns) if row["group"] else 1)
        for text, _, _, bold in cells:
            self.assertEqual(bold, bool(text) and (row["total"] or row["group"]))


def check_together(self, table, block, is_last):
    """Rows that are on the page of the next one: two at either end, groups, what is above a sum, the signature's."""
    trs = [tr for tr in table.iter(W + "tr") if tr.find(f"{W}trPr/{W}tblHeader") is None]
    rows = block["rows"]
    for i, (tr, row) in enumerate(zip(trs, rows)):
        kept = all(p.find(f"{W}pPr/{W}keepNext") is not None for p in tr.iter(W + "p"))
        more = i + 1 < len(rows)
        want = row["group"] or (is_last if not more else i == 0 or rows[i + 1]["total"] or i + 2 == len(rows))
        self.assertEqual(kept, bool(want), (i, row))


def check_flow(self, word, doc):
    """Headings, paragraphs and notes in their order, each in its style; letterhead and signature."""
    styles = {"heading": "Heading%d", "paragraph": "BodyText", "centred": "Subtitle", "note": "Note"}
    want = [("Note", doc["form"])] if doc["form"] else []
    want += [("ReportKind", doc["kind"]), ("Title", doc["title"]), ("Subtitle", doc["subtitle"]), ("Subtitle", "-----")]
    for b in doc["blocks"]:
        if b["kind"] in styles:
            style = styles[b["kind"]]
            want.append((style % b["level"] if "%" in style else style, b["text"] or ""))
        elif b["kind"] == "chart" and b["bars"]:
            want.append(("TableHead", b["title"] or ""))
    self.assertEqual([p for p in word.paragraphs() if p[0] != "TableGap"], want)
    around = [word.text(p) for t in word.tables("PlainTable") for p in t.iter(W + "p")]
    for line in doc["letterhead"]:
        self.assertIn(line, around)


def check_pages(self, word, doc):
    """A4; a number on each page but the first; below, who printed it."""
    sections = list(word.main.iter(W + "sectPr"))
    for s in sections:
        size = s.find(W + "pgSz")
        sides = sorted((size.get(W + "w"), size.get(W + "h")))
        self.assertEqual(sides, ["11906", "16838"])
        self.assertEqual(size.get(W + "orient"), "landscape" if size.get(W + "w") == "16838" else None)
    # all pages lie where the first table has no room on one that stands: no letterhead is alone on a page
    lies = sections[0].find(W + "pgSz").get(W + "w") == "16838"
    self.assertTrue(lies if doc["wide"] else not lies or len(sections) == 1)
    self.assertEqual([s.find(W + "titlePg") is not None for s in sections], [True] + [False] * (len(sections) - 1))
    self.assertEqual([e.get(W + "type") for e in sections[0].iter(W + "headerReference")], ["default"])
    self.assertEqual([e.get(W + "type") for e in sections[0].iter(W + "footerReference")], ["default", "first"])
    field = word.parts["word/header1.xml"].find(f".//{W}fldSimple")
    self.assertEqual(field.get(W + "instr").strip(), "PAGE")
    self.assertEqual(word.text(word.parts["word/footer1.xml"]), doc["printed_by"])


def bare(text):
    """Without what lines and cells break at."""
    return "".join((text or "").split())


def head_of(block):
    """A table's head as it is drawn: groups, then titles."""
    return bare("".join(groups(block) or []) + "".join(titles(block)))


def flow(doc):
    """All of the document in the order in which it is drawn; the heads of its tables apart."""
    head = doc["head"]
    if doc["form"]:
        yield doc["form"]
    if head["body"] or head["motto"]:
        yield from (head["superior"], head["body"], "*", head["motto"], head["number"], head["place_date"])
    yield from (doc["kind"], doc["title"], doc["subtitle"], "-----")
    for b in doc["blocks"]:
        if b["kind"] == "table" and b["columns"]:
            yield head_of(b)
            for r, row in zip(b["rows"], body(b)):
                yield from (row[:1] if r["group"] else row)
        elif b["kind"] == "chart" and b["bars"]:
            yield b["title"]
            for bar in b["bars"]:
                yield from (str(bar["value"]), bar["label"])
            yield from (b["value_name"], b["target_name"])
        elif b["kind"] not in ("table", "chart", "page"):
            yield b["text"]
    yield from doc["foot"]


def check_pdf(self, path, doc):
    """Page after page the words of the document follow one another: none is lost, none is twice but heads."""
    self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
    rest = unicodedata.normalize("NFC", bare("".join(t or "" for t in flow(doc))))
    if not any("\U00020000" in page for page in paper.texts(path)):
        # no font of this machine has it: a box with its number stands there
        rest = rest.replace("\U00020000", "020000")
    heads = {head_of(b) for b in doc["blocks"] if b["kind"] == "table" and b["columns"]}
    for n, page in enumerate(paper.texts(path), 1):
        marks = bare((str(n) if n > 1 else "") + doc["printed_by"])
        got = bare(page)
        self.assertTrue(got.startswith(marks), got[:80])
        got = got[len(marks):]
        # on a further page of a table its head stands again
        again = [got[len(h):] for h in heads if got.startswith(h)]
        for text in [got, *again]:
            if rest.startswith(text):
                rest = rest[len(text):]
                break
        else:
            k = next(i for i, (a, b) in enumerate(zip(got + " ", rest + " ")) if a != b)
            self.fail(f"page {n}: …{got[max(0, k - 40):k + 40]} instead of …{rest[max(0, k - 40):k + 40]}")
    self.assertEqual(rest, "")
    facts = paper.info(path)
    self.assertEqual(facts["Title"], doc["title"])


def number(text, lang):
    """What a cell shows as a number, None where it is none."""
    thousands, point = (".", ",") if lang == "vi" else (",", ".")
    plain = text.replace(thousands, "").replace(point, ".")
    return float(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9])?", plain) else None


def numbers_of(x):
    if isinstance(x, dict):
        return [n for v in x.values() for n in numbers_of(v)]
    if isinstance(x, list):
        return [n for v in x for n in numbers_of(v)]
    return [float(x)] if isinstance(x, (int, float)) and not isinstance(x, bool) else []


def texts_of(x):
    if isinstance(x, dict):
        return [t for v in x.values() for t in texts_of(v)]
    return [x] if isinstance(x, str) else []


def lists_of(x, path=""):
    """All lists of objects, with where they are."""
    for k, v in x.items() if isinstance(x, dict) else ():
        if isinstance(v, list) and v and all(isinstance(o, dict) for o in v):
            yield path + k, v
        elif isinstance(v, dict):
            yield from lists_of(v, path + k + ".")


def plain_rows(doc):
    """The rows of each table, those of its sums apart; tables of the same heads also as one."""
    alike = {}
    for t in tables(doc):
        for with_totals in (False, True):
            rows = [row for r, row in zip(t["rows"], body(t)) if not r["group"] and (with_totals or not r["total"])]
            alike.setdefault((tuple(titles(t)), with_totals), []).append(rows)
            yield rows
    for parts in alike.values():
        yield [row for rows in parts for row in rows]


def shared_tables(data, doc):
    """The lists of the JSON that are a table of the document: as many rows, each with the numbers of its object."""
    for path, objects in lists_of(data):
        for rows in plain_rows(doc):
            if len(rows) == len(objects) and all(is_row_of(r, o, doc["lang"]) for r, o in zip(rows, objects)):
                yield path


def is_row_of(row, o, lang):
    """All numbers of the row are the object's; where it has none, a text is."""
    shown = [n for n in (number(c, lang) for c in row) if n is not None]
    have = numbers_of(o)
    for n in shown:
        if n not in have:
            return False
        have.remove(n)
    return bool(shown) or bool(set(texts_of(o)) & set(row))


class Hostile(unittest.TestCase):
    maxDiff = None

    def test_names(self):
        with tempfile.TemporaryDirectory() as folder:
            make("hostile", folder)
            with open(os.path.join(folder, "hostile.doc.json"), encoding="utf-8") as f:
                doc = json.load(f)
            check_workbook(self, os.path.join(folder, "hostile.xlsx"), doc)
            check_word(self, os.path.join(folder, "hostile.docx"), doc)
            check_pdf(self, os.path.join(folder, "hostile.pdf"), doc)
            # its widest table lies on its side, and only that
            sections = [s.find(W + "pgSz").get(W + "orient")
                        for s in Word(os.path.join(folder, "hostile.docx")).main.iter(W + "sectPr")]
            self.assertEqual(sections, [None, "landscape", None])


class Big(unittest.TestCase):
    ROWS = 100000

    def test_memory(self):
        """The writer holds a row or so, whatever the table."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "big.xlsx")
            grown = int(make("big", path, str(self.ROWS)))
            self.assertLess(grown, 40 * 1024)
            book = Workbook(path, "vi")
            rows = list(book.sheets[1][1].iter(S + "row"))
            self.assertEqual(len(rows), self.ROWS + 2)
            del book, rows
            path = os.path.join(folder, "big.docx")
            self.assertLess(int(make("big", path, str(self.ROWS))), 40 * 1024)
            with zipfile.ZipFile(path) as z, z.open("word/document.xml") as f:
                self.assertEqual(sum(line.count(b"</w:tr>") for line in f), self.ROWS + 1)
            self.assertEqual(sorted(os.listdir(folder)), ["big.docx", "big.xlsx"])

    def test_no_room(self):
        """A file that cannot grow is an error, and nothing is left of it."""
        with tempfile.TemporaryDirectory() as folder:
            # the file itself, the rows on their way, and in the middle of a part
            for ending, limit in [("xlsx", n) for n in (4096, 100000, 1000000, 5500000, 5600000, 5696000, 5697000)] + \
                    [("docx", n) for n in (4096, 100000, 1000000, 10000000)]:
                path = os.path.join(folder, "big." + ending)
                p = subprocess.run([MAKE, "limit", path, "20000", str(limit)], capture_output=True, timeout=60)
                self.assertEqual((p.stdout.strip(), p.stderr), (b"-2", b""), (ending, limit))
                self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    unittest.main()
