"""The desk: one pair under review. The opened alignment and the history on top of it give what stands now."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from align import native
from align.history import rebase
from align.history.changes import Body, Change, UndoStacks, now
from align.history.edits import Edit, Group, apply, group_of, mark_crossings, reading_order
from align.history.stale import StaleVerdict, stale_verdicts
from align.history.store import CONFIRMING, Store
from align.model import Alignment, Bead, Verdict, content_key

KEPT_DELTAS = 2000
"""Changes that a page may miss and still catch up with without loading the pair again."""


@dataclass(frozen=True, slots=True)
class Delta:
    """What a page must do to follow one change. A `remove` of 0 with no beads leaves the ladder alone."""

    seq: int
    reviewer: str
    at: int = 0
    remove: int = 0
    beads: tuple[tuple[Bead, str], ...] = ()
    """With their content keys, to stand from place `at` on."""
    touched: tuple[str, ...] = ()
    """Content keys whose verdicts changed."""
    dismissed: bool = False
    reload: bool = False


class Desk:
    """One pair's ladder and decisions now, kept up to date with the history. Use it under its `lock`."""

    def __init__(self, base: Alignment, sha: str) -> None:
        self.base, self.sha, self.base_seq = base, sha, 0
        self.lock = threading.RLock()
        self.known = {group_of(bead): bead for bead in base.beads}
        self._contents: dict[Group, str] = {}
        self.forget()

    def forget(self) -> None:
        """Stand as before the pair's first change; the next look at the history takes in all of it again."""
        self.log: list[Change] = []
        self.seq = 0
        self.verdicts: dict[str, dict[int, Verdict]] = defaultdict(dict)
        """In force: content key -> seq -> verdict, oldest first."""
        self.dismissed: dict[int, tuple[str, str, str]] = {}
        self.voided: set[str] = set()
        """Keys of beads that an edit made or took away: decisions on them are not stale, their beads were regrouped."""
        self.deltas: deque[Delta] = deque(maxlen=KEPT_DELTAS)
        self.outdated = False
        """True once another alignment was opened for this pair elsewhere."""
        self._standing: dict[int, Change] = {}
        self._taken: dict[int, Change] = {}
        self._stacks = UndoStacks()
        self._set_ladder(mark_crossings(reading_order(self.base.beads, self.known)))

    @classmethod
    def open(cls, store: Store, alignment: Alignment, *, register: bool = False) -> Desk:
        """Read the pair's history onto the alignment.

        If another alignment was reviewed before, its edits are made again wherever their texts still stand so.
        With `register` the store remembers the alignment; without, nothing is written.
        """
        text = native.dumps(alignment)
        desk = cls(alignment, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
        with store.writing() if register else store.reading() as view:
            log = view.changes(alignment.id)
            bases = [change for change in log if change.kind == "base"]
            if bases and bases[-1].after["snapshot"] == desk.sha:
                desk.base_seq = bases[-1].seq
            else:
                new = [Change(kind="base", pair=alignment.id, reviewer="", after={"snapshot": desk.sha})]
                if bases and (old := view.snapshot(bases[-1].after["snapshot"])):
                    new += rebase.restored(native.loads(old), alignment, log, bases[-1].seq)
                if register:
                    view.keep_snapshot(desk.sha, alignment.id, now(), text)
                    new = [view.append(change) for change in new]
                else:
                    end = max((change.seq for change in log), default=0)
                    new = [replace(change, seq=end + place) for place, change in enumerate(new, start=1)]
                desk.base_seq = new[0].seq
                log += new
        desk.catch_up(log)
        desk.deltas.clear()
        return desk

    @property
    def id(self) -> str:
        """The pair's name."""
        return self.base.id

    def catch_up(self, changes: Iterable[Change]) -> None:
        """Take in changes from the history, in the order of `seq`; those known already are passed over."""
        for change in changes:
            if change.seq > self.seq:
                self.seq = change.seq
                self.log.append(change)
                if change.pair:
                    self._stacks.take(change)
                self._take(change)

    def refresh(self, store: Store) -> None:
        """Take in what others wrote since."""
        with self.lock, store.reading() as view:
            self.catch_up(view.changes(self.id, self.seq))

    def alignment(self) -> Alignment:
        """The alignment as it stands: edits made, beads that a person confirmed locked with probability 1."""
        beads = tuple(
            replace(bead, locked=True, probability=1.0) if self.decision(key) in CONFIRMING else bead
            for bead, key in zip(self.beads, self.keys, strict=True)
        )
        return replace(self.base, beads=beads)

    def latest(self, key: str) -> tuple[int, Verdict] | None:
        """The newest decision in force on a bead and its seq, whoever made it; comments don't count."""
        for seq, verdict in reversed(self.verdicts.get(key, {}).items()):
            if verdict.decision:
                return seq, verdict
        return None

    def decision(self, key: str) -> str:
        """The decision in force on a bead, "" if there is none."""
        latest = self.latest(key)
        return latest[1].decision if latest else ""

    def opinions(self, key: str) -> dict[str, str]:
        """Each reviewer's newest decision on a bead."""
        return {
            verdict.reviewer: verdict.decision for verdict in self.verdicts.get(key, {}).values() if verdict.decision
        }

    def stacks(self, reviewer: str) -> tuple[list[int], list[int]]:
        """What the reviewer can undo and redo, as seqs, the next one last."""
        return self._stacks.of(reviewer)

    def change(self, seq: int) -> Change:
        """The change of this seq that stands or was taken back."""
        return self._standing.get(seq) or self._taken[seq]

    def can_apply(self, edit: Edit) -> bool:
        """Whether every group that the edit replaces is still there."""
        return all(group in self.place for group in edit.before)

    def stale(self, store: Store) -> list[StaleVerdict]:
        """Decisions of this pair whose texts are gone, each with its nearest bead of today and the differences."""
        here = set(self.keys)
        old: dict[int, Verdict] = {}
        own = {change.seq for change in self.log if change.pair == self.id}
        for key, found in self.verdicts.items():
            if key in here or key in self.voided:
                continue
            newest: dict[str, int] = {v.reviewer: seq for seq, v in found.items() if seq in own}
            old |= {seq: found[seq] for seq in newest.values()}
        if not old:
            return []
        with store.reading() as view:
            texts = view.texts(verdict.bead for verdict in old.values())
        return stale_verdicts(replace(self.base, beads=tuple(self.beads)), old, texts)

    def _take(self, change: Change) -> None:
        delta = Delta(change.seq, change.reviewer)
        if change.kind in ("undo", "redo") and change.of is not None:
            origin, goal = self._standing, self._taken
            if change.kind == "redo":
                origin, goal = goal, origin
            if (target := origin.pop(change.of, None)) is not None:
                goal[change.of] = target
                delta = self._turn(target, change, on=change.kind == "redo")
        elif change.kind == "base":
            self.outdated = change.seq > self.base_seq and change.after["snapshot"] != self.sha
            delta = replace(delta, reload=self.outdated)
        else:
            self._standing[change.seq] = change
            delta = self._turn(change, change, on=True)
        self.deltas.append(delta)

    def _turn(self, target: Change, change: Change, *, on: bool) -> Delta:
        """Put a change in force or take it out; the delta carries the seq and reviewer of `change`."""
        delta = Delta(change.seq, change.reviewer)
        if target.kind == "edit":
            if target.seq <= self.base_seq:
                return delta
            edit = edit_of(target)
            return self._regroup(edit if on else edit.inverse(), target.reviewer, delta)
        if target.kind == "dismiss":
            if on:
                self.dismissed[target.seq] = (target.bead, target.after["check"], target.after["message"])
            else:
                self.dismissed.pop(target.seq, None)
            return replace(delta, dismissed=True)
        verdicts = target.verdicts()
        for verdict in verdicts:
            found = self.verdicts[verdict.bead]
            if on:
                found[target.seq] = verdict
                if change is not target:
                    self.verdicts[verdict.bead] = dict(sorted(found.items()))
            else:
                found.pop(target.seq, None)
        return replace(delta, touched=tuple(verdict.bead for verdict in verdicts))

    def _regroup(self, edit: Edit, reviewer: str, delta: Delta) -> Delta:
        beads = apply(self.beads, edit, self.known, reviewer)
        if beads is None:
            return replace(delta, reload=True)  # cannot happen while writers take turns; a page would load afresh
        old = list(zip(self.beads, self.keys, strict=True))
        self._set_ladder(beads)
        new = list(zip(self.beads, self.keys, strict=True))
        shorter = min(len(old), len(new))
        head = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), shorter)
        ends = zip(reversed(old), reversed(new), strict=False)
        tail = next((place for place, (one, other) in enumerate(ends) if one != other), shorter)
        tail = min(tail, shorter - head)
        changed_old, changed_new = old[head : len(old) - tail], new[head : len(new) - tail]
        self.voided |= {key for _, key in changed_old} ^ {key for _, key in changed_new}
        return replace(delta, at=head, remove=len(changed_old), beads=tuple(changed_new))

    def _set_ladder(self, beads: Sequence[Bead]) -> None:
        self.beads = list(beads)
        groups = [(bead.source, bead.target) for bead in beads]
        self.place = {group: place for place, group in enumerate(groups)}
        self.keys = self._keys(groups)
        self.place_of_key = {key: place for place, key in enumerate(self.keys)}

    def _keys(self, groups: Sequence[Group]) -> list[str]:
        """As `Alignment.keys`, but each group's texts are digested once."""
        known = self._contents
        for group in groups:
            if group not in known:
                known[group] = content_key(*self.texts(group))
        keys = [known[group] for group in groups]
        if len(set(keys)) == len(keys):
            return keys
        seen: Counter[str] = Counter()
        for place, key in enumerate(keys):
            seen[key] += 1
            if seen[key] > 1:
                keys[place] = f"{key}~{seen[key]}"
        return keys

    def texts(self, group: Group) -> tuple[list[str], list[str]]:
        """The source and target segments' texts of a group."""
        return (
            [self.base.source.segments[i].text for i in group[0]],
            [self.base.target.segments[i].text for i in group[1]],
        )


def edit_of(change: Change) -> Edit:
    """The edit that a change of kind "edit" records."""
    return Edit(change.after["act"], groups_of(change.before), groups_of(change.after))


def groups_of(body: Body) -> tuple[Group, ...]:
    """The groups in a change's body."""
    return tuple((tuple(source), tuple(target)) for source, target in body["beads"])
