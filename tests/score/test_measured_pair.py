"""What is measured of a pair, and what is measured once."""

import numpy as np
import pytest

from align.score import measured_pair
from align.score.measured_pair import DocumentPair, measure
from tests.score.toy import SOURCE, TARGET, side


@pytest.fixture
def pair():
    return DocumentPair(side("ja", *SOURCE), side("en", *TARGET))


def test_a_part_is_measured_as_if_it_were_the_document(pair):
    part = pair.part([1, 2], [1, 2, 3], 2)
    assert part.size == (2, 3)
    alone = measure(pair.source.pick([1, 2]), pair.target.pick([1, 2, 3]), 2)
    assert part.runs.margins(2, 2) == pytest.approx(alone.runs.margins(2, 2))
    assert part.lengths.ratio == alone.lengths.ratio


def test_the_whole_pair_is_measured_once_at_any_width(pair, monkeypatch):
    counted = []
    monkeypatch.setattr(measured_pair, "word_coverage", lambda *sides: counted.append(sides))
    every = range(len(SOURCE)), range(len(TARGET))
    six, three = pair.part(*every, 6), pair.part(*every, 3)
    assert len(counted) == 1
    assert (six.widest, three.widest) == (6, 3)
    assert sorted(three.runs.source) == [1, 2, 3]
    assert sorted(six.runs.source) == [1, 2, 3, 4, 5, 6]
    assert three.anchors is six.anchors
    assert three.runs.margins(2, 1) is six.runs.margins(2, 1)
    pair.part([0], range(len(TARGET)), 3)
    pair.part(range(len(SOURCE)), [0], 3)
    assert len(counted) == 3


def test_a_wider_measurement_equals_one_from_scratch(pair):
    wide = pair.part([0, 1, 2, 3], [0, 1, 2, 3, 4], 1).within(3)
    fresh = pair.part([0, 1, 2, 3], [0, 1, 2, 3, 4], 3)
    assert wide.widest == 3
    for shape in ((1, 1), (3, 1), (1, 3), (2, 2)):
        assert np.allclose(wide.runs.margins(*shape), fresh.runs.margins(*shape))
    assert wide.within(3) is wide
