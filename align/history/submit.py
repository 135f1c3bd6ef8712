"""Submitting: requests of reviewers become changes in the store, those that wait in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from align.errors import StoreError
from align.history.changes import Change
from align.history.commit_queue import CommitQueue
from align.history.edits import group_of
from align.history.pair_state import PairState
from align.history.plans import PLANS, ChangeRequest, RequestError, string_of
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
    plan: Callable[[PairState, str, ChangeRequest], Change]
    committed: Committed | None = None
    error: Exception | None = None
    texts: list[BeadTexts] = field(default_factory=list)
    """The texts that its verdicts are about, to be kept with the change."""


class Submitter:
    """Makes the changes that reviewers ask for. Requests that wait are made in one transaction."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.queue: CommitQueue[PendingChange] = CommitQueue(self._commit)

    def submit(self, state: PairState, reviewer: str, request: ChangeRequest) -> Committed:
        """Make the change and return it. Raises Conflict, RequestError, StoreError.

        `request["id"]` identifies the change: a request that is repeated with the same id is made once.
        """
        identity = string_of(request, "id", 64)
        if not identity:
            raise RequestError("a change needs an id")
        plan = PLANS.get(str(request.get("kind")))
        if plan is None:
            raise RequestError(f"no change is called {request.get('kind')!r}")
        pending = PendingChange(state, reviewer, request, identity, plan)
        self.queue.add(pending)
        if pending.committed is None:
            raise pending.error or StoreError("the change was not made", cure="try once more")
        return pending.committed

    def _commit(self, batch: list[PendingChange]) -> None:
        """Make all changes of the batch in one transaction. If it fails, none is made and the states start anew."""
        states = list({id(pending.state): pending.state for pending in batch}.values())
        with ExitStack() as locks:
            for state in states:
                locks.enter_context(state.lock)
            try:
                with self.store.writing() as session:
                    for state in states:
                        state.catch_up(session.changes(state.id, state.seq))
                    known = session.find(pending.id for pending in batch)
                    for pending in batch:
                        try:
                            known[pending.id] = _make(session, pending, known.get(pending.id))
                        except StoreError as error:
                            pending.error = error
                    session.keep_texts(texts for pending in batch for texts in pending.texts)
            except BaseException as error:
                for state in states:
                    state.reset()
                for pending in batch:
                    pending.committed, pending.error = None, error if isinstance(error, Exception) else None
                if not isinstance(error, Exception):
                    raise


def _make(session: WriteSession, pending: PendingChange, known: Change | None) -> Change:
    """Write the change, or take the `known` one of the same id. Raises Conflict, RequestError, StoreError."""
    state, made = pending.state, known
    if made is None:
        if state.outdated:
            raise StoreError("another alignment of this pair was opened elsewhere", cure="start the review again")
        try:
            planned = pending.plan(state, pending.reviewer, pending.request)
        except (ValueError, TypeError, KeyError, IndexError) as error:
            raise RequestError(f"this change cannot be made: {error}") from error
        made = session.append(replace(planned, id=pending.id))
        state.catch_up([made])  # no change lies between: this transaction has read all and nobody else writes
        pending.texts = _texts(state, made)
    elif made.reviewer != pending.reviewer or made.pair != state.id:
        raise RequestError("this id belongs to another change")
    pending.committed = Committed(made, state.change(made.of) if made.of else None)
    return made


def _texts(state: PairState, change: Change) -> list[BeadTexts]:
    """The texts behind the content keys that a change decides about."""
    groups = {one.bead: group_of(state.beads[state.place_of_key[one.bead]]) for one in change.verdicts()}
    return [(key, *state.texts(group)) for key, group in groups.items()]
