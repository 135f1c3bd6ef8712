"""Support files and their scores: counted by hand on small maps."""

from pathlib import Path

import pytest

from align.errors import FormatError
from align.evaluate.support_files import Support, find_supports, parse_support, read_support
from align.evaluate.support_metrics import evaluate_support

GOLD = parse_support("0.0 <- 0.0\n0.1 <- 2.0, 2.1\n1.0 <-\n2.0 <- 4.0\n", "gold.support")


def test_links_paragraphs_nulls_and_unsupported_sentences_are_counted() -> None:
    found = parse_support("0.0 <- 0.0\n0.1 <- 2.0, 3.0\n1.0 <- 1.0\n2.0 <-\n", "x.support")
    scores = evaluate_support([GOLD], [found]).scores
    assert (scores["support"].precision, scores["support"].recall) == (0.5, 0.5)
    # gold pairs (0,0) (0,2) (2,4); found (0,0) (0,2) (0,3) (1,1)
    assert (scores["paragraphs"].precision, scores["paragraphs"].recall) == (0.5, round(2 / 3, 6))
    # gold nulls: source 1 and 3, target 1; found: source 4, target 2 of five source and three target segments
    assert (scores["null"].precision, scores["null"].recall) == (0.0, 0.0)
    assert (scores["unsupported"].precision, scores["unsupported"].recall) == (0.0, 0.0)


def test_the_gold_against_itself_is_perfect() -> None:
    result = evaluate_support([GOLD, GOLD], [GOLD, GOLD])
    assert {score.f1 for score in result.scores.values()} == {1.0}
    assert (result.documents, result.beads, result.counted) == (2, 8, "gold links")
    assert result.calibration is None


def test_probabilities_of_links_are_compared_with_how_often_they_are_right() -> None:
    sources = {(0, 0): {(0, 0): 0.9}, (0, 1): {(2, 0): 0.8, (3, 0): 0.3}, (1, 0): {}, (2, 0): {(4, 0): 0.6}}
    result = evaluate_support([GOLD], [Support(sources, "x", graded=True, segments=(5, 3))])
    assert result.calibration is not None
    assert result.calibration.ece == pytest.approx((0.1 + 0.2 + 0.3 + 0.4) / 4)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("0.0 = 1.0\n", "x:1: no arrow: '0.0 = 1.0'"),
        ("0.0 <- 1\n", "x:1: not a sentence: '1'"),
        ("0.0 <-\n0.0 <- 1.0\n", "x:2: target sentence 0.0 stands here twice"),
        ("# nothing\n\n", "x: names no target sentence"),
        ("0.0 <- 1.0,\n", "x:1: not a sentence: ''"),
    ],
)
def test_a_file_of_another_form_is_refused_with_its_line(text: str, trouble: str) -> None:
    with pytest.raises(FormatError) as raised:
        parse_support(text, "x")
    assert str(raised.value).startswith(trouble)


def test_files_of_different_texts_are_refused() -> None:
    with pytest.raises(FormatError, match=r"target sentence 2\.0 stands in one file only"):
        evaluate_support([GOLD], [parse_support("0.0 <-\n0.1 <-\n1.0 <-\n")])


def test_pairs_of_files_are_found_by_name(tmp_path: Path) -> None:
    gold, found = tmp_path / "gold", tmp_path / "out"
    (gold / "b").mkdir(parents=True)
    found.mkdir()
    for path in (gold / "a.support", gold / "b" / "gold.support", gold / "c.support", found / "a.support"):
        path.write_text("0.0 <-\n")
    (found / "b.support").write_text("\ufeff0.0 <-\n")
    pairs, missing, extra = find_supports(gold, found)
    assert [(one.name, other.name) for one, other in pairs] == [
        ("a.support", "a.support"),
        ("gold.support", "b.support"),
    ]
    assert (missing, extra) == (["c"], [])
    assert read_support(found / "b.support").sources == {(0, 0): {}}
