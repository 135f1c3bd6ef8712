"""Short ways to ask something of a state."""

from __future__ import annotations

import uuid

from align.history.edits import group_of
from align.history.pair_state import PairState
from align.history.store import Store
from align.history.submit import Submitter


def do(store: Store, state: PairState, reviewer: str = "Aiko", **request: object):
    return Submitter(store).submit(state, reviewer, {"id": uuid.uuid4().hex, **request})


def decide(
    store: Store, state: PairState, place: int, decision: str = "accept", reviewer: str = "Aiko", **more: object
):
    latest = state.latest(state.keys[place])
    seen = more.pop("seen", latest[0] if latest else 0)
    return do(store, state, reviewer, kind="verdict", bead=state.keys[place], decision=decision, seen=seen, **more)


def groups(state: PairState) -> list:
    return [group_of(bead) for bead in state.beads]


def group(state: PairState, place: int) -> list:
    return [list(side) for side in group_of(state.beads[place])]
