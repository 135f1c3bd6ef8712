"""What a text asserts, what a check remarks, what a person decides."""

from __future__ import annotations

from dataclasses import dataclass

from align.model.checked import check_fields, check_optional, check_probability, check_spans
from align.text.spans import Span

SEVERITIES = ("error", "warning", "hint")
FACT_KINDS = ("date", "time", "duration", "quantity", "name", "acronym", "term")
DECISIONS = ("accept", "needs-fix", "reject", "intended-omission", "intended-addition", "")


@dataclass(frozen=True, slots=True)
class Fact:
    """A date, number or name that a text asserts, in a form that compares across languages."""

    kind: str
    value: object
    text: str
    span: Span

    def __post_init__(self) -> None:
        check_fields(self, kind=str, text=str, span=tuple)
        if self.kind not in FACT_KINDS:
            raise ValueError(f"fact kind {self.kind!r} is none of {', '.join(FACT_KINDS)}")


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's remark on one bead; spans count code points of the bead's joined source and target texts."""

    bead: str
    """The bead's content key."""
    check: str
    severity: str
    message: str
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    probability: float | None = None
    """The probability that a careful bilingual reader calls it true; None where nobody estimated it."""

    def __post_init__(self) -> None:
        check_fields(self, bead=str, check=str, severity=str, message=str)
        check_spans(self, "source_spans")
        check_spans(self, "target_spans")
        if self.severity not in SEVERITIES:
            raise ValueError(f"severity {self.severity!r} is none of {', '.join(SEVERITIES)}")
        if self.probability is not None:
            check_probability(self, "probability")


def likely(finding: Finding) -> str:
    """Return the finding's probability for readers: "93%"; "" where nobody estimated it."""
    return "" if finding.probability is None else f"{finding.probability:.0%}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision on a bead; append-only, a reviewer's latest wins.

    An empty decision is a mere comment.
    """

    bead: str
    """The bead's content key: the decision is tied to the texts."""
    decision: str
    reviewer: str
    at: str
    """UTC, ISO 8601."""
    comment: str = ""
    source_text: str | None = None
    """A correction that the reviewer suggests, None where they left the text alone."""
    target_text: str | None = None
    reply_to: int = 0
    """The number in the history of the verdict that this comment answers; 0 if it answers none."""
    resolves: bool = False
    """True if the answer settles what it answers."""

    def __post_init__(self) -> None:
        check_fields(self, bead=str, decision=str, reviewer=str, at=str, comment=str)
        check_optional(self, source_text=str, target_text=str)
        if self.decision not in DECISIONS:
            raise ValueError(f"decision {self.decision!r} is none of {', '.join(filter(None, DECISIONS))}")
