"""The word links of every bead of an alignment."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from align.model import BeadLinks, WordLink
from align.text.joining import gap
from align.text.language import primary
from align.words.block import BlockSide, WordBlock, block_side, compare, read_texts
from align.words.decide import FoundLink, decide
from align.words.estimate import estimate_all
from align.words.glossary_links import matches_of, term_uses, terms_in
from align.words.sentence_groups import Encode, Sentence, groups_of, halves_of
from align.words.spans import spans_of
from align.words.vectors import WordVectors
from align.words.weights import WordWeights, default_word_weights

if TYPE_CHECKING:
    from align.encode.cache import CachedParts
    from align.facts.glossary import Term
    from align.model import Alignment, Bead, Document
    from align.score.arrays import Floats
    from align.text.spans import Span

_BEADS_A_STEP = 256
"""Beads whose new words are encoded together."""
_PARTS_A_STEP = 128
"""Parts of beads that are compared together: memory grows with them."""


@dataclass(frozen=True)
class _Part:
    """Sentences of one bead that are compared with each other, and where each begins in the bead's text."""

    bead: int
    sides: tuple[BlockSide, BlockSide]
    offsets: tuple[int, int]


def with_word_links(
    alignment: Alignment,
    parts: CachedParts,
    weights: WordWeights | None = None,
    only: Container[int] | None = None,
    terms: Sequence[Term] = (),
) -> Alignment:
    """Return the alignment with the links of every bead that has two sides, by the bead's content key.

    `only`: the numbers of the beads that get links, from 0; None for all. `terms`: a glossary,
    whose terms answer their allowed renderings where both stand in linked sentences.

    Languages other than Japanese and English are linked by vectors, figures and Latin words alone.
    """
    weights = weights or default_word_weights()
    langs = alignment.source.lang, alignment.target.lang
    vectors = WordVectors(parts, langs[0]), WordVectors(parts, langs[1])

    def encode(texts: list[str]) -> Floats:
        return parts.combine(np.stack([rows.sum(axis=0, dtype=np.float32) for rows in parts.pieces(texts)]))

    known = terms_in(terms, "\n".join(alignment.source.texts())) if terms else []
    found: dict[str, BeadLinks] = {}
    numbers = [
        number for number, bead in enumerate(alignment.beads) if not bead.is_null and (only is None or number in only)
    ]
    for begin in range(0, len(numbers), _BEADS_A_STEP):
        step = numbers[begin : begin + _BEADS_A_STEP]
        some = [part for number in step for part in _parts(alignment, number, encode)]
        read_texts([part.sides for part in some], vectors)
        links: dict[int, list[_PartLinks]] = {number: [] for number in step}
        for part, links_found in zip(some, _found(some, vectors, weights, known), strict=True):
            links[part.bead].append(_linked(part, links_found, weights))
        found |= {alignment.keys[number]: _joined(links[number]) for number in step}
    return replace(alignment, word_links=found)


_PartLinks = tuple[list[WordLink], list["Span"], list["Span"]]


def _sentences(document: Document, segments: Sequence[int]) -> list[Sentence]:
    """The sentences of one side of a bead, with their places in its joined text."""
    found = []
    start = 0
    for index in segments:
        segment = document.segments[index]
        for number, (first, stop) in enumerate(segment.sentences):
            text = segment.text[first:stop]
            if text.strip():
                found.append(Sentence((index, number), start + first, text))
        start += len(segment.text) + len(gap(document.lang))
    return found


def _parts(alignment: Alignment, number: int, encode: Encode) -> Iterator[_Part]:
    bead: Bead = alignment.beads[number]
    sides = (
        _sentences(alignment.source, bead.source),
        _sentences(alignment.target, bead.target),
    )
    texts = alignment.source_text(bead), alignment.target_text(bead)
    for source, target in groups_of(*sides, alignment, encode):
        for spans in halves_of(source, target):
            made = [
                block_side(text[start:stop], document.lang)
                for text, (start, stop), document in zip(
                    texts, spans, (alignment.source, alignment.target), strict=True
                )
            ]
            yield _Part(number, (made[0], made[1]), (spans[0][0], spans[1][0]))


