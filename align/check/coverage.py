"""How much of the original the summary carries, what it leaves out in order of weight, and what it adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.check.length import width
from align.model import Alignment, Finding, Span


@dataclass(frozen=True)
class Part:
    """A segment or a sentence that one side has alone; its weight is its share of its document."""

    text: str
    weight: float
    where: str


@dataclass(frozen=True)
class Coverage:
    """The coverage of one alignment; shares lie in 0…1, by columns of text."""

    carried: float
    supported: float
    left_out: tuple[Part, ...]
    added: tuple[Part, ...]


def coverage(alignment: Alignment, findings: Sequence[Finding]) -> Coverage:
    """Coverage from the null beads and from the findings of omission and addition."""
    total = [sum(width(text) for text in document.texts()) or 1 for document in (alignment.source, alignment.target)]
    left_out: list[Part] = []
    added: list[Part] = []
    by_bead: dict[str, list[Finding]] = {}
    for finding in findings:
        by_bead.setdefault(finding.bead, []).append(finding)
    for key, bead in zip(alignment.keys, alignment.beads, strict=True):
        source, target = alignment.source_text(bead), alignment.target_text(bead)
        where = _where(alignment, bead.source, bead.target)
        if not bead.target:
            left_out.append(Part(source, width(source) / total[0], where))
        elif not bead.source:
            added.append(Part(target, width(target) / total[1], where))
        else:
            lost = [
                (span, "omission")
                for item in by_bead.get(key, ())
                if item.check == "omission"
                for span in item.source_spans
            ]
            gained = [
                (span, "addition")
                for item in by_bead.get(key, ())
                if item.check == "addition"
                for span in item.target_spans
            ]
            left_out.extend(_part(source, span, total[0], where) for span, _ in lost)
            added.extend(_part(target, span, total[1], where) for span, _ in gained)
    return Coverage(
        carried=1 - min(1.0, sum(part.weight for part in left_out)),
        supported=1 - min(1.0, sum(part.weight for part in added)),
        left_out=tuple(sorted(left_out, key=lambda part: -part.weight)),
        added=tuple(sorted(added, key=lambda part: -part.weight)),
    )


def _part(text: str, span: Span, total: int, where: str) -> Part:
    said = text[slice(*span)]
    return Part(said, width(said) / total, where)


def _where(alignment: Alignment, source: tuple[int, ...], target: tuple[int, ...]) -> str:
    segments = [alignment.source.segments[i] for i in source] or [alignment.target.segments[i] for i in target]
    return segments[0].origin
