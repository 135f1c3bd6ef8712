"""Features of names: the right person speaks for a bead, another one against it."""

import numpy as np
import pytest

from align.facts.pronunciation import available
from align.score.features import all_features
from align.score.measured_pair import measure
from align.search.arcs import Arcs
from tests.score.toy import side

needs_dictionary = pytest.mark.skipif(not available(), reason="needs the dictionary: pip install 'taiyaku[names]'")
PAIR = measure(
    side("ja", "出席者", "アンナ・ベル（委員）", "リサ・ブラント", "カルロス・メンデス"),
    side("en", "Those present", "Ms. A. Bell", "Ms. L. Brandt, Adviser", "Mr. P. Hansen"),
    3,
)


def value(name: str, bead: tuple[int, int, int, int]) -> float:
    arcs = Arcs(*np.array([bead], dtype=np.int64).T)
    return float(all_features(PAIR, arcs)[name][0])


def test_a_bead_of_one_person_shares_the_name() -> None:
    assert value("names_shared", (1, 1, 1, 1)) == 1
    assert value("names_elsewhere", (1, 1, 1, 1)) == 0


def test_a_bead_of_two_persons_named_elsewhere_counts_both() -> None:
    assert value("names_shared", (1, 1, 2, 1)) == 0
    assert value("names_elsewhere", (1, 1, 2, 1)) == 2


@needs_dictionary
def test_a_person_whom_the_other_side_names_nowhere_is_open() -> None:
    assert value("names_open", (3, 1, 3, 1)) == pytest.approx(PAIR.names.trust)
    assert value("null_target_unnamed", (0, 0, 3, 1)) == pytest.approx(PAIR.names.trust)
    assert value("null_source_unnamed", (3, 1, 0, 0)) == pytest.approx(PAIR.names.trust)


def test_a_person_whom_the_other_side_names_is_not_left_alone() -> None:
    assert value("null_source_named", (1, 1, 0, 0)) == 1
    assert value("null_source_named", (3, 1, 0, 0)) == 0


@needs_dictionary
def test_among_persons_two_lines_without_any_belong_together() -> None:
    assert value("names_neither", (0, 1, 0, 1)) == pytest.approx(0.75)
    assert value("names_neither", (1, 1, 1, 1)) == 0


def test_two_lines_that_name_each_others_persons_are_turned() -> None:
    crossed = measure(side("ja", "アンナ・ベル", "リサ・ブラント"), side("en", "Ms. L. Brandt", "Ms. A. Bell"), 3)
    arcs = Arcs(*np.array([(0, 2, 0, 2)], dtype=np.int64).T)
    assert all_features(crossed, arcs)["names_turned"].tolist() == [1]
    assert value("names_turned", (1, 2, 1, 2)) == 0
