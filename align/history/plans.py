"""Plans: a reviewer's request, checked against a pair's state, becomes a change that is not yet written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from align.errors import StoreError
from align.history.changes import Change, verdict_body
from align.history.edits import Edit, Group, Part, edit_of, force, merge, move, split
from align.history.pair_state import PairState
from align.model import DECISIONS, Verdict

LONGEST_COMMENT = 10_000
LONGEST_TEXT = 100_000
LONGEST_NAME = 80
MOST_GROUPS = 200
"""Beads in one edit."""
FEWEST_GROUPS = {"merge": 2, "move": 2, "relink": 2}
MOST_BEADS = 100_000
"""Beads or segments in any list of a request."""

ChangeRequest = Mapping[str, Any]
"""A change as the page asks for it, in JSON values: "id", "kind", and what the kind needs."""


class RequestError(StoreError):
    """The request is wrong whatever the state: a mistake of the page, or not from the page at all."""


class Conflict(StoreError):
    """The request rests on a state that has changed since."""

    def __init__(self, trouble: str, *, keys: tuple[str, ...] = (), wanted: tuple[Group, ...] = ()) -> None:
        self.keys = keys
        """Content keys of the beads that it is about now."""
        self.wanted = wanted
        """The groups that the request would have made, for a second try."""
        super().__init__(trouble)


def eligible(state: PairState, threshold: float, doubted: frozenset[str] = frozenset()) -> list[str]:
    """Keys of the undecided beads with both sides and at least this probability that are not among `doubted`.

    None if no probability was computed.
    """
    if not state.computed:
        return []
    return [
        key
        for bead, key in zip(state.beads, state.keys, strict=True)
        if not bead.is_null and bead.probability >= threshold and key not in doubted and not state.decision(key)
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
        source_text=_optional(request, "source_text", LONGEST_TEXT),
        target_text=_optional(request, "target_text", LONGEST_TEXT),
        reply_to=whole_of(request.get("reply_to", 0), "reply_to"),
        resolves=request.get("resolves") is True,
    )
    if not verdict.decision and not verdict.comment and not (verdict.resolves and verdict.reply_to):
        raise RequestError("a verdict needs a decision or a comment")
    if key not in state.place_of_key:
        key = _key_by_group(state, request)
    latest = state.latest(key)
    seen = whole_of(request.get("seen", 0), "seen")
    if decision and latest and latest[0] > seen and latest[1].reviewer != reviewer:
        raise Conflict(f"{latest[1].reviewer} decided here meanwhile.", keys=(key,))
    before = verdict_body(latest[1]) | {"reviewer": latest[1].reviewer} if latest else {}
    return Change(
        kind="verdict", pair=state.id, reviewer=reviewer, bead=key, before=before, after=verdict_body(verdict)
    )


def _key_by_group(state: PairState, request: ChangeRequest) -> str:
    """The key of the bead that holds exactly the segments of the request. Raises Conflict.

    A page that decides on a bead behind an edit of its own does not know the bead's key yet.
    """
    group = _group(request["group"]) if request.get("group") else ((), ())
    _check_texts(state, request)
    if group not in state.place_of_group:
        raise Conflict("This bead was regrouped meanwhile.", keys=_holding(state, [group]))
    return state.keys[state.place_of_group[group]]


def _check_texts(state: PairState, request: ChangeRequest) -> None:
    """Raise Conflict if the request numbers the segments of other texts; a request that names none is believed."""
    if string_of(request, "texts", 32) not in ("", state.texts_key):
        raise Conflict("The texts of this pair were changed meanwhile.")


def _verdicts(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    threshold = number_of(request.get("threshold"), "threshold")
    doubted = frozenset(str(key) for key in _list(request.get("doubted", []), "doubted"))
    keys = eligible(state, threshold, doubted)
    if "beads" in request:
        wanted = {str(key) for key in _list(request["beads"], "beads")}
        keys = [key for key in keys if key in wanted]
    if not keys:
        raise RequestError(f"no undecided bead has a probability of {threshold:.2f} or more")
    after = {"decision": "accept", "beads": keys, "threshold": threshold}
    return Change(kind="verdicts", pair=state.id, reviewer=reviewer, after=after)


def _edit(state: PairState, reviewer: str, request: ChangeRequest) -> Change:
    groups = [_group(group) for group in _list(request.get("groups"), "groups")]
    if len(groups) > MOST_GROUPS:
        raise RequestError(f"an edit takes at most {MOST_GROUPS} beads")
    _check_texts(state, request)
    act = string_of(request, "act", 20)
    if len(groups) < FEWEST_GROUPS.get(act, 1):
        raise RequestError(f"{act!r} needs {FEWEST_GROUPS.get(act, 1)} beads")
    if act == "set":
        edit = force(state.beads, groups)
    else:
        edit = _planned(act, groups, request)
        if not state.can_apply(edit):
            raise Conflict("These beads were regrouped meanwhile.", keys=_holding(state, groups), wanted=edit.after)
    keys = [state.keys[state.place_of_group[group]] for group in edit.before]
    before = {"beads": edit.before, "keys": keys}
    after = {"act": edit.act, "beads": edit.after}
    return Change(kind="edit", pair=state.id, reviewer=reviewer, before=before, after=after)


def _planned(act: str, groups: list[Group], request: ChangeRequest) -> Edit:
    if act == "merge":
        return merge(groups)
    if act == "split":
        source_cut, target_cut = _two(request.get("cut"), "cut")
        return split(groups[0], whole_of(source_cut, "cut"), whole_of(target_cut, "cut"))
    if act in ("move", "relink"):
        sides = [_two(part, "parts") for part in _list(request.get("parts"), "parts")]
        parts: list[Part] = [(str(side), whole_of(index, "parts")) for side, index in sides]
        return move(groups[0], groups[1], parts, act)
    raise RequestError(f"no edit is called {act!r}")


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
        edit = edit_of(target) if kind == "redo" else edit_of(target).inverse()
        if not state.can_apply(edit):
            trouble = f"Somebody regrouped these beads after you, so {kind} is not possible: regroup them by hand."
            raise Conflict(trouble, keys=_holding(state, list(edit.before)), wanted=edit.after)
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
    "edit": _edit,
    "dismiss": _dismiss,
    "undo": _undo,
    "redo": _undo,
    "withdraw": _withdraw,
}
"""What checks a request of each kind and returns its change, not yet written."""


def _holding(state: PairState, groups: list[Group]) -> tuple[str, ...]:
    """The keys of the beads that hold these groups' segments now."""
    source = {index for group in groups for index in group[0]}
    target = {index for group in groups for index in group[1]}
    return tuple(
        key
        for bead, key in zip(state.beads, state.keys, strict=True)
        if source & set(bead.source) or target & set(bead.target)
    )


