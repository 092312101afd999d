#!/usr/bin/env python3
"""embed.py OUT.c NAME FILE...: files as C arrays, for the program must run from one place."""
import os
import sys

out, name, files = sys.argv[1], sys.argv[2], sys.argv[3:]
with open(out, "w", encoding="ascii") as c:
    c.write('#include "db/embed.h"\n')
    for i, path in enumerate(files):
        with open(path, "rb") as f:
            data = f.read() + b"\0"
        c.write(f"static const unsigned char d{i}[] = {{")
        c.write(",".join(str(b) for b in data))
        c.write("};\n")
    c.write(f"const struct embedded {name}[] = {{\n")
    for i, path in enumerate(files):
        c.write(f'\t{{"{os.path.basename(path)}", d{i}, sizeof d{i} - 1}},\n')
    c.write(f"}};\nconst unsigned {name}_count = {len(files)};\n")
