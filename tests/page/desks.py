"""Short ways to ask something of a desk."""

from __future__ import annotations

import uuid

from align.history.edits import group_of
from align.history.pair_state import Desk
from align.history.store import Store
from align.history.submit import submit


def do(store: Store, desk: Desk, reviewer: str = "Aiko", **request: object):
    return submit(store, desk, reviewer, {"id": uuid.uuid4().hex, **request})


def decide(store: Store, desk: Desk, place: int, decision: str = "accept", reviewer: str = "Aiko", **more: object):
    latest = desk.latest(desk.keys[place])
    seen = more.pop("seen", latest[0] if latest else 0)
    return do(store, desk, reviewer, kind="verdict", bead=desk.keys[place], decision=decision, seen=seen, **more)


def groups(desk: Desk) -> list:
    return [group_of(bead) for bead in desk.beads]


def group(desk: Desk, place: int) -> list:
    return [list(side) for side in group_of(desk.beads[place])]
