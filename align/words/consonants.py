"""A quick look at the consonants of two words: whether their sounds can be alike at all."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

_CLASSES = {letter: letters[0] for letters in ("kgq", "tdcjsz", "pbfhvw", "nm", "rl") for letter in letters}
"""Consonants that katakana often puts for each other."""
_LEAST_SHARED = 0.6


@lru_cache(maxsize=65536)
def consonants(sounds: str) -> str:
    """The classes of the consonants, sorted: "hegses" -> "kptt"."""
    return "".join(sorted(_CLASSES[letter] for letter in sounds if letter in _CLASSES))


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """True if six tenths of the consonants of the longer one stand in the other."""
    longest = max(len(one), len(other))
    if not longest:
        return True
    return (Counter(one) & Counter(other)).total() >= _LEAST_SHARED * longest
