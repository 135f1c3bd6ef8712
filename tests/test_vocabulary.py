"""One threshold of doubt and one vocabulary in every output."""

import re
from pathlib import Path

import pytest

import align
from align.exchange.confidence import LOW, MIDDLE, band
from align.model import Bead
from align.model.beads import DOUBTFUL_BELOW
from align.vocabulary import confidence_words

STATIC = Path(align.__file__).parent / "page" / "static"


@pytest.mark.parametrize("script", ["pair.js", "ribbons.js"])
def test_the_review_page_doubts_below_the_same_probability(script: str) -> None:
    text = (STATIC / script).read_text("utf-8")
    named = re.findall(r"DOUBTFUL = ([\d.]+)|bead\.p < ([\d.]+)", text)
    assert {float(one or other) for one, other in named} == {DOUBTFUL_BELOW}


def test_the_colours_of_the_formats_change_at_the_same_probability() -> None:
    assert (band(DOUBTFUL_BELOW - 0.001), band(DOUBTFUL_BELOW)) == (LOW, MIDDLE)


@pytest.mark.parametrize(
    ("bead", "doubtful", "words"),
    [
        (Bead((0,), (0,), 0.79), True, "doubtful"),
        (Bead((0,), (0,), 0.8), False, "likely"),
        (Bead((0,), (), 0.9), False, "sure"),
        (Bead((0,), (0,), 0.1, locked=True), False, "confirmed by a person"),
    ],
)
def test_a_bead_is_sure_likely_or_doubtful(bead: Bead, doubtful: bool, words: str) -> None:
    assert (bead.is_doubtful, confidence_words(bead)) == (doubtful, words)
