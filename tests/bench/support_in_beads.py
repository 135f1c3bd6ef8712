"""Lessons for sentence links inside the beads of a translation, from pages whose blocks are known to answer each other.

A page of dev-clean is 1-1 throughout. Where both blocks have equally many sentences, sentence k answers sentence k; a
block of one sentence answers all sentences of the other. Neighbouring blocks joined are a bead with known links, and a
sentence taken out leaves its counterpart without one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.model import Bead
from align.pipeline import Aligner
from align.score.encoded_side import encode_side
from align.score.weights import Slope
from align.segment import read_document
from align.support.in_beads import SentencesOfBead, bead_features, sentences_of_beads
from tests.bench.support_learning import fit

Lesson = tuple[SentencesOfBead, NDArray[np.bool_]]
DROPPED = 0.5
"""Share of beads of more than two sentences from which sentences are taken out, once or several times."""


def lessons_of(page: Path, aligner: Aligner, seed: int = 1) -> Iterator[Lesson]:
    """Yield beads of a 1-1 page, given by its source file, with their known links."""
    draw = random.Random(f"{page.name}:{seed}")
    documents = [read_document(page.with_suffix(f".{lang}"), lang, lines=True, id=page.stem) for lang in ("ja", "en")]
    sides = [encode_side(document, aligner.parts) for document in documents]
    counts = [side.sentence_counts for side in sides]
    beads, start = [], 0
    while start < len(counts[0]):
        stop = min(start + draw.choice((1, 1, 1, 2, 2, 3)), len(counts[0]))
        places = tuple(range(start, stop))
        if all(_is_known(int(counts[0][k]), int(counts[1][k])) for k in places):
            beads.append(Bead(places, places))
        start = stop
    for found in sentences_of_beads(sides[0], sides[1], beads):
        links = _links([(int(counts[0][k]), int(counts[1][k])) for k in found.bead.source])
        while sum(links.shape) > 2 and max(links.shape) > 1 and draw.random() < DROPPED:
            found, links = _shortened(found, links, draw)
        yield found, links


def _is_known(a: int, b: int) -> bool:
    return a == b or min(a, b) == 1


def _links(blocks: list[tuple[int, int]]) -> NDArray[np.bool_]:
    links = np.zeros((sum(a for a, _ in blocks), sum(b for _, b in blocks)), dtype=bool)
    i = j = 0
    for a, b in blocks:
        links[i : i + a, j : j + b] = np.eye(a, dtype=bool) if a == b else True
        i, j = i + a, j + b
    return links


def _shortened(found: SentencesOfBead, links: NDArray[np.bool_], draw: random.Random) -> Lesson:
    """Take a sentence out of a side that has more than one."""
    side = draw.choice([number for number in (0, 1) if links.shape[number] > 1])
    keep = np.ones(links.shape[side], dtype=bool)
    keep[draw.randrange(links.shape[side])] = False
    rows, columns = (keep, slice(None)) if side == 0 else (slice(None), keep)
    chars = tuple(one[keep] if number == side else one for number, one in enumerate(found.chars))
    margin = found.margin[rows][:, columns] if side == 0 else found.margin[:, columns]
    less = SentencesOfBead(found.bead, found.source[rows], found.target[columns], margin, (chars[0], chars[1]))
    return less, links[rows] if side == 0 else links[:, columns]


def learn_in_beads(pages: list[Path], aligner: Aligner) -> tuple[dict[str, Slope], dict[str, float]]:
    """Learn from two thirds of the pages; return the slopes and how they do on the last third."""
    order = random.Random(1).sample(pages, len(pages))
    cut = 2 * len(order) // 3
    taught, kept = ([one for page in some for one in lessons_of(page, aligner)] for some in (order[:cut], order[cut:]))
    taught = [one for one in taught if one[1].size > 1]
    slopes = fit([bead_features(found) for found, _ in taught], [links for _, links in taught])
    return slopes, measure(slopes, [one for one in kept if one[1].size > 1])


def measure(slopes: dict[str, Slope], lessons: list[Lesson]) -> dict[str, float]:
    """Precision, recall and F1 of links at one half."""
    from align.support.in_beads import link_probabilities

    said = np.concatenate([link_probabilities(found, slopes).ravel() >= 0.5 for found, _ in lessons])
    right = np.concatenate([links.ravel() for _, links in lessons])
    both = float((said & right).sum())
    precision, recall = both / said.sum(), both / right.sum()
    return {
        "beads": len(lessons),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
    }
