"""How time and memory grow: documents of 1,000, 10,000 and 50,000 paragraphs, with the sentence vectors already known.

The long documents are the sets' documents, one behind the other in a shuffled order, so every size has the same mix.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from align.model import Bead
from tests.bench.corpus import samples
from tests.bench.worker import Meter, measure, peak_kb

SIZES = {1_000: 6, 10_000: 2, 50_000: 1}
"""Source paragraphs -> how many such documents are measured together."""
_TURNS = 2
INGREDIENTS = ("summary", "noisy", "clean")


def make_documents(sets: str, out: str, size: int, count: int) -> dict[str, Any]:
    """Write `count` documents of `size` source paragraphs; no two of them share a document of the sets."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    pool = [
        sample
        for condition in INGREDIENTS
        for group in ("dev", "held-out")
        for sample in samples(Path(sets) / f"{group}-{condition}")
    ]
    random.Random("scale").shuffle(pool)
    for number in range(count):
        source: list[str] = []
        target: list[str] = []
        gold: list[str] = []
        while len(source) < size and pool:
            sample = pool.pop()
            lines = sample.lines("ja"), sample.lines("en")
            for bead in sample.gold().beads:
                if len(source) + len(bead.source) > size:
                    break
                gold.append(_shifted(bead, len(source), len(target)))
                source += [lines[0][index] for index in bead.source]
                target += [lines[1][index] for index in bead.target]
        for suffix, content in (("ja", source), ("en", target), ("gold", gold)):
            path = folder / f"{size}-{number}.{suffix}"
            path.write_text("".join(f"{line}\n" for line in content), encoding="utf-8")
    return {}


def _shifted(bead: Bead, source: int, target: int) -> str:
    """The bead as a line; its segments are the next ones of either side."""
    places = list(range(source, source + len(bead.source))), list(range(target, target + len(bead.target)))
    return f"{places[0]}:{places[1]}"


def encode(folder: str, prefix: str, encoder: str = "use") -> dict[str, Any]:
    """Fill the cache: encode the folder's documents of one size, no more."""
    from align.encode import load_encoder
    from align.encode.cache import CachedParts, cache_folder
    from align.score.encoded_side import encode_side
    from align.segment import read_document
    from tests.bench.ours import MeteredEncoder

    meter = Meter()
    parts = CachedParts(MeteredEncoder(load_encoder(encoder), meter), cache_folder())
    for sample in samples(Path(folder)):
        if sample.name.startswith(prefix):
            for lang in ("ja", "en"):
                encode_side(
                    read_document(sample.folder / f"{sample.name}.{lang}", lang, id=sample.name, lines=True), parts
                )
    return {"seconds": meter.seconds}


def run(folder: str, prefix: str, encoder: str = "use") -> dict[str, Any]:
    """Align the folder's documents of one size with cached vectors; seconds beyond the encoder, memory beyond start."""
    from align.encode import load_encoder
    from align.evaluate.ladder_files import Ladder
    from align.evaluate.metrics import evaluate
    from align.pipeline import PairAligner
    from align.segment import read_document
    from tests.bench.ours import MeteredEncoder, aligner_warm_up

    meter = Meter()
    aligner = PairAligner(MeteredEncoder(load_encoder(encoder), meter), cache=True)
    aligner_warm_up(aligner)
    meter.seconds.clear()
    before = peak_kb() / 1024
    golds, ladders, paragraphs = [], [], [0, 0]
    for sample in samples(Path(folder)):
        if not sample.name.startswith(prefix):
            continue
        with meter("align"):
            source, target = (
                read_document(sample.folder / f"{sample.name}.{lang}", lang, id=sample.name, lines=True)
                for lang in ("ja", "en")
            )
            alignment = aligner.align(source, target)
        golds.append(sample.gold())
        ladders.append(Ladder(alignment.beads))
        paragraphs = [paragraphs[0] + len(source), paragraphs[1] + len(target)]
    peak = peak_kb() / 1024
    return {
        "seconds": meter.seconds,
        "documents": len(golds),
        "source": paragraphs[0] // len(golds),
        "target": paragraphs[1] // len(golds),
        "strict": evaluate(golds, ladders, resamples=1).scores["strict"].f1,
        "beyond_start_mb": round(peak - before, 1),
        "signature": aligner.signature,
    }


def scale(sets: Path, work: Path, sizes: dict[int, int] | None = None, encoder: str = "use") -> list[dict[str, Any]]:
    """One row a size, each in new processes: sentences are encoded first, then all sizes are aligned in turns.

    A machine that others use as well is faster at one time than at another, so the fastest turn of each size counts.
    """
    wanted = sizes or SIZES
    folder = work / "scale"
    for size, count in wanted.items():
        measure("scale-documents", work, sets=str(sets.resolve()), out=str(folder.resolve()), size=size, count=count)
        measure("scale-encode", work, folder=str(folder.resolve()), prefix=f"{size}-", encoder=encoder)
    turns = [
        [measure("scale", work, folder=str(folder.resolve()), prefix=f"{size}-", encoder=encoder) for size in wanted]
        for _ in range(_TURNS)
    ]
    rows = [min(some, key=lambda row: row["seconds"]["align"]) for some in zip(*turns, strict=True)]
    for row, some in zip(rows, zip(*turns, strict=True), strict=True):
        row["turns"] = [one["seconds"]["align"] for one in some]
        row["seconds_per_1000"] = round(row["seconds"]["align"] / (row["source"] * row["documents"] / 1000), 4)
        row["kb_per_paragraph"] = round(row["beyond_start_mb"] * 1024 / row["source"], 2)
    return rows
