"""Changes: what is in force, and what each reviewer can undo."""

from __future__ import annotations

import pytest

from align.history.changes import Change, UndoStacks, in_force, verdict_body, verdicts_in_force
from align.model import Verdict


def change(seq: int, kind: str = "verdict", reviewer: str = "A", of: int | None = None) -> Change:
    return Change(kind=kind, pair="p", reviewer=reviewer, bead=f"k{seq}", after={"decision": "accept"}, of=of, seq=seq)


def seqs(*log: Change) -> list[int]:
    return [one.seq for one in in_force(log)]


def test_undo_and_redo_decide_what_is_in_force() -> None:
    assert seqs(change(1), change(2), change(3, "undo", of=2), change(4)) == [1, 4]
    assert seqs(change(1), change(2), change(3, "undo", of=1), change(4, "redo", of=1)) == [1, 2]


def test_undo_and_redo_of_something_else_change_nothing() -> None:
    assert seqs(change(1), change(2, "redo", of=1), change(3, "undo", of=9), change(4, "redo", of=9)) == [1]
    assert seqs(change(1), change(2, "undo", of=1), change(3, "undo", of=1), change(4, "redo", of=1)) == [1]
    assert seqs(change(1), change(2, "undo", of=1), change(3, "base", of=1)) == []


def test_verdicts_in_force_are_listed_by_bead_and_oldest_first() -> None:
    one = Change(kind="verdict", pair="p", reviewer="A", bead="k", after={"decision": "accept"}, at="1", seq=1)
    many = Change(
        kind="verdicts", pair="p", reviewer="B", after={"decision": "accept", "beads": ["k", "m"]}, at="2", seq=2
    )
    found = verdicts_in_force([one, many])
    assert found == {
        "k": (Verdict("k", "accept", "A", "1"), Verdict("k", "accept", "B", "2")),
        "m": (Verdict("m", "accept", "B", "2"),),
    }


def test_a_body_leaves_empty_fields_out_but_keeps_the_decision() -> None:
    verdict = Verdict("k", "", "A", "now", comment="why?")
    assert verdict_body(verdict) == {"decision": "", "comment": "why?"}


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="'guess' is none of verdict"):
        change(1, "guess")


def test_undo_stacks_are_each_reviewers_own_and_a_new_change_ends_redo() -> None:
    stacks = UndoStacks()
    for one in (change(1), change(2, reviewer="B"), change(3), change(4, "undo", of=3)):
        stacks.take(one)
    assert stacks.of("A") == ([1], [3])
    assert stacks.of("B") == ([2], [])
    stacks.take(change(5, "redo", of=3))
    assert stacks.of("A") == ([1, 3], [])
    stacks.take(change(6, "undo", of=3))
    stacks.take(change(7))
    assert stacks.of("A") == ([1, 7], [])
    assert stacks.of("C") == ([], [])


def test_a_new_alignment_takes_edits_from_both_stacks_and_leaves_decisions() -> None:
    stacks = UndoStacks()
    log = [change(1), change(2, "edit"), change(3, "edit"), change(4), change(5, "undo", of=4), change(6, "undo", of=3)]
    for one in log:
        stacks.take(one)
    assert stacks.of("A") == ([1, 2], [4, 3])
    stacks.take(change(7, "base"))
    assert stacks.of("A") == ([1], [4])
