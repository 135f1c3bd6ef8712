"""Where a term of the glossary stands in a text, whatever its width, case, long vowels and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from align.facts.glossary import Term
from align.facts.pronunciation import dictionary_tokenizer
from align.model import Span

_KATAKANA = re.compile("[ァ-ヺー]")
_JAPANESE = re.compile("[぀-ヿ一-鿿々〆]")
_PIECE = 12_000
"""Characters that the tokenizer takes at once."""
_NEVER = {"株式": "会社", "有限": "会社"}
"""Terms, and what follows where they are part of another word that the dictionary divides."""


@lru_cache(maxsize=16384)
def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text as terms are compared, and for each of its characters the place in `text`, with the end last.

    Half-width katakana and full-width letters become the usual ones, letters lower case. A space
    beside a Japanese character and a long vowel sign at the end of a katakana word are left out:
    ﾕｰｻﾞｰ 名 becomes ユーザ名.
    """
    letters: list[str] = []
    places: list[int] = []
    place = 0
    while place < len(text):
        size = 2 if text[place + 1 : place + 2] in ("ﾞ", "ﾟ") else 1
        for letter in unicodedata.normalize("NFKC", text[place : place + size]).casefold():
            letters.append(letter)
            places.append(place)
        place += size
    kept = [n for n, letter in enumerate(letters) if not _left_out(letters, n, letter)]
    return "".join(letters[n] for n in kept), (*(places[n] for n in kept), len(text))


_LONG_END = re.compile("(?<=[ァ-ヺー])ー(?![ァ-ヺー])")
_SPACE = re.compile(r"(?<=[぀-ヿ一-鿿々〆])\s+|\s+(?=[぀-ヿ一-鿿々〆]|\s)")


def folded_text(text: str) -> str:
    """Return the text as `folded` does, without the places and much faster."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii():
        return _SPACE.sub("", plain)
    return _SPACE.sub("", _LONG_END.sub(lambda match: "" if match.start() >= 3 else "ー", plain))


def _left_out(letters: list[str], n: int, letter: str) -> bool:
    before = letters[n - 1] if n else ""
    behind = letters[n + 1] if n + 1 < len(letters) else ""
    if letter == "ー":
        return n >= 3 and bool(_KATAKANA.match(before)) and not _KATAKANA.match(behind)
    return letter.isspace() and bool(_JAPANESE.match(before) or _JAPANESE.match(behind) or behind.isspace())


@lru_cache(maxsize=512)
def _borders(text: str) -> frozenset[int] | None:
    """Return where words begin and end, in code points; None without the dictionary."""
    tokenizer = dictionary_tokenizer()
    if tokenizer is None:
        return None
    import sudachipy

    found = {0, len(text)}
    for start in range(0, len(text), _PIECE):
        for word in tokenizer.tokenize(text[start : start + _PIECE], sudachipy.SplitMode.A):
            found |= {start + word.begin(), start + word.end()}
    return frozenset(found)


def places_of(form: str, text: str) -> list[Span]:
    """Return the places of a Japanese or Latin term in a text, at the borders of words.

    Without the dictionary, the borders of Japanese words are unknown: a term of one character must
    then stand alone.
    """
    wanted, _ = folded(form)
    written, places = folded(text)
    if not wanted or wanted not in written:
        return []
    edges = (
        "" if _JAPANESE.match(wanted[0]) else r"(?<![^\W_぀-鿿])",
        "" if _JAPANESE.match(wanted[-1]) else r"(?![^\W_぀-鿿])",
    )
    spans = [
        (places[match.start()], places[match.end() - 1] + 1)
        for match in re.finditer(edges[0] + re.escape(wanted) + edges[1], written)
    ]
    spans = [(start, _with_mark(text, end)) for start, end in spans]
    if not spans or not _JAPANESE.search(wanted):
        return spans
    return [span for span in spans if _is_word(wanted, text, span)]


def terms_in(terms: Iterable[Term], text: str) -> Iterator[tuple[Term, list[Span]]]:
    """Yield the terms whose source form stands in a text, with their places, the longest term first.

    A term inside a longer one is passed over: 防衛力 in 防衛力整備計画.
    """
    covered: list[Span] = []
    for term in sorted(terms, key=lambda term: -max(map(len, term.source))):
        spans = [
            span
            for form in term.source
            for span in places_of(form, text)
            if not any(a <= span[0] and span[1] <= b for a, b in covered)
        ]
        covered.extend(spans)
        if spans:
            yield term, spans


def _with_mark(text: str, end: int) -> int:
    """Return the end behind a long vowel sign or a half-width mark that belongs to the last character."""
    while text[end : end + 1] in ("ー", "ｰ", "ﾞ", "ﾟ"):
        end += 1
    return end


def _is_word(term: str, text: str, span: Span) -> bool:
    start, end = span
    if text.startswith(_NEVER.get(term, "\n"), end):
        return False
    borders = _borders(text)
    if borders is None:
        around = text[start - 1 : start] + text[end : end + 1]
        return len(term) > 1 or not re.search("[一-鿿々]", around)
    kanji = "[一-鿿々]"
    begins = start in borders or not (re.match(kanji, text[start]) and re.match(kanji, text[start - 1 : start]))
    ends = end in borders or not (re.match(kanji, text[end - 1]) and re.match(kanji, text[end : end + 1]))
    return begins and ends
