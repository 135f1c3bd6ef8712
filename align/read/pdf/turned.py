"""Text that runs across the direction of its page: columns on a level page, level lines on one in columns.

Its characters arrive as single pieces, in any order. They are found by their places alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from align.read.pdf.glyphs import Piece
from align.read.pdf.rules import Rule

_LETTER = re.compile("[\u3041-\u30ff\u3400-\u9fff々〇]")
_SIGN = re.compile("[、。「」（）０-９]")
_LATIN = 0.9
"""Characters. Only letters that lie on their side follow each other so closely."""
_FEWEST = 3
"""Characters of the shortest run."""
_LETTERS = 0.6
"""The least share of kana and kanji in a run."""
_TIGHT = 1.3
"""Characters. The usual distance from character to character."""
_SOLID = 1.15
"""The same where lines of text could not stand so closely."""
_LOOSE = 2.1
"""The same where nothing stands beside the run."""
_MOST_PIECES = 50_000
_MOST_RUNS = 1_000
"""A page with more pieces or runs is a drawing; then none of its text is taken for turned text."""
_APART = 1.3
"""Characters. Runs that are further from each other are two texts."""


@dataclass(frozen=True, slots=True)
class Region:
    """Runs that stand together."""

    members: tuple[Piece, ...]
    """The characters, as the page has them."""
    runs: tuple[Piece, ...]
    """One piece for each run, on a sheet of their own whose lines are level."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top."""
        return _box(self.members)


def turned_regions(pieces: Sequence[Piece], rules: Sequence[Rule], vertical: bool) -> list[Region]:
    """The regions of a page whose text runs across; `vertical` if the page itself is set in columns.

    No text runs over a level rule.
    """
    if len(pieces) > _MOST_PIECES:
        return []
    floors = [one for one in rules if not one.is_upright]
    runs = [[piece] for piece in pieces if piece.turn]
    for column in _columns(pieces):
        for run in _runs(column, floors):
            if len(run) >= _FEWEST and _is_text(run, pieces):
                runs.append(run[::-1] if vertical else run)
    if len(runs) > _MOST_RUNS:
        return []
    regions = []
    for group in _together(runs):
        members = tuple(piece for run in group for piece in run)
        regions.append(Region(members, tuple(_turn(run, vertical) for run in group)))
    return regions


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The single characters, or numbers of up to three, whose middles stand one below the other."""
    small = [
        piece
        for piece in pieces
        if not piece.turn
        and (len(piece.text) == 1 or (len(piece.text) <= 3 and piece.text.isascii()))
        and piece.right - piece.left <= 1.6 * piece.size
    ]
    columns: list[list[Piece]] = []
    for piece in sorted(small, key=_middle):
        if columns and _middle(piece) - _middle(columns[-1][0]) <= 0.45 * piece.size:
            columns[-1].append(piece)
        else:
            columns.append([piece])
    return columns


def _middle(piece: Piece) -> float:
    return (piece.left + piece.right) / 2


def _runs(column: list[Piece], floors: Sequence[Rule]) -> list[list[Piece]]:
    """The parts of a column, from top to bottom, without a gap or a rule."""
    middle = _middle(column[0])
    levels = [one.bottom for one in floors if one.left < middle < one.right] if len(column) >= _FEWEST else []
    ordered = sorted(column, key=lambda piece: -piece.base)
    runs: list[list[Piece]] = [ordered[:1]]
    for before, piece in pairwise(ordered):
        step = before.base - piece.base
        size = max(before.size, piece.size)
        ruled = any(piece.base < level < before.base for level in levels)
        alike = min(before.size, piece.size) > 0.7 * size
        if 0.3 * size < step <= _LOOSE * size and alike and not ruled:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _is_text(run: list[Piece], pieces: Sequence[Piece]) -> bool:
    """True for a text; a column of numbers or marks is none."""
    text = "".join(piece.text for piece in run)
    letters, pitch = len(_LETTER.findall(text)), _pitch(run)
    if pitch < _LATIN and len(run) > 2 * _FEWEST:
        return True
    if pitch > _SOLID and _is_list(run, pieces):
        return False
    if pitch <= _TIGHT and letters > 1:
        return letters + len(_SIGN.findall(text)) >= _LETTERS * len(text)
    return letters >= _LETTERS * len(text) and (pitch <= _TIGHT or _stands_alone(run, pieces))


def _is_list(run: list[Piece], pieces: Sequence[Piece]) -> bool:
    """True if most characters begin or end a level line: they are the entries of a list, one in a row."""
    rows = sorted(piece.base for piece in pieces if len(piece.text) > 1 and not piece.turn)
    level = 0
    for one in run:
        at = bisect_left(rows, one.base - 0.25 * one.size)
        level += at < len(rows) and rows[at] <= one.base + 0.25 * one.size
    return level >= 0.6 * len(run)


def _pitch(run: list[Piece]) -> float:
    return median((one.base - other.base) / one.size for one, other in pairwise(run))


def _stands_alone(run: list[Piece], pieces: Sequence[Piece]) -> bool:
    """True if most characters of a run have no neighbour in their row as near as the next one of the run."""
    reach = _pitch(run) * run[0].size
    own = {id(piece) for piece in run}
    crowded = 0
    for one in run:
        crowded += any(
            abs(other.base - one.base) < 0.4 * one.size
            and other.left - one.right < reach
            and one.left - other.right < reach
            and id(other) not in own
            for other in pieces
        )
    return crowded <= 0.3 * len(run)


def _together(runs: list[list[Piece]]) -> list[list[list[Piece]]]:
    """The runs in groups that touch, from the first to the last."""
    groups: list[tuple[tuple[float, float, float, float], list[list[Piece]]]] = []
    for run in runs:
        box, members = _box(run), [run]
        while near := [group for group in groups if _touch(box, group[0], _APART * run[0].size)]:
            for group in near:
                groups.remove(group)
                members = [*group[1], *members]
            box = _box([piece for member in members for piece in member])
        groups.append((box, members))
    return [members for _, members in groups]


def _box(pieces: Sequence[Piece]) -> tuple[float, float, float, float]:
    return (
        min(piece.left for piece in pieces),
        min(piece.base - _half(piece) for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.base + _half(piece) for piece in pieces),
    )


def _half(piece: Piece) -> float:
    """Half of the height of a piece; that of a text on its side follows from its characters."""
    if not piece.turn:
        return piece.size / 2
    return piece.size / 2 * sum(0.5 if char.isascii() else 1 for char in piece.text)


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float], reach: float) -> bool:
    return (
        one[0] < other[2] + reach
        and other[0] < one[2] + reach
        and one[1] < other[3] + reach
        and other[1] < one[3] + reach
    )


def _turn(run: list[Piece], vertical: bool) -> Piece:
    """A run as one level piece: columns that follow each other to the left stand one below the other.

    Where letters lie on their side and run upwards, the columns follow each other to the right.
    """
    if run[0].turn:
        size, middle = run[0].size, _middle(run[0])
        return Piece(run[0].text, 0.0, 2 * _half(run[0]), middle if run[0].turn == 3 else -middle, size, run[0].order)
    first, last = run[0], run[-1]
    size = max(piece.size for piece in run)
    text = "".join(piece.text for piece in run)
    order = min(piece.order for piece in run)
    middle = median(_middle(piece) for piece in run)
    if vertical:
        return Piece(text, first.base - first.size / 2, last.base + last.size / 2, -middle, size, order)
    return Piece(text, -first.base - first.size / 2, -last.base + last.size / 2, middle, size, order)
