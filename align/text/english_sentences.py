"""English sentences: sentencex finds them; the rules here correct its cuts in official prose."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from align.text.spans import Span, spans_between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHUNK = 4_000
"""Characters that sentencex gets at once: its time grows with the square of unclosed quotations."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_BULLET = re.compile(r"(?<![^\s])[•▪●‣◦](?=\s)")
"""sentencex reads a bullet as the start of a list item, and cuts no sentences behind it."""
_CUT = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z])")
_NUMBERING = re.compile(r"\s*[(（]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)）]\s*\Z")
_BEFORE_NUMBER = re.compile(
    r"(?:\b|^)(?:[Aa]pprox|[Aa]rts?|[Cc]h|[Ee]x|[Ee]qs?|[Ff]igs?|[Nn]os?|[Pp]aras?|[Pp]ts?|pp?|[Rr]es|[Ss]ecs?|[Tt]ab|[Vv]ers?"
    r"|[Vv]ols?|[Ii]ncl|[Mm]ax|[Mm]in|[Ee]st|ca?|cf|al)\.\s*\Z"
)
_TITLE = re.compile(
    r"(?:\b|^)(?:Amb|Adm|Brig|Capt|Cmdr|Col|Cpl|Dr|Gen|Gov|Hon|Lt|Maj|Min|Mr|Mrs|Ms|Mt|Prof|Rep|Rev|Sen|Sgt|Sec|St|vs"
    r"|U\.S|U\.N|U\.K|E\.U)\.\s*\Z"
)
_INITIALISM = re.compile(r"(?:\b|^)(?:U\.S|U\.N|U\.K|E\.U)\.\s*\Z")
_SENTENCE_OPENER = re.compile(
    r"(?:The|This|That|These|Those|He|She|It|They|We|In|On|At|As|And|But|For|From|With|After|Before|During|Following|Both|"
    r"Minister|Secretary|Ministers|However|Moreover|Furthermore|Meanwhile|Also|Then|There|An|A|If|When|While|To|By|Since)\b"
)
_NOUN_AFTER_US = re.compile(r"(?:Secretary|Minister)\s+(?:of|for)\b")


def english_sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences as half-open spans without surrounding space; () for blank text.

    Takes time linear in the length of the text.

    >>> text = "They met in Washington, D.C. on Jan. 15. No. 1 is the “2+2.” It began at 4 p.m. sharp."
    >>> [text[a:b] for a, b in english_sentence_spans(text)]
    ['They met in Washington, D.C. on Jan. 15.', 'No. 1 is the “2+2.”', 'It began at 4 p.m. sharp.']
    """
    if not text or text.isspace():
        return ()
    cuts: list[int] = []
    start = stop = 0
    for piece, following in pairwise(_pieces(text)):
        stop += len(piece)
        if not _belongs(piece, following, text[start : min(stop, start + 9)]):
            cuts.append(stop)
            start = stop
    return spans_between(text, cuts)


def _belongs(piece: str, following: str, sentence: str) -> bool:
    """True if `following` continues the sentence that ends in `piece`.

    `sentence` is the beginning of that sentence, at most 9 characters.
    """
    if not piece[-1:].isspace() and not following[:1].isspace() and not piece.endswith(("!", "?", '"', "”", ")")):
        return True  # "Japan-U." + "S. Alliance"
    head = following.lstrip()
    if not head:
        return True
    if len(sentence) <= 8 and _NUMBERING.match(sentence):
        return True
    if not piece.rstrip().endswith("."):
        return False
    if head[0].islower() and not head.startswith(("e.g.", "i.e.", "www.", "http")):
        return True
    if head[0].isdigit():
        return _BEFORE_NUMBER.search(piece[-12:]) is not None
    if not _TITLE.search(piece[-8:]):
        return False
    if not _INITIALISM.search(piece[-8:]):
        return True
    return not _SENTENCE_OPENER.match(head) or _NOUN_AFTER_US.match(head) is not None


def _pieces(text: str) -> Iterator[str]:
    """Cut the text with sentencex. The pieces add up to the text."""
    segment = _segmenter()
    if not text.isascii():
        text = _BULLET.sub("–", _SURROGATE.sub("\ufffd", text))
    for chunk in _chunks(text):
        pieces = segment("en", chunk)
        if sum(map(len, pieces)) == len(chunk):
            yield from pieces
        else:
            yield chunk


def _chunks(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _CHUNK:
        stop = start + _CHUNK
        cuts = [match.end() for match in _CUT.finditer(text, start + _CHUNK // 2, stop)]
        if cuts:
            stop = cuts[-1]
        elif (space := text.rfind(" ", start, stop)) > start:
            stop = space + 1
        yield text[start:stop]
        start = stop
    yield text[start:]


@cache
def _segmenter() -> Callable[[str, str], list[str]]:
    import sentencex

    segment: Callable[[str, str], list[str]] = sentencex.segment
    return segment
