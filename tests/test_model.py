"""The nouns: wrong values cannot be built."""

import dataclasses

import pytest

from align.model import (
    Alignment,
    Bead,
    Document,
    Fact,
    Finding,
    Segment,
    SupportLink,
    SupportMap,
    Verdict,
    WordLink,
    content_key,
)
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


@pytest.mark.parametrize(
    ("make", "trouble"),
    [
        (lambda: Bead((0.0,), (0,)), "Bead: each of source must be int, not 0.0"),
        (lambda: Bead((True,), (0,)), "Bead: each of source must be int, not True"),
        (lambda: Bead([0], (0,)), r"Bead: source must be a tuple, not \[0\]"),
        (lambda: Bead("0", ()), "Bead: source must be a tuple, not '0'"),
        (lambda: Bead((0,), (0,), probability="0.9"), "Bead: probability must be a number, not '0.9'"),
        (lambda: Bead((0,), (0,), locked="no"), "Bead: locked must be bool, not 'no'"),
        (lambda: Segment("0", "a"), "Segment: index must be int, not '0'"),
        (lambda: Segment(0, b"a"), "Segment: text must be str, not b'a'"),
        (lambda: Segment(0, None), "Segment: text must be str, not None"),
        (lambda: Segment(0, "abc", sentences=((0, 1.0),)), r"Segment: each of sentences must be a pair of ints"),
        (lambda: Segment(0, "abc", sentences=(3,)), r"Segment: each of sentences must be a pair of ints, not 3"),
        (lambda: Document(5, "ja", ()), "Document: id must be str, not 5"),
        (lambda: Document("x", None, ()), "Document: lang must be str, not None"),
        (lambda: Document("x", "ja", ("text",)), "Document: each of segments must be Segment, not 'text'"),
        (lambda: Document("x", "ja", document("一").segments, origin="x.txt"), "Document: origin must be Origin"),
        (lambda: Alignment(document("一"), "One.", ()), "Alignment: target must be Document, not 'One.'"),
        (lambda: Alignment(document(), document(), [Bead((0,), ())]), "Alignment: beads must be a tuple"),
        (lambda: Alignment(document(), document(), (), word_links=0.5), "Alignment: word_links must be Mapping"),
        (lambda: SupportMap((), (0.5,), ()), "SupportMap: unused must be a tuple of tuples"),
        (lambda: Finding("k", "date", "hint", 3), "Finding: message must be str, not 3"),
        (lambda: Verdict("k", "accept", None, "2026"), "Verdict: reviewer must be str, not None"),
        (lambda: SupportLink((0, 0.5), (0, 0), 0.5), "SupportLink: each of source must be int"),
        (lambda: WordLink(((0, "1"),), ((0, 1),), 0.5), "WordLink: each of source must be a pair of ints"),
        (lambda: Bead(("x" * 500,), ()), "'x{59}…$"),
    ],
)
def test_a_field_of_another_type_is_named_at_birth(make, trouble: str) -> None:
    with pytest.raises(TypeError, match=trouble):
        make()
