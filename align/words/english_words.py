"""The words of an English sentence, or of one in another language than Japanese, that may have a link."""

from __future__ import annotations

import re

from align.text.folding import fold
from align.text.language import primary
from align.words.kanji_runs import divide_kanji
from align.words.word import Word

_WORD = re.compile(r"\d+(?:[.,]\d+)*[%％]?|[^\W\d_]+(?:[.&'’][^\W\d_]+)*\d*[%％]?|[%％]")
_HAN = re.compile("[一-鿿]")
_HAN_OR_WORD = re.compile(r"[一-鿿]{1,40}|\d+(?:[.,]\d+)*|[^\W\d_一-鿿]+")
_FUNCTION = frozenset(
    """a an the of to in on for and or nor is are be been being was were with by as at from that this
    these those it its you your he she his her him they them their we us our i me my who whom
    whose which what if then than so such into onto upon also will would can could may might shall
    should must has have had having do does did doing there here when where while after before
    because since about between among through during until against per via between both either
    each any some all more most other another same own only just very too much many am etc re et
    al said mr ms mrs dr whether although though however thus hence therefore but not's it's s t""".split()
)
_NEGATIONS = frozenset(
    """not no never cannot without none nothing nobody neither nor unable can't won't don't doesn't
    didn't isn't aren't wasn't weren't couldn't shouldn't wouldn't hasn't haven't hadn't can’t
    won’t don’t doesn’t didn’t isn’t aren’t wasn’t weren’t couldn’t shouldn’t wouldn’t hasn’t
    haven’t hadn’t""".split()
)
_COUNTING = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    twenty thirty forty fifty hundred thousand million billion trillion first second third fourth
    fifth sixth seventh eighth ninth tenth once twice half dozen""".split()
)
_LINKING = frozenset(
    """each any some all more most other another same only about between among during after before
    until against both said must because since through own per either than""".split()
)
"""Words that have no content by themselves, but that answer a Japanese word of content (各, 約, 後) often."""
_NEVER_LINKED = _FUNCTION - _LINKING
_LIGHT = _LINKING | frozenset(
    """make made makes making take took taken takes taking carry carried get got give given gave go
    went going come came up off out down over under away back set put held hold one case cases way
    thing things use used using become became become leaving including regarding concerning based
    following also well new let let's please""".split()
)


def english_words(text: str, lang: str = "en") -> list[Word]:
    """Return the words of a text in order, without English function words."""
    english = primary(lang) == "en"
    folded = fold(text)
    if len(folded) != len(text):
        folded = text
    if not english and _HAN.search(folded):
        return _words_of_han(text)
    words: list[Word] = []
    end = -1
    for match in _WORD.finditer(folded):
        written = match[0]
        lower = written.lower().replace("’", "'")
        bare = lower.removesuffix("'s").removesuffix("'")
        if english and bare in _NEVER_LINKED and lower not in _NEGATIONS and not _acronym(written):
            continue
        kind = _kind(written, lower, english)
        light = english and bare in _LIGHT
        joined = bool(words) and text[end : match.start()] in (" ", "-", "")
        words.append(Word(match.span(), text[match.start() : match.end()], bare, kind, light, joined=joined))
        end = match.end()
    return words


def _words_of_han(text: str) -> list[Word]:
    """The words of a text in Chinese: runs of characters are divided as those of Japanese without a dictionary."""
    words: list[Word] = []
    for match in _HAN_OR_WORD.finditer(text):
        spans = divide_kanji(match[0]) if _HAN.match(match[0]) else ((0, len(match[0])),)
        for begin, stop in spans:
            piece, start = match[0][begin:stop], match.start() + begin
            kind = "number" if piece[0].isdigit() else "word"
            joined = bool(words) and words[-1].span[1] == start
            words.append(Word((start, match.start() + stop), piece, piece.lower(), kind, joined=joined))
    return words


def _acronym(written: str) -> bool:
    """True for US and IT, which are no pronouns in capitals."""
    return len(written) > 1 and written.isupper()


def _kind(written: str, lower: str, english: bool) -> str:
    if written[0].isdigit() or written in ("%", "％") or (english and lower in _COUNTING):
        return "number"
    if english and lower in _NEGATIONS:
        return "negation"
    return "name" if written[0].isupper() else "word"
