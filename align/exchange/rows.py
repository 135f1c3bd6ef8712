"""What every exporter starts from: alignments with their verdicts and findings, told one bead a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from align.errors import UsageError
from align.model import Alignment, Bead, Finding, Verdict

ACCEPTING = ("accept", "intended-omission", "intended-addition")
VERDICT_MODES = ("show", "apply", "accepted")


@dataclass(frozen=True)
class Export:
    """One pair with all that is known about its beads; both mappings go by content key."""

    alignment: Alignment
    verdicts: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
    """Oldest first."""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ExportOptions:
    """Which beads go into a file and in what form."""

    with_nulls: bool | None = None
    """Null alignments in or out; None leaves it to the format (TMX: out, all others: in)."""
    min_probability: float = 0.0
    """Beads below are left out, unless a person accepted or locked them."""
    level: str = "paragraph"
    """What the alignments' segments are, paragraphs or sentences; formats that name it say so."""
    verdicts: str = "show"
    """show: all beads, verdicts beside them; apply: rejected beads left out, corrections in place of the text;
    accepted: only what was accepted, corrections in place of the text."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.min_probability <= 1.0:
            raise UsageError(f"a probability lies in 0…1; got {self.min_probability}", place="--min-probability")
        if self.verdicts not in VERDICT_MODES:
            raise UsageError(f"{self.verdicts!r} is none of {', '.join(VERDICT_MODES)}", place="verdicts")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a bead stands with its reviewers: of each reviewer the latest decision, comment and correction count."""

    decision: str = ""
    """The latest; empty where nobody decided."""
    reviewer: str = ""
    """Whose decision it is; "A, B" where several decided or commented."""
    comment: str = ""
    """The comments; each begins with "NAME: " where several people commented."""
    source_text: str | None = None
    target_text: str | None = None
    at: str = ""
    decisions: tuple[tuple[str, str], ...] = ()
    """(reviewer, decision) of each, in the order of their names' first appearance."""

    @property
    def conflicting(self) -> bool:
        """True if two reviewers decided differently."""
        return len({decision for _, decision in self.decisions}) > 1

    @property
    def accepted(self) -> bool:
        """True if everybody who decided accepted, and somebody did."""
        return bool(self.decisions) and all(decision in ACCEPTING for _, decision in self.decisions)


@dataclass(frozen=True, slots=True)
class Row:
    """One bead, ready to be written."""

    export: Export
    number: int
    """1-based place in the whole alignment: the same bead has the same number in every export."""
    bead: Bead
    key: str
    source: str
    target: str
    standing: Standing
    findings: tuple[Finding, ...]

    @property
    def pair(self) -> str:
        """The pair's name."""
        return self.export.alignment.id

    @property
    def id(self) -> str:
        """PAIR:NUMBER, as people quote it."""
        return f"{self.pair}:{self.number}"


def rows(export: Export, options: ExportOptions, *, with_nulls: bool = True) -> Iterator[Row]:
    """Yield the beads that `options` lets through, in reading order. `with_nulls` is the format's own default."""
    alignment = export.alignment
    for number, bead, key, stands in chosen(export, options, with_nulls=with_nulls):
        source, target = alignment.source_text(bead), alignment.target_text(bead)
        if options.verdicts != "show":
            source = source if stands.source_text is None else stands.source_text
            target = target if stands.target_text is None else stands.target_text
        yield Row(export, number, bead, key, source, target, stands, tuple(export.findings.get(key, ())))


def chosen(
    export: Export, options: ExportOptions, *, with_nulls: bool = True
) -> Iterator[tuple[int, Bead, str, Standing]]:
    """Yield number, bead, key and standing of what `options` lets through."""
    alignment = export.alignment
    nulls = with_nulls if options.with_nulls is None else options.with_nulls
    for number, (bead, key) in enumerate(zip(alignment.beads, alignment.keys, strict=True), start=1):
        if bead.is_null and not nulls:
            continue
        stands = standing(export.verdicts.get(key, ()))
        if bead.probability < options.min_probability and not (bead.locked or stands.accepted):
            continue
        if options.verdicts == "accepted" and not stands.accepted:
            continue
        if options.verdicts == "apply" and stands.decision == "reject":
            continue
        yield number, bead, key, stands


def standing(verdicts: tuple[Verdict, ...]) -> Standing:
    """Sum up a bead's verdicts, given oldest first."""
    if not verdicts:
        return Standing()
    decisions: dict[str, str] = {}
    comments: dict[str, str] = {}
    decision = source_text = target_text = None
    for verdict in verdicts:
        if verdict.decision:
            decisions[verdict.reviewer] = decision = verdict.decision
        if verdict.comment.strip():
            comments[verdict.reviewer] = verdict.comment.strip()
        source_text = verdict.source_text if verdict.source_text is not None else source_text
        target_text = verdict.target_text if verdict.target_text is not None else target_text
    people = list(dict.fromkeys([*decisions, *comments])) or [verdicts[-1].reviewer]
    if len(comments) > 1:
        comment = "\n".join(f"{name}: {text}" for name, text in comments.items())
    else:
        comment = "".join(comments.values())
    return Standing(
        decision=decision or "",
        reviewer=", ".join(people),
        comment=comment,
        source_text=source_text,
        target_text=target_text,
        at=verdicts[-1].at,
        decisions=tuple(decisions.items()),
    )
