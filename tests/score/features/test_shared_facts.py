"""Facts of both sides, and of one side only."""

from align.score.measured_pair import measure
from tests.score.features.values import value
from tests.score.toy import side


def test_facts_of_one_side_only_count_for_that_side():
    pair = measure(side("ja", "犬は3匹", "猫"), side("en", "12 dog", "7 cat"), 2)
    assert value(pair, "facts_source_only", 0, 1, 0, 1) > 0
    assert value(pair, "facts_target_only", 0, 1, 0, 1) > 0
    assert value(pair, "facts_source_only", 1, 1, 1, 1) == 0
    assert value(pair, "facts_target_only", 1, 1, 1, 1) > 0
    assert value(pair, "facts_source_only", 0, 2, 1, 1) == value(pair, "facts_source_only", 0, 1, 1, 1)
    assert value(pair, "facts_shared", 0, 1, 0, 1) == 0


def test_shared_facts_are_shared_and_stand_on_no_single_side():
    pair = measure(side("ja", "2023年の犬とSNS"), side("en", "dog on SNS in 2023"), 1)
    for kind in ("facts", "latin"):
        assert value(pair, f"{kind}_shared", 0, 1, 0, 1) > 0
        assert value(pair, f"{kind}_source_only", 0, 1, 0, 1) == 0
        assert value(pair, f"{kind}_target_only", 0, 1, 0, 1) == 0
