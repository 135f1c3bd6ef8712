"""The metrics against hand-worked examples and against a textbook version on random ladders."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import FormatError, UsageError
from align.evaluate.ladder_files import Ladder, parse_ladder
from align.evaluate.metrics import count, evaluate, islands
from align.model import Bead

GOLD = "[0]:[0]\n[1, 2]:[1]\n[3]:[]\n[4]:[2, 3]\n[]:[4]\n"
FOUND = "[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[]\n[4]:[2, 3]\n[]:[4]\n"


def random_ladder(seed: int, n_source: int, n_target: int) -> Ladder:
    """A random monotone ladder over n_source x n_target segments."""
    draw, beads, i, j = random.Random(seed), [], 0, 0
    while i < n_source or j < n_target:
        a, b = draw.choice([(1, 1), (1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1)])
        a, b = min(a, n_source - i), min(b, n_target - j)
        if a or b:
            beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), probability=draw.random()))
            i, j = i + a, j + b
    return Ladder(tuple(beads), graded=True)


def test_a_hand_worked_example() -> None:
    scores = evaluate([parse_ladder(GOLD)], [parse_ladder(FOUND)]).scores
    # strict: 3 found, 3 wanted, [0]:[0] and [4]:[2, 3] agree
    assert (scores["strict"].precision, scores["strict"].recall) == pytest.approx((2 / 3, 2 / 3), abs=1e-6)
    # link: found 0-0 1-1 4-2 4-3, wanted also 2-1
    assert (scores["link"].precision, scores["link"].recall) == pytest.approx((1, 4 / 5), abs=1e-6)
    # null: found source 2, 3 and target 4, wanted source 3 and target 4
    assert (scores["null"].precision, scores["null"].recall) == pytest.approx((2 / 3, 1), abs=1e-6)
    # lax: every bead shares a link with one of the other side
    assert scores["lax"].f1 == 1


def test_null_is_counted_by_segment_however_the_beads_are_grouped() -> None:
    gold = parse_ladder("[0]:[0]\n[1]:[]\n[2]:[]\n")
    found = parse_ladder("[0]:[0]\n[1, 2]:[]\n")
    assert evaluate([gold], [found]).scores["null"].f1 == 1


def test_one_giant_bead_is_perfect_lax_and_worthless_strict() -> None:
    gold = parse_ladder("".join(f"[{i}]:[{i}]\n" for i in range(10)))
    giant = parse_ladder(f"{list(range(10))}:{list(range(10))}\n")
    scores = evaluate([gold], [giant]).scores
    assert (scores["lax"].f1, scores["strict"].f1, scores["link"].precision) == (1, 0, 0.1)


def test_nothing_to_find_and_nothing_found_is_one_but_a_false_null_is_zero() -> None:
    clean = parse_ladder("[0]:[0]\n")
    assert evaluate([clean], [clean]).scores["null"].f1 == 1
    split = parse_ladder("[0]:[]\n[]:[0]\n")
    assert evaluate([clean], [split]).scores["null"].f1 == 0
    assert evaluate([clean], [split]).scores["strict"].f1 == 0


def test_documents_are_averaged_micro() -> None:
    long, short = random_ladder(1, 40, 40), parse_ladder("[0]:[0]\n")
    wrong = parse_ladder("[0]:[]\n[]:[0]\n")
    beads = sum(not bead.is_null for bead in long.beads)
    score = evaluate([long, short], [long, wrong]).scores["strict"]
    assert score.recall == pytest.approx(beads / (beads + 1), abs=1e-6)
    assert score.precision == 1


@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_counts_equal_the_textbook(seed: int, n_source: int, n_target: int) -> None:
    gold, found = random_ladder(seed, n_source, n_target), random_ladder(seed + 1, n_source, n_target)
    strict = [bead for bead in found.beads if bead.source and bead.target]
    wanted = [bead for bead in gold.beads if bead.source and bead.target]
    right = sum(any((a.source, a.target) == (b.source, b.target) for b in wanted) for a in strict)
    assert count("strict", gold.beads, found.beads) == (right, len(strict), right, len(wanted))
    links = {(i, j) for bead in strict for i, j in itertools.product(bead.source, bead.target)}
    gold_links = {(i, j) for bead in wanted for i, j in itertools.product(bead.source, bead.target)}
    assert count("link", gold.beads, found.beads)[0] == len(links & gold_links)
    null_source = set(range(n_source)) - {i for i, _ in links}
    null_target = set(range(n_target)) - {j for _, j in links}
    assert count("null", gold.beads, found.beads)[1] == len(null_source) + len(null_target)


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_islands_part_the_beads_and_their_counts_add_up(seed: int) -> None:
    gold, found = random_ladder(seed, 15, 12), random_ladder(seed + 1, 15, 12)
    parts = islands(gold.beads, found.beads)
    assert sorted(map(id, gold.beads)) == sorted(id(bead) for one, _ in parts for bead in one)
    assert sorted(map(id, found.beads)) == sorted(id(bead) for _, other in parts for bead in other)
    for metric in ("strict", "link", "null", "lax"):
        summed = tuple(map(sum, zip(*(count(metric, *part) for part in parts), strict=True)))
        assert summed == count(metric, gold.beads, found.beads)
    used = [{("s", i) for b in one for i in b.source} | {("t", j) for b in one for j in b.target} for one, _ in parts]
    assert sum(map(len, used)) == 15 + 12


def test_intervals_hold_the_value_are_repeatable_and_narrow_with_documents() -> None:
    def width(documents: int) -> float:
        gold = [random_ladder(seed, 30, 30) for seed in range(documents)]
        found = [random_ladder(seed if seed % 3 else seed + 1000, 30, 30) for seed in range(documents)]
        score = evaluate(gold, found).scores["strict"]
        assert score.low <= score.f1 <= score.high
        assert evaluate(gold, found).scores["strict"] == score
        return score.high - score.low

    assert 0 < width(60) < width(6)


def test_one_document_is_resampled_by_islands() -> None:
    gold, found = random_ladder(3, 60, 60), random_ladder(4, 60, 60)
    result = evaluate([gold], [found])
    assert "boot:1000xislands" in result.signature
    assert result.scores["link"].low < result.scores["link"].f1 < result.scores["link"].high


def test_counts_that_do_not_fit_are_named() -> None:
    gold = Ladder(parse_ladder("[0]:[0]\n[1]:[1]\n").beads, "a.gold")
    short = Ladder(parse_ladder("[0]:[0]\n[]:[1]\n").beads, "a.ladder")
    with pytest.raises(FormatError) as raised:
        evaluate([gold], [short])
    assert str(raised.value) == (
        "a.ladder: 1 source segments, but a.gold has 2; "
        "align the same texts with the same --lines and --level as the gold"
    )
    with pytest.raises(UsageError):
        evaluate([gold], [])


def test_calibration_needs_probabilities_from_every_hypothesis() -> None:
    gold, found = random_ladder(1, 20, 20), random_ladder(1, 20, 20)
    assert evaluate([gold], [found]).calibration is not None
    bare = Ladder(found.beads, graded=False)
    assert evaluate([gold, gold], [found, bare]).calibration is None
    assert "calibration" not in evaluate([gold], [bare]).to_json()
