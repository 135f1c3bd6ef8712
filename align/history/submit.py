"""Submitting: requests of reviewers become changes in the store, those that wait in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from hashlib import sha256

from align.errors import StoreError
from align.history.changes import Change
from align.history.commit_queue import CommitQueue
from align.history.edits import group_of
from align.history.pair_state import PairState
from align.history.plans import PLANS
from align.history.requests import ChangeRequest, RequestError, string_of
from align.history.sessions import BeadTexts, WriteSession
from align.history.store import Store


@dataclass(frozen=True, slots=True)
class Committed:
    """A change that is in the store."""

    change: Change
    of: Change | None = None
    """The change that an undo or redo is about."""


@dataclass(eq=False)
class PendingChange:
    """A request in the commit queue. Afterwards either `committed` or `error` is set."""

    state: PairState
    reviewer: str
    request: ChangeRequest
    id: str
    digest: str
    plan: Callable[[PairState, str, ChangeRequest], Change]
    committed: Committed | None = None
    error: BaseException | None = None
    texts: list[BeadTexts] = field(default_factory=list)
    """The texts that its verdicts are about, to be kept with the change."""


class NotMade(Exception):
    """One request of a batch is refused; its cause says why."""


class Submitter:
    """Makes the changes that reviewers ask for. Requests that wait are made in one transaction."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.queue: CommitQueue[PendingChange] = CommitQueue(self._commit)

    def submit(self, state: PairState, reviewer: str, request: ChangeRequest) -> Committed:
        """Make the change and return it. Raises Conflict, RequestError, StoreError.

        `request["id"]` identifies the change: a request that is repeated with the same id is made
        once.
        """
        identity = string_of(request, "id", 64)
        if not identity:
            raise RequestError("a change needs an id")
        kind = string_of(request, "kind", 20)
        plan = PLANS.get(kind)
        if plan is None:
            raise RequestError(f"no change is called {kind!r}")
        pending = PendingChange(state, reviewer, request, identity, digest_of(request), plan)
        self.queue.add(pending)
        if pending.committed is None:
            raise pending.error or StoreError("the change was not made", cure="try once more")
        return pending.committed

    def _commit(self, batch: list[PendingChange]) -> None:
        """Make all changes of the batch in one transaction.

        If it fails, none is made and the states start anew.

        The states are locked from the moment in which the database takes changes until they are
        written.
        """
        states = list({id(pending.state): pending.state for pending in batch}.values())
        locked: list[PairState] = []
        with ExitStack() as locks:
            try:
                with self.store.writing() as session:
                    for state in states:
                        locks.enter_context(state.lock)
                        locked.append(state)
                    for state in states:
                        state.catch_up(session.changes(state.id, state.seq))
                    known = session.find(pending.id for pending in batch)
                    for pending in batch:
                        try:
                            known[pending.id] = _make(session, pending, known.get(pending.id))
                        except NotMade as error:
                            pending.error = error.__cause__
                    session.keep_texts(texts for pending in batch for texts in pending.texts)
            except BaseException as error:
                for state in locked:
                    state.reset()
                for pending in batch:
                    pending.committed, pending.error = None, error if isinstance(error, Exception) else None
                if not isinstance(error, Exception):
                    raise


def _make(session: WriteSession, pending: PendingChange, known: Change | None) -> Change:
    """Write the change, or take the `known` one of the same id. Raises NotMade, StoreError."""
    state, made = pending.state, known
    if made is None:
        planned = _planned(pending)
        made = session.append(replace(planned, id=pending.id, request=pending.digest))
        state.catch_up([made])  # no change lies between: this transaction has read all and nobody else writes
        pending.texts = _texts(state, made)
    elif (made.reviewer, made.pair) != (pending.reviewer, state.id) or made.request not in ("", pending.digest):
        raise NotMade from RequestError("this id belongs to another change")
    pending.committed = Committed(made, state.change(made.of) if made.of else None)
    return made


def _planned(pending: PendingChange) -> Change:
    """The change that is asked for.

    Raises NotMade, whatever went wrong, so that other requests are still made.
    """
    try:
        if pending.state.outdated:
            trouble = "another alignment of this pair was opened elsewhere"
            raise StoreError(trouble, cure="start the review again")
        return pending.plan(pending.state, pending.reviewer, pending.request)
    except ValueError as error:
        raise NotMade from RequestError(f"this change cannot be made: {error}")
    except Exception as error:
        raise NotMade from error


def digest_of(request: ChangeRequest) -> str:
    """SHA-256 of what a request asks for.

    `since`, which only says what the page knows, does not count.
    """
    asked = {name: value for name, value in request.items() if name not in ("id", "since")}
    return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _texts(state: PairState, change: Change) -> list[BeadTexts]:
    """The texts behind the content keys that a change decides about."""
    groups = {one.bead: group_of(state.beads[state.place_of_key[one.bead]]) for one in change.verdicts()}
    return [(key, *state.texts(group)) for key, group in groups.items()]
