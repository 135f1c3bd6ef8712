"""Compares a reviewer's rows with the beads and the stored verdicts. Nothing is written here.

Each row becomes an outcome: merged, unchanged, conflicting or unknown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from align.exchange.markers import without_markers
from align.exchange.merge.match import BeadIndex, Match
from align.exchange.reviewed import ReviewedRow
from align.exchange.row_digests import cell_digest, normalize_cell, parse_digests, without_artefacts
from align.exchange.rows import ReviewState, review_state
from align.model import DECISIONS, Alignment, Verdict

OUTCOMES = ("merged", "unchanged", "conflicting", "unknown")

_WORDS = {
    **dict.fromkeys(("ok", "okay", "approve", "approved", "accepted"), "accept"),
    **dict.fromkeys(("承認", "承認済", "承認済み", "可", "問題なし", "了", "採用", "合格", "正"), "accept"),
    **dict.fromkeys(("needsfix", "fix", "to-fix", "needs-work", "要修正", "修正", "要訂正"), "needs-fix"),
    **dict.fromkeys(("rejected", "ng", "却下", "不可", "不採用", "否認"), "reject"),
    **dict.fromkeys(("intentional-omission", "意図的省略", "意図的な省略"), "intended-omission"),
    **dict.fromkeys(("intentional-addition", "意図的追加", "意図的な追加"), "intended-addition"),
}
"""Words that people use for a decision."""
Verdicts = Mapping[str, Mapping[str, tuple[Verdict, ...]]]
"""Pair -> content key -> verdicts, oldest first."""


@dataclass(frozen=True)
class Outcome:
    """The result for one row."""

    kind: str
    """One of OUTCOMES."""
    row: ReviewedRow
    match: Match | None = None
    """None for an unknown row."""
    verdicts: tuple[Verdict, ...] = ()
    """New ones; empty for an unchanged or unknown row."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MergeReport:
    """The outcomes of all rows, in the order of the file."""

    outcomes: tuple[Outcome, ...]

    def count(self, kind: str) -> int:
        """Return the number of rows with this outcome."""
        return sum(1 for outcome in self.outcomes if outcome.kind == kind)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All new verdicts, in order."""
        return tuple(verdict for outcome in self.outcomes for verdict in outcome.verdicts)


@dataclass(frozen=True)
class Attribution:
    """The reviewer and the time of verdicts for which the file gives no others."""

    reviewer: str
    at: str
    """UTC, ISO 8601."""


def plan(
    rows: Iterable[ReviewedRow], alignments: Sequence[Alignment], verdicts: Verdicts, default: Attribution
) -> MergeReport:
    """Return what is new in the rows, where `verdicts` are the stored ones.

    Later rows are compared with the verdicts of earlier rows too: a bead may have several rows.
    """
    beads = BeadIndex(alignments)
    known = {(pair, key): list(several) for pair, by_key in verdicts.items() for key, several in by_key.items()}
    from_file: dict[tuple[str, str], list[Verdict]] = {}
    outcomes = []
    for row in rows:
        match = beads.find(row)
        if isinstance(match, str):
            outcomes.append(Outcome("unknown", row, notes=tuple(filter(None, (match, row.note)))))
            continue
        bead = (match.alignment.id, match.key)
        outcome = _outcome(row, match, known.get(bead, []), default)
        earlier = from_file.get(bead, [])
        if lines := [line for verdict in outcome.verdicts for line in _contradictions(verdict, earlier)]:
            outcome = replace(outcome, kind="conflicting", notes=(*lines, *outcome.notes))
        for by_bead in (known, from_file):
            by_bead.setdefault(bead, []).extend(outcome.verdicts)
        outcomes.append(outcome)
    return MergeReport(tuple(outcomes))


def _outcome(row: ReviewedRow, match: Match, known: list[Verdict], default: Attribution) -> Outcome:
    of_cells, cell_notes = _of_cells(row, match, known, default)
    notes = [*filter(None, (match.note, row.note)), *cell_notes]
    of_remarks = [
        Verdict(match.key, "", author or default.reviewer, default.at, text.strip())
        for author, text in row.remarks
        if author or not _was_exported(text, row, known)
    ]
    new = [verdict for verdict in [*of_cells, *of_remarks] if not _is_known(verdict, known)]
    if not new:
        return Outcome("unchanged", row, match, notes=tuple(notes))
    conflicts = [line for verdict in new for line in _conflicts(verdict, known)]
    return Outcome("conflicting" if conflicts else "merged", row, match, tuple(new), (*conflicts, *notes))


def _was_exported(remark: str, row: ReviewedRow, known: Sequence[Verdict]) -> bool:
    """Return whether a remark that names nobody is a stored comment whose author a program has left out."""
    if parse_digests(row.digests).get("comment") == cell_digest(""):
        return False  # the file was written without a comment
    said = {normalize_cell(verdict.comment) for verdict in known} | {normalize_cell(review_state(tuple(known)).comment)}
    return normalize_cell(remark) in said


def _of_cells(
    row: ReviewedRow, match: Match, known: list[Verdict], default: Attribution
) -> tuple[list[Verdict], list[str]]:
    """Return the verdict that the edited cells make, if any, and notes on cells that make none."""
    exported = _ExportedCells(parse_digests(row.digests), review_state(tuple(known)), match.texts)
    notes: list[str] = []
    decision, odd = _edited_decision(row, exported, notes)
    comment = _edited_comment(row, exported, notes)
    if odd:
        comment = "\n".join(filter(None, (comment, f"[verdict as written: {odd}]")))
    source = _edited_text("source", row.source, match, exported, notes)
    target = _edited_text("target", row.target, match, exported, notes)
    if not decision and not comment and source is None and target is None:
        return [], notes
    if not decision and (source is not None or target is not None) and not exported.review.decision:
        notes.append("a correction without a verdict: --reviewed leaves it out")
    name = row.reviewer.strip() if row.reviewer and exported.differ("reviewer", row.reviewer) else ""
    return [Verdict(match.key, decision, name or default.reviewer, default.at, comment, source, target)], notes


@dataclass(frozen=True)
class _ExportedCells:
    """What the cells of a row held when the file was written."""

    digests: Mapping[str, str]
    """By field; empty where the file has lost them. Then the present texts and review state
    stand in."""
    review: ReviewState
    texts: tuple[str, str]

    def differ(self, field: str, now: str) -> bool:
        """Return whether a cell holds something else now."""
        if self.digests:
            return self.digests[field] not in (cell_digest(now), cell_digest(without_artefacts(now)))
        review = self.review
        exported = {"verdict": review.decision, "comment": review.comment, "reviewer": review.reviewer}
        exported |= {"source": self.texts[0], "target": self.texts[1]}
        return normalize_cell(now) != normalize_cell(exported[field])


def _edited_decision(row: ReviewedRow, exported: _ExportedCells, notes: list[str]) -> tuple[str, str]:
    """Return what was put into the verdict cell: a decision, and a text that is none."""
    if row.verdict is None:
        return "", ""
    decision, odd = _decision(row.verdict)
    if not exported.differ("verdict", odd or decision):
        return "", ""
    if odd:
        notes.append(f"verdict {odd!r} is none of {', '.join(filter(None, DECISIONS))}; kept as a comment")
    elif not decision:
        notes.append("its verdict was cleared; the earlier decision is kept")
    return decision, odd


def _edited_comment(row: ReviewedRow, exported: _ExportedCells, notes: list[str]) -> str:
    """Return a new comment; empty if the cell holds none."""
    if row.comment is None or not exported.differ("comment", row.comment):
        return ""
    if not row.comment.strip():
        notes.append("its comment was cleared; the earlier comment is kept")
    return without_artefacts(row.comment).strip() if "_x00" in row.comment else row.comment.strip()


def _edited_text(side: str, now: str | None, match: Match, exported: _ExportedCells, notes: list[str]) -> str | None:
    """Return a correction of one side without markers, None if the cell holds no other text than before."""
    if now is None or not exported.differ(side, now):
        return None
    number = ("source", "target").index(side)
    if normalize_cell(now) in {normalize_cell(texts[number]) for texts in match.written_texts}:
        return None
    if not now.strip():
        notes.append(f"its {side} text was removed; no correction is taken from that")
        return None
    document, places = (
        (match.alignment.source, match.bead.source) if side == "source" else (match.alignment.target, match.bead.target)
    )
    return without_markers(" ".join(without_artefacts(now).split()), document, places)


def _decision(text: str) -> tuple[str, str]:
    """Return the decision that a cell names, or else the text that names none."""
    folded = unicodedata.normalize("NFKC", normalize_cell(text)).strip(" .。–-!✓✔").casefold()
    plain = folded.replace("_", "-").replace(" ", "-")
    decision = _WORDS.get(plain, plain)
    return (decision, "") if decision in DECISIONS else ("", normalize_cell(text))


def _is_known(new: Verdict, known: Iterable[Verdict]) -> bool:
    """Return whether the same reviewer has given all of this already."""
    own = tuple(verdict for verdict in known if verdict.reviewer == new.reviewer)
    review = review_state(own)
    if new.decision not in ("", review.decision):
        return False
    if new.comment and normalize_cell(new.comment) not in {normalize_cell(verdict.comment) for verdict in own}:
        return False
    return new.source_text in (None, review.source_text) and new.target_text in (None, review.target_text)


def _contradictions(new: Verdict, earlier: Iterable[Verdict]) -> list[str]:
    """Return a line for each earlier row in which the same reviewer decided or corrected differently."""
    own = [verdict for verdict in earlier if verdict.reviewer == new.reviewer]
    lines = [
        f"another row of the file has {verdict.decision} for the same bead; both are kept"
        for verdict in own
        if new.decision and verdict.decision not in ("", new.decision)
    ]
    for side in ("source", "target"):
        text = getattr(new, f"{side}_text")
        if text is not None and any(getattr(verdict, f"{side}_text") not in (None, text) for verdict in own):
            lines.append(
                f"another row of the file corrects the {side} differently; both are kept, the later one counts"
            )
    return lines


def _conflicts(new: Verdict, known: Iterable[Verdict]) -> list[str]:
    """Return a line for each other reviewer who decided or corrected differently."""
    others: dict[str, list[Verdict]] = {}
    for verdict in known:
        if verdict.reviewer != new.reviewer:
            others.setdefault(verdict.reviewer, []).append(verdict)
    lines = []
    for name, several in others.items():
        review = review_state(tuple(several))
        if new.decision and review.decision and review.decision != new.decision:
            lines.append(f"{new.reviewer} says {new.decision}, {name} {review.decision}; both are kept")
        for side in ("source", "target"):
            own, other = getattr(new, f"{side}_text"), getattr(review, f"{side}_text")
            if own is not None and other is not None and own != other:
                trouble = f"{new.reviewer} and {name} correct the {side} differently"
                lines.append(f"{trouble}; both are kept, and exports take neither until they agree")
    return lines
