"""Sentences in both languages: where they end, where they do not, and on a line of a megabyte."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.text.sentences import sentence_spans


def cut(text: str, lang: str) -> list[str]:
    return [text[start:stop] for start, stop in sentence_spans(text, lang)]


JAPANESE = [
    ["両閣僚は一致した。", "会談は終了した。"],
    ["両閣僚は「一致した。よかった。」と述べた。", "終わり。"],
    ["会談を行った（詳細は別添。以上。）。", "次に移った。"],
    ["会談を行った。", "（詳細は別添。）"],
    ["（１）を述べた。", "（２）も述べた。"],
    ["日米「２＋２」において一致した。", "続く。"],
    ["本当か？", "はい。"],
    ["どうするか？と述べた。"],
    ["よい！", "わるい？", "ふつう…。"],
    ["まさか！？", "そう。"],
    ["予算は１．５億円だ。", "次．", "終わり"],
    ["Ver. 2.0 を入れる。", "I like it.", "You too."],
    ["Yahoo!ニュースを見た。"],
    ["1）（あ。", "い。"],
    ["『白書。』を出した。", "終わり。"],
    ["文末のない見出し"],
]


@pytest.mark.parametrize("sentences", JAPANESE, ids=lambda sentences: sentences[0][:12])
def test_japanese_sentences(sentences: list[str]) -> None:
    spaced = ["".join(sentences)] if not sentences[-1].isascii() else []
    for text in [*spaced, " ".join(sentences)]:
        assert cut(text, "ja") == sentences


ENGLISH = [
    ["The U.S. Forces met in Washington, D.C. on Jan. 15.", "It was No. 1.", "See Fig. 2 and pp. 5-6."],
    ["They met in Washington, D.C.", "The Ministers agreed."],
    ["It strengthens the Japan-U.S. Alliance.", "This is so."],
    ["He saw the U.S. Secretary of War.", "He left the U.S.", "He came back."],
    ["On the basis of the “2+2” meeting, they agreed.", "So it was at “2+2.”", "Then they left."],
    ["Talks took approx. 50 minutes.", "They began at 4 p.m. on Monday."],
    ["Lt. Gen. Smith met Prof. A. B. Tanaka and Mr. Sato.", "They talked."],
    ["“It is fine.”", "He said so (really. Yes.)."],
    ["See Section 1.1.6, e.g. version 2.3.1, etc.", "The end."],
    ["Who?", "Really?!", "Yes."],
    ["Vol. 3, Ch. 4, para. 5 of Res. 1718.", "Next."],
    ["1. Bilateral cooperation was discussed."],
]


@pytest.mark.parametrize("sentences", ENGLISH, ids=lambda sentences: sentences[0][:20])
def test_english_sentences(sentences: list[str]) -> None:
    assert cut(" ".join(sentences), "en") == sentences


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("text", ["", " ", "\u3000\u3000", "。", ".", "（", "「「「", "\ud800", "a\ud800. B\udfff."])
def test_odd_texts_have_sound_spans(text: str, lang: str) -> None:
    check_spans(text, sentence_spans(text, lang))


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("あ漢ア。．.！？!?「」『』（）()“”\"' \u3000\nAbz19、,…\ud800\U00020000"), max_size=80
    ),
    st.sampled_from(["ja", "en"]),
)
def test_any_text_has_sound_spans(text: str, lang: str) -> None:
    check_spans(text, sentence_spans(text, lang))


def check_spans(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    """Spans are in order, without overlap, not blank at their ends, and leave out nothing but white space."""
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize(
    ("unit", "lang"),
    [(unit, "ja") for unit in ("あ", "（", "）", "「。", "。」", "（あ。）", "．", "あ.", "a.")]
    + [(unit, "en") for unit in ("a", "“", '"', "( ", "U.S. ", "A. ", ".”", "He. ", "!?")],
)
def test_a_line_of_a_megabyte_is_cut(unit: str, lang: str) -> None:
    text = unit * (1_000_000 // len(unit))
    spans = sentence_spans(text, lang)  # in quadratic time this would not end
    assert spans and spans[0][0] >= 0 and spans[-1][1] <= len(text)
    assert all(start < stop for start, stop in spans)


@pytest.mark.parametrize("bullet", ["•", "▪", "●", "–", "-"])
def test_a_line_with_a_bullet_is_cut_into_sentences(bullet: str) -> None:
    text = f"{bullet} The budget is reviewed. The date is set."
    assert [text[a:b] for a, b in sentence_spans(text, "en")] == [
        f"{bullet} The budget is reviewed.",
        "The date is set.",
    ]
