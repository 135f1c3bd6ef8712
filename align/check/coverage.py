"""How much of the source the target carries, what it leaves out and what it adds.

An alignment with a support map is judged by that map; one without by its null beads and by the
findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.check.length import width
from align.coverage import Passage, support_coverage
from align.model import Alignment, Bead, Document, Finding, Span


@dataclass(frozen=True)
class UncoveredText:
    """A segment or sentence that only one side has."""

    text: str
    weight: float
    """Its share of the document in 0…1, by columns of text."""
    where: str
    """The origin of its segment, or of the bead's first segment, such as "line 12"."""


@dataclass(frozen=True)
class PairCoverage:
    """The coverage of one alignment. Shares lie in 0…1 and count columns of text."""

    carried: float
    """The share of the source that the target carries."""
    supported: float
    """The share of the target that is in the source."""
    left_out: tuple[UncoveredText, ...]
    """The heaviest first, as in `added`."""
    added: tuple[UncoveredText, ...]
    belongs_together: bool = True
    """False where the two texts are probably no pair."""


def coverage(alignment: Alignment, findings: Sequence[Finding]) -> PairCoverage:
    """Measure coverage by the support map; without one, by null beads and findings of omission and addition."""
    if support := support_coverage(alignment):
        return PairCoverage(
            support.carried,
            support.supported,
            _passages(support.left_out, alignment.source),
            _passages(support.added, alignment.target),
            support.belongs_together,
        )
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.bead, []).append(finding)
    left_out: list[UncoveredText] = []
    added: list[UncoveredText] = []
    columns = [sum(map(width, document.texts())) or 1 for document in (alignment.source, alignment.target)]
    for key, bead in zip(alignment.keys, alignment.beads, strict=True):
        source, target = alignment.source_text(bead), alignment.target_text(bead)
        where = _where(alignment, bead)
        lost = [(0, len(source))] if not bead.target else _spans(found.get(key, ()), "omission")
        gained = [(0, len(target))] if not bead.source else _spans(found.get(key, ()), "addition")
        left_out.extend(_uncovered(source, lost, columns[0], where))
        added.extend(_uncovered(target, gained, columns[1], where))
    return PairCoverage(
        carried=1 - min(1.0, sum(part.weight for part in left_out)),
        supported=1 - min(1.0, sum(part.weight for part in added)),
        left_out=tuple(sorted(left_out, key=lambda part: -part.weight)),
        added=tuple(sorted(added, key=lambda part: -part.weight)),
    )


def _passages(passages: Sequence[Passage], document: Document) -> tuple[UncoveredText, ...]:
    return tuple(
        UncoveredText(passage.text, passage.weight, document.segments[passage.place[0]].origin) for passage in passages
    )


def _spans(findings: Sequence[Finding], check: str) -> list[Span]:
    """Return the sentences that a check of omission or addition marks."""
    chosen = [item for item in findings if item.check == check]
    return [span for item in chosen for span in (item.source_spans or item.target_spans)]


def _uncovered(text: str, spans: Sequence[Span], columns: int, where: str) -> Iterator[UncoveredText]:
    for start, end in spans:
        yield UncoveredText(text[start:end], width(text[start:end]) / columns, where)


def _where(alignment: Alignment, bead: Bead) -> str:
    if bead.source:
        return alignment.source.segments[bead.source[0]].origin
    return alignment.target.segments[bead.target[0]].origin