def _group(value: object) -> Group:
    source, target = _two(value, "a group")
    return _indices(source), _indices(target)


def _indices(value: object) -> tuple[int, ...]:
    return tuple(sorted(whole_of(index, "a segment's index") for index in _list(value, "a group's side")))


def _two(value: object, name: str) -> list[object]:
    found = _list(value, name)
    if len(found) != 2:
        raise RequestError(f"{name} must hold two values, not {len(found)}")
    return found


def _list(value: object, name: str) -> list[object]:
    if not isinstance(value, list | tuple):
        raise RequestError(f"{name} must be a list")
    if len(value) > MOST_BEADS:
        raise RequestError(f"{name} has {len(value)} entries; at most {MOST_BEADS} are taken")
    return list(value)


def _optional(request: ChangeRequest, name: str, longest: int) -> str | None:
    return None if request.get(name) is None else string_of(request, name, longest)


def whole_of(value: object, name: str) -> int:
    """A whole number of a request. Raises RequestError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise RequestError(f"{name} must be a whole number")
    return value


def number_of(value: object, name: str) -> float:
    """A number of 0…1 in a request. Raises RequestError."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise RequestError(f"{name} must be a number of 0…1")
    return float(value)


def string_of(request: ChangeRequest, name: str, longest: int) -> str:
    """A text field of the request, "" if it is missing. Raises RequestError."""
    value = request.get(name, "")
    if not isinstance(value, str):
        raise RequestError(f"{name} must be text")
    if len(value) > longest:
        raise RequestError(f"{name} has {len(value)} characters; at most {longest} are kept")
    if not value.isprintable() and any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in value):
        raise RequestError(f"{name} holds half a character or a NUL, which no database keeps")
    return value.strip() if name in ("comment", "source_text", "target_text") else value
