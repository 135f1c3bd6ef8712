"""Features of a link between two words: for the first estimate, and with the first estimates of others.

Every feature is float32[n, m], one value for each source word and each target word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Floats
    from align.words.block import Tables, WordBlock

_READ_AGAIN = (
    *("cosine", "margin", "phrase_margin", "source_phrase", "target_phrase", "light_source", "light_target"),
    *("figure", "figure_other", "fact", "fact_other", "negation", "turn", "turn_other"),
)
"""Features of the comparison that the second estimate reads too."""
_NEAR = 3
"""Words on each side whose links say where a word's answer stands."""


def first_features(block: WordBlock) -> Tables:
    """Return feature -> float32[n, m] from the block's comparison alone."""
    tables = dict(block.tables)
    shape = block.size
    for name in ("margin", "phrase_margin"):
        tables[f"{name}_lead_source"] = lead(tables[name], 1)
        tables[f"{name}_lead_target"] = lead(tables[name], 0)
    tables["distance"] = np.abs(_places(shape[0])[:, None] - _places(shape[1])[None])
    tables["words"] = np.full(shape, np.log(shape[0] + shape[1] + 1))
    tables["bias"] = np.ones(shape)
    return full(tables, shape)


def second_features(block: WordBlock, first: Floats) -> Tables:
    """Return the features of the second estimate; `first` holds the first probabilities, float32[n, m]."""
    shape = block.size
    odds = np.log((first + 1e-4) / (1.0001 - first))
    tables: Tables = {
        "first": odds,
        "first_lead_source": lead(odds, 1),
        "first_lead_target": lead(odds, 0),
        "first_rivals_source": first.sum(axis=1, keepdims=True) - first,
        "first_rivals_target": first.sum(axis=0, keepdims=True) - first,
        "beside": _beside(first),
        "diagonal": _diagonal(first),
        "path_source": _path(first),
        "path_target": _path(first.T).T,
    }
    for side, axis in (("source", 1), ("target", 0)):
        joined = np.array([word.joined for word in block.sides[1 - axis].words], dtype=np.float32)
        tables[f"compound_{side}"] = _compound(first, joined, 1 - axis)
    tables |= {name: block.tables[name] for name in _READ_AGAIN}
    tables["bias"] = np.ones(shape)
    return full(tables, shape)


def full(tables: Tables, shape: tuple[int, int]) -> Tables:
    """Return the tables with a value for each cell."""
    return {name: table if table.shape == shape else np.broadcast_to(table, shape) for name, table in tables.items()}


def lead(table: Floats, axis: int) -> Floats:
    """Return how far each value lies above the best other one along an axis; below zero where another is better."""
    count = table.shape[axis]
    if count < 2:
        return np.zeros_like(table)
    top = np.partition(table, count - 2, axis=axis)
    best, second = np.take(top, [count - 1], axis=axis), np.take(top, [count - 2], axis=axis)
    ahead: Floats = table - np.where(table >= best, second, best)
    return ahead


def _places(count: int) -> Floats:
    places: Floats = ((np.arange(count) + 0.5) / max(count, 1)).astype(np.float32)
    return places


def _shifted(table: Floats, down: int, right: int) -> Floats:
    """Return the table whose cell (i, j) holds the value at (i + down, j + right), zero outside."""
    moved = np.zeros_like(table)
    n, m = table.shape
    rows, columns = slice(max(0, -down), n - max(0, down)), slice(max(0, -right), m - max(0, right))
    moved[rows, columns] = table[max(0, down) : n + min(0, down), max(0, right) : m + min(0, right)]
    return moved


def _beside(first: Floats) -> Floats:
    """The best estimate among neighbours of both words, in either order."""
    near = [_shifted(first, a, b) for a in (-1, 1) for b in (-2, -1, 1, 2)]
    best: Floats = np.maximum.reduce(near)
    return best


def _diagonal(first: Floats) -> Floats:
    """The estimates of the words before and behind both, in the same order."""
    both: Floats = _shifted(first, -1, -1) + _shifted(first, 1, 1)
    return both


def _path(first: Floats) -> Floats:
    """How far the target word lies from where the answers of the source word's neighbours stand, in words, at most 12.

    A neighbour's answer is its best target word, weighted by its estimate and by how near the
    neighbour is.
    """
    n, m = first.shape
    away = np.minimum(np.abs(np.arange(m)[None] - first.argmax(axis=1)[:, None]), 12)
    steps = np.abs(np.arange(n)[:, None] - np.arange(n)[None])
    near = np.where((steps > 0) & (steps <= _NEAR), first.max(axis=1)[None] / np.maximum(steps, 1), 0.0)
    path: Floats = ((near @ away + 0.6) / (near.sum(axis=1, keepdims=True) + 0.1)).astype(np.float32)
    return path


def _compound(first: Floats, joined: Floats, axis: int) -> Floats:
    """The estimate of the same answer for the word directly before or behind, along an axis."""
    table = first if axis == 0 else first.T
    best = np.zeros_like(table)
    best[1:] = table[:-1] * joined[1:, None]
    best[:-1] = np.maximum(best[:-1], table[1:] * joined[1:, None])
    return best if axis == 0 else best.T
