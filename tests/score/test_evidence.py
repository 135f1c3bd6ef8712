"""What a reader sees of a bead: groups, values and details."""

import numpy as np
import pytest

from align.score.candidates import Candidates
from align.score.evidence import evidence_of
from align.score.features import all_features
from align.score.measured_pair import measure
from align.score.slopes import Slope
from align.score.weights import Weights
from align.search.arcs import Arcs
from tests.score.toy import SOURCE, TARGET, side

COLUMNS = {
    "margin": [0.5, 0.0],
    "margin_cosine": [0.75, 0.0],
    "join_source_gain": [0.25, 0.0],
    "sentences_source": [0.5, 0.0],
    "sentences_target": [0.25, 0.0],
    "words_source": [0.5, 0.0],
    "words_target": [0.75, 0.0],
    "facts_shared": [0.0, 0.0],
    "latin_shared": [2.0, 0.0],
    "length_long": [0.3, 0.0],
    "length_short": [0.0, 0.0],
    "form_same_number": [0.0, 0.0],
    "form_other_number": [1.0, 0.0],
    "shape_one": [1.0, 0.0],
    "null_source": [0.0, 1.0],
    "null_source_nearest": [0.0, -0.2],
    "mood_good": [1.0, 0.0],
    "unweighted": [1.0, 1.0],
}


@pytest.fixture
def found():
    pair = measure(side("ja", "犬 SNS", "猫"), side("en", "dog sns"), 1)
    arcs = Arcs(*np.array([(0, 1, 0, 1), (1, 1, 1, 0)], dtype=np.int64).T)
    return Candidates(pair, arcs, {name: np.array(column, dtype=np.float32) for name, column in COLUMNS.items()})


def weights(**changed):
    slopes = {name: Slope((), (1.0,)) for name in COLUMNS if name != "unweighted"}
    return Weights("test", slopes | {name: Slope((), (weight,)) for name, weight in changed.items()})


def shown(found, arc=0, **changed):
    return {item.name: item for item in evidence_of(found, weights(**changed), [arc])[0]}


def test_features_are_summed_by_the_group_that_a_reader_knows(found):
    items = shown(found)
    assert items["similarity"].weight == pytest.approx(0.5 + 0.75 + 0.25)
    assert items["facts"].weight == pytest.approx(2.0)
    assert items["mood"].weight == pytest.approx(1.0)
    assert "unweighted" not in items


def test_groups_without_any_feature_are_not_shown(found):
    assert "alone" not in shown(found)
    assert set(shown(found, arc=1)) == {"alone"}


def test_the_heaviest_group_comes_first_also_if_it_speaks_against_the_bead(found):
    order = [item.name for item in evidence_of(found, weights(shape_one=-9.0), [0])[0]]
    assert order[0] == "size"
    assert order[1] == "facts"


def test_each_group_has_its_number(found):
    values = {name: item.value for name, item in shown(found).items()}
    assert values == pytest.approx(
        {
            "similarity": 0.75,
            "sentences": 0.25,
            "words": 0.5,
            "facts": 2.0,
            "length": 0.3,
            "structure": -1.0,
            "size": 1.0,
            "mood": 1.0,
        }
    )
    assert shown(found, arc=1)["alone"].value == pytest.approx(-0.2)


def test_each_group_has_its_words(found):
    details = {name: item.detail for name, item in shown(found).items()}
    assert details == {
        "similarity": "cosine 0.75, +0.50 against the nearest others",
        "sentences": "",
        "words": "content words answered: source 50%, target 75%",
        "facts": "sns",
        "length": "source 35% longer than usual",
        "structure": "different numbers in front",
        "size": "",
        "mood": "",
    }
    assert shown(found, arc=1)["alone"].detail == "nearest other-side segment -0.20 against its neighbours"


@pytest.mark.parametrize(
    ("changed", "group", "value", "detail"),
    [
        ({"length_long": 0.0, "length_short": 0.4}, "length", -0.4, "source 33% shorter than usual"),
        ({"form_same_number": 1.0, "form_other_number": 0.0}, "structure", 1.0, "same number in front"),
    ],
)
def test_shorter_sources_and_same_numbers(found, changed, group, value, detail):
    for name, number in changed.items():
        found.columns[name][0] = number
    item = shown(found)[group]
    assert (item.value, item.detail) == (pytest.approx(value), detail)


def test_several_beads_have_their_own_evidence():
    pair = measure(side("ja", *SOURCE), side("en", *TARGET), 2)
    arcs = Arcs(*np.array([(0, 1, 0, 1), (6, 1, 6, 1), (1, 1, 0, 0)], dtype=np.int64).T)
    found = Candidates(pair, arcs, all_features(pair, arcs))
    some = Weights("test", {"facts_shared": Slope((), (1.0,)), "null_source": Slope((), (1.0,))})
    first, second = evidence_of(found, some, [2, 1])
    assert [item.name for item in first] == ["alone"]
    assert [(item.name, item.detail) for item in second] == [("facts", "1200000000, sns")]
