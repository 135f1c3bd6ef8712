"""A target that runs from the end to the beginning is turned round; any other is left as it is."""

import random

import numpy as np
import pytest

from align.model import Bead, Document, Segment
from align.score.backward import runs_backward, turned
from align.score.common_order import order_warning
from tests.score.test_windows import Vectors, rows

LINES = [
    ("大臣は東京で会談した。", "The minister held talks in Tokyo."),
    ("予算案が国会を通過した。", "The budget bill passed the Diet."),
    ("台風で電車が止まった。", "Trains stopped because of the typhoon."),
    ("新しい橋が開通した。", "A new bridge was opened."),
    ("工場で火事があった。", "There was a fire at a factory."),
    ("魚の値段が上がっている。", "The price of fish is rising."),
    ("首相はインドを訪問する。", "The prime minister will visit India."),
    ("図書館が来月休館する。", "The library will be closed next month."),
    ("選手が金メダルを取った。", "The athlete won a gold medal."),
    ("病院が医師を募集している。", "The hospital is looking for doctors."),
    ("米の収穫が始まった。", "The rice harvest has begun."),
    ("学校で英語の授業が増える。", "Schools will teach more English."),
    ("銀行が金利を下げた。", "The bank lowered its interest rates."),
    ("山で熊が見つかった。", "A bear was found in the mountains."),
]


def test_only_a_falling_order_is_turned_round():
    source = rows(400)
    assert runs_backward(Vectors(source), Vectors(source[::-1]))
    assert not runs_backward(Vectors(source), Vectors(source))
    assert not runs_backward(Vectors(source), Vectors(source[random.Random(1).sample(range(400), 400)]))
    assert not runs_backward(Vectors(source), Vectors(np.repeat(source[:1], 400, axis=0)))  # identical lines
    assert not runs_backward(Vectors(source), Vectors(np.concatenate([source[200:], source[:200]])))
    assert not runs_backward(Vectors(source), Vectors(rows(400, seed=2)))  # nothing in common


def test_a_short_pair_is_never_turned_round():
    source = rows(11)
    assert not runs_backward(Vectors(source), Vectors(source[::-1]))


def test_beads_keep_their_segments_when_they_are_turned():
    beads = [Bead((0,), (0, 1)), Bead((1,), ()), Bead((), (2,))]
    assert [bead.target for bead in turned(beads, 3, cross=True)] == [(1, 2), (), (0,)]
    assert [bead.crosses for bead in turned(beads, 3, cross=True)] == [True, False, False]
    assert turned(turned(beads, 3, cross=True), 3, cross=False) == beads


@pytest.fixture(scope="module")
def aligner():
    from align.pipeline import load_aligner

    return load_aligner()


def documents(lines):
    source, target = [ja for ja, _ in lines], [en for _, en in reversed(lines)]
    return [
        Document("log", lang, tuple(Segment(i, text) for i, text in enumerate(texts)))
        for lang, texts in (("ja", source), ("en", target))
    ]


def test_a_log_in_the_other_order_is_aligned_and_said_to_run_backward(aligner):
    noticed = []
    alignment = aligner.align(*documents(LINES), notice=noticed.append)
    last = len(LINES) - 1
    right = [bead for bead in alignment.beads if bead.target == tuple(last - place for place in bead.source)]
    assert len(right) >= len(LINES) - 2
    assert all(bead.crosses for bead in right)
    assert "the target runs from the end to the beginning of the source" in str(noticed[0])


def test_locks_hold_in_a_log_in_the_other_order(aligner):
    last = len(LINES) - 1
    lock = Bead((3,), (last - 3,), locked=True)
    alignment = aligner.align(*documents(LINES), locks=[lock])
    kept = next(bead for bead in alignment.beads if bead.source == (3,))
    assert kept.target == (last - 3,) and kept.locked


def test_a_pair_without_an_order_is_not_said_to_run_backward():
    order = random.Random(3).sample(range(40), 40)
    beads = [Bead((i,), (j,), 0.9, crosses=True) for i, j in enumerate(order)]
    assert "no common order" in str(order_warning("x", beads, 40))
