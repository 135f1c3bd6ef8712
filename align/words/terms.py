"""Terms: noun phrases that recur in aligned pairs, with their renderings."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.words.rendering import Rendering, base_form, rendering_of
from align.words.text_words import words_of

if TYPE_CHECKING:
    from align.model import Alignment
    from align.text.spans import Span
    from align.words.word import Word

_MOST_WORDS = 5
_LONGEST_RUN = 40
"""Nouns in a row above which a run is no text, and holds no term."""
_NOUNS = ("word", "katakana", "latin", "name")
_LEAST_CHARS = 2
_VERBAL = re.compile("する|し[たてなま、]|され|させ|さら|せず|すべ|でき")
"""What follows a noun that is used as a verb."""
_NO_END = frozenset(
    ("的", "内", "中", "上", "外", "後", "前", "毎", "済み", "済", "のみ", "以外", "以上", "以下", "たち")
)
"""Words that say where, when or how much, and end no term: プラグイン内."""
_SAME_AGAIN = 0.5
"""Factor of the score of a term that the target repeats as it is: a name in a program, a figure's label."""
_ALLOWED_SHARE = 0.25
"""A rendering with at least this share of a term's occurrences belongs to the term's targets."""


@dataclass(frozen=True)
class Example:
    """A place where a term and a rendering stand."""

    pair: str
    bead: str
    """The bead's content key."""
    source: str
    target: str


@dataclass(frozen=True)
class Use:
    """A place where a term has a whole rendering. Spans count in the joined texts of the bead."""

    alignment: int
    """Number of the alignment among those that were read."""
    bead: str
    """The bead's content key."""
    source: Span
    rendering: Rendering
    form: str
    """One spelling of the rendering for singular, plural and capitals."""


@dataclass(frozen=True)
class BilingualTerm:
    """A noun phrase of the source with its renderings, the most frequent first."""

    source: str
    count: int
    """Occurrences in beads with two sides."""
    renderings: tuple[tuple[str, int], ...]
    """As most often written, and how often; occurrences without a whole rendering are in none."""
    example: Example
    score: float
    """Higher is nearer to the top: longer, more frequent and more surely rendered terms."""
    uses: tuple[Use, ...] = ()
    """The occurrences with a whole rendering, in order."""
    everyday: bool = False
    """True for a single word of everyday form: two kanji."""

    @property
    def targets(self) -> tuple[str, ...]:
        """The renderings that a glossary would allow: the first one and others with a good share."""
        rendered = sum(count for _, count in self.renderings)
        return tuple(
            text
            for place, (text, count) in enumerate(self.renderings)
            if not place or (count > 1 and count >= _ALLOWED_SHARE * rendered)
        )

    @property
    def consistency(self) -> float:
        """Share of the rendered occurrences that have the first rendering."""
        return self.renderings[0][1] / sum(count for _, count in self.renderings)


@dataclass
class _Seen:
    """What was seen of one phrase."""

    words: int = 0
    single: bool = False
    count: int = 0
    inside: Counter[str] = field(default_factory=Counter)
    """Longer phrases that hold it, and how often."""
    uses: list[Use] = field(default_factory=list)
    examples: dict[str, Example] = field(default_factory=dict)

    @property
    def renderings(self) -> dict[str, list[Rendering]]:
        """The renderings by form, in order of their first use."""
        found: dict[str, list[Rendering]] = {}
        for use in self.uses:
            found.setdefault(use.form, []).append(use.rendering)
        return found


def terms_of(alignments: Iterable[Alignment], least: int = 2) -> list[BilingualTerm]:
    """Return the terms that occur at least `least` times, what a terminologist looks at first on top.

    All alignments must hold word links. Phrases that occur only inside one longer phrase are left
    out (C-value: Frantzi et al. 2000).
    """
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for number, alignment in enumerate(alignments):
        if alignment.word_links is None:
            raise ValueError(f"{alignment.id}: no word links; make them with align.word_links(alignment)")
        for key, bead in zip(alignment.keys, alignment.beads, strict=True):
            if not bead.is_null:
                texts = alignment.source_text(bead), alignment.target_text(bead)
                _read_bead(alignment, (number, key), texts, seen)
    found = [term for text, one in seen.items() if (term := _term(text, one, seen, least)) is not None]
    return sorted(found, key=lambda term: (-term.score, term.source))


