"""The nouns: wrong values cannot be built."""

import dataclasses

import pytest

from align.model import Alignment, Bead, Document, Fact, Finding, Segment, Verdict, content_key
from align.text.joining import join_texts


def document(*texts: str, lang: str = "ja", name: str = "x") -> Document:
    return Document(name, lang, tuple(Segment(i, text) for i, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("fields", "trouble"),
    [
        ({"index": -1, "text": "a"}, "counts from 0; got -1"),
        ({"index": 0, "text": " \t"}, "segment 0 is empty"),
        ({"index": 0, "text": "a\nb"}, "holds a line break"),
        ({"index": 0, "text": "a\u2028b"}, "holds a line break"),
        ({"index": 0, "text": "か\u3099"}, "not in Unicode form NFC"),
        ({"index": 0, "text": "a", "kind": "chunk"}, "kind 'chunk' is none of heading"),
        ({"index": 0, "text": "abc", "sentences": ((0, 4),)}, "span 0-4 lies outside"),
        ({"index": 0, "text": "abc", "sentences": ((0, 2), (1, 3))}, "span 1-3 lies outside"),
        ({"index": 0, "text": "abc", "sentences": ((1, 1),)}, "span 1-1 lies outside"),
    ],
)
def test_a_segment_that_makes_no_sense_is_refused(fields: dict, trouble: str) -> None:
    with pytest.raises(ValueError, match=trouble):
        Segment(**fields)


def test_a_segment_without_spans_is_one_sentence_and_spans_count_code_points() -> None:
    assert Segment(0, "𠮷野家。").sentences == ((0, 4),)
    assert Segment(0, "𠮷。次。", sentences=((0, 2), (2, 4))).sentence_texts() == ["𠮷。", "次。"]


def test_a_document_numbers_its_segments_from_zero() -> None:
    with pytest.raises(ValueError, match="segment 0 carries the index 1"):
        Document("x", "ja", (Segment(1, "a"),))
    assert len(document("一", "二")) == 2


@pytest.mark.parametrize(
    ("fields", "trouble"),
    [
        ({"source": (), "target": ()}, "at least one segment"),
        ({"source": (1, 0), "target": ()}, "sorted, distinct"),
        ({"source": (1, 1), "target": ()}, "sorted, distinct"),
        ({"source": (-1,), "target": ()}, "at least 0"),
        ({"source": (0,), "target": (), "probability": 1.01}, "lies in 0…1"),
        ({"source": (0,), "target": (), "probability": float("nan")}, "lies in 0…1"),
    ],
)
def test_a_bead_that_makes_no_sense_is_refused(fields: dict, trouble: str) -> None:
    with pytest.raises(ValueError, match=trouble):
        Bead(**fields)


def test_a_bead_tells_its_kind() -> None:
    assert (Bead((0, 1), (2,)).kind, Bead((0,), ()).kind) == ("2-1", "1-0")
    assert Bead((), (0,)).is_null
    assert not Bead((0,), (0,)).is_null


@pytest.mark.parametrize(
    ("beads", "trouble"),
    [
        ([((0,), (0,))], "source 1 lies in 0 beads"),
        ([((0, 1), ()), ((0,), (0,))], "source 0 lies in 2 beads"),
        ([((0, 1), (0,)), ((2,), ())], "source 2 does not exist; the document has 2 segments"),
    ],
)
def test_an_alignment_holds_every_segment_once(beads: list, trouble: str) -> None:
    with pytest.raises(ValueError, match=trouble):
        Alignment(document("一", "二"), document("One.", lang="en"), tuple(Bead(*bead) for bead in beads))


def test_frozen_things_stay_as_they_were_born() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Bead((0,), (0,)).probability = 0.5  # type: ignore[misc]


def test_keys_depend_on_texts_alone_and_are_distinct() -> None:
    source, target = document("はい。", "はい。", "別。"), document("Yes.", "Yes.", "Other.", lang="en")
    beads = tuple(Bead((i,), (i,)) for i in range(3))
    keys = Alignment(source, target, beads).keys
    assert keys[1] == f"{keys[0]}~2"
    assert len(set(keys)) == 3
    assert keys[2] == content_key(["別。"], ["Other."])
    moved = Alignment(document("別。", "はい。", "はい。"), document("Other.", "Yes.", "Yes.", lang="en"), beads).keys
    assert set(moved) == set(keys)


def test_where_segments_meet_counts_for_the_key() -> None:
    assert content_key(["ab", "c"], []) != content_key(["a", "bc"], [])
    assert content_key(["a"], []) != content_key([], ["a"])


def test_texts_are_joined_as_their_language_joins_them() -> None:
    assert join_texts(["一。", "二。"], "ja") == "一。二。"
    assert join_texts(["One.", "Two."], "en-US") == "One. Two."


def test_a_frame_has_one_row_a_bead() -> None:
    beads = (Bead((0, 1), (0,), probability=0.8), Bead((), (1,)))
    frame = Alignment(document("一。", "二。"), document("One, two.", "Q&A <1>", lang="en"), beads).to_frame()
    assert frame["id"].tolist() == ["x:1", "x:2"]
    assert frame.loc[0, ["kind", "source_text", "target_text", "probability"]].tolist() == [
        "2-1",
        "一。二。",
        "One, two.",
        0.8,
    ]
    assert frame.loc[1, ["kind", "source_text", "target_text"]].tolist() == ["0-1", "", "Q&A <1>"]
    assert Alignment(document(), document(), ()).to_frame().empty


def test_kinds_severities_and_decisions_are_from_their_lists() -> None:
    for wrong in (
        lambda: Fact("number", 1, "1", (0, 1)),
        lambda: Finding("k", "dates", "fatal", "m"),
        lambda: Verdict("k", "fine", "me", "2026-01-01T00:00:00Z"),
    ):
        with pytest.raises(ValueError, match="is none of"):
            wrong()
