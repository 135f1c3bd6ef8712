"""Plans: a reviewer's request, checked against a pair's state, becomes a change that is not yet written."""

from __future__ import annotations

from collections.abc import Callable

from align.history.changes import Change, verdict_body
from align.history.edit_plans import check_turn, key_of_group, plan_edit
from align.history.pair_state import PairState
from align.history.requests import (
    ChangeRequest,
    Conflict,
    RequestError,
    list_of,
    number_of,
    optional_of,
    string_of,
    whole_of,
)
from align.history.team_plans import plan_assignment, plan_reading
from align.model import DECISIONS, Verdict

LONGEST_COMMENT = 10_000
LONGEST_TEXT = 100_000
LONGEST_NAME = 80


def eligible(state: PairState, threshold: float, doubted: frozenset[str] = frozenset(), viewer: str = "") -> list[str]:
    """Keys of the undecided beads with both sides and at least this probability that are not among `doubted`.

    None if no probability was computed. `viewer` sees no decisions that are hidden from this
    person.
    """
    if not state.computed:
        return []
    return [
        key
        for bead, key in zip(state.beads, state.keys, strict=True)
        if not bead.is_null and bead.probability >= threshold and key not in doubted and not state.decision(key, viewer)
    ]


def _verdict(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    key = string_of(request, "bead", 32)
    decision = string_of(request, "decision", 20)
    if decision not in DECISIONS:
        raise RequestError(f"no decision is called {decision!r}")
    verdict = Verdict(
        bead=key,
        decision=decision,
        reviewer=reviewer,
        at="",
        comment=string_of(request, "comment", LONGEST_COMMENT),
        source_text=optional_of(request, "source_text", LONGEST_TEXT),
        target_text=optional_of(request, "target_text", LONGEST_TEXT),
        reply_to=whole_of(request.get("reply_to", 0), "reply_to"),
        resolves=request.get("resolves") is True,
    )
    if not verdict.decision and not verdict.comment and not (verdict.resolves and verdict.reply_to):
        raise RequestError("a verdict needs a decision or a comment")
    if key not in state.place_of_key:
        key = key_of_group(state, request)
    latest = state.latest(key, reviewer)
    seen = whole_of(request.get("seen", 0), "seen")
    if decision and latest and latest[0] > seen and latest[1].reviewer != reviewer:
        raise Conflict(f"{latest[1].reviewer} decided here meanwhile.", keys=(key,))
    before = verdict_body(latest[1]) | {"reviewer": latest[1].reviewer} if latest else {}
    return Change(
        kind="verdict", pair=state.id, reviewer=reviewer, bead=key, before=before, after=verdict_body(verdict)
    )


def _verdicts(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    threshold = number_of(request.get("threshold"), "threshold")
    doubted = frozenset(str(key) for key in list_of(request.get("doubted", []), "doubted"))
    keys = eligible(state, threshold, doubted, reviewer)
    if "beads" in request:
        wanted = {str(key) for key in list_of(request["beads"], "beads")}
        keys = [key for key in keys if key in wanted]
    if not keys:
        raise RequestError(f"no undecided bead has a probability of {threshold:.2f} or more")
    after = {"decision": "accept", "beads": keys, "threshold": threshold}
    return Change(kind="verdicts", pair=state.id, reviewer=reviewer, after=after)


def _dismiss(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    after = {"check": string_of(request, "check", 80), "message": string_of(request, "message", 2000)}
    key = string_of(request, "bead", 32)
    if key not in state.place_of_key:
        raise Conflict("This bead was regrouped meanwhile.")
    return Change(kind="dismiss", pair=state.id, reviewer=reviewer, bead=key, after=after)


def _undo(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    done, undone = state.stacks(reviewer)
    kind = string_of(request, "kind", 20)
    stack = done if kind == "undo" else undone
    if not stack:
        raise RequestError(f"nothing to {kind}")
    target = state.change(stack[-1])
    if target.kind == "edit":
        check_turn(state, target.seq, kind)
    return Change(kind=kind, pair=state.id, reviewer=reviewer, bead=target.bead, of=target.seq)


def _withdraw(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    """Take back one own verdict, whatever was done since."""
    seq = whole_of(request.get("of"), "of")
    done, _ = state.stacks(reviewer)
    if seq not in done or state.change(seq).kind != "verdict":
        raise RequestError("only an own decision or comment that is in force can be taken back")
    return Change(kind="undo", pair=state.id, reviewer=reviewer, bead=state.change(seq).bead, of=seq)


PLANS: dict[str, Callable[[PairState, str, ChangeRequest], Change]] = {
    "verdict": _verdict,
    "verdicts": _verdicts,
    "edit": plan_edit,
    "dismiss": _dismiss,
    "assign": plan_assignment,
    "blind": plan_reading,
    "undo": _undo,
    "redo": _undo,
    "withdraw": _withdraw,
}
"""What checks a request of each kind and returns its change, not yet written."""
