"""What a reviewer's file would change: every row merged, unchanged, conflicting or unknown; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from align.exchange.merge.match import Beads, Match
from align.exchange.merge.rows import ReviewedRow
from align.exchange.row_digests import digest, read_mark, settle
from align.exchange.rows import Standing, standing
from align.model import DECISIONS, Alignment, Verdict

OUTCOMES = ("merged", "unchanged", "conflicting", "unknown")

Verdicts = Mapping[str, Mapping[str, tuple[Verdict, ...]]]
"""Pair -> content key -> verdicts, oldest first."""


@dataclass(frozen=True)
class Outcome:
    """What becomes of one row."""

    kind: str
    row: ReviewedRow
    match: Match | None = None
    verdicts: tuple[Verdict, ...] = ()
    """To be recorded; empty for what is unchanged or unknown."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MergeReport:
    """All outcomes, in the order of the file's rows."""

    outcomes: tuple[Outcome, ...]

    def count(self, kind: str) -> int:
        """Count the rows with this outcome."""
        return sum(1 for outcome in self.outcomes if outcome.kind == kind)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Everything that is to be recorded, in order."""
        return tuple(verdict for outcome in self.outcomes for verdict in outcome.verdicts)


@dataclass(frozen=True)
class Review:
    """Who reviewed and when, for what the file itself leaves open."""

    reviewer: str
    at: str
    """UTC, ISO 8601."""


def plan(
    rows: Iterable[ReviewedRow], alignments: Sequence[Alignment], verdicts: Verdicts, review: Review
) -> MergeReport:
    """Return what the rows would change. `verdicts` is what the store holds."""
    beads = Beads(alignments)
    held = {(pair, key): list(several) for pair, by_key in verdicts.items() for key, several in by_key.items()}
    said: dict[tuple[str, str], list[Verdict]] = {}
    outcomes = []
    for row in rows:
        match = beads.find(row)
        if isinstance(match, str):
            outcomes.append(Outcome("unknown", row, notes=tuple(filter(None, (match, row.note)))))
            continue
        place = (match.alignment.id, match.key)
        outcome = _outcome(row, match, held.get(place, []), review)
        if twice := [line for verdict in outcome.verdicts for line in _contradictions(verdict, said.get(place, []))]:
            outcome = replace(outcome, kind="conflicting", notes=(*twice, *outcome.notes))
        for seen in (held, said):
            seen.setdefault(place, []).extend(outcome.verdicts)
        outcomes.append(outcome)
    return MergeReport(tuple(outcomes))


def _outcome(row: ReviewedRow, match: Match, held: list[Verdict], review: Review) -> Outcome:
    notes = [note for note in (match.note, row.note) if note]
    new = [*_of_row(row, match, held, review, notes), *_of_remarks(row, match, held, review)]
    fresh = [verdict for verdict in new if not _known(verdict, held)]
    if not fresh:
        return Outcome("unchanged", row, match, notes=tuple(notes))
    against = [line for verdict in fresh for line in _conflicts(verdict, held)]
    kind = "conflicting" if against else "merged"
    return Outcome(kind, row, match, tuple(fresh), tuple([*against, *notes]))


def _of_row(row: ReviewedRow, match: Match, held: list[Verdict], review: Review, notes: list[str]) -> Iterable[Verdict]:
    """Yield the verdict that the row's own cells make, if they were changed."""
    shown = _Shown(row, standing(tuple(held)), match.texts)
    decision, comment = "", ""
    named, odd = _decision(row.verdict or "")
    if row.verdict is not None and shown.changed("verdict", odd or named):
        decision = named
        if odd:
            notes.append(f"verdict {odd!r} is none of {', '.join(filter(None, DECISIONS))}; kept as a comment")
            comment = f"[verdict as written: {odd}]"
        elif not decision:
            notes.append("its verdict was cleared; what was decided before stays")
    if row.comment is not None and shown.changed("comment", row.comment):
        if row.comment.strip():
            comment = "\n".join(filter(None, (row.comment.strip(), comment)))
        else:
            notes.append("its comment was cleared; what was said before stays")
    texts: list[str | None] = []
    for side, before in zip(("source", "target"), match.texts, strict=True):
        after: str | None = getattr(row, side)
        if after is None or not shown.changed(side, after) or settle(after) == settle(before):
            texts.append(None)
        elif not after.strip():
            notes.append(f"its {side} text was removed; no correction is taken from that")
            texts.append(None)
        else:
            texts.append(" ".join(after.split()))
    if decision or comment or texts != [None, None]:
        name = row.reviewer.strip() if row.reviewer and shown.changed("reviewer", row.reviewer) else ""
        yield Verdict(match.key, decision, name or review.reviewer, review.at, comment, texts[0], texts[1])


def _of_remarks(row: ReviewedRow, match: Match, held: list[Verdict], review: Review) -> Iterable[Verdict]:
    """Yield a comment for each remark that somebody put beside the row."""
    for author, text in row.remarks:
        yield Verdict(match.key, "", author or review.reviewer, review.at, text.strip())


@dataclass(frozen=True)
class _Shown:
    """What the row's cells showed when the file was written: by its mark, else as the store has it now."""

    row: ReviewedRow
    stands: Standing
    texts: tuple[str, str]

    def changed(self, field: str, now: str) -> bool:
        """Return whether a cell says something else than it was written with."""
        if mark := read_mark(self.row.mark):
            return digest(now) != mark[field]
        stands = self.stands
        shown = {"verdict": stands.decision, "comment": stands.comment, "reviewer": stands.reviewer}
        shown |= {"source": self.texts[0], "target": self.texts[1]}
        return settle(now) != settle(shown[field])


def _decision(text: str) -> tuple[str, str]:
    """Return the decision that a cell names, and what was written if it names none."""
    plain = settle(text).strip(" .–-").casefold().replace("_", "-").replace(" ", "-")
    return (plain, "") if plain in DECISIONS else ("", settle(text))


def _known(new: Verdict, held: Iterable[Verdict]) -> bool:
    """Return whether this reviewer has said all of that already."""
    own = tuple(verdict for verdict in held if verdict.reviewer == new.reviewer)
    stands = standing(own)
    if new.decision not in ("", stands.decision):
        return False
    if new.comment and settle(new.comment) not in {settle(verdict.comment) for verdict in own}:
        return False
    return new.source_text in (None, stands.source_text) and new.target_text in (None, stands.target_text)


def _contradictions(new: Verdict, said: Iterable[Verdict]) -> list[str]:
    """Return a line for each earlier row of the same file in which the same person decided otherwise."""
    return [
        f"another row of the file has {earlier.decision} for the same bead; both are kept"
        for earlier in said
        if earlier.reviewer == new.reviewer and new.decision and earlier.decision not in ("", new.decision)
    ]


def _conflicts(new: Verdict, held: Iterable[Verdict]) -> list[str]:
    """Return a line for each other reviewer who decided or corrected differently."""
    others: dict[str, list[Verdict]] = {}
    for verdict in held:
        if verdict.reviewer != new.reviewer:
            others.setdefault(verdict.reviewer, []).append(verdict)
    lines = []
    for name, several in others.items():
        stands = standing(tuple(several))
        if new.decision and stands.decision and stands.decision != new.decision:
            lines.append(f"{new.reviewer} says {new.decision}, {name} {stands.decision}; both are kept")
        for side in ("source_text", "target_text"):
            mine, theirs = getattr(new, side), getattr(stands, side)
            if mine is not None and theirs is not None and mine != theirs:
                what = side.removesuffix("_text")
                lines.append(f"{new.reviewer} and {name} correct the {what} differently; both are kept")
    return lines
