"""The least that aligning a table can cost: read each pair, align it, forget it. `python -m tests.bench.bare TABLE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from align.pipeline import load_aligner
from align.read import read_content
from align.segment import document_of

if __name__ == "__main__":
    aligner = load_aligner("use", cache=False)
    with Path(sys.argv[1]).open(encoding="utf-8") as table:
        for line in table:
            row = json.loads(line)
            sides = [
                document_of(read_content(row[side].encode(), row["id"]), lang, id=row["id"], place=row["id"])[0]
                for side, lang in (("source", "ja"), ("target", "en"))
            ]
            aligner.align(*sides)
