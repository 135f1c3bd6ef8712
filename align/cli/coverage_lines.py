"""Two lines for each pair: what the target leaves out, and what it adds, condenses and moves."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set

from align.coverage import Passage, SupportCoverage
from align.text.ranges import ranges
from align.text.width import cut, wide_characters

WIDTH = 80
"""Columns of a line."""
_NAME = 20
"""Columns of a pair's name; a longer one is cut."""
_INDENT = "  "


def coverage_lines(name: str, coverage: SupportCoverage) -> list[str]:
    """Return the lines, each within 80 columns. Paragraphs are counted from 1; if not all fit, the heaviest stand."""
    label = f"{cut(name, _NAME)}  "
    if not coverage.belongs_together:
        count = f"only {coverage.strong} of {coverage.sentences[1]} sentences surely rest on the source"
        return [f"{label}these texts do not belong together:", f"{_INDENT}{count}"]
    unit = "sentence" if coverage.sentences[0] == 1 else "sentences"
    return [
        _line(f"{label}leaves out", coverage.left_out, coverage.whole[0], f"{coverage.sentences[0]} {unit}", ""),
        _line(f"{_INDENT}adds", coverage.added, coverage.whole[1], str(coverage.sentences[1]), _others(coverage)),
    ]


def _line(head: str, passages: Sequence[Passage], whole: Set[int], of: str, tail: str) -> str:
    if not passages:
        return f"{head} nothing{tail}"
    head = f"{head} {len(passages)} of {of}"
    room = WIDTH - _columns(head + tail)
    weights: dict[int, float] = {}
    for passage in passages:
        weights[passage.place[0]] = weights.get(passage.place[0], 0.0) + passage.weight
    heaviest = sorted(weights, key=lambda segment: -weights[segment])
    places = ""
    for count in range(1, len(heaviest) + 1):
        shown = set(heaviest[:count])
        longer = _places(shown & whole, shown - whole) + (" …" if count < len(heaviest) else "")
        if _columns(longer) > room:
            break
        places = longer
    return f"{head}{places}{tail}"


def _places(whole: Collection[int], parts: Collection[int]) -> str:
    """Return ": paragraphs 3, 10–13; parts of 5, 7"."""
    said = [
        f"{one if len(segments) == 1 else several} {', '.join(ranges(segments))}"
        for one, several, segments in (("paragraph", "paragraphs", whole), ("part of", "parts of", parts))
        if segments
    ]
    return ": " + "; ".join(said)


def _others(coverage: SupportCoverage) -> str:
    counts = (
        (len(coverage.added_in_doubt), "{} in doubt"),
        (len(coverage.condensed), "condenses {}"),
        (len(coverage.moved), "moves {}"),
    )
    return "".join("; " + words.format(count) for count, words in counts if count)


def _columns(text: str) -> int:
    return len(text) + wide_characters(text)
