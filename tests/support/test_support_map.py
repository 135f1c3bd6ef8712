"""The support map of real pairs: translations keep their ladder, summaries are mapped over the whole pair."""

from pathlib import Path

import numpy as np
import pytest

from align.model import Bead, Document, Segment, SupportMap
from align.pipeline import PairAligner, load_aligner
from align.segment import read_document
from align.support import measures
from align.support.closeness import TRANSLATION
from align.support.estimate import SupportEstimate
from align.support.support_map import chosen, closeness_of, encode_pair, map_of_translation
from align.text.sentences import sentence_spans

ROOT = Path(__file__).parents[2]
SUMMARY = ROOT / "tests" / "summaries" / "dev" / "flood"


@pytest.fixture(scope="module")
def aligner() -> PairAligner:
    return load_aligner(cache=False)


def document(lang: str, *texts: str) -> Document:
    segments = (Segment(k, text, sentences=sentence_spans(text, lang)) for k, text in enumerate(texts))
    return Document("x", lang, tuple(segments))


@pytest.fixture(scope="module")
def summary(aligner: PairAligner) -> tuple[Document, Document]:
    return tuple(read_document(SUMMARY.with_suffix(f".{lang}"), lang, lines=True, id="flood") for lang in ("ja", "en"))


def test_the_bundled_pairs_are_translations_and_keep_their_ladder(aligner: PairAligner) -> None:
    for name in ("2026-01-15", "2023-01-12"):
        pair = [read_document(ROOT / "data" / name / f"{lang}.txt", lang, id=name) for lang in ("ja", "en")]
        alignment = aligner.align(*pair)
        assert list(alignment.beads) == aligner.ladder(*pair)
        assert alignment.support is not None
        held = {(i, j) for bead in alignment.beads for i in bead.source for j in bead.target}
        assert {(link.source[0], link.target[0]) for link in alignment.support.links} <= held


def test_a_summary_told_upside_down_is_no_translation(aligner: PairAligner, summary) -> None:
    encoded = encode_pair(*summary, aligner.parts)
    beads = aligner.ladder(*summary)
    assert closeness_of(encoded, beads) < 0.5 < TRANSLATION


def test_tables_of_words_that_are_computed_in_parts_give_the_same_map(
    aligner: PairAligner, summary, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = aligner.align(*summary).support
    monkeypatch.setattr(measures, "_CELLS_A_PART", 1)
    assert aligner.align(*summary).support == whole


@pytest.mark.parametrize("counts", [[], [0], [3], [0, 2, 0, 0, 5, 1], [9, 0, 9]])
@pytest.mark.parametrize("width", [0, 1, 7, 10_000_000])
def test_groups_are_taken_part_by_part_and_none_is_cut(counts: list[int], width: int, monkeypatch) -> None:
    monkeypatch.setattr(measures, "_CELLS_A_PART", 14)
    parts = list(measures.group_parts(np.array(counts, dtype=np.int64), width))
    assert [k for groups, _ in parts for k in range(groups.start, groups.stop)] == list(range(len(counts)))
    assert [row for _, rows in parts for row in range(rows.start, rows.stop)] == list(range(sum(counts)))
    for groups, rows in parts:
        assert rows.stop - rows.start == sum(counts[groups])
        assert (rows.stop - rows.start) * width <= 14 or groups.stop - groups.start == 1


def test_links_of_a_summary_cross_freely_and_beads_follow_from_them(aligner: PairAligner, summary) -> None:
    alignment = aligner.align(*summary)
    assert alignment.support is not None
    targets = [link.target for link in alignment.support.links]
    sources = [link.source for link in alignment.support.links]
    assert targets == sorted(targets)
    assert sources != sorted(sources)
    assert any(not bead.is_contiguous for bead in alignment.beads)
    assert any(bead.crosses for bead in alignment.beads)


def test_a_japanese_sentence_that_covers_two_english_ones_takes_both(aligner: PairAligner) -> None:
    pair = (
        document(
            "ja",
            "市は図書館の開館時間を午後九時まで延ばし、来年四月から土曜日も開けることを決めた。",
            "会議は終わった。",
        ),
        document(
            "en",
            "The city keeps its library open until nine. From next April it also opens on Saturdays.",
            "The meeting ended.",
        ),
    )
    support = aligner.align(*pair).support
    assert support is not None
    assert [(link.source, link.target) for link in support.links] == [
        ((0, 0), (0, 0)),
        ((0, 0), (0, 1)),
        ((1, 0), (1, 0)),
    ]


def test_sentences_of_null_beads_have_no_link_and_the_beads_probability(aligner: PairAligner) -> None:
    pair = document("ja", "甲の件を話した。", "乙の件。"), document("en", "They spoke of A.")
    beads = [Bead((0,), (0,), 0.9), Bead((1,), (), 0.7)]
    found = map_of_translation(encode_pair(*pair, aligner.parts), beads)  # one sentence a segment
    assert found.unused[1] == (0.7,)
    assert found.unused[0] == (pytest.approx(0.1, abs=1e-6),)
    assert [link.source for link in found.links] == [(0, 0)]


@pytest.mark.parametrize("texts", [((), ("A word.",)), (("言葉。",), ()), ((), ())])
def test_an_empty_side_has_an_empty_map(aligner: PairAligner, texts) -> None:
    alignment = aligner.align(document("ja", *texts[0]), document("en", *texts[1]))
    assert isinstance(alignment.support, SupportMap)
    assert alignment.support.links == ()


def test_probabilities_lie_between_nought_and_one_for_any_text(aligner: PairAligner) -> None:
    pair = document("ja", "…", "１２３", "あ" * 3000, "。。。"), document("en", "...", "123", "x" * 3000, "!!!")
    support = aligner.align(*pair).support
    assert support is not None
    values = np.array([value for table in (support.unused, support.unsupported) for row in table for value in row])
    assert np.isfinite(values).all()
    assert ((0 <= values) & (values <= 1)).all()


def test_a_sentence_that_probably_rests_on_something_keeps_its_best_link() -> None:
    links = np.array([[0.9, 0.3, 0.3, 0.1], [0.1, 0.2, 0.2, 0.1]], dtype=np.float32)
    null = np.array([0.1, 0.2, 0.8, 0.2], dtype=np.float32)
    kept = chosen(SupportEstimate(links, np.zeros(2, np.float32), null), threshold=0.4)
    assert kept.tolist() == [[True, True, False, False], [False, False, False, False]]
