"""Changes: what is written to the history, and what of it is in force after undo and redo."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from align.model import Verdict

KINDS = ("verdict", "verdicts", "edit", "dismiss", "undo", "redo", "base")
UNDOABLE = ("verdict", "verdicts", "edit", "dismiss")

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history: who changed what, when, from what into what.

    verdict   a decision or comment on `bead`; `after` is the verdict, `before` the one in force until then
    verdicts  one decision on many beads: `after` is {"decision", "beads"}
    edit      beads regrouped: `before` and `after` are {"beads": [[source indices, target indices], …], "act"}
    dismiss   a finding judged harmless: `after` is {"check", "message"}
    undo      takes back the change whose seq is `of`; redo brings it back
    base      another alignment was opened for this pair: `after` is {"snapshot": sha256}
    """

    kind: str
    pair: str
    reviewer: str
    bead: str = ""
    before: Body = field(default_factory=dict)
    after: Body = field(default_factory=dict)
    of: int | None = None
    id: str = ""
    """Chosen by whoever makes the change: the same id twice is the same change, made once."""
    at: str = ""
    """UTC, ISO 8601."""
    seq: int = 0
    """Given by the store: its place in the history of all pairs."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"change kind {self.kind!r} is none of {', '.join(KINDS)}")
        if not self.id:
            object.__setattr__(self, "id", uuid.uuid4().hex)
        if not self.at:
            object.__setattr__(self, "at", now())

    def verdicts(self) -> list[Verdict]:
        """The verdicts that it records: none, one or many."""
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
    """What of a verdict goes into a change's `after`: all but its bead, reviewer and time."""
    body = {name: value for name, value in asdict(verdict).items() if name not in ("bead", "reviewer", "at")}
    return {name: value for name, value in body.items() if value not in (None, "") or name == "decision"}


def in_force(changes: Iterable[Change]) -> list[Change]:
    """The changes that stand after every undo and redo, oldest first. `changes` come in the order of `seq`."""
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


class UndoStacks:
    """What each reviewer can take back and bring back: seqs, the next one last. A new change empties the second."""

    def __init__(self) -> None:
        self._done: dict[str, list[int]] = defaultdict(list)
        self._undone: dict[str, list[int]] = defaultdict(list)
        self._edits: set[int] = set()

    def of(self, reviewer: str) -> tuple[list[int], list[int]]:
        """One reviewer's two stacks."""
        return self._done.get(reviewer, []), self._undone.get(reviewer, [])

    def take(self, change: Change) -> None:
        """Follow one change; they come in the order of `seq`."""
        if change.kind == "base":  # edits of another alignment can't be taken back any more
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
