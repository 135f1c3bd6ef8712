"""How well runs of one side answer the sentences and words of the other."""

import numpy as np
import pytest

from align.score.run_margins import margins_of
from align.score.unit_coverage import UnitCoverage, sentence_coverage, word_coverage
from tests.score.toy import side

ANSWER = np.array([[0.9, 0.1, 0.3], [0.2, 0.8, 0.1], [0.5, 0.4, 0.6]], dtype=np.float32)


@pytest.fixture
def coverage():
    """Three units in segments of 2, 0 and 1 units, against three segments."""
    return UnitCoverage(ANSWER, np.array([2, 0, 1]), np.array([1.0, 2.0, 4.0]))


def test_mass_and_best_answer_are_weighted_sums_by_segment(coverage):
    assert coverage.mass.tolist() == [3, 0, 4]
    assert coverage.best == pytest.approx([0.9 + 1.6, 0, 2.4])


def test_sums_take_the_best_answer_in_each_run(coverage):
    assert coverage.sums(1) == pytest.approx(np.array([[1.3, 1.7, 0.5], [0, 0, 0], [2.0, 1.6, 2.4]]))
    assert coverage.sums(2) == pytest.approx(np.array([[0.9 + 1.6, 0.3 + 1.6], [0, 0], [2.0, 2.4]]))
    assert coverage.sums(3) == pytest.approx(np.array([[2.5], [0], [2.4]]))


def test_the_least_answered_unit_of_each_run(coverage):
    assert coverage.least(1) == pytest.approx(np.array([[0.2, 0.1, 0.1], [1, 1, 1], [0.5, 0.4, 0.6]]))
    assert coverage.least(2) == pytest.approx(np.array([[0.8, 0.3], [1, 1], [0.5, 0.6]]))


def test_the_share_is_the_best_mean_answer_in_one_segment(coverage):
    assert coverage.share == pytest.approx([1.7 / 3, 0, 0.6])


def test_sentences_are_covered_by_margins_and_weighted_by_characters():
    source, target = (
        side("ja", "犬がいる。猫もいるようだ。", "鳥。"),
        side("en", "A dog.", "The cat and a bird.", "fish"),
    )
    of_source, of_target = sentence_coverage(source, target)
    margins = margins_of(source.sentence_vectors() @ target.sentence_vectors().T)
    assert of_source.mass.tolist() == [5 + 8, 2]
    assert of_target.mass.tolist() == [6, 19, 4]
    assert of_source.sums(1)[0] == pytest.approx(5 * margins[0] + 8 * margins[1], abs=1e-5)
    assert of_target.sums(1)[1] == pytest.approx([19 * margins[:2, 1].max(), 19 * margins[2, 1]], abs=1e-5)


def test_words_are_covered_by_their_vectors_and_weighted_by_rarity():
    source, target = side("ja", "犬、猫", "鳥", "犬"), side("en", "dog", "bird fish", "the")
    of_source, of_target = word_coverage(source, target)
    rare, common = np.log(4 / 1.5), np.log(4 / 2.5)
    assert of_source.mass == pytest.approx([common + rare, rare, common])
    assert of_source.sums(1) == pytest.approx(
        np.array([[common, 0, -0.0], [0, rare, 0], [common, 0, 0]])
        + np.array([[0, 0, -(common + rare)], [0, 0, -rare], [0, 0, -common]]),
        abs=1e-3,
    )
    assert of_target.sums(1)[1] == pytest.approx([0, rare, 0], abs=1e-3)
    assert of_target.mass == pytest.approx([rare, 2 * rare, 0])


@pytest.mark.parametrize(("cosine", "alike"), [(0.45, 0.0), (0.3, 0.0), (0.65, 0.5), (0.85, 1.0), (0.95, 1.0)])
def test_word_similarity_rises_from_045_to_085(cosine, alike):
    source, target = side("ja", "犬"), side("en", "dog")
    source.vocabulary[:] = 0
    target.vocabulary[:] = 0
    source.vocabulary[0, 0] = 1
    target.vocabulary[0, :2] = cosine, (1 - cosine**2) ** 0.5
    found, _ = word_coverage(source, target)
    assert found.best / found.mass == pytest.approx([alike], abs=2e-3)
