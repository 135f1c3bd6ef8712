"""Missing sentences: how sides are cut, the features against a clear version, and what numbers and names add."""

import math

import numpy as np
import pytest

from align.check import sentence_support
from align.check.config import CheckConfig
from align.check.context import Context
from align.check.sentence_support import (
    BIAS,
    USUAL,
    WEIGHTS,
    SentenceParts,
    features,
    probability,
    sides,
    unsupported_sentences,
)
from align.check.view import views_of
from align.exchange.bilingual import from_rows
from align.model import Alignment, Bead, Document, Finding, Segment


class Encoder:
    """Parts are points on a plane, by the first letters of the text; a vector is the direction of their sum."""

    def __init__(self, points):
        self.points = points

    def parts(self, texts):
        return np.array([self.points[text] for text in texts], dtype=np.float32)

    def pieces(self, texts):
        return [row[None] for row in self.parts(texts)]

    def combine(self, parts):
        return parts / np.linalg.norm(parts, axis=1, keepdims=True)


def cosine(a, b):
    return float(np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b))


def clear_features(own, other, own_columns, other_columns):
    """The seven features of each sentence, one at a time."""
    rows = []
    for place, vector in enumerate(own):
        windows = [*other, *(other[k] + other[k + 1] for k in range(len(other) - 1))]
        nearest = max(range(len(other)), key=lambda k: cosine(vector, other[k]))
        rivals = [cosine(own[k], other[nearest]) if k != place else -2.0 for k in range(len(own))]
        rival = rivals.index(max(rivals))
        total, whole = sum(own), sum(other)
        length, rest = sum(own_columns), sum(own_columns) - own_columns[place]
        rows.append(
            (
                max(cosine(vector, window) for window in windows),
                cosine(total, whole) - cosine(total - vector, whole),
                cosine(vector, other[nearest]) - rivals[rival],
                cosine(vector + own[rival], other[nearest]) - rivals[rival],
                math.log(sum(other_columns) / length),
                math.log(sum(other_columns) / (rest + 1)),
                own_columns[place] / length,
            )
        )
    return np.array(rows)


@pytest.mark.parametrize("seed", range(8))
def test_features_equal_the_clear_version(seed):
    draw = np.random.default_rng(seed)
    n_own, n_other = int(draw.integers(2, 6)), int(draw.integers(1, 5))
    own, other = draw.normal(size=(n_own, 4)), draw.normal(size=(n_other, 4))
    texts = ["あ" * int(draw.integers(5, 20)) for _ in own], ["a" * int(draw.integers(5, 40)) for _ in other]
    (found,) = features(Encoder({}), [SentenceParts(own, other, *texts)])
    wanted = clear_features(
        list(own), list(other), [2 * len(text) for text in texts[0]], [len(text) for text in texts[1]]
    )
    assert found == pytest.approx(wanted, abs=1e-9)


def test_the_probability_is_logistic_and_centred_on_the_usual_length_of_the_side():
    row = np.array([[0.5, 0.1, 0.2, 0.05, 0.3, 0.4, 0.25]])
    for of_source, usual in ((True, USUAL), (False, -USUAL)):
        centred = [*row[0, :4], row[0, 4] - usual, row[0, 5] - usual, row[0, 6]]
        odds = sum(weight * value for weight, value in zip(WEIGHTS, centred, strict=True)) + BIAS
        assert probability(row, of_source=of_source)[0] == pytest.approx(1 / (1 + math.exp(-odds)))
    assert row[0, 4] == 0.3


def test_the_learnt_weights_are_those_that_were_measured():
    row = np.array([[0.8, -0.05, 0.3, -0.1, -0.2, 0.1, 0.4]])
    # -0.02 * 0.8 + 17.18 * 0.05 - 2.77 * 0.3 + 17.73 * 0.1 + 4.59 * (0.2 + u) + 2.38 * (0.1 - u) - 1.48 * 0.4 - 2.26
    odds = 0.089 + 2.21 * math.log(1.15)
    assert probability(row, of_source=True)[0] == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-9)


def view(source, target):
    return views_of(from_rows([("1", source, target)]))[0]


def test_sides_are_cut_into_sentences_and_fragments_join_their_neighbours():
    source, target = sides(view("2.6.1. 会議を開いた。次に会談した。）", "They met for long. Figure 3. They talked."))
    assert source.texts == ("2.6.1. 会議を開いた。", "次に会談した。）")
    assert target.texts == ("They met for long. Figure 3.", "They talked.")


@pytest.mark.parametrize(("first", "count"), [("あいうえ。", 1), ("あいうえお。", 2)])
def test_a_sentence_of_fewer_than_nine_columns_of_letters_is_a_fragment(first, count):
    source, _ = sides(view(first + "次の会談は長く続いた。", "One."))
    assert len(source.texts) == count


def test_sentences_of_a_bead_of_two_segments_count_from_its_joined_text():
    texts = ("会議は長く続いた。", "会談も長く続いた。"), ("They met for long.", "They also talked.")
    documents = [
        Document("d", lang, tuple(Segment(n, text) for n, text in enumerate(side)))
        for lang, side in zip(("ja", "en"), texts, strict=True)
    ]
    alignment = Alignment(documents[0], documents[1], (Bead((0, 1), (0, 1)),))
    (bead,) = views_of(alignment)
    assert [side.texts for side in sides(bead)] == [*texts]
    assert [bead.target[slice(*span)] for span in sides(bead)[1].spans] == list(texts[1])


