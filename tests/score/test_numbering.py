"""Leading numbers compared."""

import numpy as np

from align.score.numbering import numbered_alike, numbered_apart
from tests.score.toy import side


def test_a_bare_number_is_apart_from_another_number_and_from_no_text():
    source = side("ja", "2.1.", "第3章　犬", "猫", "2.2")
    target = side("en", "2.2.", "2.1. dog", "cat", "Chapter 3 dog")
    assert numbered_apart(source, target).tolist() == [
        [True, False, False, True],
        [True, False, False, False],
        [False, False, False, False],
        [False, True, False, True],
    ]


def test_the_same_number_is_alike_and_no_number_is_not():
    source, target = np.array(["1", "", "2"], dtype=object), np.array(["1", "", "3"], dtype=object)
    assert numbered_alike(source, target).tolist() == [True, False, False]
