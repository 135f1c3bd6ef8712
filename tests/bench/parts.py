"""Short documents: the pages of a set cut into parts of few beads, each aligned as a document of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from tests.bench.compare import Bench, run_ours
from tests.bench.corpus import Sample
from tests.bench.sets import Rung, write

SIZES = (0, 12, 6)
"""Beads a part; 0 leaves pages whole."""


def parts(bench: Bench, name: str) -> Iterator[dict[str, Any]]:
    """Our row on a set for each size of its parts, on the same pages."""
    for size in SIZES:
        if not size:
            yield run_ours(bench, name)[0] | {"beads_a_part": 0}
            continue
        inner = f"{name}-parts-{size}"
        shutil.rmtree(bench.folder(inner), ignore_errors=True)
        bench.folder(inner).mkdir()
        for sample in bench.chosen(name):
            cut(bench, sample, inner, size)
        yield run_ours(Bench(bench.work, 0, bench.encoder), inner)[0] | {"set": name, "beads_a_part": size}


def cut(bench: Bench, sample: Sample, inner: str, size: int) -> int:
    """Write the page's parts into the set `inner`; those with nothing on one side are left out. Return how many."""
    source, target = sample.lines("ja"), sample.lines("en")
    rungs = [Rung([source[i] for i in bead.source], [target[j] for j in bead.target]) for bead in sample.gold().beads]
    count = 0
    for begin in range(0, len(rungs), size):
        part = rungs[begin : begin + size]
        if any(rung.source for rung in part) and any(rung.target for rung in part):
            write(bench.folder(inner), f"{sample.name}-{count:03}", part, part)
            count += 1
    return count
