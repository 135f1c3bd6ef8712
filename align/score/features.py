"""What speaks for a bead, as numbers: one column a feature, one row a candidate.

A feature is zero where it does not apply, so that weights of one kind of bead leave the others alone. The name's
first word is the group under which a reader sees it in `--explain`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from align.score.anchors import Anchors
from align.score.lengths import Lengths
from align.score.similarity import Cosines, Coverage, sentence_coverage, word_coverage
from align.score.splits import Splits

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from align.score.side import Side
    from align.score.similarity import Combine, Floats
    from align.search.arcs import Arcs, Ints

    Put = Callable[[str, Ints, ArrayLike], None]

_SHORT = (14, 25)
"""Characters under which a source or target segment counts as short."""


class Features:
    """Works out the features of candidate beads between two sides."""

    def __init__(self, source: Side, target: Side, widest: int, combine: Combine) -> None:
        self.sides = source, target
        self.cosines = Cosines(source, target, widest, combine)
        self._sentences = sentence_coverage(source, target, combine)
        self._words = word_coverage(source, target)
        self.anchors = Anchors(source, target)
        self._lengths = Lengths(source, target, self.cosines)
        self._splits = Splits(source, target, self.cosines, combine)
        self._furniture = [np.array(side.furniture, dtype=object) for side in self.sides]
        self._numbers = [np.array(side.numbers, dtype=object) for side in self.sides]

    def numbered_apart(self) -> NDArray[np.bool_]:
        """True where one of two segments is nothing but its number and the other leads with another, bool[n, m]."""
        numbers, bare = self._numbers, [side.bare for side in self.sides]
        apart = np.zeros((len(numbers[0]), len(numbers[1])), dtype=bool)
        for side, table in ((0, apart), (1, apart.T)):
            for place in np.flatnonzero(bare[side]):
                other = numbers[1 - side]
                table[place] |= (other != "") & (other != numbers[side][place])
        return apart

    def numbered_alike(self, i: Ints, j: Ints) -> NDArray[np.bool_]:
        """True where source segment i and target segment j lead with the same number, pair by pair."""
        numbers = self._numbers[0][i], self._numbers[1][j]
        alike: NDArray[np.bool_] = (numbers[0] != "") & (numbers[0] == numbers[1])
        return alike

    def of(self, arcs: Arcs) -> dict[str, Floats]:
        """Return name -> float32[len(arcs)]: all features."""
        return self.plain(arcs) | self.splits(arcs, np.ones(len(arcs), dtype=bool))

    def splits(self, arcs: Arcs, wanted: NDArray[np.bool_]) -> dict[str, Floats]:
        """Return what cutting single segments tells of the wanted beads: half the work of all features."""
        columns, put = _table(len(arcs))
        self._splits.features(arcs, wanted, put)
        return columns

    def plain(self, arcs: Arcs) -> dict[str, Floats]:
        """Return all features but those of `splits`."""
        columns, put = _table(len(arcs))
        for a, b, some in arcs.shapes():
            if b == 0:
                self._null(0, arcs.i[some], some, put)
            elif a == 0:
                self._null(1, arcs.j[some], some, put)
            else:
                self._shape(a, b, some, put)
                self._likeness(arcs, some, put)
                self._coverage(arcs, some, put)
                self._neighbours(arcs, some, put)
                self._form(arcs, some, put)
                self._lengths.beads(arcs, some, put)
                self.anchors.beads(arcs, some, put)
        return columns

    def _null(self, side: int, segments: Ints, some: Ints, put: Put) -> None:
        """What speaks for leaving a segment alone: nothing on the other side comes near it."""
        here, name = self.sides[side], f"null_{('source', 'target')[side]}"
        margins = self.cosines.margins(1, 1)
        margins = margins if side == 0 else margins.T
        best, nearest = margins.max(axis=1), margins.argmax(axis=1)
        mutual = margins.argmax(axis=0)[nearest] == np.arange(len(best))
        put(f"{name}", some, 1.0)
        put(f"{name}_nearest", some, best[segments])
        put(f"{name}_mutual", some, mutual[segments])
        put(f"{name}_mutual_nearest", some, (mutual * best)[segments])
        sentences, words = self._sentences[side], self._words[side]
        put(f"{name}_sentences", some, (sentences.best / np.maximum(sentences.mass, 1e-6))[segments])
        put(f"{name}_words", some, words.share[segments])
        put(f"{name}_word_mass", some, np.log1p(np.maximum(words.mass, 0.0))[segments])
        put(f"{name}_length", some, np.log(here.chars[segments]))
        put(f"{name}_short", some, here.chars[segments] < _SHORT[side])
        put(f"{name}_closed", some, here.closed[segments])
        self.anchors.nulls(side, segments, some, put)

    @staticmethod
    def _shape(a: int, b: int, some: Ints, put: Put) -> None:
        kind = "one" if a == b == 1 else "many_one" if b == 1 else "one_many" if a == 1 else "many_many"
        put(f"shape_{kind}", some, 1.0)
        if kind != "one":
            put(f"shape_{kind}_size", some, a + b - 2)
            put("shape_over_3", some, max(0, a + b - 3))
            put("shape_over_4", some, max(0, a + b - 4))

    def _likeness(self, arcs: Arcs, some: Ints, put: Put) -> None:
        a, b, i, j = _shape_of(arcs, some)
        table = self.cosines.margins(a, b)
        margin = table[i, j]
        put("margin", some, margin)
        put("margin_one" if a == b == 1 else "margin_many", some, margin)
        cosine = margin + self.cosines.hub(a, i, b, j)
        put("margin_cosine", some, cosine)
        # The longer both texts are, the less a low cosine can be chance.
        weight = self._lengths.weight(i, i + a, j, j + b)
        put("margin_doubt", some, np.maximum(0.35 - cosine, 0.0) * weight)
        put("margin_doubt_near", some, np.maximum(0.15 - margin, 0.0) * weight)
        put("margin_lost_source", some, margin - table.max(axis=1)[i])
        put("margin_lost_target", some, margin - table.max(axis=0)[j])

    def _coverage(self, arcs: Arcs, some: Ints, put: Put) -> None:
        """How much of each side the other answers, against the best that any place would answer."""
        a, b, i, j = _shape_of(arcs, some)
        for kind, tables in (("sentences", self._sentences), ("words", self._words)):
            for side, (length, start, other_length, other) in enumerate(((a, i, b, j), (b, j, a, i))):
                table, name = tables[side], ("source", "target")[side]
                sums = _window(np.add, table.sums(other_length), length)[start, other]
                mass = _window(np.add, table.mass, length)[start]
                best = _window(np.add, table.best, length)[start]
                whole = np.maximum(mass, 1e-6)
                put(f"{kind}_{name}", some, sums / whole)
                put(f"{kind}_{name}_lost", some, (sums - best) / whole)
                if kind == "sentences":
                    least = _window(np.minimum, table.least(other_length), length)
                    put(f"{kind}_{name}_least", some, least[start, other])
                else:
                    put(f"{kind}_{name}_missing", some, mass - sums)
                    put(f"{kind}_{name}_found", some, sums)
                if length > 1:
                    self._weakest(table, f"{kind}_{name}", (length, start, other_length, other), some, put)

    @staticmethod
    def _weakest(table: Coverage, name: str, window: tuple[int, Ints, int, Ints], some: Ints, put: Put) -> None:
        """The segment of a run that the other side answers worst."""
        length, start, other_length, other = window
        mass = np.maximum(table.mass, 1e-6)[:, None]
        sums = table.sums(other_length)
        put(f"{name}_weakest", some, _window(np.minimum, sums / mass, length)[start, other])
        lost = (sums - table.best[:, None]) / mass
        put(f"{name}_weakest_lost", some, _window(np.minimum, lost, length)[start, other])

    def _neighbours(self, arcs: Arcs, some: Ints, put: Put) -> None:
        """What a bead gains by each outer segment it holds, and would gain by the next one."""
        a, b, i, j = _shape_of(arcs, some)
        whole = self.cosines.cosine(a, i, b, j)
        margin = whole - self.cosines.hub(a, i, b, j)
        for side, (length, name) in enumerate(((a, "source"), (b, "target"))):
            di, dj = (1, 0) if side == 0 else (0, 1)
            if length > 1:
                shorter = (a - di, i + di, b - dj, j + dj), (a - di, i, b - dj, j)
                gains = [whole - self.cosines.cosine(*part) for part in shorter]
                put(f"join_{name}_gain", some, np.minimum(*gains))
                put(f"join_{name}_gains", some, gains[0] + gains[1])
                less = [self.cosines.margins(part[0], part[2])[part[1], part[3]] for part in shorter]
                put(f"join_{name}_margin_gain", some, margin - np.maximum(*less))
            if a == 1 or b == 1:
                put(f"join_{name}_next", some, self._next(arcs, some, (di, dj), whole))

    def _next(self, arcs: Arcs, some: Ints, step: tuple[int, int], whole: Floats) -> Floats:
        """The greater of the gains by taking in the segment before and the segment behind; at least -0.1."""
        (a, b, i, j), (di, dj) = _shape_of(arcs, some), step
        gain = np.full(len(some), -0.1, dtype=np.float32)
        if a + di not in self.cosines.source or b + dj not in self.cosines.target:
            return gain
        rows = self.cosines.source[a + di], self.cosines.target[b + dj]
        for begin in ((i - di, j - dj), (i, j)):
            fits = (begin[0] >= 0) & (begin[1] >= 0) & (begin[0] < len(rows[0])) & (begin[1] < len(rows[1]))
            at = begin[0][fits], begin[1][fits]
            cosine = np.einsum("ij,ij->i", rows[0][at[0]], rows[1][at[1]])
            gain[fits] = np.maximum(gain[fits], cosine - whole[fits])
        return gain

    def _form(self, arcs: Arcs, some: Ints, put: Put) -> None:
        """Sentence ends and leading numbers: headings answer headings, "第5章" answers "Chapter 5"."""
        a, b, i, j = _shape_of(arcs, some)
        closed = [side.closed for side in self.sides]
        ends = closed[0][i + a - 1], closed[1][j + b - 1]
        put("form_same_end", some, ends[0] == ends[1])
        put("form_other_end", some, ends[0] != ends[1])
        for side, (length, start, name) in enumerate(((a, i, "source"), (b, j, "target"))):
            if length > 1:
                inner = np.stack([closed[side][start + step] for step in range(length - 1)])
                put(f"form_{name}_heading_inside", some, ~inner.all(axis=0))
        kinds = self._furniture[0][i], self._furniture[1][j]
        if a == b == 1:
            put("form_furniture_other", some, kinds[0] != kinds[1])
        else:
            held = [
                np.stack([kind[start + step] != "" for step in range(length)]).any(axis=0)
                for kind, start, length in zip(self._furniture, (i, j), (a, b), strict=True)
            ]
            put("form_furniture_joined", some, held[0] | held[1])
        same = self.numbered_alike(i, j)
        given = self._numbers[0][i] != "", self._numbers[1][j] != ""
        put("form_same_number", some, same)
        put("form_other_number", some, given[0] & given[1] & ~same)
        put("form_one_number", some, given[0] ^ given[1])


def _table(length: int) -> tuple[dict[str, Floats], Put]:
    """Columns of that length, none yet, and what puts values into some rows of one; the other rows are zero."""
    columns: dict[str, Floats] = {}

    def put(name: str, some: Ints, values: ArrayLike) -> None:
        if name not in columns:
            columns[name] = np.zeros(length, dtype=np.float32)
        columns[name][some] = values

    return columns, put


def _shape_of(arcs: Arcs, some: Ints) -> tuple[int, int, Ints, Ints]:
    return int(arcs.a[some[0]]), int(arcs.b[some[0]]), arcs.i[some], arcs.j[some]


def _window(fold: np.ufunc, rows: Floats, length: int) -> Floats:
    """Fold each run of `length` rows: row k of the result stands for rows k…k + length - 1."""
    count = len(rows) - length + 1
    out: Floats = rows[:count].copy()
    for step in range(1, length):
        fold(out, rows[step : step + count], out=out)
    return out
