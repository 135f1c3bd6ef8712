"""Plans of team work: a request to assign rows, or to begin or end a blind reading, becomes a change."""

from __future__ import annotations

from align.history.changes import Body, Change
from align.history.pair_state import PairState
from align.history.requests import ChangeRequest, Conflict, RequestError, string_of

LONGEST_NAME = 80


def plan_assignment(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    """The rows `first` to `last`, or all of the pair, become a person's; "" takes them from everybody."""
    keys = list(state.keys)
    if request.get("first") is not None:
        ends = [state.place_of_key.get(string_of(request, name, 32)) for name in ("first", "last")]
        if ends[0] is None or ends[1] is None:
            raise Conflict("These rows were regrouped meanwhile.")
        keys = keys[min(ends[0], ends[1]) : max(ends[0], ends[1]) + 1]
    after: Body = {"person": _name(request, "person"), "beads": keys, "all": len(keys) == len(state.keys)}
    return Change(kind="assign", pair=state.id, reviewer=reviewer, after=after)


def plan_reading(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    """Begin a blind reading by `reader`, or end it, which only its owner may."""
    reader = _name(request, "reader")
    if not reader:
        raise RequestError("who reads?")
    opens = request.get("open") is True
    reading = state.team.open_reading(reader)
    if opens and reading is not None:
        raise RequestError(f"{reader} reads this pair blind already")
    if not opens and reading is None:
        raise RequestError(f"{reader} does not read this pair blind")
    if not opens and reading is not None and reading.owner != reviewer:
        raise RequestError(f"{reading.owner} began this reading and may end it")
    return Change(kind="blind", pair=state.id, reviewer=reviewer, after={"reader": reader, "open": opens})


def _name(request: ChangeRequest, field: str) -> str:
    return " ".join(string_of(request, field, LONGEST_NAME).split())
