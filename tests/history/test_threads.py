"""Answers to comments, and verdicts that their author takes back."""

from __future__ import annotations

import pytest

from align.history.pair_state import PairState
from align.history.plans import RequestError
from align.history.store import Store
from align.history.submit import Submitter
from align.model import Alignment


@pytest.fixture
def ask(store: Store, talks: Alignment):
    state, submitter = PairState.open(store, talks, register=True), Submitter(store)
    count = iter(range(100))

    def submit(reviewer: str = "Aiko", **body: object) -> int:
        request = {"id": str(next(count)), "bead": talks.keys[0], **body}
        return submitter.submit(state, reviewer, request).change.seq

    submit.state = state
    return submit


def in_force(ask, talks: Alignment) -> list[tuple[str, int, bool]]:
    found = ask.state.verdicts[talks.keys[0]].values()
    return [(one.comment, one.reply_to, one.resolves) for one in found]


def test_an_answer_names_what_it_answers_and_may_settle_it(ask, store: Store, talks: Alignment) -> None:
    root = ask(kind="verdict", comment="tense?")
    ask("Ben", kind="verdict", comment="past", reply_to=root)
    ask(kind="verdict", reply_to=root, resolves=True)
    wanted = [("tense?", 0, False), ("past", root, False), ("", root, True)]
    assert in_force(ask, talks) == wanted
    again = PairState.open(store, talks)
    assert [(one.comment, one.reply_to, one.resolves) for one in again.verdicts[talks.keys[0]].values()] == wanted


def test_an_own_comment_can_be_taken_back_whatever_was_done_since(ask, talks: Alignment) -> None:
    root = ask(kind="verdict", comment="tense?")
    ask(kind="verdict", decision="accept")
    ask(kind="withdraw", of=root)
    assert in_force(ask, talks) == [("", 0, False)]
    ask(kind="undo")  # the newest of what is left
    assert in_force(ask, talks) == []


@pytest.mark.parametrize("reviewer", ["Aiko", "Ben"])
def test_only_own_verdicts_that_are_in_force_can_be_taken_back(ask, reviewer: str) -> None:
    root = ask(kind="verdict", comment="tense?")
    if reviewer == "Aiko":
        ask(kind="withdraw", of=root)
    with pytest.raises(RequestError, match="only an own decision or comment"):
        ask(reviewer, kind="withdraw", of=root)


def test_a_settled_comment_needs_no_words_but_a_verdict_does(ask) -> None:
    with pytest.raises(RequestError, match="needs a decision or a comment"):
        ask(kind="verdict", resolves=True)