def _linked(part: _Part, found: Sequence[FoundLink], weights: WordWeights) -> _PartLinks:
    curve = np.array(weights.curve)
    chances = np.interp([link.estimate for link in found], curve[:, 0], curve[:, 1]).round(4).tolist()
    words = part.sides[0].words, part.sides[1].words
    links = [
        WordLink(
            spans_of(words[0], link.source, part.offsets[0]),
            spans_of(words[1], link.target, part.offsets[1]),
            chance,
        )
        for link, chance in zip(found, chances, strict=True)
    ]
    rest = []
    for side in (0, 1):
        held = {number for link in found for number in (link.source, link.target)[side]}
        open_ = [n for n, word in enumerate(words[side]) if n not in held and not word.light]
        rest.append(list(spans_of(words[side], open_, part.offsets[side])))
    return links, rest[0], rest[1]


def _found(
    some: Sequence[_Part], vectors: tuple[WordVectors, WordVectors], weights: WordWeights, terms: Sequence[Term]
) -> Iterator[list[FoundLink]]:
    """The links of each part.

    The weights were learnt with Japanese first, so a Japanese target is put first.
    """
    for begin in range(0, len(some), _PARTS_A_STEP):
        yield from _found_together(some[begin : begin + _PARTS_A_STEP], vectors, weights, terms)


def _found_together(
    some: Sequence[_Part], vectors: tuple[WordVectors, WordVectors], weights: WordWeights, terms: Sequence[Term]
) -> Iterator[list[FoundLink]]:
    flips = [primary(part.sides[0].lang) != "ja" and primary(part.sides[1].lang) == "ja" for part in some]
    blocks = [
        compare(part.sides[1], part.sides[0], vectors[::-1]) if flip else compare(*part.sides, vectors)
        for part, flip in zip(some, flips, strict=True)
    ]
    if terms:
        blocks = [_with_terms(block, part, terms, flip) for block, part, flip in zip(blocks, some, flips, strict=True)]
    for block, values, flip in zip(blocks, estimate_all(blocks, weights), flips, strict=True):
        found = decide(block, values, weights)
        yield [FoundLink(link.target, link.source, link.estimate) for link in found] if flip else found


def _with_terms(block: WordBlock, part: _Part, terms: Sequence[Term], flip: bool) -> WordBlock:
    """The block with the places of the glossary's terms, which are written from source to target."""
    cosine = block.tables["cosine"]
    found = matches_of(term_uses(part.sides, terms), cosine.T if flip else cosine)
    return replace(block, terms=tuple(match.turned() for match in found) if flip else found)


def _joined(some: Sequence[_PartLinks]) -> BeadLinks:
    """Join the links of a bead's parts; a word is unanswered if no part has an answer for it."""
    if len(some) == 1:
        links, source, target = some[0]
        return BeadLinks(tuple(sorted(links, key=_place)), tuple(source), tuple(target))
    kept: list[WordLink] = []
    held: tuple[set[int], set[int]] = set(), set()
    for part in some:
        new = [
            link
            for link in part[0]
            if held[0].isdisjoint(_held(link.source)) and held[1].isdisjoint(_held(link.target))
        ]
        for link in new:
            held[0].update(_held(link.source))
            held[1].update(_held(link.target))
        kept += new
    rest = [
        tuple(span for span in sorted({*chain.from_iterable(spans)}) if taken.isdisjoint(range(*span)))
        for taken, spans in zip(held, ([part[1] for part in some], [part[2] for part in some]), strict=True)
    ]
    return BeadLinks(tuple(sorted(kept, key=_place)), rest[0], rest[1])


def _place(link: WordLink) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return link.source, link.target


def _held(spans: Sequence[Span]) -> Iterator[int]:
    """The code points of spans."""
    for start, stop in spans:
        yield from range(start, stop)
