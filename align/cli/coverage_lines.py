"""What the target leaves out, adds, condenses and moves, as labelled lines of a pair."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from align.coverage import Passage, SupportCoverage
from align.text.ranges import ranges
from align.vocabulary import count_of

LONGEST = 66
"""Columns of a text, so that it stands beside its label on a line of 80."""


def coverage_lines(coverage: SupportCoverage, unit: str = "paragraph") -> list[tuple[str, str]]:
    """Return (label, text) for each thing to say. Segments are counted from 1; if not all fit, the heaviest stand."""
    whole = coverage.whole
    lines = [
        ("left out", _lost(coverage.left_out, coverage.left_out_in_doubt, whole[0], coverage.sentences[0], unit)),
        ("added", _lost(coverage.added, coverage.added_in_doubt, whole[1], coverage.sentences[1], unit)),
    ]
    if coverage.condensed:
        lines.append(("condensed", f"{count_of(len(coverage.condensed), 'sentence')} made from several"))
    if coverage.moved:
        lines.append(("moved", f"{count_of(len(coverage.moved), 'sentence')} told in another order"))
    return lines


def _lost(sure: Sequence[Passage], perhaps: Sequence[Passage], whole: Collection[int], total: int, unit: str) -> str:
    """Return "2 of 31 sentences: paragraphs 25–26; perhaps 1 more"."""
    more = count_of(len(perhaps), "sentence")
    if not sure:
        return f"nothing surely; perhaps {more}" if perhaps else "nothing"
    tail = f"; perhaps {len(perhaps)} more" if perhaps else ""
    head = f"{len(sure)} of {count_of(total, 'sentence')}"
    weights: dict[int, float] = {}
    for passage in sure:
        weights[passage.place[0]] = weights.get(passage.place[0], 0.0) + passage.weight
    heaviest = sorted(weights, key=lambda segment: -weights[segment])
    places = ""
    for count in range(1, len(heaviest) + 1):
        shown = set(heaviest[:count])
        longer = _places(shown & set(whole), shown - set(whole), unit) + (" …" if count < len(heaviest) else "")
        if len(head + longer + tail) > LONGEST:
            break
        places = longer
    return f"{head}{places}{tail}"


def _places(whole: Collection[int], parts: Collection[int], unit: str) -> str:
    """Return ": paragraphs 3, 10–13; parts of 5, 7"."""
    said = [
        f"{one if len(segments) == 1 else several} {', '.join(ranges(segments))}"
        for one, several, segments in ((unit, f"{unit}s", whole), ("part of", "parts of", parts))
        if segments
    ]
    return ": " + "; ".join(said)
