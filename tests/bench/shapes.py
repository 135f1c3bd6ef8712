"""Time and memory of pairs whose order differs: shuffled, reversed, 1 : n, identical lines, nested, and in order.

The texts are blocks of the sets that correspond one to one, so what belongs together is known.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from align.model import Document, Segment
from tests.bench.corpus import samples
from tests.bench.worker import Meter, measure, peak_kb

SHAPES = ("in-order", "shuffled", "reversed", "one", "identical", "nested")
SIZES = (1_000, 5_000, 20_000)
_NESTED = 10
"""The source of a nested pair is this part of the target."""


def shape_of(name: str, pairs: list[tuple[str, str]]) -> tuple[list[str], list[str], list[int]]:
    """Return source, target, and for each target segment the source segment that it answers, or -1."""
    size = len(pairs)
    order = list(range(size))
    source, target = [ja for ja, _ in pairs], [en for _, en in pairs]
    middle = size // 2
    match name:
        case "shuffled":
            random.Random("shapes").shuffle(order)
        case "reversed":
            order.reverse()
        case "one":
            return source[middle : middle + 1], target, [0 if place == middle else -1 for place in order]
        case "identical":
            return source[:1] * size, target[:1] * (size * 9 // 10), [-1] * (size * 9 // 10)
        case "nested":
            part = range(middle, middle + size // _NESTED)
            answered = [place - middle if place in part else -1 for place in order]
            return source[part.start : part.stop], target, answered
    return source, [target[place] for place in order], order


def run(folder: str, shape: str, size: int, encoder: str = "use") -> dict[str, Any]:
    """Align one pair; CPU seconds apart from the encoder's, peak memory, and how many pairs were found."""
    from align.encode import load_encoder
    from align.pipeline import PairAligner
    from tests.bench.ours import MeteredEncoder, aligner_warm_up

    source, target, answered = shape_of(shape, _pairs(Path(folder), size))
    meter = Meter()
    aligner = PairAligner(MeteredEncoder(load_encoder(encoder), meter))
    aligner_warm_up(aligner)
    meter.seconds.clear()
    warnings: list[object] = []
    with meter("align"):
        alignment = aligner.align(_document("ja", source), _document("en", target), notice=warnings.append)
    paired = [bead for bead in alignment.beads if not bead.is_null]
    right = [
        bead
        for bead in paired
        if len(bead.source) == len(bead.target) == 1 and answered[bead.target[0]] == bead.source[0]
    ]
    return {
        "shape": shape,
        "source": len(source),
        "target": len(target),
        "seconds": meter.seconds,
        "memory_mb": round(peak_kb() / 1024),
        "gold": sum(place >= 0 for place in answered),
        "paired": len(paired),
        "right": len(right),
        "warned": bool(warnings),
        "signature": aligner.signature,
    }


def _pairs(folder: Path, size: int) -> list[tuple[str, str]]:
    """Return distinct (Japanese, English) blocks; where the set has fewer, they come again with a number."""
    distinct = list(
        dict.fromkeys((ja, en) for sample in samples(folder) for en, ja in sample.blocks() if len(ja) < 1_000)
    )
    rounds = ["" if turn == 0 else f" ({turn})" for turn in range(size // len(distinct) + 1)]
    return [(ja + again, en + again) for again in rounds for ja, en in distinct][:size]


def _document(lang: str, texts: list[str]) -> Document:
    return Document(
        "shapes", lang, tuple(Segment(place, text, sentences=((0, len(text)),)) for place, text in enumerate(texts))
    )


def section(rows: list[dict[str, Any]]) -> str:
    """The rows as a section of the page of results."""
    head = "| shape | source : target | CPU s align | CPU s encode | peak MB | right, of |\n|---|---|---|---|---|---|\n"
    lines = [
        f"| {row['shape']} | {row['source']:,} : {row['target']:,} | {row['seconds']['align']:.1f} "
        f"| {row['seconds'].get('encode', 0.0):.1f} | {row['memory_mb']:,} | {row['right']:,} of {row['gold']:,} |\n"
        for row in rows
    ]
    return "## Orders and shapes\n\n" + head + "".join(lines)


def shapes(folder: Path, work: Path, largest: int) -> list[dict[str, Any]]:
    """One row for each shape and size, each in a process of its own."""
    rows = []
    for name in SHAPES:
        for size in SIZES:
            if size <= largest:
                row = measure("shapes", work, folder=str(folder.resolve()), shape=name, size=size)
                rows.append(row)
                print(
                    f"{name:<10} {row['source']:>6} : {row['target']:<6} {row['seconds']['align']:>7.1f} s "
                    f"+ {row['seconds'].get('encode', 0.0):>6.1f} s encoding {row['memory_mb']:>6} MB "
                    f"right {row['right']} of {row['gold']}, {row['paired']} paired"
                    f"{', warned' if row['warned'] else ''}",
                    flush=True,
                )
    return rows
