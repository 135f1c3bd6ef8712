"""The state of one pair under review: the opened alignment with the history applied to it."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from align import native
from align.history import rebase
from align.history.changes import CONFIRMING, Body, Change, UndoStacks, now
from align.history.delta import Delta
from align.history.edits import Group
from align.history.ladder import EditedLadder
from align.history.lost_cuts import LostCut, lost_cuts
from align.history.placed_edits import Regrouped
from align.history.stale import StaleVerdict, says_something, stale_verdicts
from align.history.store import Store
from align.history.team import TEAM_KINDS, Team
from align.model import Alignment, Bead, Verdict

KEPT_DELTAS = 2000
"""A page that missed at most so many changes can catch up without loading the pair again."""


class PairState:
    """One pair's ladder and decisions now. Hold `lock` while you read or change it."""

    def __init__(self, base: Alignment, snapshot: str) -> None:
        self.opened, self.snapshot, self.base_seq = base, snapshot, 0
        self.lock = threading.RLock()
        self.reset()

    def reset(self) -> None:
        """Go back to the state before the pair's first change; the next `refresh` reads the whole history again."""
        self.log: list[Change] = []
        self.seq = 0
        """The seq of the newest change that was applied."""
        self.verdicts: dict[str, dict[int, Verdict]] = defaultdict(dict)
        """Verdicts in force: content key -> seq -> verdict, oldest first."""
        self.dismissed: dict[int, tuple[str, str, str]] = {}
        """Dismissed findings: seq -> (bead key, check, message)."""
        self.regrouped: set[str] = set()
        """Keys of beads that an edit made or removed. Decisions on them are not stale: an undo brings them back."""
        self.deltas: deque[Delta] = deque(maxlen=KEPT_DELTAS)
        self.outdated = False
        """True once another alignment was opened for this pair elsewhere."""
        self._done: dict[int, Change] = {}
        self._undone: dict[int, Change] = {}
        self._stacks = UndoStacks()
        self.team = Team()
        """Who works on which rows, and who reads blind."""
        self.ladder = EditedLadder(self.opened)
        """The beads now, and how the segments are cut."""

    @classmethod
    def open(cls, store: Store, alignment: Alignment, *, register: bool = False) -> PairState:
        """Apply the pair's history to the alignment. Raises StoreError.

        If another alignment was reviewed before, its edits are made again where their texts are
        unchanged. With `register` the store keeps the alignment and those edits; without, nothing
        is written.
        """
        text = native.dumps(alignment)
        state = cls(alignment, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
        if register:
            with store.writing() as session:
                log = session.changes(alignment.id)
                new = state._rebased(log, session.snapshot)
                if new:
                    session.keep_snapshot(state.snapshot, alignment.id, now(), text)
                    new = [session.append(change) for change in new]
        else:
            with store.reading() as session:
                log = session.changes(alignment.id)
                end = max((change.seq for change in log), default=0)
                found = state._rebased(log, session.snapshot)
                new = [replace(change, seq=seq) for seq, change in enumerate(found, start=end + 1)]
        log += new
        state.base_seq = next(change.seq for change in reversed(log) if change.kind == "base")
        state.catch_up(log)
        state.deltas.clear()
        return state

    def _rebased(self, log: Sequence[Change], snapshot_of: rebase.SnapshotOf) -> list[Change]:
        """The changes that open this alignment after `log`; none if it was the last one opened."""
        base = next((change for change in reversed(log) if change.kind == "base"), None)
        if base is not None and base.after["snapshot"] == self.snapshot:
            return []
        after: Body = {"snapshot": self.snapshot}
        edits: list[Change] = []
        if base is not None and (old := snapshot_of(base.after["snapshot"])):
            edits, cuts = rebase.restored(native.loads(old), self.opened, log, base)
            after |= {"cuts": cuts} if cuts else {}
        return [Change(kind="base", pair=self.id, reviewer="", after=after), *edits]

    @property
    def id(self) -> str:
        """The pair's name."""
        return self.opened.id

    @property
    def base(self) -> Alignment:
        """The alignment that was opened, with the segments as they are cut now and the beads that were computed."""
        return self.ladder.base

    @property
    def texts_key(self) -> str:
        """Depends on the texts alone: the same segments have the same numbers wherever it is equal."""
        return self.ladder.texts_key

    @property
    def beads(self) -> list[Bead]:
        """The beads now, in reading order."""
        return self.ladder.beads

    @property
    def keys(self) -> list[str]:
        """The content key of each bead."""
        return self.ladder.keys

    @property
    def place_of_key(self) -> dict[str, int]:
        """Content key -> the place of the bead."""
        return self.ladder.place_of_key

    @property
    def computed(self) -> bool:
        """False if the pairing was read from somebody's bilingual file: its probabilities say nothing."""
        return self.opened.signature != "bilingual"

    def catch_up(self, changes: Iterable[Change]) -> None:
        """Apply changes, given in the order of `seq`; those applied already are skipped."""
        for change in changes:
            if change.seq > self.seq:
                self.seq = change.seq
                self.log.append(change)
                if change.pair:
                    self._stacks.take(change)
                self.deltas.append(self._apply(change))

    def refresh(self, store: Store) -> None:
        """Apply the changes that were written since; asking the database does not hold up the pair."""
        since = self.seq
        with store.reading() as session:
            changes = session.changes(self.id, since)
            with self.lock:
                self.catch_up(changes if since <= self.seq else session.changes(self.id, self.seq))

    def alignment(self) -> Alignment:
        """The alignment with all edits.

        Beads that a person confirmed are locked and have the probability 1. A bead that was locked
        when it was opened is a lock no more if the newest decision on it does not confirm it.
        """
        beads = tuple(self._decided(bead, self.decision(key)) for bead, key in zip(self.beads, self.keys, strict=True))
        return replace(self.base, beads=beads)

    @staticmethod
    def _decided(bead: Bead, decision: str) -> Bead:
        if decision in CONFIRMING:
            return replace(bead, locked=True, probability=1.0)
        return replace(bead, locked=False) if decision and bead.locked else bead

    def latest(self, key: str, viewer: str = "") -> tuple[int, Verdict] | None:
        """The newest decision in force on a bead with its seq, whoever made it; comments do not count."""
        for seq, verdict in reversed(self.visible(key, viewer).items()):
            if verdict.decision:
                return seq, verdict
        return None

    def decision(self, key: str, viewer: str = "") -> str:
        """The decision in force on a bead, "" if there is none; of those that a blind reader may see."""
        latest = self.latest(key, viewer)
        return latest[1].decision if latest else ""

    def visible(self, key: str, viewer: str = "") -> dict[int, Verdict]:
        """The verdicts in force on a bead by seq; a blind reader sees the own ones until deciding."""
        found = self.verdicts.get(key, {})
        if not viewer or not self.team.hides(key, viewer):
            return found
        return {seq: verdict for seq, verdict in found.items() if verdict.reviewer == viewer}

    def opinions(self, key: str, viewer: str = "") -> dict[str, str]:
        """Each reviewer's newest decision on a bead."""
        verdicts = self.visible(key, viewer).values()
        return {verdict.reviewer: verdict.decision for verdict in verdicts if verdict.decision}

    def stacks(self, reviewer: str) -> tuple[list[int], list[int]]:
        """The reviewer's undo stack and redo stack, as seqs with the next one last."""
        return self._stacks.of(reviewer)

    def change(self, seq: int) -> Change:
        """The change with this seq, in force or undone."""
        return self._done.get(seq) or self._undone[seq]

    def stale(self, store: Store) -> list[StaleVerdict]:
        """Decisions of this pair on texts that no bead has now, each with the nearest bead and the differences.

        Of each reviewer's decisions on a text the newest is given, and all with a comment or a
        suggestion. Of a bead that an edit replaced only those are given, with the bead that holds
        its segments now. Raises StoreError.
        """
        own = {change.seq for change in self.log if change.pair == self.id}
        old: dict[int, Verdict] = {}
        holders: dict[str, str] = {}
        for key, found in self.verdicts.items():
            if key in self.place_of_key:
                continue
            said = {seq: verdict for seq, verdict in found.items() if seq in own and says_something(verdict)}
            old |= said
            if key in self.regrouped:
                holders |= {key: self.holder_of(key)} if said else {}
                continue
            newest: dict[str, int] = {v.reviewer: seq for seq, v in found.items() if seq in own}
            old |= {seq: found[seq] for seq in newest.values()}
        if not old:
            return []
        with store.reading() as session:
            texts = session.texts(verdict.bead for verdict in old.values())
        return stale_verdicts(replace(self.base, beads=tuple(self.beads)), dict(sorted(old.items())), texts, holders)

    def lost_cuts(self) -> list[LostCut]:
        """The cuts and joins of segments whose place this text does not have."""
        return lost_cuts(replace(self.base, beads=tuple(self.beads)), self.log)

    def holder_of(self, key: str) -> str:
        """The key of the bead that holds the first place of a bead that an edit replaced."""
        placed = self.ladder.went.get(key)
        if placed is None:
            return ""
        side = 0 if placed[0] else 1
        index = self.ladder.sides[side].index_at(placed[side][0][0])
        held = zip(self.beads, self.keys, strict=True)
        return next(here for bead, here in held if index in (bead.source, bead.target)[side])

    def texts(self, group: Group) -> tuple[list[str], list[str]]:
        """The source and target segments' texts of a group."""
        return self.ladder.texts(group)

    def _apply(self, change: Change) -> Delta:
        delta = Delta(change.seq, change.reviewer)
        if change.kind == "base":
            self.outdated = change.seq > self.base_seq and change.after["snapshot"] != self.snapshot
            return replace(delta, reload=self.outdated)
        if change.kind not in ("undo", "redo") or change.of is None:
            self._done[change.seq] = change
            self.team.note(change)
            return self._switch(change, delta, on=True)
        on = change.kind == "redo"
        origin, goal = (self._undone, self._done) if on else (self._done, self._undone)
        target = origin.pop(change.of, None)
        if target is None:
            return delta
        goal[change.of] = target
        return self._switch(target, delta, on=on)

    def _switch(self, target: Change, delta: Delta, *, on: bool) -> Delta:
        """Put `target` in force or take it back; complete `delta`, the change that asked for it."""
        if target.kind == "edit":
            if target.seq <= self.base_seq:  # an edit of an earlier alignment
                return delta
            if target.seq == delta.seq:
                return self._regrouped(self.ladder.take(target), delta)
            return self._regrouped(self.ladder.turn(target.seq, delta.seq, on=on), delta)
        if target.kind in TEAM_KINDS:
            self.team.switch(target, on=on)
            return replace(delta, assigned=True, reload=target.kind == "blind")
        if target.kind == "dismiss":
            if on:
                self.dismissed[target.seq] = (target.bead, target.after["check"], target.after["message"])
            else:
                self.dismissed.pop(target.seq, None)
            return replace(delta, dismissed=True)
        verdicts = target.verdicts()
        if not on:
            for verdict in verdicts:
                self.verdicts[verdict.bead].pop(target.seq, None)
            return replace(delta, withdrawn=tuple((target.seq, verdict.bead) for verdict in verdicts))
        for verdict in verdicts:
            found = self.verdicts[verdict.bead]
            found[target.seq] = verdict
            if target.seq < delta.seq:  # a redo: later verdicts may stand already
                self.verdicts[verdict.bead] = dict(sorted(found.items()))
        return replace(delta, verdicts=tuple((target.seq, verdict) for verdict in verdicts))

    def _regrouped(self, did: Regrouped | None, delta: Delta) -> Delta:
        if did is None:
            return replace(delta, reload=True)  # no writer can cause this; a damaged history can
        self.regrouped |= {key for _, key in did.gone} ^ {key for _, key in did.come}
        return replace(delta, at=did.at, remove=len(did.gone), beads=did.come, recut=did.recut)


def reviewed_alignment(store: Store, alignment: Alignment) -> Alignment:
    """Return the alignment with all edits, confirmed beads locked. Raises StoreError."""
    return PairState.open(store, alignment).alignment()
