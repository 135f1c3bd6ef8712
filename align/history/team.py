"""Who works on which rows of a pair, and who reads it blind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from align.history.agreement import kappa
from align.history.changes import Change
from align.model import DECISIONS

TEAM_KINDS = ("assign", "blind")


@dataclass(frozen=True, slots=True)
class BlindReading:
    """A second reading: the reader does not see what others say about a row before deciding on it."""

    reader: str
    owner: str
    """Who began it, and may end it."""
    seq: int
    """Of the change that began it."""


@dataclass(frozen=True, slots=True)
class BlindAgreement:
    """How far a blind reader agrees with the others, by the decision that was made before theirs was seen."""

    reading: BlindReading
    is_open: bool
    read: int
    """Rows that the reader decided."""
    rows: int
    """Rows of these that somebody else decided, too."""
    raw: float
    """Share of equal decisions, 0…1; 0 without rows."""
    kappa: float | None
    """Cohen's kappa, −1…1; None if there is none."""
    by_decision: Mapping[str, tuple[int, int, int]]
    """Decision -> rows with it on both sides, in the reading, by others."""


class Team:
    """The assignments and blind readings of one pair that are in force."""

    def __init__(self) -> None:
        self.assignments: dict[int, Change] = {}
        """Seq -> a change of kind "assign"."""
        self.readings: dict[int, Change] = {}
        """Seq -> a change of kind "blind", which begins or ends a reading."""
        self._decided: dict[str, set[str]] = defaultdict(set)

    def switch(self, change: Change, *, on: bool) -> None:
        """Put a change in force, or take it back."""
        changes = self.assignments if change.kind == "assign" else self.readings
        if on:
            changes[change.seq] = change
        else:
            changes.pop(change.seq, None)

    def note(self, change: Change) -> None:
        """Note who ever decided on which rows, also if it is taken back: what was seen cannot be unseen."""
        for verdict in change.verdicts():
            if verdict.decision:
                self._decided[verdict.reviewer].add(verdict.bead)

    def open_reading(self, reader: str) -> BlindReading | None:
        """The reading that this person is at."""
        newest = max((seq for seq, one in self.readings.items() if one.after["reader"] == reader), default=0)
        change = self.readings.get(newest)
        return _reading(change) if change and change.after["open"] else None

    def hides(self, key: str, reviewer: str) -> bool:
        """Whether others' decisions and comments on a row are hidden from a person."""
        return self.open_reading(reviewer) is not None and key not in self._decided[reviewer]

    def open_readings(self) -> list[BlindReading]:
        """The readings that have not ended."""
        readers = sorted({change.after["reader"] for change in self.readings.values()})
        return [found for reader in readers if (found := self.open_reading(reader))]

    def begun(self) -> list[BlindReading]:
        """Every reading that was begun, the oldest first."""
        return [_reading(change) for _, change in sorted(self.readings.items()) if change.after["open"]]

    def assigned(self, keys: Sequence[str]) -> dict[str, str]:
        """Content key -> the person whose row it is, of the pair's beads in order.

        The newest assignment of a row counts. A row that was regrouped since, inside of what was
        assigned to one person, is that person's.
        """
        newest: dict[str, Change] = {}
        everybody = ""
        for _, change in sorted(self.assignments.items()):
            newest |= dict.fromkeys(change.after["beads"], change)
            everybody = change.after["person"] if change.after["all"] else everybody
        known = [newest.get(key) for key in keys]
        behind = _last_known(known[::-1])[::-1]
        people: dict[str, str] = {}
        for key, own, one, other in zip(keys, known, _last_known(known), behind, strict=True):
            given = own or (one if one is other else None)
            if person := given.after["person"] if given else everybody:
                people[key] = person
        return people


def _last_known(changes: Sequence[Change | None]) -> list[Change | None]:
    """For each place the last change up to it."""
    found: list[Change | None] = []
    for change in changes:
        found.append(change or (found[-1] if found else None))
    return found


def _reading(change: Change) -> BlindReading:
    return BlindReading(change.after["reader"], change.reviewer, change.seq)


def blind_agreement(team: Team, reading: BlindReading, log: Iterable[Change]) -> BlindAgreement:
    """How far a reading agrees with the others' decisions.

    On each row the reader's first decision since the reading began counts, and the newest decision
    of the others at that moment; if there was none, their next one.
    """
    own: dict[str, str] = {}
    others: dict[str, str] = {}
    standing: dict[str, dict[int, str]] = defaultdict(dict)
    made: dict[int, Change] = {}
    known: set[str] = set()
    for change in log:
        if change.kind in ("undo", "redo") and change.of in made:
            for verdict in made[change.of].verdicts():
                if change.kind == "undo":
                    standing[verdict.bead].pop(change.of, None)
                elif verdict.decision and verdict.reviewer != reading.reader:
                    standing[verdict.bead][change.of] = verdict.decision
            continue
        made[change.seq] = change
        for verdict in change.verdicts():
            key, decision = verdict.bead, verdict.decision
            if not decision:
                continue
            if verdict.reviewer != reading.reader:
                standing[key][change.seq] = decision
                if key in own:
                    others.setdefault(key, decision)
            elif key not in known:
                known.add(key)
                if change.seq > reading.seq:
                    own[key] = decision
                    others |= {key: [*standing[key].values()][-1]} if standing[key] else {}
    pairs = [(decision, others[key]) for key, decision in own.items() if key in others]
    equal = Counter(one for one, other in pairs if one == other)
    ones, twos = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    return BlindAgreement(
        reading,
        team.open_reading(reading.reader) == reading,
        len(own),
        len(pairs),
        sum(equal.values()) / len(pairs) if pairs else 0.0,
        kappa(pairs) if pairs else None,
        {name: (equal[name], ones[name], twos[name]) for name in DECISIONS if ones[name] or twos[name]},
    )
