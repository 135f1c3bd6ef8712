"""Where one text may end and another begin inside a token list: the joints at which parts are cut.

A list folded into a paragraph, or a heading joined to the text below it, leaves no sentence end behind. In English
what follows begins with a capital, a digit or a bracket; in Japanese the script changes, or punctuation stands before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CLASSES = "?bwSshkcldpe("
"""Unknown, begin or end mark, a space alone, space + strong start, space + lower case, hiragana, katakana, kanji,
letter, digit, other punctuation, punctuation that ends a clause, opening bracket."""
_CLOSING = frozenset("。」）』】〉》！？、.!?;:…)]”")
_OPENING = frozenset("「『（【〈《([“")


class Joints:
    """Finds joints in token ids; classes of tokens are worked out once each."""

    def __init__(self, processor: Any) -> None:  # noqa: ANN401 - sentencepiece has no types
        self._processor = processor
        size = processor.get_piece_size()
        self._first = np.zeros(size, dtype=np.int8)
        self._last = np.zeros(size, dtype=np.int8)
        self._table = np.array([[_is_joint(left, right) for right in _CLASSES] for left in _CLASSES])

    def find(self, tokens: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places in `tokens` before which a joint lies, ascending; never beside a begin or end mark."""
        for token in np.unique(tokens[self._first[tokens] == 0]):
            first, last = self._classes(int(token))
            self._first[token], self._last[token] = _CLASSES.index(first), _CLASSES.index(last)
        found: NDArray[np.int64] = np.flatnonzero(self._table[self._last[tokens[:-1]], self._first[tokens[1:]]]) + 1
        return found

    def _classes(self, token: int) -> tuple[str, str]:
        if self._processor.is_control(token):
            return "b", "b"
        piece = self._processor.id_to_piece(token)
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


def _is_joint(left: str, right: str) -> bool:
    """Say whether a text may end in a token of class `left` and another begin with one of class `right`."""
    if "b" in (left, right) or right in "wpe":
        return False
    if right == "S" or left == "w" or right == "(":
        return True
    if right == "s":
        return left == "e"
    if left == "e":
        return right in "hkcld"
    return (left, right) in {
        ("h", "k"),
        ("h", "c"),
        ("h", "l"),
        ("h", "d"),
        ("k", "c"),
        ("c", "k"),
        ("d", "c"),
        ("d", "k"),
    }
