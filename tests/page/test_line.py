"""Changes of many threads made in one transaction: each once, each on what those before it left, all or none."""

from __future__ import annotations

import threading
import time

import pytest

from align.errors import StoreError
from align.history.commit_queue import Line
from align.history.pair_state import Desk
from align.history.store import Store, Writer
from align.history.submit import Conflict, RequestError, submit
from align.model import Alignment


def _together(store: Store, *threads: threading.Thread) -> None:
    """Let the threads come to a counter that is closed until all of them stand in line."""
    with store.line._counter:
        for thread in threads:
            thread.start()
        while len(store.line._waiting) < len(threads):
            time.sleep(0.001)
    for thread in threads:
        thread.join(30)


def _asked(store: Store, desk: Desk, requests: list[dict[str, object]]) -> dict[str, object]:
    """What becomes of requests that wait together, by id; a change, or what was raised."""
    found: dict[str, object] = {}

    def ask(request: dict[str, object]) -> None:
        try:
            found[str(request["id"])] = submit(store, desk, str(request["id"]), request).change
        except StoreError as error:
            found[str(request["id"])] = error

    _together(store, *(threading.Thread(target=ask, args=(request,)) for request in requests))
    return found


def test_whoever_is_first_settles_all_that_stand_in_line() -> None:
    line: Line[int] = Line()
    batches: list[list[int]] = []
    started, go = threading.Event(), threading.Event()

    def settle(wishes: list[int]) -> None:
        started.set()
        go.wait(30)
        batches.append(sorted(wishes))

    threads = [threading.Thread(target=line.stand, args=(number, settle)) for number in (1001, 1002, 1003)]
    threads[0].start()
    started.wait(30)
    for thread in threads[1:]:
        thread.start()
    while len(line._waiting) < 2:
        time.sleep(0.001)
    go.set()
    for thread in threads:
        thread.join(30)
    assert batches == [[1001], [1002, 1003]]


def test_requests_that_wait_are_made_in_one_transaction(
    store: Store, talks: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(store, talks, register=True)
    transactions = []
    writing = store.writing
    monkeypatch.setattr(store, "writing", lambda: transactions.append(1) or writing())
    requests = [{"id": f"r{i}", "kind": "verdict", "bead": talks.keys[i], "decision": "accept"} for i in range(5)]
    nonsense = {"id": "bad", "kind": "verdict", "bead": talks.keys[0], "decision": "perhaps"}
    merge = {"kind": "edit", "act": "merge", "groups": [[[5], [5]], [[6], [6]]]}
    found = _asked(store, desk, [*requests, nonsense, {"id": "one", **merge}, {"id": "two", **merge}])
    assert len(transactions) == 1
    assert isinstance(found["bad"], RequestError)
    assert sorted(type(found[name]) is Conflict for name in ("one", "two")) == [False, True]
    assert [change.id for change in reversed(store.history("talks")) if change.kind != "base"] == [
        change.id for change in desk.log if change.kind != "base"
    ]
    assert {f"r{i}" for i in range(5)} < {change.id for change in desk.log}
    with store.reading() as view:
        assert len(view.texts(talks.keys[:5])) == 5


def test_a_transaction_that_fails_leaves_store_and_desk_as_they_were(
    store: Store, talks: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(store, talks, register=True)
    submit(store, desk, "Aiko", {"id": "kept", "kind": "verdict", "bead": talks.keys[0], "decision": "accept"})

    def no_room(self: Writer, texts: object) -> None:
        raise StoreError("database or disk is full")

    requests = [
        {"id": f"r{i}", "kind": "verdict", "bead": talks.keys[i], "decision": "reject", "seen": 9} for i in range(3)
    ]
    with monkeypatch.context() as patched:
        patched.setattr(Writer, "remember", no_room)
        assert all("is full" in str(error) for error in _asked(store, desk, requests).values())
    desk.refresh(store)
    assert [desk.decision(key) for key in talks.keys[:3]] == ["accept", "", ""]
    again = _asked(store, desk, requests)
    assert [again[f"r{i}"].id for i in range(3)] == ["r0", "r1", "r2"]
    assert [desk.decision(key) for key in talks.keys[:3]] == ["reject"] * 3
    assert desk.stacks("Aiko") == ([desk.log[1].seq], [])


@pytest.mark.parametrize("comment", ["half \ud83d", "nothing \0 here"])
def test_what_no_database_keeps_is_refused(store: Store, talks: Alignment, comment: str) -> None:
    desk = Desk.open(store, talks, register=True)
    with pytest.raises(RequestError, match="comment holds half a character or a NUL"):
        submit(store, desk, "Aiko", {"id": "x", "kind": "verdict", "bead": talks.keys[0], "comment": comment})
