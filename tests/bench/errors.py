"""What goes wrong, by cause: gold against found beads wherever they differ, with counts and examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from align import native
from align.evaluate.ladder_files import read_ladder
from align.evaluate.metrics import islands
from align.model import Bead
from tests.bench.compare import Bench, saved
from tests.bench.corpus import Sample
from tests.bench.left_out import Blocks, blocks_by_text, left_out, without

UNANSWERED = "the gold pairs a half whose sentence the noise left out; found null"
CAUSES = (
    "two that answer nothing were paired with each other",
    "a translation was missed: both sides left null",
    "a null segment was taken into its neighbour's bead",
    "a segment of a larger bead was left null",
    "the same texts twice, or neighbours mixed up",
    "a border between beads lies elsewhere",
)


@dataclass(frozen=True)
class Difference:
    """One stretch in which gold and found differ."""

    cause: str
    segments: int
    """Segments that are null in one of the two only."""
    pattern: str
    place: str
    """The document, and its segments of both sides, counted from 1."""


def errors(bench: Bench, name: str, encoder: str = "use") -> list[dict[str, Any]]:
    """Rows of cause, stretches, segments wrong about null, and two examples; most frequent first."""
    blocks = blocks_by_text([pair for sample in bench.chosen(_clean(name)) for pair in sample.blocks()])
    found = [one for sample in bench.chosen(name) for one in _differences(bench, sample, name, encoder, blocks)]
    counts, segments = Counter(one.cause for one in found), Counter[str]()
    for one in found:
        segments[one.cause] += one.segments
    return [
        {
            "set": name,
            "cause": cause,
            "stretches": count,
            "null_segments": segments[cause],
            "examples": [f"{one.pattern}: {one.place}" for one in found if one.cause == cause][:2],
        }
        for cause, count in counts.most_common()
    ]


def _clean(name: str) -> str:
    """The set that `name` was made from."""
    return f"{name.rpartition('-')[0]}-clean"


def _differences(bench: Bench, sample: Sample, name: str, encoder: str, blocks: Blocks) -> Iterator[Difference]:
    texts = [sample.lines(lang) for lang in ("ja", "en")]
    hypothesis = read_ladder(saved(bench, name, encoder) / f"{sample.name}{native.SUFFIX}").beads
    for gold, found in _groups(sample.gold().beads, hypothesis):
        nulls = [{*_nulls(beads)} for beads in (gold, found)]
        if _paired(gold) != _paired(found):
            answered = [one for bead in gold for one in without(bead, left_out(bead, texts[0], texts[1], blocks))]
            source = sorted({i for bead in (*gold, *found) for i in bead.source})
            target = sorted({j for bead in (*gold, *found) for j in bead.target})
            yield Difference(
                UNANSWERED if _paired(answered) == _paired(found) else _cause(gold, found),
                len(nulls[0] ^ nulls[1]),
                f"{_pattern(gold)} found as {_pattern(found)}",
                f"{sample.name}, ja {_places(source)}, en {_places(target)}",
            )


def _places(segments: Sequence[int]) -> str:
    return ", ".join(str(segment + 1) for segment in segments) or "none"


def _groups(gold: Sequence[Bead], found: Sequence[Bead]) -> Iterator[tuple[list[Bead], list[Bead]]]:
    for one, other in islands(gold, found):
        yield list(one), list(other)


def _cause(gold: Sequence[Bead], found: Sequence[Bead]) -> str:
    wanted, had = [bead for bead in gold if not bead.is_null], [bead for bead in found if not bead.is_null]
    nulls = [len(_nulls(beads)) for beads in (gold, found)]
    if not wanted:
        return CAUSES[0]
    if not had:
        return CAUSES[1]
    if nulls[0] > nulls[1]:
        return CAUSES[2]
    if nulls[0] < nulls[1]:
        return CAUSES[3]
    return CAUSES[4] if nulls[0] else CAUSES[5]


def _paired(beads: Sequence[Bead]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(bead.source, bead.target) for bead in beads if not bead.is_null}


def _nulls(beads: Sequence[Bead]) -> list[tuple[str, int]]:
    null = [bead for bead in beads if bead.is_null]
    return [("source", i) for bead in null for i in bead.source] + [("target", j) for bead in null for j in bead.target]


def _pattern(beads: Sequence[Bead]) -> str:
    return " ".join(sorted(bead.kind for bead in beads))
