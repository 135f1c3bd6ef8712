"""Anchors of both sides in one table."""

import numpy as np
import pytest

from align.score.anchor_table import AnchorTable
from tests.score.toy import side


@pytest.fixture
def table():
    source = side("ja", "2023年にSNSで12億円", "3匹の犬", "犬")
    target = side("en", "1.2 billion yen on SNS in 2023 from London", "7 dogs in London")
    return AnchorTable(source, target)


def test_a_word_that_only_the_target_holds_is_no_anchor(table):
    assert "london" not in table.shared_in(0, 3, 0, 2)
    assert table.held[1][:, table.kinds["latin"] > 0].sum() == 1


def test_anchors_are_facts_or_latin_words(table):
    assert (table.kinds["facts"] + table.kinds["latin"] == 1).all()
    assert table.kinds["latin"].sum() == 1


def test_shared_and_lone_anchors_are_told_apart(table):
    assert (table.shared + table.alone == 1).all()
    assert table.shared.sum() == 3  # 2023, SNS, 1.2 billion
    held = np.maximum(table.held[0].max(axis=0), table.held[1].max(axis=0))
    assert (held == 1).all()


def test_rare_anchors_weigh_more(table):
    segments = 3 + 2 + 1
    assert table.weight[table.shared > 0] == pytest.approx(np.full(3, np.log(segments / 2.5)))
    assert table.weight[table.alone > 0] == pytest.approx(np.full(int(table.alone.sum()), np.log(segments / 1.5)))


def test_what_both_sides_of_a_bead_hold_is_written_for_a_reader(table):
    assert sorted(table.shared_in(0, 1, 0, 1)) == ["1200000000", "2023", "sns"]
    assert table.shared_in(1, 2, 0, 1) == []
    assert sorted(table.shared_in(0, 3, 1, 1)) == []
    assert table.shared_in(0, 1, 0, 0) == table.shared_in(0, 0, 0, 1) == []
    assert sorted(table.shared_in(0, 2, 0, 2)) == ["1200000000", "2023", "sns"]


def test_dates_times_and_spans_are_written_as_such():
    source = side("ja", "1月15日の9時5分から50分間会談した。水曜日。")
    target = side("en", "On January 15 at 9:05 they met for 50 minutes. Wednesday.")
    assert {"1/15", "9:05", "3000 s"} <= set(AnchorTable(source, target).shared_in(0, 1, 0, 1))
