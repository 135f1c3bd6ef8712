"""Segments that a reviewer cuts or joins: an edit like any other, on both sides, that lives on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import native
from align.history.edits import group_of
from align.history.pair_state import PairState, reviewed_alignment
from align.history.requests import Conflict, RequestError
from align.history.segmentation import Segmentation
from align.history.store import Store
from align.model import Alignment, BeadLinks, Document, Segment, SupportLink, SupportMap, WordLink
from tests.history.asking import decide, do, group, groups
from tests.history.talks import SOURCE, TARGET, edited


@pytest.fixture
def state(store: Store, talks: Alignment) -> PairState:
    return PairState.open(store, talks, register=True)


def cut(store: Store, state: PairState, side: str, at: int, offset: int, **more: object):
    where = {"source": 0, "target": 1}[side]
    holder = next(place for place, bead in enumerate(state.beads) if at in group_of(bead)[where])
    return do(
        store,
        state,
        kind="edit",
        act="cut",
        groups=[group(state, holder)],
        side=side,
        at=at,
        offset=offset,
        **more,
    )


def join(store: Store, state: PairState, side: str, at: int, **more: object):
    where = {"source": 0, "target": 1}[side]
    held = [place for place, bead in enumerate(state.beads) if {at, at + 1} & {*group_of(bead)[where]}]
    found = [group(state, place) for place in held]
    return do(store, state, kind="edit", act="join", groups=found, side=side, at=at, **more)


def texts(state: PairState, side: str) -> list[str]:
    return getattr(state.alignment(), side).texts()


def test_a_cut_segments_halves_stay_in_its_bead_until_they_are_put_apart(store: Store, state: PairState) -> None:
    cut(store, state, "source", 1, 29)
    assert texts(state, "source")[1:3] == [
        "両閣僚は、令和8年1月15日、ワシントンD.C.で会談した。"[:29],
        SOURCE[1][1][29:],
    ]
    assert groups(state)[1] == ((1, 2), (1,)) and groups(state)[2] == ((3,), (2,))
    assert state.beads[1].probability == 0.97  # the same texts, paired as before
    do(store, state, kind="edit", act="split", groups=[group(state, 1)], cut=[1, 1])
    assert groups(state)[1:3] == [((1,), (1,)), ((2,), ())]


def test_a_cut_drops_the_spaces_around_it(store: Store, state: PairState) -> None:
    text = TARGET[1][1]
    place = text.index("on January")
    cut(store, state, "target", 1, place - 1)
    assert texts(state, "target")[1:3] == [text[: place - 1], text[place:]]


def test_joined_segments_of_two_beads_make_one_bead_and_a_gap_as_their_language_has_it(
    store: Store, state: PairState
) -> None:
    join(store, state, "target", 1)
    assert texts(state, "target")[1] == f"{TARGET[1][1]} {TARGET[2][1]}"
    assert groups(state)[1] == ((1, 2), (1,)) and groups(state)[2] == ((3,), (2,))
    join(store, state, "source", 1)
    assert texts(state, "source")[1] == SOURCE[1][1] + SOURCE[2][1] and groups(state)[1] == ((1,), (1,))


def test_undo_and_redo_of_cuts_and_joins_in_any_company(store: Store, state: PairState, talks: Alignment) -> None:
    decide(store, state, 1, comment="seen")
    do(store, state, kind="edit", act="merge", groups=[group(state, 2), group(state, 3)])
    cut(store, state, "source", 1, 10)
    join(store, state, "target", 6)
    assert len(texts(state, "source")) == 9 and len(texts(state, "target")) == 7
    held = groups(state)
    for _ in range(4):
        do(store, state, kind="undo")
    assert groups(state) == [group_of(bead) for bead in talks.beads] and state.alignment() == talks
    for _ in range(4):
        do(store, state, kind="redo")
    assert groups(state) == held and [old.verdict.comment for old in state.stale(store)] == ["seen"]
    assert state.stale(store)[0].bead == state.keys[1]


def test_an_earlier_edit_is_undone_beside_a_later_cut(store: Store, state: PairState) -> None:
    do(store, state, kind="edit", act="merge", groups=[group(state, 2), group(state, 3)])
    do(store, state, reviewer="Ben", kind="edit", act="cut", groups=[group(state, 1)], side="source", at=1, offset=10)
    assert groups(state)[2] == ((3, 4), (2, 3))
    do(store, state, kind="undo")
    assert groups(state)[1:4] == [((1, 2), (1,)), ((3,), (2,)), ((4,), (3,))]
    assert [bead.probability for bead in state.beads[1:4]] == [0.97, 0.93, 0.41]


def test_a_cut_cannot_be_undone_once_somebody_put_the_halves_apart(store: Store, state: PairState) -> None:
    cut(store, state, "source", 1, 10)
    do(store, state, reviewer="Ben", kind="edit", act="split", groups=[group(state, 1)], cut=[1, 0])
    with pytest.raises(Conflict, match="regrouped these beads") as refused:
        do(store, state, kind="undo")
    assert set(refused.value.keys) == set(state.keys[1:3])


def test_what_was_asked_for_with_older_numbers_means_the_same_segments(store: Store, state: PairState) -> None:
    texts_key = state.texts_key
    wanted = [group(state, 2), group(state, 3)]
    cut(store, state, "source", 1, 10)
    do(store, state, reviewer="Ben", kind="edit", act="merge", groups=wanted, texts=texts_key)
    assert groups(state)[2] == ((3, 4), (2, 3))
    moved = [[[1], [1]], [[0], [0]]]
    with pytest.raises(Conflict, match="meanwhile"):  # the bead that Ben saw is not the one that is there
        do(store, state, reviewer="Ben", kind="edit", act="merge", groups=moved)
    do(store, state, reviewer="Ben", kind="edit", act="merge", groups=moved, texts=texts_key)
    assert groups(state)[0] == ((0, 1, 2), (0, 1))


def test_a_segment_that_somebody_else_cut_or_joined_is_a_conflict(store: Store, state: PairState) -> None:
    texts_key = state.texts_key
    seen = group(state, 1)
    cut(store, state, "source", 1, 10)
    with pytest.raises(Conflict, match="cut or joined") as refused:
        do(store, state, "Ben", kind="edit", act="cut", groups=[seen], side="source", at=1, offset=20, texts=texts_key)
    assert refused.value.keys == (state.keys[1],)
    join(store, state, "target", 1)
    with pytest.raises(Conflict, match="cut or joined"):
        do(store, state, "Ben", kind="edit", act="merge", groups=[[[2], [2]], [[3], [3]]], texts=texts_key)


@pytest.mark.parametrize(
    ("asked", "trouble"),
    [
        ({"act": "cut", "side": "source", "at": 1, "offset": 0}, "either side"),
        ({"act": "cut", "side": "source", "at": 1, "offset": 999}, "either side"),
        ({"act": "cut", "side": "source", "at": 1, "offset": -4}, "either side"),
        ({"act": "cut", "side": "middle", "at": 1, "offset": 3}, "no side"),
        ({"act": "cut", "side": "source", "at": 99, "offset": 3}, "no such segment"),
        ({"act": "cut", "side": "source", "at": -1, "offset": 3}, "no such segment"),
        ({"act": "cut", "side": "source", "offset": 3}, "whole number"),
        ({"act": "join", "side": "source", "at": 7}, "no paragraph follows"),
    ],
)
def test_what_cannot_be_cut_or_joined_is_refused(
    store: Store, state: PairState, asked: dict[str, object], trouble: str
) -> None:
    with pytest.raises(RequestError, match=trouble):
        do(store, state, kind="edit", groups=[group(state, 1)], **asked)
    assert groups(state)[1] == ((1,), (1,))


def test_every_server_and_every_export_sees_the_cut(store: Store, state: PairState, talks: Alignment) -> None:
    other = PairState.open(store, talks)
    cut(store, state, "source", 1, 10)
    other.refresh(store)
    assert other.keys == state.keys and other.beads == state.beads
    assert reviewed_alignment(store, talks) == state.alignment()
    assert native.loads(native.dumps(state.alignment())) == state.alignment()


def test_cuts_are_made_again_on_a_new_alignment(store: Store, state: PairState, talks: Alignment) -> None:
    cut(store, state, "source", 1, 10)
    join(store, state, "target", 6)
    do(store, state, kind="edit", act="split", groups=[group(state, 1)], cut=[1, 1])
    new = PairState.open(store, replace(talks, signature="align:newer"), register=True)
    assert (texts(new, "source"), texts(new, "target")) == (texts(state, "source"), texts(state, "target"))
    assert groups(new) == groups(state) and not new.lost_cuts()
    again = PairState.open(store, replace(talks, signature="align:newest"), register=True)
    assert groups(again) == groups(state)


def test_cuts_are_found_again_in_a_new_text_where_their_place_stands(
    store: Store, state: PairState, talks: Alignment
) -> None:
    place = SOURCE[1][1].index("会談は約")
    cut(store, state, "source", 1, place)
    new_text = edited(talks, "source", 1, "新聞によると、" + SOURCE[1][1].replace("約50分間", "約１時間"))
    new = PairState.open(store, new_text, register=True)
    assert texts(new, "source")[1].endswith("会談した。") and texts(new, "source")[2].startswith("会談は約１時間")
    assert not new.lost_cuts()


def test_a_cut_whose_place_is_gone_is_shown_and_comes_back_with_the_text(
    store: Store, state: PairState, talks: Alignment
) -> None:
    place = SOURCE[1][1].index("会談は約")
    cut(store, state, "source", 1, place)
    gone = edited(talks, "source", 1, "両閣僚は、一月に会った。話は長かった。")
    new = PairState.open(store, gone, register=True)
    [lost] = new.lost_cuts()
    assert (lost.note.act, lost.note.side, lost.note.reviewer) == ("cut", "source", "Aiko")
    assert lost.note.left.endswith("会談した。") and lost.note.right.startswith("会談は約")
    assert lost.bead in ("", *new.keys)
    back = PairState.open(store, talks, register=True)
    assert texts(back, "source")[2].startswith("会談は約") and not back.lost_cuts()


def test_a_cut_that_was_written_back_survives_the_next_alignment_of_the_files(
    store: Store, state: PairState, talks: Alignment
) -> None:
    cut(store, state, "source", 1, 10)
    written = PairState.open(store, state.alignment(), register=True)
    assert texts(written, "source") == texts(state, "source") and not written.lost_cuts()
    assert not [change for change in store.history("talks") if change.after.get("restored")]
    anew = PairState.open(store, replace(talks, signature="align:newer"), register=True)
    assert texts(anew, "source") == texts(state, "source")
    join(store, anew, "source", 1)
    last = PairState.open(store, replace(talks, signature="align:newest"), register=True)
    assert texts(last, "source") == talks.source.texts()


def test_a_cut_sentence_rests_on_what_it_rested_on_and_words_stay_linked(talks: Alignment, store: Store) -> None:
    texts_ = talks.source.segments, talks.target.segments
    support = SupportMap(
        (SupportLink((1, 0), (1, 0), 0.9),),
        tuple((0.1,) for _ in texts_[0]),
        tuple((0.2,) for _ in texts_[1]),
    )
    links = {talks.keys[1]: BeadLinks((WordLink(((0, 3),), ((4, 7),), 0.8),))}
    state = PairState.open(store, replace(talks, support=support, word_links=links), register=True)
    cut(store, state, "source", 1, 10)
    found = state.alignment()
    assert found.support is not None
    assert [(link.source, link.target) for link in found.support.links] == [((1, 0), (1, 0)), ((2, 0), (1, 0))]
    assert len(found.support.unused) == 9 and found.support.unused[2] == (0.1,)
    assert found.links(found.beads[1]) == links[talks.keys[1]]


def test_a_numbered_paragraph_keeps_its_number_when_it_is_joined() -> None:
    rows = (Segment(0, "Old text.", marker="(1)"), Segment(1, "New text.", marker="(2)"))
    joined = Segmentation.of(Document("a", "en", rows)).without_place(9).document.segments
    assert [(one.marker, one.text) for one in joined] == [("(1)", "Old text. (2) New text.")]


segment_texts = st.lists(st.text("あい うa b.。", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=4)


@given(segment_texts, st.sampled_from(["ja", "en"]), st.data())
def test_any_cuts_and_joins_lose_no_text_and_can_be_taken_back(
    texts_: list[str], lang: str, data: st.DataObject
) -> None:
    document = Document("a", lang, tuple(Segment(i, text) for i, text in enumerate(texts_)))
    opened = now = Segmentation.of(document)
    done = []
    for _ in range(data.draw(st.integers(0, 5))):
        index = data.draw(st.integers(0, len(now.starts) - 1))
        if index and data.draw(st.booleans()):
            done.append(now.starts[index])
            now = now.without_place(now.starts[index])
            continue
        try:
            place = now.place_in(index, data.draw(st.integers(0, len(now.document.segments[index].text))))
        except ValueError:
            continue
        done.append(place)
        now = now.without_place(place) if now.holds(place) else now.with_place(place)
    letters = "".join("".join(texts_).split())
    assert "".join("".join(now.document.texts()).split()) == letters
    for place in reversed(done):
        now = now.without_place(place) if now.holds(place) else now.with_place(place)
    assert now == opened and now.document == document
