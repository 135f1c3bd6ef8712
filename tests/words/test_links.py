"""Word links of whole beads: what a reader would draw, and inputs that bite."""

import resource
from dataclasses import replace

import pytest

from align import native
from align.model import Alignment, Bead, BeadLinks, Document, Segment, WordLink
from align.pipeline import PairAligner, load_aligner
from align.text.sentences import sentence_spans
from align.words import japanese_words
from align.words.kanji_runs import divide_kanji


@pytest.fixture(scope="module")
def aligner() -> PairAligner:
    return load_aligner(cache=False)


def pair(source: str, target: str, langs: tuple[str, str] = ("ja", "en")) -> Alignment:
    sides = [
        Document("x", lang, (Segment(0, text, sentences=sentence_spans(text, lang)),))
        for lang, text in zip(langs, (source, target), strict=True)
    ]
    return Alignment(sides[0], sides[1], (Bead((0,), (0,)),))


def linked(aligner: PairAligner, source: str, target: str) -> set[tuple[str, str]]:
    """The links of a bead of one segment each, as texts of both sides."""
    alignment = aligner.link_words(pair(source, target))
    return {
        ("+".join(source[a:b] for a, b in link.source), "+".join(target[a:b] for a, b in link.target))
        for link in alignment.links(alignment.beads[0]).links
    }


def test_words_names_and_figures_of_a_sentence_find_their_counterparts(aligner: PairAligner) -> None:
    found = linked(
        aligner,
        "小泉防衛大臣は11月3日、オースティン長官と電話会談を行った。",
        "On November 3, Defense Minister Koizumi held a telephone conference with Secretary Austin.",
    )
    assert {("防衛", "Defense"), ("大臣", "Minister"), ("オースティン", "Austin"), ("長官", "Secretary")} <= found
    assert any("11" in source and "November" in target for source, target in found)
    assert any("電話" in source and "telephone" in target for source, target in found)


def test_each_price_answers_its_own_group_of_people(aligner: PairAligner) -> None:
    found = linked(aligner, "大人800円、学生400円。", "Adults pay 800 yen, students 400 yen.")
    assert {("大人", "Adults"), ("800", "800"), ("学生", "students"), ("400", "400")} <= found


def test_what_nothing_answers_is_left(aligner: PairAligner) -> None:
    source, target = "市は予算を増やし、図書館を改修した。", "The city increased its budget."
    alignment = aligner.link_words(pair(source, target))
    links = alignment.links(alignment.beads[0])
    left = {source[a:b] for a, b in links.source_only}
    assert any("図書" in word for word in left)
    assert not any("予算" in word for word in left)


def test_spans_count_in_the_joined_text_of_several_segments(aligner: PairAligner) -> None:
    source = Document("x", "ja", (Segment(0, "会議は中止された。"), Segment(1, "理由は台風である。")))
    target = Document("x", "en", (Segment(0, "The meeting was cancelled."), Segment(1, "The reason is a typhoon.")))
    alignment = aligner.link_words(Alignment(source, target, (Bead((0, 1), (0, 1)),)))
    bead = alignment.beads[0]
    texts = alignment.source_text(bead), alignment.target_text(bead)
    found = {
        (texts[0][link.source[0][0] : link.source[0][1]], texts[1][link.target[0][0] : link.target[0][1]])
        for link in alignment.links(bead).links
    }
    assert {("会議", "meeting"), ("台風", "typhoon")} <= found


def test_a_pair_of_english_and_japanese_is_linked_like_its_mirror(aligner: PairAligner) -> None:
    source, target = "会議は中止された。", "The meeting was cancelled."
    mirrored = aligner.link_words(pair(target, source, ("en", "ja")))
    links = mirrored.links(mirrored.beads[0]).links
    assert ("meeting", "会議") in {
        (target[one.source[0][0] : one.source[0][1]], source[one.target[0][0] : one.target[0][1]]) for one in links
    }


@pytest.mark.parametrize(
    ("source", "target", "langs"),
    [
        ("。！？…", "—", ("ja", "en")),
        ("会" * 20_000, "meeting " * 3_000, ("ja", "en")),
        ("会議 " * 1_000, "meeting " * 1_000, ("ja", "en")),
        ("会议于周五取消。", "Die Sitzung am Freitag wurde abgesagt.", ("zh", "de")),
        ("회의가 취소되었다.", "The meeting was cancelled.", ("ko", "en")),
        ("会議が中止された。" * 300, "The meeting was cancelled. " * 300, ("ja", "en")),
        ("𠮷野家の𠮷", "Q&A <1>", ("ja", "en")),
    ],
    ids=["no words", "one long sentence", "one word", "Chinese-German", "Korean", "300 sentences", "odd characters"],
)
def test_every_input_gives_links_within_its_texts_and_in_bounded_memory(
    aligner: PairAligner, source: str, target: str, langs: tuple[str, str]
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source, target = source.strip(), target.strip()
    alignment = aligner.link_words(pair(source, target, langs))
    found = alignment.links(alignment.beads[0])
    for spans, text in (
        *((link.source, source) for link in found.links),
        *((link.target, target) for link in found.links),
        (found.source_only, source),
        (found.target_only, target),
    ):
        assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_000_000, "kB more than before"


def test_links_survive_the_native_file_and_a_file_without_links_has_none(aligner: PairAligner) -> None:
    alignment = pair("会議は中止された。", "The meeting was cancelled.")
    assert native.loads(native.dumps(alignment)).word_links is None
    assert "word_links" not in native.dumps(alignment)
    with_links = aligner.link_words(alignment)
    assert native.loads(native.dumps(with_links)).links(alignment.beads[0]) == with_links.links(alignment.beads[0])


def test_an_alignment_without_links_says_how_to_get_them() -> None:
    alignment = pair("会議", "meeting")
    with pytest.raises(ValueError, match=r"align\.word_links"):
        alignment.links(alignment.beads[0])
    assert replace(alignment, word_links={}).links(alignment.beads[0]) == BeadLinks()


@pytest.mark.parametrize("spans", [((), ((0, 1),)), (((1, 1),), ((0, 1),)), (((3, 4), (0, 1)), ((0, 1),))])
def test_a_link_without_words_cannot_be_built(spans: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    with pytest.raises(ValueError, match="link"):
        WordLink(spans[0], spans[1], 0.5)


def test_words_are_found_without_the_dictionary_too(aligner: PairAligner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(japanese_words, "dictionary_tokenizer", lambda: None)
    found = linked(aligner, "連結営業利益は12％増加した。", "Consolidated operating profit increased by 12%.")
    assert {("利益", "profit"), ("増加", "increased")} <= found
    assert [("利益率")[a:b] for a, b in divide_kanji("利益率")] == ["利益", "率"]


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        ("The two ministers welcomed the bilateral agreement on 2 vessels.", "two"),
        ("The ministers welcomed the bilateral agreement on 2 vessels.", ""),
    ],
)
def test_a_prefix_answers_few_words(aligner: PairAligner, target: str, answer: str) -> None:
    found = linked(aligner, "両大臣は艦船2隻に関する二国間の合意を歓迎した。", target)
    assert {end for start, end in found if start == "両"} <= {answer}
