"""How words are rendered: which words answer each other in linked beads, and names beside none of their usual words.

A name that stands for 大阪 everywhere else in a text, but here beside no 大阪, is probably a wrong
name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from align.model import BeadLinks, Span

SIDES = (0, 1)
"""Source, target."""
BEFORE_A_SENTENCE = ".!?:;“”\"'‘(「—•…"
"""Behind one of these, a capital letter says nothing about a word."""
_WORD = re.compile(r"\S+")
_SMALL = re.compile(r"\b[a-z]{3,}\b")


@dataclass(frozen=True, slots=True)
class LinkedBead:
    """One bead with its texts and its word links, whose spans count code points of the texts."""

    key: str
    texts: tuple[str, str]
    links: BeadLinks


@dataclass(frozen=True, slots=True)
class Stray:
    """A name whose usual counterparts are missing on the other side."""

    word: str
    usual: tuple[str, ...]
    """Its counterparts elsewhere, the most frequent first."""


class Renderings:
    """The words of linked beads with their counterparts."""

    def __init__(self, beads: Sequence[LinkedBead]) -> None:
        self.beads = {bead.key: bead for bead in beads}
        self._answers: tuple[_Answers, _Answers] = (_answers(), _answers())
        self._small: set[str] = set()
        for bead in beads:
            for text in bead.texts:
                self._small.update(_SMALL.findall(text))
            for pair in _links(bead):
                for side in SIDES:
                    self._answers[side][folded(pair[side])][folded(pair[1 - side])].append((bead.key, pair[1 - side]))

    def of(self, word: str, side: int, *, besides: str = "") -> dict[str, list[str]]:
        """The counterparts of a word of one side, as first written, -> the keys of their beads; most beads first.

        The bead `besides` is left out.
        """
        found: dict[str, list[str]] = {}
        for places in self._answers[side].get(folded(word), {}).values():
            keys = list(dict.fromkeys(key for key, _ in places if key != besides))
            if keys:
                found[places[0][1]] = keys
        return dict(sorted(found.items(), key=lambda item: -len(item[1])))

    def strays(self) -> dict[str, tuple[Stray, ...]]:
        """The names without their usual counterparts, by content key of their beads."""
        found = {key: tuple(self._strays_in(bead)) for key, bead in self.beads.items()}
        return {key: strays for key, strays in found.items() if strays}

    def _strays_in(self, bead: LinkedBead) -> Iterator[Stray]:
        for side in SIDES:
            other = folded(bead.texts[1 - side])
            for word in self._names(bead, side):
                if folded(word) in other:
                    continue
                usual = self.of(word, side, besides=bead.key)
                if usual and not any(folded(one) in other for one in usual) and not spelled_out(word, other):
                    yield Stray(word, tuple(usual))

    def _names(self, bead: LinkedBead, side: int) -> Iterator[str]:
        """The words with a capital letter inside a sentence that stand nowhere in small letters."""
        text = bead.texts[side]
        seen: set[str] = set()
        for start, stop in sorted(_spans(bead.links, side)):
            for match in _WORD.finditer(text, start, stop):
                word = match[0]
                before = text[: match.start()].rstrip()
                if not word[0].isupper() or word in seen or word.lower() in self._small:
                    continue
                if before and before[-1] not in BEFORE_A_SENTENCE:
                    seen.add(word)
                    yield word


_Answers = defaultdict[str, defaultdict[str, list[tuple[str, str]]]]
"""Word -> its counterpart -> (bead, the counterpart as it is written), all folded but the last."""


def spelled_out(word: str, text: str) -> bool:
    """Whether the initials of words that follow each other make up an acronym.

    >>> spelled_out("UI", "the user interface"), spelled_out("UI", "the interface")
    (True, False)
    """
    return word.isupper() and folded(word) in "".join(one[0] for one in _WORD.findall(text))


def _answers() -> _Answers:
    return defaultdict(lambda: defaultdict(list))


def folded(text: str) -> str:
    """A text as words are compared: NFKC, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def _links(bead: LinkedBead) -> Iterator[tuple[str, str]]:
    """Each two words of linked spans."""
    for link in bead.links.links:
        for one in _words(bead.texts[0], link.source):
            for other in _words(bead.texts[1], link.target):
                yield one, other


def _words(text: str, spans: Sequence[Span]) -> Iterator[str]:
    for start, stop in spans:
        yield from _WORD.findall(text[start:stop])


def _spans(links: BeadLinks, side: int) -> set[Span]:
    """All words of a side: the linked ones and those that nothing answers."""
    linked = chain.from_iterable((link.source, link.target)[side] for link in links.links)
    return {*linked, *(links.source_only, links.target_only)[side]}
