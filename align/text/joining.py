"""How sentences, segments and broken lines join to one text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from align.text.language import is_unspaced
from align.text.letters import is_japanese

_TAIL = 200
"""Only this many characters at a line's end decide how the next line joins."""
_WORD_END = re.compile(r"(-?)([A-Za-z]{2,})-\Z")
_WORD_START = re.compile(r"[a-z]{2,}")
_COMPOUND = frozenset(
    """air anti co counter cross cyber ex high inter joint long low mid mis multi non over post pre pro re sea self semi
    short sub well year""".split()
)
"""First parts of compounds: "co-" + "operation" keeps its hyphen, "exchan-" + "ge" does not."""


def gap(lang: str) -> str:
    """The text between two sentences or segments: none in Japanese and Chinese, else a space."""
    return "" if is_unspaced(lang) else " "


def join_texts(texts: Iterable[str], lang: str) -> str:
    """Join whole sentences or segments of one language."""
    return gap(lang).join(texts)


def join_lines(first: str, second: str, vocabulary: Container[str] = frozenset()) -> str:
    """Join two lines of one paragraph.

    Japanese gets no space, English gets one, and a word divided by a hyphen becomes one word.
    `vocabulary` holds the words of the document: "co-" + "operation" becomes "cooperation" or
    "co-operation", whichever the document writes elsewhere.
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
    """Join the lines of one paragraph as `join_lines` joins two. Takes linear time."""
    parts = [""]
    for line in lines:
        if len(parts[-1]) > 2 * _TAIL:
            parts[-1:] = [parts[-1][:-_TAIL], parts[-1][-_TAIL:]]
        parts[-1] = join_lines(parts[-1], line, vocabulary)
    return "".join(parts)


def words(text: str) -> list[str]:
    """The words of a text in lower case, compounds with their hyphens, as `join_lines` needs them."""
    return re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
