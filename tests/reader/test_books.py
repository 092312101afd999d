#!/usr/bin/env python3
"""Books as offices have them are read to the letter. test_books.py DUMP [NAME-PART…]"""
import json
import subprocess
import sys
import tempfile

import make_books


def dump(program, path):
    # no test is about how busy the machine is
    out = subprocess.run([program, str(path), "120"], stdout=subprocess.PIPE, check=False).stdout
    return [json.loads(line) for line in out.decode("utf-8", "surrogateescape").splitlines()]


def show(name, i, got, want):
    """The cells that differ, or the whole line."""
    if got and want and "cells" in got[0] and "cells" in want[0] and got[0]["row"] == want[0]["row"]:
        g, w = got[0]["cells"], want[0]["cells"]
        for c in [c for c in range(max(len(g), len(w))) if g[c:c + 1] != w[c:c + 1]][:5]:
            print("%s row %d column %d: got %s want %s" % (name, got[0]["row"], c, ascii(g[c:c + 1]), ascii(w[c:c + 1])))
    else:
        print("%s line %d\n  got  %s\n  want %s" % (name, i, ascii(got), ascii(want)))


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, (data, end, memo, want) in make_books.books().items():
            if sys.argv[2:] and not any(part in name for part in sys.argv[2:]):
                continue
            got = dump(sys.argv[1], make_books.write(folder, name, data, end, memo))
            bad = [i for i in range(max(len(got), len(want))) if got[i:i + 1] != want[i:i + 1]]
            failed += len(bad)
            for i in bad[:3]:
                show(name, i, got[i:i + 1], want[i:i + 1])
            print("%s: %d lines" % (name, len(got)))
    return 1 if failed else 0


sys.exit(main())
