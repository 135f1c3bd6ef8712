"""What a reviewer asks for, turned into a change: checked against what stands, under the store's turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

from align.errors import StoreError
from align.history.changes import Change, verdict_body
from align.history.edits import Edit, Group, Part, force, group_of, merge, move, split
from align.history.pair_state import Desk, edit_of
from align.history.store import Store, Writer
from align.model import DECISIONS, Verdict

LONGEST_COMMENT = 10_000
LONGEST_TEXT = 100_000
LONGEST_NAME = 80

Request = Mapping[str, Any]
KeyTexts = tuple[str, list[str], list[str]]
"""A content key, and the source and target texts behind it."""


class RequestError(StoreError):
    """A request that makes no sense whatever stands: the page has a mistake, or somebody plays."""


class Conflict(StoreError):
    """The change rests on something that is no longer so. `wanted` is what was to be, to be tried again."""

    def __init__(self, trouble: str, *, keys: tuple[str, ...] = (), wanted: tuple[Group, ...] = ()) -> None:
        self.keys, self.wanted = keys, wanted
        super().__init__(trouble)


@dataclass(frozen=True, slots=True)
class Done:
    """An acknowledged change: it is in the store."""

    change: Change
    of: Change | None = None
    """What an undo or redo turned."""


@dataclass(eq=False)
class Wish:
    """A request on its way into the store: in the end either `done` or `trouble`."""

    desk: Desk
    reviewer: str
    request: Request
    id: str
    plan: Callable[[Desk, str, Request], Change]
    done: Done | None = None
    trouble: Exception | None = None
    texts: list[KeyTexts] = field(default_factory=list)
    """To be kept with the change: what its verdicts were about."""


def submit(store: Store, desk: Desk, reviewer: str, request: Request) -> Done:
    """Make the change that a reviewer asks for and return it. Raises Conflict, RequestError, StoreError.

    `request["id"]` is the asker's name for the change: asked for twice, it is made once. Requests that wait for the
    store are made in one transaction, each on what those before it left.
    """
    identity = _string(request, "id", 64)
    if not identity:
        raise RequestError("a change needs an id")
    plan = PLANS.get(str(request.get("kind")))
    if plan is None:
        raise RequestError(f"no change is called {request.get('kind')!r}")
    wish = Wish(desk, reviewer, request, identity, plan)
    store.line.stand(wish, lambda wishes: _settle(store, wishes))
    if wish.done is None:
        raise wish.trouble or StoreError("the change was not made", cure="try once more")
    return wish.done


def _settle(store: Store, wishes: list[Wish]) -> None:
    """Make the wishes in one transaction. If it fails nothing of it is in the store, and the desks begin anew."""
    desks = list({id(wish.desk): wish.desk for wish in wishes}.values())
    with ExitStack() as locks:
        for desk in desks:
            locks.enter_context(desk.lock)
        try:
            with store.writing() as writer:
                for desk in desks:
                    desk.catch_up(writer.changes(desk.id, desk.seq))
                known = writer.find(wish.id for wish in wishes)
                for wish in wishes:
                    try:
                        known[wish.id] = _make(writer, wish, known.get(wish.id))
                    except StoreError as error:
                        wish.trouble = error
                writer.remember(texts for wish in wishes for texts in wish.texts)
        except BaseException as error:
            for desk in desks:
                desk.forget()
            for wish in wishes:
                wish.done, wish.trouble = None, error if isinstance(error, Exception) else None
            if not isinstance(error, Exception):
                raise


def _make(writer: Writer, wish: Wish, made: Change | None) -> Change:
    """Write the change that a wish comes to, or find that it was made before. Raises Conflict, RequestError."""
    desk = wish.desk
    if made is None:
        if desk.outdated:
            raise StoreError("another alignment of this pair was opened elsewhere", cure="start the review again")
        try:
            planned = wish.plan(desk, wish.reviewer, wish.request)
        except (ValueError, TypeError, KeyError, IndexError) as error:
            raise RequestError(f"this change cannot be made: {error}") from error
        made = writer.append(replace(planned, id=wish.id))
        desk.catch_up([made])  # nothing of this pair can lie between: it was read up to here in this turn
        wish.texts = _texts(desk, made)
    elif made.reviewer != wish.reviewer or made.pair != desk.id:
        raise RequestError("this id belongs to another change")
    wish.done = Done(made, desk.change(made.of) if made.of else None)
    return made


def eligible(desk: Desk, threshold: float, doubted: frozenset[str] = frozenset()) -> list[str]:
    """Beads with both sides, undecided, at or above the probability, and not among the `doubted`."""
    return [
        key
        for bead, key in zip(desk.beads, desk.keys, strict=True)
        if not bead.is_null and bead.probability >= threshold and key not in doubted and not desk.decision(key)
    ]


def _texts(desk: Desk, change: Change) -> list[KeyTexts]:
    """The texts behind the content keys that a change decides about."""
    groups = {one.bead: group_of(desk.beads[desk.place_of_key[one.bead]]) for one in change.verdicts()}
    return [(key, *desk.texts(group)) for key, group in groups.items()]


def _verdict(desk: Desk, reviewer: str, request: Request) -> Change:
    key = _string(request, "bead", 32)
    decision = _string(request, "decision", 20)
    if decision not in DECISIONS:
        raise RequestError(f"no decision is called {decision!r}")
    verdict = Verdict(
        bead=key,
        decision=decision,
        reviewer=reviewer,
        at="",
        comment=_string(request, "comment", LONGEST_COMMENT),
        source_text=_string(request, "source_text", LONGEST_TEXT) if request.get("source_text") is not None else None,
        target_text=_string(request, "target_text", LONGEST_TEXT) if request.get("target_text") is not None else None,
    )
    if not verdict.decision and not verdict.comment:
        raise RequestError("a verdict needs a decision or a comment")
    if key not in desk.place_of_key:
        group = _group(request["group"]) if request.get("group") else ((), ())
        raise Conflict("This bead was regrouped meanwhile.", keys=_holding(desk, [group]))
    latest = desk.latest(key)
    seen = int(request.get("seen", 0))
    if decision and latest and latest[0] > seen and latest[1].reviewer != reviewer:
        raise Conflict(f"{latest[1].reviewer} decided here meanwhile.", keys=(key,))
    before = verdict_body(latest[1]) | {"reviewer": latest[1].reviewer} if latest else {}
    return Change(kind="verdict", pair=desk.id, reviewer=reviewer, bead=key, before=before, after=verdict_body(verdict))


def _verdicts(desk: Desk, reviewer: str, request: Request) -> Change:
    threshold = float(request["threshold"])
    doubted = frozenset(map(str, request.get("doubted", ())))
    keys = eligible(desk, threshold, doubted)
    if not keys:
        raise RequestError(f"no undecided bead stands at {threshold:.2f} or above")
    after = {"decision": "accept", "beads": keys, "threshold": threshold}
    return Change(kind="verdicts", pair=desk.id, reviewer=reviewer, after=after)


def _edit(desk: Desk, reviewer: str, request: Request) -> Change:
    groups = [_group(group) for group in request["groups"]]
    if len(groups) > 200:
        raise RequestError("an edit may take up to 200 beads at once")
    act = str(request["act"])
    if act == "set":
        edit = force(desk.beads, groups)
    else:
        edit = _planned(act, groups, request)
        if not desk.can_apply(edit):
            raise Conflict("These beads were regrouped meanwhile.", keys=_holding(desk, groups), wanted=edit.after)
    keys = [desk.keys[desk.place[group]] for group in edit.before]
    before = {"beads": edit.before, "keys": keys}
    after = {"act": edit.act, "beads": edit.after}
    return Change(kind="edit", pair=desk.id, reviewer=reviewer, before=before, after=after)


def _planned(act: str, groups: list[Group], request: Request) -> Edit:
    if act == "merge":
        return merge(groups)
    if act == "split":
        source_cut, target_cut = request["cut"]
        return split(groups[0], int(source_cut), int(target_cut))
    if act in ("move", "relink"):
        parts: list[Part] = [(str(side), int(index)) for side, index in request["parts"]]
        return move(groups[0], groups[1], parts, act)
    raise RequestError(f"no edit is called {act!r}")


def _dismiss(desk: Desk, reviewer: str, request: Request) -> Change:
    after = {"check": _string(request, "check", 80), "message": _string(request, "message", 2000)}
    key = _string(request, "bead", 32)
    if key not in desk.place_of_key:
        raise Conflict("This bead was regrouped meanwhile.")
    return Change(kind="dismiss", pair=desk.id, reviewer=reviewer, bead=key, after=after)


def _undo(desk: Desk, reviewer: str, request: Request) -> Change:
    done, undone = desk.stacks(reviewer)
    kind = str(request["kind"])
    stack = done if kind == "undo" else undone
    if not stack:
        raise RequestError("nothing to undo" if kind == "undo" else "nothing to redo")
    target = desk.change(stack[-1])
    if target.kind == "edit":
        edit = edit_of(target) if kind == "redo" else edit_of(target).inverse()
        if not desk.can_apply(edit):
            trouble = "Somebody regrouped these beads after you: take it back by hand."
            raise Conflict(trouble, keys=_holding(desk, list(edit.before)), wanted=edit.after)
    return Change(kind=kind, pair=desk.id, reviewer=reviewer, bead=target.bead, of=target.seq)


PLANS: dict[str, Callable[[Desk, str, Request], Change]] = {
    "verdict": _verdict,
    "verdicts": _verdicts,
    "edit": _edit,
    "dismiss": _dismiss,
    "undo": _undo,
    "redo": _undo,
}


def _holding(desk: Desk, groups: list[Group]) -> tuple[str, ...]:
    """The keys of the beads that hold these groups' segments now."""
    source = {index for group in groups for index in group[0]}
    target = {index for group in groups for index in group[1]}
    return tuple(
        key
        for bead, key in zip(desk.beads, desk.keys, strict=True)
        if source & set(bead.source) or target & set(bead.target)
    )


def _group(value: Any) -> Group:  # noqa: ANN401 - JSON
    source, target = value
    return tuple(sorted(map(int, source))), tuple(sorted(map(int, target)))


def _string(request: Request, name: str, longest: int) -> str:
    value = request.get(name, "")
    if not isinstance(value, str):
        raise RequestError(f"{name} must be text")
    if len(value) > longest:
        raise RequestError(f"{name} has {len(value)} characters; at most {longest} are kept")
    if not value.isprintable() and any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in value):
        raise RequestError(f"{name} holds half a character or a NUL; no database keeps that")
    return value.strip() if name in ("comment", "source_text", "target_text") else value
