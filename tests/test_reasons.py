"""Why a bead was chosen, in words, from its evidence and its texts."""

import pytest

from align.model import Alignment, Bead, Document, Evidence, Segment, SupportLink, SupportMap
from align.reasons import next_best, reasons

JA = "令和8年1月15日14時から、PAC-3の共同訓練を行った。"
EN = "The bilateral PAC-3 training took place at 14:00 on January 15, 2026."


def pair(*evidence: Evidence, source: str = JA, target: str = EN, support: SupportMap | None = None) -> Alignment:
    sides = (Document("x", lang, (Segment(0, text),)) for lang, text in (("ja", source), ("en", target)))
    return Alignment(*sides, (Bead((0,), (0,), 0.9, evidence),), support=support)


def words(alignment: Alignment) -> list[str]:
    return [reason.words for reason in reasons(alignment, alignment.beads[0])]


def test_shared_facts_are_quoted_from_both_texts() -> None:
    (found,) = words(pair(Evidence("facts", 2.0, 1.5, "1/15, 2026, 14:00, pac-3")))
    assert "same date (令和8年1月15日 = January 15, 2026)" in found
    assert "same time (14時 = 14:00)" in found
    assert "same word (pac-3)" in found


def test_facts_without_a_common_one_are_told_by_their_weight() -> None:
    for weight, said in ((0.4, "dates, numbers and names agree"), (-0.4, "no date, number or name in common")):
        assert words(pair(Evidence("facts", 0.0, weight), source="会談。", target="Talks.")) == [said]


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (Evidence("similarity", 0.57, 2.0, "cosine 0.57"), "meaning close (cosine 0.57)"),
        (Evidence("similarity", 0.1, -2.0), "meaning not close (cosine 0.10)"),
        (Evidence("words", 0.4, 1.0, "content words answered: source 50%, target 40%"),
         "content words answered: source 50%, target 40%"),
        (Evidence("length", 0.3, -1.0, "source 35% longer than usual"), "source 35% longer than usual"),
        (Evidence("structure", 1.0, 2.0, "same number in front"), "same number in front"),
        (Evidence("structure", 0.0, -0.5), "unlike in form"),
        (Evidence("sentences", 0.1, -0.5), "a sentence has no counterpart"),
        (Evidence("size", 1.0, -1.0), "one to one is unusual"),
        (Evidence("hand", 1.0, 1.0, "Sato"), "paired by hand: Sato"),
        (Evidence("mood", 1.0, 1.0), "mood"),
    ],
)  # fmt: skip
def test_each_kind_of_evidence_has_its_words(evidence: Evidence, said: str) -> None:
    assert words(pair(evidence)) == [said]


def test_the_strongest_reason_comes_first_and_a_usual_size_is_not_told() -> None:
    found = pair(Evidence("length", 0.3, -1.0, "a"), Evidence("words", 0.3, 2.0, "b"), Evidence("size", 1.0, 9.0))
    assert words(found) == ["b", "a"]


@pytest.mark.parametrize(("near", "word", "speaks_for"), [(0.01, "nothing", True), (0.2, "something", False)])
def test_a_null_bead_is_told_by_what_is_near(near: float, word: str, speaks_for: bool) -> None:
    source = Document("x", "ja", (Segment(0, "会談。"),))
    bead = Bead((0,), (), 0.9, (Evidence("alone", near, -2.0),))
    (found,) = reasons(Alignment(source, Document("x", "en", ()), (bead,)), bead)
    assert (found.words, found.weight > 0) == (f"{word} on the other side is close", speaks_for)


@pytest.mark.parametrize(
    ("share", "words"), [(0.05, "much less likely (5%)"), (0.3, "less likely (30%)"), (0.8, "nearly as likely (80%)")]
)
def test_the_next_best_bead_is_told_with_its_likelihood(share: float, words: str) -> None:
    bead = Bead((0,), (0,), 0.9, (Evidence("rival", share, 0.0, "source 1 with target 2"),))
    assert next_best(bead) == f"source 1 with target 2, {words}"
    assert next_best(Bead((0,), (0,))) == ""


def test_a_bead_of_a_summary_is_told_by_its_links() -> None:
    support = SupportMap((SupportLink((0, 0), (0, 0), 0.83),), ((0.1,),), ((0.1,),))
    assert words(pair(support=support))[0] == "1 of 1 target sentences rest on it (the surest link: 83%)"
    assert words(pair(source="会談。", target="Talks.")) == []
