#!/usr/bin/env python3
"""The pages of a PDF as an office reads them: margins, numbers, letters, and nothing torn apart."""
import glob
import os
import re
import sys
import tempfile
import unicodedata
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import paper  # noqa: E402

MAKE = os.path.abspath(sys.argv.pop(1))
MARK = "vanphong in ngày 23/11/2026 lúc 08:00"


class Pages(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        paper.call(MAKE, cls.folder.name)
        cls.all = sorted(glob.glob(os.path.join(cls.folder.name, "*.pdf")))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name + ".pdf")

    def each(self, check, names="*"):
        for path in sorted(glob.glob(self.path(names))):
            with self.subTest(pdf=os.path.basename(path)):
                check(path)

    def test_margins_and_numbers(self):
        def check(path):
            for n, (width, height, words) in enumerate(paper.pages(path), 1):
                self.assertEqual([round(v) for v in sorted((width, height))], [595, 842])
                above = [w for w in words if w[2] < paper.TOP - 1]
                below = [w for w in words if w[4] > height - paper.BOTTOM + 1]
                self.assertEqual([w[0] for w in above], [str(n)] if n > 1 else [])
                for _, left, _, right, _ in above:
                    middle = paper.LEFT + (width - paper.LEFT - paper.RIGHT) / 2
                    self.assertAlmostEqual((left + right) / 2, middle, delta=1)
                self.assertEqual(" ".join(w[0] for w in below), MARK)
                for text, left, _, right, _ in words:
                    self.assertGreaterEqual(left, paper.LEFT - 0.5, text)
                    self.assertLessEqual(right, width - paper.RIGHT + 0.5, text)
        self.each(check)

    def test_nothing_is_drawn_in_the_margins(self):
        for path in [self.path(n) for n in ("breaks-07", "table-23", "tall", "wide", "lying", "letters")]:
            for w, h, rows in paper.ink(path):
                scale = 36 / 72
                left, right = int(paper.LEFT * scale) - 1, int(w - paper.RIGHT * scale) + 2
                top, bottom = int(paper.TOP * scale) - 1, int(h - paper.BOTTOM * scale) + 2
                for y, row in enumerate(rows):
                    self.assertTrue(set(row[:left] + row[right:]) <= {255}, (path, y))
                    # the number stands in the middle above, who printed it below
                    free = row if y < 9 * paper.MM * scale - 1 or y > h - 9 * paper.MM * scale else b""
                    if y < top:
                        free = row[:w // 3] + row[2 * w // 3:]
                    if y > bottom:
                        free = row[2 * w // 3:]
                    self.assertTrue(set(free) <= {255}, (path, y))

    def test_what_stays_together(self):
        def check(path):
            text = paper.texts(path)
            at = {}
            for n, page in enumerate(text):
                for line in page.splitlines():
                    found = re.match(r"(Mục (?:lớn|nhỏ|cuối)|Nhóm \d|Hàng \d|Cộng 45|Ghi chú|Đoạn cuối|T/M BAN|BÍ THƯ|"
                                     r"Nguyễn Văn Ký|Nơi nhận:|văn bản này)", line)
                    if found:
                        self.assertNotIn(found[1], at)
                        at[found[1]] = n
            want = ["Mục lớn", "Mục nhỏ", "Nhóm 1", "Nhóm 2", "Nhóm 3", *[f"Hàng {i}" for i in range(1, 10)], "Cộng 45",
                    "Ghi chú", "Mục cuối", "Đoạn cuối", "T/M BAN", "BÍ THƯ", "Nguyễn Văn Ký", "Nơi nhận:"]
            self.assertTrue(set(want) <= set(at), set(want) - set(at))
            for a, b in (("Mục lớn", "Mục nhỏ"), ("Mục nhỏ", "Nhóm 1"), ("Nhóm 1", "Hàng 1"), ("Nhóm 2", "Hàng 4"),
                         ("Nhóm 3", "Hàng 7"), ("Hàng 9", "Cộng 45"), ("Cộng 45", "Ghi chú"),
                         ("Mục cuối", "Đoạn cuối"), ("T/M BAN", "BÍ THƯ"), ("T/M BAN", "Nguyễn Văn Ký"),
                         ("T/M BAN", "Nơi nhận:")):
                self.assertEqual(at[a], at[b], (a, b))
            # two lines at least of the last paragraph are above the signature
            last = text[at["T/M BAN"]].split("Nơi nhận:")[0].splitlines()
            self.assertGreaterEqual(len([line for line in last if line != MARK and not line.isdigit()]), 2)
        self.each(check, "breaks-*")

    def test_heads_and_rows(self):
        def check(path):
            for page in paper.texts(path):
                rows = re.findall(r"^Hàng \d", page, re.M)
                heads = " ".join(page.split()).count("Đầu chung")
                # a table's part has its head and two rows, and the signature is not alone
                self.assertEqual(heads, 1 if rows else 0)
                self.assertNotEqual(len(rows), 1)
                self.assertTrue(rows or "T/M BAN" not in page)
            self.assertEqual(re.findall(r"^Hàng (\d)", "\n".join(paper.texts(path)), re.M), list("123456789"))
        self.each(check, "table-*")

    def test_a_row_taller_than_a_page(self):
        text = paper.texts(self.path("tall"))
        self.assertGreater(len(text), 3)
        found = re.findall(r"chữ(\d+)", "\n".join(text))
        self.assertEqual(found, [str(i) for i in range(1, 4001)])
        for page in text[1:-1]:
            self.assertIn("Nội dung", page)
        self.assertEqual(re.findall(r"Hàng \d", "\n".join(text)), ["Hàng 0", "Hàng 1", "Hàng 2"])

    def test_pages_that_lie(self):
        sides = [(w > h, " ".join(t[0] for t in words)) for w, h, words in paper.pages(self.path("wide"))]
        self.assertEqual([lies for lies, _ in sides], [False, True, True, False])
        self.assertIn("Bảng rộng", sides[1][1])
        self.assertIn("Ghi chú của bảng rộng", sides[2][1])
        self.assertIn("Đứng lại", sides[3][1])
        sides = [(w > h, words) for w, h, words in paper.pages(self.path("lying"))]
        self.assertEqual([lies for lies, _ in sides], [True])

    def test_letterhead(self):
        for name in ("breaks-00", "lying"):
            _, _, words = next(paper.pages(self.path(name)))
            at = {}
            for text, left, top, right, bottom in words:
                at.setdefault(text, (left, top, right, bottom))
            # the motto stands beside the superior's first line; number and day on one line below both blocks
            self.assertAlmostEqual(at["CỘNG"][1], at["BỘ"][1], delta=3)
            self.assertAlmostEqual(at["Số"][1], at["tháng"][1], delta=1)
            self.assertGreater(at["Số"][1], at["*"][1])
            self.assertIn("05-BC/ĐU", at)

    def test_letters(self):
        path = self.path("letters")
        text = "\n".join(paper.texts(path))
        self.assertEqual(text, unicodedata.normalize("NFC", text))
        marks = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ"
        letters = [c for c in marks + "đ" if c not in "aeiouy "]
        self.assertEqual(len(letters), 67)
        for c in [*letters, *"".join(letters).upper()]:
            # once in each style: three headings, paragraph, note
            self.assertGreaterEqual(text.count(c), 5, c)
        self.assertIn("Rời: Ệ ắ ợ", text)
        self.assertFalse(re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u200e\u200f\u2066-\u2069]", text))

    def test_fonts_and_facts(self):
        def check(path):
            faces = list(paper.fonts(path))
            self.assertTrue(faces)
            for name, is_embedded, is_subset, has_way_back in faces:
                self.assertTrue(is_embedded and is_subset and has_way_back, name)
                # Times metrics; what the face lacks is not among what an office writes
                self.assertTrue(re.fullmatch(r"[A-Z]{6}\+LiberationSerif(-\w+)?", name) or "letters" in path, name)
        self.each(check)
        facts = paper.info(self.path("breaks-00"))
        self.assertEqual(facts["Title"], "Thử các trang")
        with open(self.path("breaks-00"), "rb") as f:
            data = f.read()
        self.assertEqual(re.findall(rb"/Lang \(([^)]*)\)", data), [b"vi-VN"])
        # the table of places is where the file says, and says where the objects are
        start = int(re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", data)[1])
        self.assertEqual(data[start:start + 4], b"xref")
        root = int(re.search(rb"/Root (\d+) 0 R", data)[1])
        places = re.findall(rb"^(\d{10}) \d{5} [nf] *$", data[start:], re.M)
        self.assertTrue(data[int(places[root]):].startswith(b"%d 0 obj" % root))


if __name__ == "__main__":
    unittest.main()
