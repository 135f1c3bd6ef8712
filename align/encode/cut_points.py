"""Cut points: the places inside a token list at which one text may end and another begin.

A list folded into a paragraph, or a heading joined to the text below it, leaves no sentence end
behind. In English the following text begins with a capital, a digit or a bracket. In Japanese the
script changes, or punctuation stands before the cut point. Parts are cut there, so that the vector
of any head or tail of a paragraph is at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CLASSES = "?bwSshkcldpe("
"""Classes of characters at a token's edge.

? not yet known, b begin or end mark, w a space alone, S space + strong start, s space + lower case, h hiragana,
k katakana, c kanji, l letter, d digit, p other punctuation, e punctuation that ends a clause, ( opening bracket.
"""
_CLOSING = frozenset("。」）』】〉》！？、.!?;:…)]”")
_OPENING = frozenset("「『（【〈《([“")
_CHANGES_OF_SCRIPT = frozenset(["hk", "hc", "hl", "hd", "kc", "ck", "dc", "dk"])
"""Classes left and right of a cut point inside Japanese text."""


class Vocabulary(Protocol):
    """What is needed of a sentencepiece processor."""

    def get_piece_size(self) -> int:
        """Return how many tokens there are."""
        ...

    def is_control(self, token: int) -> bool:
        """Return True for a begin or end mark."""
        ...

    def id_to_piece(self, token: int) -> str:
        """Return the token's text; "▁" is a space."""
        ...


class CutPoints:
    """Finds cut points in token ids. The classes of each distinct token are computed once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        size = vocabulary.get_piece_size()
        self._first = np.zeros(size, dtype=np.int8)
        self._last = np.zeros(size, dtype=np.int8)
        self._table = np.array([[_is_cut_point(left, right) for right in _CLASSES] for left in _CLASSES])

    def find(self, tokens: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places in `tokens` before which a text may begin, ascending; never beside a begin or end mark."""
        for token in np.unique(tokens[self._first[tokens] == 0]):
            first, last = self._classes(int(token))
            self._first[token], self._last[token] = _CLASSES.index(first), _CLASSES.index(last)
        found: NDArray[np.int64] = np.flatnonzero(self._table[self._last[tokens[:-1]], self._first[tokens[1:]]]) + 1
        return found

    def _classes(self, token: int) -> tuple[str, str]:
        """The classes of the token's first and last character."""
        if self._vocabulary.is_control(token):
            return "b", "b"
        piece = self._vocabulary.id_to_piece(token)
        text = piece.replace("▁", "")
        if not text:
            return "w", "w"
        first = _class_of(text[0])
        if piece.startswith("▁"):
            first = "s" if first == "l" and text[0].islower() else "S"
        return first, _class_of(text[-1])


def _class_of(character: str) -> str:
    if "ぁ" <= character <= "ゖ":
        return "h"
    if "ァ" <= character <= "ヺ" or character == "ー":
        return "k"
    if "一" <= character <= "龥" or character in "々〆":
        return "c"
    if character.isdigit():
        return "d"
    if character in _CLOSING:
        return "e"
    if character in _OPENING:
        return "("
    return "l" if character.isalpha() else "p"


def _is_cut_point(left: str, right: str) -> bool:
    """Return True if a text may end in a token of class `left` and another begin with one of class `right`."""
    if "b" in (left, right) or right in "wpe":
        return False
    if right == "S" or left == "w" or right == "(":
        return True
    if right == "s":
        return left == "e"
    if left == "e":
        return right in "hkcld"
    return left + right in _CHANGES_OF_SCRIPT
