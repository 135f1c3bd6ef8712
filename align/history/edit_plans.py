"""Plans of edits: a request to regroup beads, or to cut or join segments, becomes a change that is not yet written."""

from __future__ import annotations

from dataclasses import dataclass

from align.history.changes import Body, Change
from align.history.edits import Edit, Group, Part, force, merge, move, split
from align.history.ladder import CUTS, SIDES
from align.history.pair_state import PairState
from align.history.requests import (
    ChangeRequest,
    Conflict,
    RequestError,
    list_of,
    read_group,
    string_of,
    two_of,
    whole_of,
)

MOST_GROUPS = 200
"""Beads in one edit."""
FEWEST_GROUPS = {"merge": 2, "move": 2, "relink": 2}
RECUT = "These paragraphs were cut or joined meanwhile."


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request with the groups and segments as they are numbered now."""

    state: PairState
    request: ChangeRequest
    act: str
    groups: list[Group]

    def segments(self, side: str, index: int) -> tuple[int, ...]:
        """A segment that the page numbered, as it is numbered now. Raises Conflict."""
        group: Group = ((index,), ()) if side == "source" else ((), (index,))
        return _now(self.state, group, self.request)[SIDES.index(side)]


def plan_edit(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    """An edit of the ladder, or of the segments. Raises RequestError, Conflict, ValueError."""
    groups = [read_group(group) for group in list_of(request.get("groups"), "groups")]
    if len(groups) > MOST_GROUPS:
        raise RequestError(f"an edit takes at most {MOST_GROUPS} beads")
    act = string_of(request, "act", 20)
    if len(groups) < FEWEST_GROUPS.get(act, 1):
        raise RequestError(f"{act!r} needs {FEWEST_GROUPS.get(act, 1)} beads")
    asked = _Asked(state, request, act, [_now(state, group, request) for group in groups])
    if act in CUTS:
        return _cut(asked, reviewer)
    if act == "set":
        edit = force(state.beads, asked.groups)
    else:
        edit = _planned(asked)
        if not all(group in state.ladder.place_of_group for group in edit.before):
            trouble = "These beads were regrouped meanwhile."
            raise Conflict(trouble, keys=holding(state, asked.groups), wanted=edit.after)
    keys = [state.keys[state.ladder.place_of_group[group]] for group in edit.before]
    before = {"beads": edit.before, "keys": keys}
    after = {"act": edit.act, "beads": edit.after}
    return Change(kind="edit", pair=state.id, reviewer=reviewer, before=before, after=after)


def _now(state: PairState, group: Group, request: ChangeRequest) -> Group:
    """A group that the page numbered in the texts `texts`, as it is numbered now. Raises Conflict.

    A request that names no texts is believed.
    """
    texts = string_of(request, "texts", 32)
    sides = state.ladder.sides_of(texts)
    if texts in ("", state.texts_key):
        return group
    if sides is None:
        raise Conflict("The texts of this pair were changed meanwhile.")
    for side, indices in zip(sides, group, strict=True):
        if any(not 0 <= index < len(side.starts) for index in indices):
            raise RequestError("no such segment")
    placed = state.ladder.placed(group, sides)
    now = state.ladder.group(placed)
    if now is None:
        raise Conflict(RECUT, keys=holding(state, [state.ladder.touched(placed)]))
    return now


def key_of_group(state: PairState, request: ChangeRequest) -> str:
    """The key of the bead that holds exactly the segments of the request. Raises Conflict.

    A page that decides on a bead behind an edit of its own does not know the bead's key yet.
    """
    group: Group = ((), ())
    if request.get("group"):
        group = _now(state, read_group(request["group"]), request)
    if group not in state.ladder.place_of_group:
        raise Conflict("This bead was regrouped meanwhile.", keys=holding(state, [group]))
    return state.keys[state.ladder.place_of_group[group]]


def _planned(asked: _Asked) -> Edit:
    groups, request, act = asked.groups, asked.request, asked.act
    if act == "merge":
        return merge(groups)
    if act == "split":
        source_cut, target_cut = two_of(request.get("cut"), "cut")
        return split(groups[0], whole_of(source_cut, "cut"), whole_of(target_cut, "cut"))
    if act in ("move", "relink"):
        parts: list[Part] = []
        for part in list_of(request.get("parts"), "parts"):
            side, index = two_of(part, "parts")
            if side not in SIDES:
                raise RequestError(f"no side is called {side!r}")
            parts += [(str(side), now) for now in asked.segments(str(side), whole_of(index, "parts"))]
        return move(groups[0], groups[1], parts, act)
    raise RequestError(f"no edit is called {act!r}")


def _cut(asked: _Asked, reviewer: str) -> Change:
    """Cut the segment `at` of `side` before the code point `offset`, or join it with the next one."""
    state, request = asked.state, asked.request
    ladder = state.ladder
    name = string_of(request, "side", 6)
    if name not in SIDES:
        raise RequestError(f"no side is called {name!r}")
    side = ladder.sides[SIDES.index(name)]
    segments = asked.segments(name, whole_of(request.get("at"), "at"))
    if len(segments) != 1:
        raise Conflict(RECUT, keys=holding(state, asked.groups))
    if not 0 <= segments[0] < len(side.starts):
        raise RequestError("no such segment")
    if asked.act == "cut":
        place = side.place_in(segments[0], whole_of(request.get("offset"), "offset"))
    elif segments[0] + 1 < len(side.starts):
        place = side.starts[segments[0] + 1]
    else:
        raise RequestError("no paragraph follows that could be joined")
    edit = ladder.edit_at(place, SIDES.index(name), adds=asked.act == "cut")
    groups = [group for placed in edit.before if (group := ladder.group(placed))]
    if not {*groups} <= {*asked.groups}:
        raise Conflict("These beads were regrouped meanwhile.", keys=holding(state, groups))
    keys = [state.keys[state.ladder.place_of_group[group]] for group in groups]
    after: Body = {"act": asked.act, "cut": [name, place]}
    return Change(kind="edit", pair=state.id, reviewer=reviewer, before={"beads": groups, "keys": keys}, after=after)


def check_turn(state: PairState, seq: int, kind: str) -> None:
    """Raise Conflict if the edit `seq` cannot be undone, or made again, since others changed its beads."""
    found = state.ladder.edits.get(seq)
    if found is None:
        raise RequestError("this edit was made on another alignment")
    edit = found[0] if kind == "redo" else found[0].inverse()
    if state.ladder.can_apply(edit):
        return
    trouble = f"Somebody regrouped these beads after you, so {kind} is not possible: regroup them by hand."
    touched = [group for placed in edit.before if (group := state.ladder.touched(placed))]
    wanted = state.ladder.numbered(edit) if edit.place is None else ()
    raise Conflict(trouble, keys=holding(state, touched), wanted=wanted)


def holding(state: PairState, groups: list[Group]) -> tuple[str, ...]:
    """The keys of the beads that hold these groups' segments now."""
    source = {index for group in groups for index in group[0]}
    target = {index for group in groups for index in group[1]}
    return tuple(
        key
        for bead, key in zip(state.beads, state.keys, strict=True)
        if source & set(bead.source) or target & set(bead.target)
    )
