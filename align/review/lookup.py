"""What helps to judge a bead: glossary terms in it, its words in other beads, beads with similar sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.facts.glossary import Term
from align.facts.term_places import terms_in
from align.history.pair_state import PairState
from align.review.open_pairs import OpenPair
from align.review.renderings import LinkedBead, folded
from align.text.joining import join_texts

MOST_WORDS = 12
MOST_RENDERINGS = 4
MOST_SIMILAR = 5
MOST_FOUND = 10
LEAST_ALIKE = 0.5
"""Share of common letter pairs (Dice) from which on two sources are similar."""
SHORTEST = 6
"""Characters. Shorter sources are similar to nothing."""


@dataclass(frozen=True, slots=True)
class GlossaryUse:
    """A term of the glossary in the source of a bead."""

    source: str
    allowed: tuple[str, ...]
    kept: bool
    """Whether the target has one of the allowed forms; True if there is none."""


@dataclass(frozen=True, slots=True)
class WordRendering:
    """One rendering of a word, with the (pair, content key) of a bead that has it."""

    text: str
    count: int
    """Beads that have it."""
    place: tuple[str, str]


@dataclass(frozen=True, slots=True)
class WordUse:
    """A word of the bead's source, how it is rendered here, and in other beads, most frequent first."""

    word: str
    here: tuple[str, ...]
    elsewhere: tuple[WordRendering, ...]

    @property
    def differs(self) -> bool:
        """Whether no rendering here is known from elsewhere."""
        known = {folded(one.text) for one in self.elsewhere}
        return bool(self.here) and not any(folded(one) in known for one in self.here)


@dataclass(frozen=True, slots=True)
class LikeRow:
    """A bead elsewhere."""

    place: tuple[str, str]
    """Pair and content key."""
    source: str
    target: str
    share: float
    """How much of the sources is common, 0…1; 1 for a bead that was searched for."""


def glossary_uses(terms: Sequence[Term], source: str, target: str) -> list[GlossaryUse]:
    """The terms of the glossary in a source, in its order."""
    found = []
    for term, spans in terms_in(terms, source):
        kept = term.allowed_pattern is None or term.allowed_pattern.search(target) is not None
        found.append((spans[0], GlossaryUse(source[slice(*spans[0])], term.allowed, kept)))
    return [use for _, use in sorted(found, key=lambda item: item[0])]


def word_uses(pairs: Sequence[OpenPair], pair: str, key: str) -> list[WordUse]:
    """How the words of a bead's source are rendered in other beads: unusual renderings first, then rare words."""
    bead = next((found.findings.renderings.beads.get(key) for found in pairs if found.state.id == pair), None)
    if bead is None:
        return []
    found = [(use, sum(one.count for one in use.elsewhere)) for use in _uses(pairs, pair, bead) if use.elsewhere]
    found.sort(key=lambda item: (not item[0].differs, item[1]))
    return [use for use, _ in found[:MOST_WORDS]]


def _uses(pairs: Sequence[OpenPair], pair: str, bead: LinkedBead) -> Iterator[WordUse]:
    source, target = bead.texts
    seen: set[str] = set()
    for link in bead.links.links:
        here = tuple(word for start, stop in link.target for word in target[start:stop].split())
        for start, stop in link.source:
            word = source[start:stop]
            if len(word) < 2 or folded(word) in seen:
                continue
            seen.add(folded(word))
            yield WordUse(word, here, tuple(_elsewhere(pairs, pair, bead.key, word)[:MOST_RENDERINGS]))


def _elsewhere(pairs: Sequence[OpenPair], pair: str, key: str, word: str) -> list[WordRendering]:
    found: dict[str, WordRendering] = {}
    for one in pairs:
        besides = key if one.state.id == pair else ""
        for text, keys in one.findings.renderings.of(word, 0, besides=besides).items():
            known = found.get(folded(text))
            place = known.place if known else (one.state.id, keys[0])
            found[folded(text)] = WordRendering(text, len(keys) + (known.count if known else 0), place)
    return sorted(found.values(), key=lambda one: -one.count)


def similar(pairs: Sequence[OpenPair], pair: str, key: str) -> list[LikeRow]:
    """The beads whose sources are most like the source of this bead, best first."""
    state = next(found.state for found in pairs if found.state.id == pair)
    with state.lock:
        own, _ = texts_of(state, key)
    letters = letter_pairs(own)
    if len(own) < SHORTEST:
        return []
    found = [
        LikeRow(place, source, target, share)
        for place, source, target in _passages(pairs)
        if place != (pair, key) and (share := alike(letters, letter_pairs(source))) >= LEAST_ALIKE
    ]
    return sorted(found, key=lambda one: -one.share)[:MOST_SIMILAR]


def passages_with(pairs: Sequence[OpenPair], text: str) -> list[LikeRow]:
    """The first beads that hold a text on either side."""
    wanted, found = folded(text), []
    for place, source, target in _passages(pairs):
        if wanted in folded(source) or wanted in folded(target):
            found.append(LikeRow(place, source, target, 1.0))
            if len(found) == MOST_FOUND:
                break
    return found


def texts_of(state: PairState, key: str) -> tuple[str, str]:
    """Both texts of a bead, "" where it does not exist any more. Hold the state's lock."""
    place = state.place_of_key.get(key)
    if place is None:
        return "", ""
    bead = state.beads[place]
    source, target = state.texts((bead.source, bead.target))
    return join_texts(source, state.base.source.lang), join_texts(target, state.base.target.lang)


def _passages(pairs: Sequence[OpenPair]) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Every bead: (pair, content key), source, target."""
    for found in pairs:
        with found.state.lock:
            texts = [(key, *texts_of(found.state, key)) for key in found.state.keys]
        for key, source, target in texts:
            yield (found.state.id, key), source, target


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of common letter pairs, 0…1 (Dice's coefficient)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


@lru_cache(maxsize=50_000)
def letter_pairs(text: str) -> frozenset[str]:
    """Each two letters that stand beside each other, folded."""
    plain = folded(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
