"""Negations are compared in the sentences that answer each other; what the opposite would be is tried."""

import pytest

from align.check.answered import answered_share
from align.check.counterpart import counterpart
from align.check.turned import turned_gains
from align.check.view import views_of
from align.exchange.bilingual import from_rows
from align.model import BeadLinks, Finding, WordLink

SOURCE = "この鍵は古い。倉庫では使えません。予備はあります。"
TARGET = "This key is not new. It can be used in the store. There is a spare one."


def view(source, target):
    return views_of(from_rows([("1", source, target)]))[0]


def test_sentences_of_the_same_number_answer_each_other():
    bead = view(SOURCE, TARGET)
    own, other = counterpart(bead, SOURCE.index("使"), of_source=True)
    assert SOURCE[slice(*own)] == "倉庫では使えません。"
    assert TARGET[slice(*other)].strip() == "It can be used in the store."
    back = counterpart(bead, TARGET.index("spare"), of_source=False)
    assert SOURCE[slice(*back[1])] == "予備はあります。"


def test_where_one_side_has_more_sentences_those_as_far_on_answer():
    bead = view(SOURCE, "This key is not new and can be used in the store. There is a spare one.")
    _, other = counterpart(bead, 0, of_source=True)
    assert bead.target[slice(*other)].startswith("This key")
    assert counterpart(view("鍵だ。", "A key."), 0, of_source=True) == ((0, 3), (0, 6))


def test_a_negation_that_its_own_sentence_lacks_is_found_although_another_sentence_has_one(said):
    lost = [words for check, _, _, words, _ in said(SOURCE, TARGET) if check == "polarity"]
    assert ["ません"] in lost


class Parts:
    """The vector of a text says whether it is negated."""

    def pieces(self, texts):
        import numpy as np

        negated = [any(word in text for word in ("ません", " not", "n't")) for text in texts]
        return [np.array([[float(is_negated), 1 - float(is_negated)]], dtype=np.float32) for is_negated in negated]

    def combine(self, sums):
        return sums


@pytest.mark.parametrize(
    ("target", "rises"), [("It can be used in the store.", True), ("It is no good: it can not be used.", False)]
)
def test_a_lost_negation_brings_the_opposite_nearer_to_the_source(target, rises):
    from align.check.config import CheckConfig
    from align.check.context import Context

    bead = view("倉庫では使えません。", target)
    context = Context(CheckConfig())
    context.__dict__["parts"] = Parts()
    finding = Finding(bead.key, "polarity", "warning", "lost", ((6, 9),))
    (turned,) = turned_gains([finding], {bead.key: bead}, context)
    assert turned is not None
    assert (turned.best > 0) == rises
    assert (turned.source > 0) == rises


def test_the_share_of_answered_words_counts_the_sentence_alone():
    links = BeadLinks(
        (WordLink(((0, 2),), ((0, 3),), 0.8), WordLink(((20, 22),), ((9, 12),), 1.0)), ((3, 5), (6, 8), (30, 31)), ()
    )
    finding = Finding("k", "omission", "warning", "m", ((0, 10),))
    assert answered_share(finding, links) == pytest.approx(0.8 / 3)
    assert answered_share(Finding("k", "omission", "warning", "m", ((20, 25),)), links) is None
