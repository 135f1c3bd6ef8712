"""Changes of many threads in one transaction: each is made once, in order, and either all are or none is."""

from __future__ import annotations

import threading

import pytest

from align.errors import StoreError
from align.history.commit_queue import CommitQueue
from align.history.pair_state import PairState
from align.history.requests import Conflict, RequestError
from align.history.sessions import WriteSession
from align.history.store import Store
from align.history.submit import Submitter
from align.model import Alignment


class Noticed(list):
    """A list that counts what is appended, so that a test can wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self.appended = threading.Semaphore(0)

    def append(self, item: object) -> None:
        super().append(item)
        self.appended.release()

    def wait_for(self, items: int) -> None:
        for _ in range(items):
            assert self.appended.acquire(timeout=120)


def _together(queue: CommitQueue, *threads: threading.Thread) -> None:
    """Run the threads; nothing is committed before all of them wait in the queue."""
    queue._waiting = waiting = Noticed()
    with queue._committing:
        for thread in threads:
            thread.start()
        waiting.wait_for(len(threads))
    for thread in threads:
        thread.join(120)


def _asked(submitter: Submitter, state: PairState, requests: list[dict[str, object]]) -> dict[str, object]:
    """What becomes of requests that wait together, by id; a change, or what was raised."""
    found: dict[str, object] = {}

    def ask(request: dict[str, object]) -> None:
        try:
            found[str(request["id"])] = submitter.submit(state, str(request["id"]), request).change
        except StoreError as error:
            found[str(request["id"])] = error

    _together(submitter.queue, *(threading.Thread(target=ask, args=(request,)) for request in requests))
    return found


def test_the_first_waiting_thread_commits_for_all() -> None:
    batches: list[list[int]] = []
    started, go = threading.Event(), threading.Event()

    def commit(items: list[int]) -> None:
        started.set()
        assert go.wait(120)
        batches.append(sorted(items))

    queue: CommitQueue[int] = CommitQueue(commit)
    threads = [threading.Thread(target=queue.add, args=(number,)) for number in (1001, 1002, 1003)]
    threads[0].start()
    assert started.wait(120)
    queue._waiting = waiting = Noticed()
    for thread in threads[1:]:
        thread.start()
    waiting.wait_for(2)
    go.set()
    for thread in threads:
        thread.join(120)
    assert batches == [[1001], [1002, 1003]]


def test_requests_that_wait_are_made_in_one_transaction(
    store: Store, talks: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = PairState.open(store, talks, register=True)
    transactions = []
    writing = store.writing
    monkeypatch.setattr(store, "writing", lambda: transactions.append(1) or writing())
    requests = [{"id": f"r{i}", "kind": "verdict", "bead": talks.keys[i], "decision": "accept"} for i in range(5)]
    nonsense = {"id": "bad", "kind": "verdict", "bead": talks.keys[0], "decision": "perhaps"}
    merge = {"kind": "edit", "act": "merge", "groups": [[[5], [5]], [[6], [6]]]}
    found = _asked(Submitter(store), state, [*requests, nonsense, {"id": "one", **merge}, {"id": "two", **merge}])
    assert len(transactions) == 1
    assert isinstance(found["bad"], RequestError)
    assert sorted(type(found[name]) is Conflict for name in ("one", "two")) == [False, True]
    assert [change.id for change in reversed(store.history("talks")) if change.kind != "base"] == [
        change.id for change in state.log if change.kind != "base"
    ]
    assert {f"r{i}" for i in range(5)} < {change.id for change in state.log}
    with store.reading() as session:
        assert len(session.texts(talks.keys[:5])) == 5


def test_a_transaction_that_fails_leaves_store_and_state_as_they_were(
    store: Store, talks: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = PairState.open(store, talks, register=True)
    Submitter(store).submit(
        state, "Aiko", {"id": "kept", "kind": "verdict", "bead": talks.keys[0], "decision": "accept"}
    )

    def no_room(self: WriteSession, texts: object) -> None:
        raise StoreError("database or disk is full")

    requests = [
        {"id": f"r{i}", "kind": "verdict", "bead": talks.keys[i], "decision": "reject", "seen": 9} for i in range(3)
    ]
    with monkeypatch.context() as patched:
        patched.setattr(WriteSession, "keep_texts", no_room)
        assert all("is full" in str(error) for error in _asked(Submitter(store), state, requests).values())
    state.refresh(store)
    assert [state.decision(key) for key in talks.keys[:3]] == ["accept", "", ""]
    again = _asked(Submitter(store), state, requests)
    assert [again[f"r{i}"].id for i in range(3)] == ["r0", "r1", "r2"]
    assert [state.decision(key) for key in talks.keys[:3]] == ["reject"] * 3
    assert state.stacks("Aiko") == ([state.log[1].seq], [])


@pytest.mark.parametrize("comment", ["half \ud83d", "first \ud800", "last \udfff", "nothing \0 here"])
def test_what_no_database_keeps_is_refused(store: Store, talks: Alignment, comment: str) -> None:
    state = PairState.open(store, talks, register=True)
    with pytest.raises(RequestError, match="comment holds half a character or a NUL"):
        Submitter(store).submit(
            state, "Aiko", {"id": "x", "kind": "verdict", "bead": talks.keys[0], "comment": comment}
        )
