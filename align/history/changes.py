"""Changes: what the history records, and which of them are in force after undo and redo."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from align.model import Verdict

KINDS = ("verdict", "verdicts", "edit", "dismiss", "assign", "blind", "undo", "redo", "base")
UNDOABLE = ("verdict", "verdicts", "edit", "dismiss", "assign", "blind")
CONFIRMING = ("accept", "intended-omission", "intended-addition")
"""Decisions that confirm the pairing itself."""

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the history: who changed what, when, from what into what.

    verdict   a decision or comment on `bead`; `after` is the verdict, `before` the one in force until then
    verdicts  one decision on many beads; `after` is {"decision", "beads", "threshold"}
    edit      beads regrouped; `before` and `after` hold "beads": [[source indices, target indices], …], numbered
              as before and after the edit. Where a segment was cut or joined, `after` holds "cut": [side, place]
    dismiss   a finding judged harmless; `after` is {"check", "message"}
    assign    rows given to a person; `after` is {"person", "beads", "all"}
    blind     a second reading begun or ended; `after` is {"reader", "open"}
    undo      takes back the change whose seq is `of`; redo brings it back
    base      another alignment was opened for this pair; `after` is {"snapshot": sha256}, and "cuts": notes of
              earlier cuts that the alignment has already, or whose place is gone
    """

    kind: str
    pair: str
    reviewer: str
    bead: str = ""
    before: Body = field(default_factory=dict)
    after: Body = field(default_factory=dict)
    of: int | None = None
    id: str = ""
    """Chosen by whoever makes the change. A change whose id is known is not made again."""
    request: str = ""
    """SHA-256 of the request that asked for it, "" if no page did. An id with another request is refused."""
    at: str = ""
    """UTC, ISO 8601."""
    seq: int = 0
    """Given by the database: the place in the history of all pairs. 0 before the change is written."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"change kind {self.kind!r} is none of {', '.join(KINDS)}")
        if not self.id:
            object.__setattr__(self, "id", uuid.uuid4().hex)
        if not self.at:
            object.__setattr__(self, "at", now())

    def verdicts(self) -> list[Verdict]:
        """The verdicts that the change records: none, one or many."""
        if self.kind == "verdict":
            return [Verdict(bead=self.bead, reviewer=self.reviewer, at=self.at, **self.after)]
        if self.kind == "verdicts":
            decision = self.after["decision"]
            return [
                Verdict(bead=bead, decision=decision, reviewer=self.reviewer, at=self.at)
                for bead in self.after["beads"]
            ]
        return []


def now() -> str:
    """The time in UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def verdict_body(verdict: Verdict) -> Body:
    """The part of a verdict that a change's `after` holds: all but bead, reviewer and time; empty fields left out."""
    body = {name: value for name, value in asdict(verdict).items() if name not in ("bead", "reviewer", "at")}
    return {name: value for name, value in body.items() if value or name == "decision"}


def in_force(changes: Iterable[Change]) -> list[Change]:
    """The changes in force after every undo and redo, oldest first.

    `changes` must be in the order of `seq`.
    """
    standing: dict[int, Change] = {}
    taken: dict[int, Change] = {}
    for change in changes:
        if change.kind == "undo" and change.of in standing:
            taken[change.of] = standing.pop(change.of)
        elif change.kind == "redo" and change.of in taken:
            standing[change.of] = taken.pop(change.of)
        elif change.kind in UNDOABLE:
            standing[change.seq] = change
    return [standing[seq] for seq in sorted(standing)]


def verdicts_in_force(changes: Iterable[Change]) -> dict[str, tuple[Verdict, ...]]:
    """The verdicts in force by content key, oldest first.

    `changes` must be in the order of `seq`.
    """
    found: dict[str, list[Verdict]] = defaultdict(list)
    for change in in_force(changes):
        for verdict in change.verdicts():
            found[verdict.bead].append(verdict)
    return {bead: tuple(verdicts) for bead, verdicts in found.items()}


class UndoStacks:
    """Each reviewer's changes that can be undone and redone, as seqs with the next one last.

    A new change empties the reviewer's redo stack.
    """

    def __init__(self) -> None:
        self._done: dict[str, list[int]] = defaultdict(list)
        self._undone: dict[str, list[int]] = defaultdict(list)
        self._edits: set[int] = set()

    def of(self, reviewer: str) -> tuple[list[int], list[int]]:
        """One reviewer's undo stack and redo stack."""
        return self._done.get(reviewer, []), self._undone.get(reviewer, [])

    def take(self, change: Change) -> None:
        """Update the stacks for one change. Changes must come in the order of `seq`."""
        if change.kind == "base":  # an edit of an earlier alignment cannot be undone on the new one
            for stacks in (self._done, self._undone):
                for stack in stacks.values():
                    stack[:] = [seq for seq in stack if seq not in self._edits]
            return
        done, undone = self._done[change.reviewer], self._undone[change.reviewer]
        if change.kind == "undo" and change.of in done:
            done.remove(change.of)
            undone.append(change.of)
        elif change.kind == "redo" and change.of in undone:
            undone.remove(change.of)
            done.append(change.of)
        elif change.kind in UNDOABLE:
            done.append(change.seq)
            undone.clear()
            if change.kind == "edit":
                self._edits.add(change.seq)
