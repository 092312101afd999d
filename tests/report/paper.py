"""Reads PDFs as their readers do, by poppler: pages, words with their places, fonts, what is drawn where."""
import re
import subprocess
import xml.etree.ElementTree as ET

MM = 72 / 25.4
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 20 * MM, 30 * MM, 15 * MM
XHTML = "{http://www.w3.org/1999/xhtml}"


def call(*args):
    return subprocess.run(args, check=True, capture_output=True, timeout=120).stdout


def pages(path):
    """Of each page: its size and its words as (text, left, top, right, bottom)."""
    text = call("pdftotext", "-bbox", path, "-").decode()
    # what no XML has is passed on by poppler
    root = ET.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text))
    for page in root.iter(XHTML + "page"):
        words = [(w.text or "", *(float(w.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")))
                 for w in page.iter(XHTML + "word")]
        yield float(page.get("width")), float(page.get("height")), words


def texts(path, *options):
    """The text of each page, in the order in which it was drawn."""
    return call("pdftotext", *(options or ["-raw"]), path, "-").decode().split("\f")[:-1]


def info(path):
    lines = call("pdfinfo", path).decode().splitlines()
    return {k.strip(): v.strip() for k, _, v in (line.partition(":") for line in lines)}


def fonts(path):
    """Of each font: its name, is it embedded, subset, with a way back to the letters."""
    for line in call("pdffonts", path).decode().splitlines()[2:]:
        fields = line.split()
        yield fields[0], *(f == "yes" for f in fields[-5:-2])


def ink(path, dpi=36):
    """Of each page: width, height and rows of grey values."""
    data = call("pdftoppm", "-gray", "-r", str(dpi), path)
    at = 0
    while at < len(data):
        head = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(data, at)
        w, h = int(head[1]), int(head[2])
        at = head.end() + w * h
        yield w, h, [data[head.end() + y * w:head.end() + (y + 1) * w] for y in range(h)]
