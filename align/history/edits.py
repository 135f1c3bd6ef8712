"""Edits of a ladder: merge, split, move, relink. Pure functions on groups of segments.

A group is `(source indices, target indices)`, both rising. It identifies a bead, since every
segment lies in one bead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter, lt

from align.chains import rising_chain
from align.history.changes import Body, Change
from align.model import Bead, Evidence

Group = tuple[tuple[int, ...], tuple[int, ...]]
Part = tuple[str, int]
"""One segment: ("source", 3)."""

ACTS = ("merge", "split", "move", "relink", "set")


@dataclass(frozen=True, slots=True)
class Edit:
    """Groups that go (`before`), and groups of the same segments that come in their place (`after`).

    Raises ValueError for an unknown act, a segment that is lost or doubled, and an edit that
    changes nothing.
    """

    act: str
    before: tuple[Group, ...]
    after: tuple[Group, ...]

    def __post_init__(self) -> None:
        if self.act not in ACTS:
            raise ValueError(f"edit {self.act!r} is none of {', '.join(ACTS)}")
        gone, come = _parts(self.before), _parts(self.after)
        if len(set(come)) != len(come) or sorted(gone) != sorted(come):
            raise ValueError("an edit must leave every segment in exactly one bead")
        if set(self.before) == set(self.after):
            raise ValueError("this would change nothing")

    def inverse(self) -> Edit:
        """The edit that undoes this one."""
        return Edit(self.act, self.after, self.before)


def group_of(bead: Bead) -> Group:
    """The bead's segments."""
    return bead.source, bead.target


def edit_of(change: Change) -> Edit:
    """The edit that a change of kind "edit" records."""
    return Edit(change.after["act"], groups_of(change.before), groups_of(change.after))


def groups_of(body: Body) -> tuple[Group, ...]:
    """The groups in the body of a change of kind "edit"."""
    return tuple((tuple(source), tuple(target)) for source, target in body["beads"])


def merge(groups: Sequence[Group]) -> Edit:
    """Make one bead of two or more."""
    source = tuple(sorted(index for group in groups for index in group[0]))
    target = tuple(sorted(index for group in groups for index in group[1]))
    return Edit("merge", tuple(groups), ((source, target),))


def split(group: Group, source_cut: int, target_cut: int) -> Edit:
    """Cut one bead in two.

    The first keeps `source_cut` source and `target_cut` target segments. Raises ValueError.
    """
    if not (0 <= source_cut <= len(group[0]) and 0 <= target_cut <= len(group[1])):
        raise ValueError(f"a cut at {source_cut}, {target_cut} lies outside a {len(group[0])}-{len(group[1])} bead")
    first = (group[0][:source_cut], group[1][:target_cut])
    second = (group[0][source_cut:], group[1][target_cut:])
    if not any(first) or not any(second):
        raise ValueError("a split must leave a segment on either side of the cut")
    return Edit("split", (group,), (first, second))


def move(origin: Group, destination: Group, parts: Iterable[Part], act: str = "move") -> Edit:
    """Move segments from one bead to another; a bead left empty disappears. Raises ValueError."""
    taken = set(parts)
    if not taken or not taken <= set(_parts([origin])):
        raise ValueError("only a bead's own segments can be moved out of it")
    source = frozenset(index for side, index in taken if side == "source")
    target = frozenset(index for side, index in taken if side == "target")
    left = (tuple(i for i in origin[0] if i not in source), tuple(i for i in origin[1] if i not in target))
    grown = (tuple(sorted({*destination[0], *source})), tuple(sorted({*destination[1], *target})))
    return Edit(act, (origin, destination), tuple(group for group in (left, grown) if any(group)))


def force(beads: Sequence[Bead], wanted: Sequence[Group]) -> Edit:
    """The edit that makes the `wanted` groups from the beads with their segments; the rest of each stays together."""
    claimed = set(_parts(wanted))
    touched = [group_of(bead) for bead in beads if claimed & set(_parts([group_of(bead)]))]
    left = [
        (
            tuple(i for i in source if ("source", i) not in claimed),
            tuple(i for i in target if ("target", i) not in claimed),
        )
        for source, target in touched
    ]
    return Edit("set", tuple(touched), (*wanted, *(group for group in left if any(group))))


