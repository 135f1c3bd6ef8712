"""The least that aligning a table can cost: read each pair, align it, forget it.

`python -m tests.bench.bare TABLE [PAIRS]`: with the real model and at most so many pairs; with PAIRS = 0 all, and
no model at all. Prints the CPU seconds and the seconds that the pairs took, without imports and loading.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import islice
from pathlib import Path

from align.read import read_content
from align.segment import document_of


def main(table: Path, most: int) -> None:
    """Read and align; print JSON."""
    aligner = None
    if most:
        from align.corpus.worker import load

        aligner = load("use")
    began, by_clock, count = time.process_time(), time.monotonic(), 0
    with table.open(encoding="utf-8") as lines:
        for line in islice(lines, most or None):
            row = json.loads(line)
            sides = [
                document_of(read_content(row[side].encode(), row["id"]), lang, id=row["id"], place=row["id"])[0]
                for side, lang in (("source", "ja"), ("target", "en"))
            ]
            if aligner:
                aligner.align(*sides)
            count += 1
    spent = {"cpu_seconds": time.process_time() - began, "seconds": time.monotonic() - by_clock}
    print(json.dumps({"pairs": count} | {name: round(value, 2) for name, value in spent.items()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
