"""Which beads may render a term of the texts in another way than the others: only these need word links.

A term is a run of kanji or katakana that recurs. If most of its beads share an English word that is
rare elsewhere, the beads without that word are compared with a few of the others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from align.check.view import BeadView

_RUN = re.compile("[一-鿿々〆ヶァ-ヺー]{3,30}")
_SCRIPT = re.compile("[一-鿿々〆ヶ]{3,}|[ァ-ヺー]{3,}")
_WORD = re.compile("[A-Za-z]{4,}")
_STEM = 4
"""Letters from the beginning that forms of one word share."""
_LEAST_BEADS = 3
_USUAL_SHARE = 0.7
"""Share of a term's beads that hold a word of its usual rendering."""
_OTHER_SHARE = 0.3
"""Share of a term's beads without that word from which on it has no usual rendering."""
_LIFT = 3.0
"""How much more frequent that word is beside the term than in all beads."""
_RARE = 12
"""Beads with a word up to which it counts as rare."""
_OTHERS, _USUAL = 2, 3
"""Beads of one term without its usual word, and with it, that are compared at most."""
_MOST = 200, 0.04
"""Beads that are compared at most: so many, or this share of all. The terms most often rendered alike go first."""
_Place = tuple[int, str]
"""The number of an alignment, and a bead's content key."""


def beads_to_compare(pairs: Sequence[Sequence[BeadView]], numbers: Sequence[int]) -> dict[int, set[str]]:
    """Return number of the alignment -> content keys of the beads whose words are to be linked."""
    held: dict[str, list[_Place]] = defaultdict(list)
    stems: dict[_Place, frozenset[str]] = {}
    for number in numbers:
        for view in pairs[number]:
            if not view.is_null:
                place = number, view.key
                stems[place] = frozenset(word[:_STEM].lower() for word in _WORD.findall(view.target))
                for run in _runs(view.source):
                    held[run].append(place)
    common = Counter(stem for some in stems.values() for stem in some)
    asked = [_asked(places, stems, common) for places in held.values() if len(places) >= _LEAST_BEADS]
    found: dict[int, set[str]] = {number: set() for number in numbers}
    left = max(_MOST[0], int(_MOST[1] * len(stems)))
    for some in sorted(filter(None, asked), key=lambda one: one.share, reverse=True):
        new = [(number, key) for number, key in some.places if key not in found[number]]
        left -= len(new)
        if left < 0:
            break
        for number, key in new:
            found[number].add(key)
    return found


@dataclass(frozen=True)
class _Asked:
    """The beads of one term that are to be compared, and the share of its beads with the usual word."""

    places: tuple[_Place, ...]
    share: float


def _runs(text: str) -> set[str]:
    runs = set(_RUN.findall(text))
    return runs | {part for run in runs for part in _SCRIPT.findall(run)}


def _asked(places: Sequence[_Place], stems: dict[_Place, frozenset[str]], common: Counter[str]) -> _Asked | None:
    """Return the beads of one term that lack a word of its usual rendering, with some that have all of them."""
    counts = Counter(stem for place in places for stem in stems[place])
    usual = {
        stem
        for stem, count in counts.items()
        if count >= _USUAL_SHARE * len(places)
        and (common[stem] <= _RARE or count * len(stems) >= _LIFT * len(places) * common[stem])
    }
    others = [place for place in places if not usual <= stems[place]]
    if not usual or not 0 < len(others) <= _OTHER_SHARE * len(places):
        return None
    held = [place for place in places if usual <= stems[place]]
    return _Asked((*others[:_OTHERS], *held[:_USUAL]), len(held) / len(places))
