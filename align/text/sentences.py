"""The sentences of a text in either language."""

from __future__ import annotations

from align.text.english_sentences import english_sentence_spans
from align.text.japanese_sentences import japanese_sentence_spans
from align.text.language import is_unspaced
from align.text.spans import Span


def sentence_spans(text: str, lang: str) -> tuple[Span, ...]:
    """The sentences as half-open spans in code points, without surrounding space.

    () for blank text. `lang` is a BCP 47 tag. Japanese and Chinese follow the Japanese rules, all
    other languages the English ones.
    """
    return japanese_sentence_spans(text) if is_unspaced(lang) else english_sentence_spans(text)
