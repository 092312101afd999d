"""Office files as their readers see them: parts, types, relations; a workbook's sheets and a Word file's
paragraphs and tables as texts."""
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Package:
    """Every part well-formed and typed, every relation leads somewhere, every r:id is a relation of its part."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as z:
            assert z.testzip() is None, path
            names = z.namelist()
            assert len(names) == len(set(names)), names
            self.parts = {n: ET.fromstring(z.read(n)) for n in names}
        types = self.parts["[Content_Types].xml"]
        defaults = {e.get("Extension") for e in types.iter(TYPES + "Default")}
        overrides = {e.get("PartName") for e in types.iter(TYPES + "Override")}
        for name in overrides:
            assert name[1:] in self.parts, ("typed and not there", name)
        self.types = {e.get("PartName")[1:]: e.get("ContentType") for e in types.iter(TYPES + "Override")}
        reached = set()
        for name, root in self.parts.items():
            assert name == "[Content_Types].xml" or "/" + name in overrides or \
                name.rsplit(".", 1)[-1] in defaults, ("without a type", name)
            if name.endswith(".rels"):
                reached |= {name} | set(self.targets(name).values())
            else:
                known = self.relations(name)
                for e in root.iter():
                    for key, value in e.attrib.items():
                        if key.startswith(R):
                            assert value in known, (name, e.tag, value)
        assert reached | {"[Content_Types].xml"} == set(self.parts), set(self.parts) - reached

    def targets(self, rels):
        folder = posixpath.dirname(posixpath.dirname(rels))
        out = {}
        for e in self.parts[rels].iter(RELS + "Relationship"):
            assert e.get("Id") not in out and e.get("TargetMode") != "External", (rels, e.attrib)
            target = e.get("Target")
            name = target[1:] if target.startswith("/") else \
                posixpath.normpath(posixpath.join(folder, target))
            assert name in self.parts, (rels, name)
            out[e.get("Id")] = name
        return out

    def relations(self, part):
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", name + ".rels")
        return self.targets(rels) if rels in self.parts else {}


def show(value, code, lang):
    """As a spreadsheet of that country shows it."""
    code, sign = re.fullmatch('([^"]*)(?:"([^"]*)")?', code).groups()
    tenths = round(float(value) * 10)
    assert abs(float(value) * 10 - tenths) < 1e-6 and (code.endswith(".0") or tenths % 10 == 0), (value, code)
    text = "-" * (tenths < 0) + format(abs(tenths) // 10, "," if code.startswith("#,##") else "")
    text += "." + str(abs(tenths) % 10) if code.endswith(".0") else ""
    return (text if lang == "en" else text.translate(str.maketrans(",.", ".,"))) + (sign or "")


def unescape(s):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), s)


def column(ref):
    n = 0
    for c in re.match("[A-Z]+", ref).group():
        n = n * 26 + ord(c) - 64
    return n - 1


class Workbook(Package):
    def __init__(self, path, lang):
        super().__init__(path)
        self.lang = lang
        book = self.parts["xl/workbook.xml"]
        rel = self.relations("xl/workbook.xml")
        styles = self.parts["xl/styles.xml"]
        codes = {e.get("numFmtId"): e.get("formatCode") for e in styles.iter(S + "numFmt")}
        codes.update({"0": "General", "1": "0", "3": "#,##0", "49": "@"})
        self.codes = [codes[x.get("numFmtId")] for x in styles.find(S + "cellXfs")]
        fonts = [f.find(S + "b") is not None for f in styles.find(S + "fonts")]
        self.bold = [fonts[int(x.get("fontId"))] for x in styles.find(S + "cellXfs")]
        self.sheets = [(e.get("name"), self.parts[rel[e.get(R + "id")]])
                       for e in book.find(S + "sheets")]
        self.names = {(e.get("name"), int(e.get("localSheetId"))): e.text
                      for e in book.iter(S + "definedName")}

    def rows(self, sheet):
        """Rows of (text, is bold, is a number), by number; nothing that could be a formula."""
        out = {}
        assert sheet.find(f".//{S}f") is None
        for row in sheet.iter(S + "row"):
            cells = out[int(row.get("r"))] = {}
            for c in row:
                style = int(c.get("s", 0))
                v = c.find(S + "v")
                if c.get("t") == "inlineStr":
                    text = unescape("".join(t.text or "" for t in c.iter(S + "t")))
                    assert self.codes[style] in ("@", "General"), self.codes[style]
                elif v is not None:
                    assert c.get("t") in (None, "n"), c.attrib
                    text = show(v.text, self.codes[style], self.lang)
                else:
                    continue
                cells[column(c.get("r"))] = (text, self.bold[style], v is not None)
        return out


# what the schema of WordprocessingML wants in a sequence, as far as it is written here
ORDER = {
    "pPr": "pStyle keepNext pageBreakBefore spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b i color sz szCs u lang",
    "tblPr": "tblStyle tblW tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "p": "pPr fldSimple r",
    "r": "rPr t br",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
    "style": "name basedOn next qFormat pPr rPr tblPr",
    "docDefaults": "rPrDefault pPrDefault",
    "settings": "defaultTabStop compat themeFontLang decimalSymbol listSeparator",
}


class Word(Package):
    def __init__(self, path):
        super().__init__(path)
        self.main = self.parts["word/document.xml"]
        styles = self.parts["word/styles.xml"]
        known = {e.get(W + "styleId") for e in styles.iter(W + "style")}
        self.styles = {e.get(W + "styleId"): e for e in styles.iter(W + "style")}
        for root in self.parts.values():
            for e in root.iter():
                if e.tag in (W + "pStyle", W + "tblStyle", W + "basedOn", W + "next"):
                    assert e.get(W + "val") in known, e.get(W + "val")
                order = ORDER.get(e.tag.removeprefix(W), "").split() if e.tag.startswith(W) else []
                if order:
                    at = [order.index(c.tag.removeprefix(W)) for c in e]
                    # text and breaks alternate
                    assert e.tag == W + "r" or at == sorted(at), (e.tag, [c.tag for c in e])
        for tc in self.main.iter(W + "tc"):
            assert tc[-1].tag == W + "p"
        body = self.main[0]
        assert body[-1].tag == W + "sectPr" and body[-2].tag == W + "p"
        self.body = list(body)[:-1]

    @staticmethod
    def text(e):
        return "".join("\n" if x.tag == W + "br" else x.text or "" for x in e.iter() if x.tag in (W + "t", W + "br"))

    @staticmethod
    def value(e, *path):
        for name in path:
            e = None if e is None else e.find(W + name)
        return None if e is None else e.get(W + "val", "")

    def paragraphs(self):
        """Style and text of those outside of tables."""
        return [(self.value(p, "pPr", "pStyle"), self.text(p)) for p in self.body if p.tag == W + "p"]

    def tables(self, style):
        return [t for t in self.body if t.tag == W + "tbl" and self.value(t, "tblPr", "tblStyle") == style]

    def rows(self, table):
        """Of each row: is it a head, its cells as (text, span, merge, is bold); as wide as the grid says."""
        grid = [int(g.get(W + "w")) for g in table.find(W + "tblGrid")]
        for tr in table.iter(W + "tr"):
            assert tr.find(f"{W}trPr/{W}cantSplit") is not None
            cells, at = [], 0
            for tc in tr.iter(W + "tc"):
                span = int(self.value(tc, "tcPr", "gridSpan") or 1)
                width = int(tc.find(f"{W}tcPr/{W}tcW").get(W + "w"))
                assert width == sum(grid[at:at + span]), (width, grid, at, span)
                at += span
                runs = list(tc.iter(W + "r"))
                bold = bool(runs) and all(r.find(f"{W}rPr/{W}b") is not None for r in runs)
                cells.append((self.text(tc), span, self.value(tc, "tcPr", "vMerge"), bold))
            assert at == len(grid), (at, grid)
            yield tr.find(f"{W}trPr/{W}tblHeader") is not None, cells
