"""Lines of text: their width in columns, their ends, and how two of them join."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

_CLOSERS = "」』）)】〕］〉》”\"’'>＞ \u3000"
_TERMINALS = frozenset("。｡．！？!?.…‥：:；;")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6①-⓿■-◯★☆※→←↑↓…‥“”‘’×÷±°§¶\U00020000-\U0003fffd]"
)
_JAPANESE = re.compile("[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003fffd]")
_TAIL = 200
"""Characters at a line's end that decide how the next line joins."""
_WORD_END = re.compile(r"(-?)([A-Za-z]{2,})-\Z")
_WORD_START = re.compile(r"[a-z]{2,}")
_COMPOUND = frozenset(
    """air anti co counter cross cyber ex high inter joint long low mid mis multi non over post pre pro re sea self semi
    short sub well year""".split()
)


def width(text: str) -> int:
    """Columns in a fixed-width face: 2 for each full-width character."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_japanese(char: str) -> bool:
    """True for kana, kanji and Japanese punctuation, in either width."""
    return bool(_JAPANESE.match(char))


def ends_sentence(text: str) -> bool:
    """True if the text ends with a full stop, a colon or the like, with or without closing brackets after it."""
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _TERMINALS


def join_lines(first: str, second: str, vocabulary: Container[str] = frozenset()) -> str:
    """Join two lines of one paragraph: no space in Japanese, a space in English, a word's hyphen mended.

    `vocabulary` holds the words of the document: with it "co-" + "operation" becomes "cooperation" or "co-operation",
    whichever the document writes elsewhere.
    """
    first, second = first.rstrip(" \u3000"), second.lstrip(" \u3000")
    if not first or not second:
        return first or second
    if first[-1] in "\u00ad\ufffe":
        return first[:-1] + second
    end, start = _WORD_END.search(first[-_TAIL:]), _WORD_START.match(second)
    if end and start:
        left, right = end.group(2), start.group()
        whole, parted = (left + right).lower(), f"{left}-{right}".lower()
        keep = bool(end.group(1)) or parted in vocabulary or (whole not in vocabulary and left.lower() in _COMPOUND)
        return (first if keep else first[:-1]) + second
    if first[-1] in "-/" and first[-2:-1].isalnum() and second[0].isalnum():
        return first + second
    if is_japanese(first[-1]) or is_japanese(second[0]) or second[0] in ",.;:!?)":
        return first + second
    return f"{first} {second}"


def join_all(lines: Iterable[str], vocabulary: Container[str] = frozenset()) -> str:
    """Join the lines of one paragraph as `join_lines` does two, in time linear in their length."""
    parts = [""]
    for line in lines:
        if len(parts[-1]) > 2 * _TAIL:
            parts[-1:] = [parts[-1][:-_TAIL], parts[-1][-_TAIL:]]
        parts[-1] = join_lines(parts[-1], line, vocabulary)
    return "".join(parts)


def words(text: str) -> list[str]:
    """The lower-case words of a text, compounds with their hyphens: what `join_lines` looks words up in."""
    return re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