def apply(beads: Sequence[Bead], edit: Edit, known: Mapping[Group, Bead], reviewer: str) -> list[Bead] | None:
    """The ladder after the edit, in reading order; None if `beads` lacks a group that the edit replaces.

    `known` are the beads of the base alignment by group, in its order. A group among them gets that
    bead back, with its probability and evidence. Any other new group becomes a bead made by hand by
    `reviewer`.
    """
    gone = set(edit.before)
    kept = [known.get(group, bead) for bead in beads if (group := group_of(bead)) not in gone]
    if len(kept) != len(beads) - len(gone):
        return None
    made = [known.get(group) or hand_made(group, reviewer) for group in edit.after]
    return mark_crossings(reading_order([*kept, *made], known))


def hand_made(group: Group, reviewer: str) -> Bead:
    """A bead that a reviewer made."""
    return Bead(*group, probability=1.0, evidence=(Evidence("hand", 1.0, 0.0, reviewer),))


def reading_order(beads: Iterable[Bead], known: Iterable[Group] = ()) -> list[Bead]:
    """The beads in source order; beads without source stand after the bead that they follow in `known`.

    If that bead is gone, or the bead without source is not in `known`, it stands after the bead
    that holds the target segment before its own. So beads that nobody edited keep their order and
    their numbers.
    """
    beads = list(beads)
    ladder = sorted((bead for bead in beads if bead.source), key=attrgetter("source"))
    additions = sorted((bead for bead in beads if not bead.source), key=attrgetter("target"))
    if not additions:
        return ladder
    here = {group_of(bead) for bead in beads}
    holder = {index: group_of(bead) for bead in beads for index in bead.target}
    before = {group: previous for previous, group in pairwise([None, *known]) if group is not None and not group[0]}
    after: dict[Group | None, list[Bead]] = {}
    for bead in additions:
        group = group_of(bead)
        stands = group in before and (before[group] is None or before[group] in here)
        previous = before[group] if stands else holder.get(bead.target[0] - 1)
        after.setdefault(previous, []).append(bead)
    ordered = _with_additions(ladder, after)
    if len(ordered) < len(beads):  # two beads follow each other in a circle; only a disordered `known` causes this
        return reading_order(beads)
    return ordered


def _with_additions(ladder: Sequence[Bead], after: Mapping[Group | None, list[Bead]]) -> list[Bead]:
    ordered: list[Bead] = []
    waiting = [*reversed(ladder), *reversed(after.get(None, ()))]
    while waiting:
        bead = waiting.pop()
        ordered.append(bead)
        if follow := after.get(group_of(bead)):
            waiting.extend(reversed(follow))
    return ordered


def mark_crossings(beads: Sequence[Bead]) -> list[Bead]:
    """The beads with `crosses` set on as few as possible, so that the targets of the others rise."""
    both = [place for place, bead in enumerate(beads) if bead.source and bead.target]
    marked = {place for place, bead in enumerate(beads) if bead.crosses}
    crossing = _crossing(beads, both)
    rest = [beads[place].target[0] for place in both if place not in marked]
    if marked <= set(both) and len(marked) == len(crossing) and all(map(lt, rest, rest[1:])):
        return list(beads)  # the marks are another smallest choice: keep them
    return [
        bead if bead.crosses == (place in crossing) else replace(bead, crosses=place in crossing)
        for place, bead in enumerate(beads)
    ]


def _crossing(beads: Sequence[Bead], both: Sequence[int]) -> set[int]:
    """The places among `both` that are not on the longest chain of rising target indices."""
    starts = [beads[place].target[0] for place in both]
    if all(map(lt, starts, starts[1:])):
        return set()
    boxes = [(place, place, start, start) for place, start in zip(both, starts, strict=True)]
    straight = {both[number] for number in rising_chain(boxes)}
    return set(both) - straight


def _parts(groups: Iterable[Group]) -> list[Part]:
    return [
        (side, index)
        for group in groups
        for side, indices in zip(("source", "target"), group, strict=True)
        for index in indices
    ]
