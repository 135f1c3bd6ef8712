"""Katakana compared with English by sound: ヘグセス and "Hegseth", ショイグ and "Shoigu".

Both become strings of the sounds that Japanese distinguishes, and a weighted edit distance compares
these. Three things cost little: vowels, consonants that katakana often changes (v-b, l-r, th-s,
si-shi), and an English r before a consonant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

from align.text.kana import romaji

MATCH = 0.66
"""Least similarity at which a katakana word and an English word count as one name."""

_LONGEST = 200
"""Characters. What is longer is no name."""
_VOWELS = frozenset("aiueo")
_VOWEL_GAP, _VOWEL_CHANGE = 0.25, 0.25
_NEAR = {
    frozenset(pair): cost
    for pair, cost in {
        "kg": 0.5, "td": 0.4, "bp": 0.5, "sz": 0.25, "zj": 0.2, "sj": 0.5, "sc": 0.4, "tc": 0.3, "tz": 0.5, "cj": 0.5,
        "dj": 0.4, "dz": 0.5,
        "hf": 0.4, "hg": 0.5, "hk": 0.4, "gj": 0.5, "ts": 0.6, "bf": 0.5, "wb": 0.5, "nm": 0.3, "wf": 0.5, "kc": 0.4,
        "hj": 0.4, "yj": 0.5, "ks": 0.7,
    }.items()
}  # fmt: skip
_GAPS = {"r": 0.5, "h": 0.3, "w": 0.3, "y": 0.3, "n": 0.7, "g": 0.6, "t": 0.7, "d": 0.8}
_ENGLISH = [
    (r"^wh", "w"), (r"^kn", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^x", "z"), (r"^mc|^mac(?=[^aiueo])", "mak"),
    (r"(?<=[^aiueo])es$", "s"), (r"ge?orge", "joj"), (r"tz", "ts"), (r"lz", "ls"), (r"g(?=e$)", "j"),
    (r"tch", "ç"), (r"sch", "s"), (r"zh", "j"), (r"sh", "s"), (r"ck", "k"), (r"ph", "f"), (r"th", "s"),
    (r"gh(?=[aiueo])", "g"),
    (r"gh", ""), (r"dge", "j"), (r"ch(?=[rl])", "k"), (r"ch", "ç"), (r"qu", "kw"), (r"q", "k"), (r"x", "ks"),
    (r"c(?=[eiy])", "s"), (r"c", "k"), (r"tion", "sn"), (r"sion", "jn"), (r"v", "b"), (r"l", "r"),
    (r"igh", "ai"), (r"y(?![aiueo])", "i"), (r"ow|au", "o"), (r"aw", "o"), (r"ew", "u"), (r"ee", "i"), (r"oo", "u"),
    (r"ea", "i"),
    (r"(?<=[aiueo])h(?![aiueo])", ""), (r"e$", ""), (r"ç", "c"),
]  # fmt: skip
_ENGLISH_RULES = [(re.compile(pattern), sound) for pattern, sound in _ENGLISH]
_JAPANESE = [(r"ch", "c"), (r"sh", "s"), (r"tsu$", "ts"), (r"v", "b")]
_JAPANESE_RULES = [(re.compile(pattern), sound) for pattern, sound in _JAPANESE]


@lru_cache(maxsize=65536)
def english_sounds(word: str) -> str:
    """The sounds of an English or romanised name: "Hegseth" -> "hegses"."""
    plain = unicodedata.normalize("NFD", word.casefold())
    plain = "".join(letter for letter in plain if "a" <= letter <= "z")
    for pattern, sound in _ENGLISH_RULES:
        plain = pattern.sub(sound, plain)
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=65536)
def katakana_sounds(word: str) -> str:
    """The sounds of a katakana word: ヘグセス -> "hegusesu"."""
    plain = romaji(word)
    for pattern, sound in _JAPANESE_RULES:
        plain = pattern.sub(sound, plain)
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=65536)
def similarity(katakana: str, english: str) -> float:
    """Similarity of the sounds, from 0 to 1 (equal); 0 for texts that are too long for names."""
    if max(len(katakana), len(english)) > _LONGEST:
        return 0.0
    a, b = katakana_sounds(katakana), english_sounds(english)
    if not a or not b:
        return 0.0
    whole = max(_weight(a), _weight(b))
    return max(0.0, 1.0 - _distance(a, b) / whole)


def _weight(sounds: str) -> float:
    return sum(0.35 if sound in _VOWELS else 1.0 for sound in sounds)


def _gap(sounds: str, place: int) -> float:
    sound = sounds[place]
    if sound in _VOWELS:
        return _VOWEL_GAP
    if sound == "r" and sounds[place + 1 : place + 2] not in _VOWELS:
        return 0.1
    return _GAPS.get(sound, 1.0)


@lru_cache(maxsize=4096)
def _change(x: str, y: str) -> float:
    if x == y:
        return 0.0
    if x in _VOWELS and y in _VOWELS:
        return _VOWEL_CHANGE
    if x in _VOWELS or y in _VOWELS:
        return 1.2 if not {x, y} & {"y", "w"} else 0.3
    return _NEAR.get(frozenset((x, y)), 1.2)


def _distance(a: str, b: str) -> float:
    gaps = [_gap(a, i) for i in range(len(a))], [_gap(b, j) for j in range(len(b))]
    previous = list(accumulate(gaps[1], initial=0.0))
    for x, gap in zip(a, gaps[0], strict=True):
        last = previous[0] + gap
        current = [last]
        for j, y in enumerate(b):
            last = min(previous[j] + _change(x, y), previous[j + 1] + gap, last + gaps[1][j])
            current.append(last)
        previous = current
    return previous[-1]