def _read_bead(alignment: Alignment, bead: tuple[int, str], texts: tuple[str, str], seen: dict[str, _Seen]) -> None:
    links = (alignment.word_links or {}).get(bead[1])
    if links is None:
        return
    source = words_of(texts[0], alignment.source.lang)
    target = words_of(texts[1], alignment.target.lang)
    example = Example(alignment.id, bead[1], texts[0], texts[1])
    for first, stop in _runs(source):
        phrases = dict.fromkeys(_phrases(source, first, stop))
        for begin, end in phrases:
            if begin and source[begin].joined and source[begin - 1].kind == "number":
                continue
            if _VERBAL.match(texts[0], source[end - 1].span[1]) or source[end - 1].text in _NO_END:
                continue
            text = texts[0][source[begin].span[0] : source[end - 1].span[1]]
            one = seen[text]
            one.words, one.count = end - begin, one.count + 1
            one.single = one.single or (end - begin == 1 and _plain_single(source[begin]))
            for a, b in ((begin - 1, end), (begin, end + 1)):
                if (a, b) in phrases:
                    one.inside[texts[0][source[a].span[0] : source[b - 1].span[1]]] += 1
            rendering = rendering_of(source[begin:end], links, target, texts[1])
            if rendering is not None:
                form = base_form(rendering.text)
                span = source[begin].span[0], source[end - 1].span[1]
                one.uses.append(Use(*bead, span, rendering, form))
                one.examples.setdefault(form, example)


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Runs of nouns that follow each other directly."""
    start = None
    for place, word in enumerate([*words, None]):
        fits = word is not None and word.kind in _NOUNS and not (word.light and start is None)
        if start is not None and not (fits and word is not None and word.joined):
            if place - start <= _LONGEST_RUN:
                yield start, place
            start = None
        if fits and start is None:
            start = place


def _phrases(words: Sequence[Word], first: int, stop: int) -> Iterator[tuple[int, int]]:
    for begin in range(first, stop):
        for end in range(begin + 1, min(stop, begin + _MOST_WORDS) + 1):
            edge = words[begin].light or (words[end - 1].light and len(words[end - 1].text) > 1)
            if not edge and words[end - 1].span[1] - words[begin].span[0] >= _LEAST_CHARS:
                yield begin, end


def _plain_single(word: Word) -> bool:
    """True for a single word of everyday form: two kanji."""
    return word.kind == "word" and len(word.text) <= 2


def _term(text: str, one: _Seen, seen: dict[str, _Seen], least: int) -> BilingualTerm | None:
    rendered = len(one.uses)
    if one.count < least or rendered < max(1, least - 1) or rendered < one.count / 2:
        return None
    longest = max(one.inside.values(), default=0)
    if longest == one.count and any(
        _rendered(seen[other]) for other, count in one.inside.items() if count == longest and other in seen
    ):
        return None
    by_form = one.renderings
    ordered = sorted(by_form.items(), key=lambda item: (-len(item[1]), item[0]))
    renderings = tuple((_usual([each.text for each in some]), len(some)) for _, some in ordered)
    mean = sum(one.inside.values()) / len(one.inside) if one.inside else 0.0
    weight = 0.3 if one.single else math.log2(one.words + 1)
    surely = sum(use.rendering.probability for use in one.uses) / one.count
    agreed = len(ordered[0][1]) / rendered
    score = weight * max(one.count - mean, 0.5) ** 0.5 * surely**2 * (0.5 + agreed / 2)
    if renderings[0][0].casefold() == text.casefold():
        score *= _SAME_AGAIN
    example = one.examples[ordered[0][0]]
    return BilingualTerm(text, one.count, renderings, example, score, tuple(one.uses), one.single)


def _rendered(one: _Seen) -> bool:
    return len(one.uses) * 2 >= one.count


def _usual(texts: Sequence[str]) -> str:
    """The most frequent writing; of equally frequent ones the first that is not all in capitals."""
    counts = Counter(texts)
    return max(counts, key=lambda text: (counts[text], not text.isupper()))
