"""Lessons for crossings: pages with runs carried elsewhere, and pages in which nothing moved."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from align.encode import load_encoder
from align.encode.cache import CachedParts
from align.pipeline import Config, PairAligner
from align.score.crossing import NEEDED, choose, co_move_columns, crossing_options
from align.score.encoded_side import encode_side
from align.score.measured_pair import DocumentPair
from align.score.move_features import MoveOption
from align.score.weights import Weights
from align.segment import read_document
from tests.bench.compare import Bench
from tests.bench.corpus import Sample, pages_of, samples
from tests.bench.fit import learn_crossings
from tests.bench.sets import CONDITIONS, make, move, write

STILL = ("dev-summary", "dev-noisy")
"""Sets in which every crossing found is wrong."""
DRAWS = 2
"""How often the pages are made again with other runs carried elsewhere; dev-crossing itself is not learnt from."""


@dataclass(frozen=True)
class Move:
    """What may have moved in one document pair, what speaks for it, and what did move."""

    page: str
    options: Sequence[MoveOption]
    columns: dict[str, Any]
    right: Any
    moved: int
    beads: int = 0


def moves(bench: Bench, weights: Weights) -> list[Move]:
    """The lessons of all sets, found with the given weights of the ladder."""
    aligner = PairAligner(load_encoder(bench.encoder), Config(crossings=False, explain=False, weights=weights))
    parts = CachedParts(load_encoder(bench.encoder), bench.work / "vectors")
    found = [_move(sample, aligner, parts, weights) for name in STILL for sample in bench.chosen(name)]
    with tempfile.TemporaryDirectory() as folder:
        for draw in range(1, DRAWS + 1):
            place = Path(folder) / str(draw)
            _carry(bench, place, draw)
            found += [_move(sample, aligner, parts, weights) for sample in samples(place)]
    return [one for one in found if one.options or one.moved]


def _carry(bench: Bench, folder: Path, draw: int) -> None:
    """Write the pages of dev-clean as summaries with other runs carried elsewhere."""
    folder.mkdir(parents=True)
    for name, blocks, pool in pages_of(bench.chosen("dev-clean")):
        rng = random.Random(f"{draw}/crossing/{name}")
        rungs = make(blocks, pool, rng, CONDITIONS["crossing"])
        write(folder, name, move(rungs, rng, CONDITIONS["crossing"].move), rungs)


def _move(sample: Sample, aligner: PairAligner, parts: CachedParts, weights: Weights) -> Move:
    documents = [
        read_document(sample.folder / f"{sample.name}.{lang}", lang, id="x", lines=True) for lang in ("ja", "en")
    ]
    moved = sample.moved()
    if not all(map(len, documents)):
        return Move(sample.name, (), {}, np.zeros(0, dtype=bool), len(moved))
    beads = aligner.align(documents[0], documents[1]).beads
    pair = DocumentPair(encode_side(documents[0], parts), encode_side(documents[1], parts))
    options, columns = crossing_options(pair, beads, weights)
    right = np.array([(option.source, option.target) in moved for option in options], dtype=bool)
    return Move(
        sample.name, [replace(option, evidence=()) for option in options], columns, right, len(moved), len(beads)
    )


def learn_moves(found: Sequence[Move], folds: dict[str, int], weights: Weights) -> tuple[Weights, dict[str, Any]]:
    """The weights with those of crossings, learnt from all lessons; precision and recall on folds they had not seen."""
    right = chosen = 0
    for fold in sorted(set(folds.values())):
        learnt = _learn([one for one in found if folds[one.page] != fold], weights)
        for one in found:
            if folds[one.page] == fold and one.options:
                places = choose(one.options, learnt.moved_with_others(_with_co_moves(one, learnt)), NEEDED)
                chosen += len(places)
                right += int(one.right[places].sum())
    moved = sum(one.moved for one in found)
    row = {"set": "crossing", "moved": moved, "found": chosen, "right": right}
    return _learn(found, weights), row | {"precision": right / max(chosen, 1), "recall": right / max(moved, 1)}


def _learn(found: Sequence[Move], weights: Weights) -> Weights:
    """Learn the first look, and then the second with what the first one says."""
    some = [one for one in found if one.options]
    right = np.concatenate([one.right for one in some])
    first = replace(weights, crossing=learn_crossings(_joined([one.columns for one in some]), right))
    again = _joined([_with_co_moves(one, first) for one in some])
    return replace(first, co_moves=learn_crossings(again, right))


def _with_co_moves(one: Move, weights: Weights) -> dict[str, Any]:
    return one.columns | co_move_columns(one.options, one.columns, weights, one.beads)


def _joined(columns: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {name: np.concatenate([one[name] for one in columns]) for name in columns[0]}