def test_segments_that_were_cut_on_reading_keep_their_sentences():
    text = "会議は長く続いた。会談も長く続いた。最後に夕食会があった。"
    segment = Segment(0, text, sentences=((0, 18), (18, 29)))
    source, target = Document("d", "ja", (segment,)), Document("d", "en", (Segment(0, "One."),))
    (bead,) = views_of(Alignment(source, target, (Bead((0,), (0,)),)))
    assert sides(bead)[0].spans == ((0, 18), (18, 29))


SENTENCES = ("会議は長く続いた。", "5隻とヘグセス長官が来た。")


def chances(monkeypatch, chance, source, target, *, of_source=True):
    """What is found where the model gives every sentence the probability `chance`."""
    monkeypatch.setattr(sentence_support, "probability", lambda rows, of_source: np.full(len(rows), chance))
    bead = view(source, target)
    texts = [text for side in sides(bead) for text in side.texts]
    context = Context(CheckConfig())
    context.__dict__["parts"] = Encoder({text: (1.0, n) for n, text in enumerate(texts, start=1)})
    found = list(unsupported_sentences([bead], context, of_source=of_source))
    return [[item.probability for item in items] for _, items in found]


def raised(chance, by):
    return 1 / (1 + math.exp(-(math.log(chance / (1 - chance)) + by)))


def test_each_number_and_name_that_the_other_side_lacks_raises_a_doubtful_probability(monkeypatch):
    both = "".join(SENTENCES)
    for chance in (0.1, 0.3, 0.89):
        assert chances(monkeypatch, chance, both, "They met for long.") == [
            pytest.approx([chance, raised(chance, 2 * 1.2)])
        ]
    assert chances(monkeypatch, 0.3, both, "Hegseth met them for long.") == [pytest.approx([0.3, raised(0.3, 1.2)])]
    assert chances(monkeypatch, 0.3, both, "Hegseth met them on 5 ships.") == [pytest.approx([0.3, 0.3])]


def test_more_than_two_add_no_more(monkeypatch):
    both = SENTENCES[0] + "5隻と8機と9台が来た。"
    assert chances(monkeypatch, 0.3, both, "They met for long.") == [pytest.approx([0.3, raised(0.3, 2 * 1.2)])]


@pytest.mark.parametrize("chance", [0.0999, 0.9, 0.95])
def test_a_clear_probability_stays(monkeypatch, chance):
    assert chances(monkeypatch, chance, "".join(SENTENCES), "They met for long.") == [pytest.approx([chance, chance])]


def test_names_of_the_source_say_nothing_of_an_added_sentence(monkeypatch):
    target = "They met for long. Eight ships came with 5 planes."
    (found,) = chances(monkeypatch, 0.3, "ヘグセス長官が会議を開いた。", target, of_source=False)
    assert found == pytest.approx([0.3, raised(0.3, 2 * 1.2)])


LONG = "会議は" + "長く" * 30 + "続いた。"
"""68 characters: longer than an omission shows, shorter than an addition shows."""


@pytest.mark.parametrize(
    ("check", "shown"),
    [("omission", f"not in the target: 「{LONG[:59]}…」"), ("addition", f"not in the source: “{LONG}”")],
)
def test_a_sentence_is_reported_from_the_set_probability_on(monkeypatch, check, shown):
    monkeypatch.setattr(sentence_support, "probability", lambda rows, of_source: np.full(len(rows), 0.95))
    of_source = check == "omission"
    texts, langs = (LONG + "会談も長く続いた。", "They met for long."), ("ja", "en")
    if not of_source:
        texts, langs = texts[::-1], langs[::-1]
    (bead,) = views_of(from_rows([("1", *texts)], *langs))
    context = Context(CheckConfig())
    context.__dict__["parts"] = Encoder({text: (1.0, 2.0) for side in sides(bead) for text in side.texts})

    def found(least):
        return list(sentence_support.sentence_findings([bead], context, check, least, of_source=of_source))

    assert (len(found(0.95)), found(0.951)) == (2, [])
    spans = (((0, len(LONG)),), ()) if of_source else ((), ((0, len(LONG)),))
    assert found(0.5)[0] == Finding(bead.key, check, "warning", shown, *spans, probability=0.95)


def test_without_an_encoder_there_are_no_findings():
    bead, context = view("会議は長く続いた。会談も長く続いた。", "They met."), Context(CheckConfig(encoder=""))
    assert list(sentence_support.sentence_findings([bead], context, "omission", 0, of_source=True)) == []


def test_only_beads_with_more_sentences_or_a_longer_text_on_the_side_are_judged(monkeypatch):
    two, one = "".join(SENTENCES), "They met for long."
    assert len(chances(monkeypatch, 0.3, two, one)) == 1
    assert chances(monkeypatch, 0.3, two, one, of_source=False) == []
    assert chances(monkeypatch, 0.3, two, "They met for long, so it was said. Two ships came there to the bay.") == []
    assert len(chances(monkeypatch, 0.3, two * 2, "They met. Long. Two ships. Came there.")) == 1
    assert chances(monkeypatch, 0.3, two, "") == []
