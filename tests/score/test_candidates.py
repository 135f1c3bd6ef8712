"""Candidate beads: what is likely without splits gives the ladder that all candidates give."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from align.encode import load_encoder
from align.encode.cache import CachedParts
from align.score.candidates import all_candidates, contested, likely_candidates
from align.score.completeness import completeness
from align.score.encoded_side import encode_side
from align.score.measured_pair import measure
from align.score.weights import default_weights
from align.search.arcs import Arcs
from align.search.lattice import Lattice
from align.segment import read_document

DATA = Path(__file__).parents[2] / "data"
PAIRS = ["2023-01-12", "2026-01-15"]


@pytest.fixture(scope="module")
def parts():
    return CachedParts(load_encoder("use"))


def pair_of(name, parts):
    files = [DATA / name / f"{lang}.txt" for lang in ("ja", "en")]
    documents = [read_document(path, lang, id=name) for path, lang in zip(files, ("ja", "en"), strict=True)]
    return measure(*(encode_side(document, parts) for document in documents), 6)


def surest(found):
    """Bead -> share, of the surest ladder on the second look; null alignments by their segment alone."""
    lattice, weights = Lattice([found.size], [found.arcs]), default_weights()
    first, _ = lattice.posteriors(weights.scores(found.columns))
    columns = found.columns | completeness(found.arcs, found.size, first)
    shares = lattice.bead_shares(lattice.posteriors(weights.scores(columns))[0])
    ladder = lattice.surest_ladder(shares)
    arcs = found.arcs.take(ladder)
    beads = [(i if a else None, a, j if b else None, b) for i, a, j, b in beads_of(arcs)]
    return dict(zip(beads, shares[ladder].tolist(), strict=True))


@pytest.mark.parametrize("name", PAIRS)
def test_likely_candidates_give_the_ladder_of_all(name, parts):
    pair = pair_of(name, parts)
    every = all_candidates(pair)
    few = likely_candidates(pair, default_weights())
    few = replace(few, columns={name: few.columns[name] for name in few.columns.keys() & every.columns.keys()})
    assert len(few.arcs) < len(every.arcs) / 2
    assert surest(few) == pytest.approx(surest(every), abs=0.03)


@pytest.mark.parametrize("name", PAIRS)
def test_likely_candidates_have_the_features_that_all_have(name, parts):
    pair = pair_of(name, parts)
    every = all_candidates(pair)
    few = likely_candidates(pair, default_weights())
    rows = {bead: row for row, bead in enumerate(beads_of(every.arcs))}
    asked = contested(few.arcs, few.size)
    assert asked.any()
    for bead, row in zip(beads_of(few.arcs.take(asked)), np.flatnonzero(asked), strict=True):
        for column in few.columns.keys() & every.columns.keys():
            assert few.columns[column][row] == pytest.approx(every.columns[column][rows[bead]], abs=1e-5), column


def beads_of(arcs):
    return list(zip(arcs.i.tolist(), arcs.a.tolist(), arcs.j.tolist(), arcs.b.tolist(), strict=True))


def test_a_bead_is_contested_if_another_one_wants_a_segment_of_it():
    beads = [
        (0, 1, 0, 1),  # alone
        (1, 1, 1, 1),  # source segment 1 may be null
        (1, 1, 1, 0),
        (1, 1, 2, 0),
        (2, 1, 2, 1),  # target segment 2 may be joined to 3
        (2, 1, 2, 2),
        (3, 1, 4, 1),  # alone, behind what is joined
        (4, 2, 5, 1),  # alone, but of three segments
    ]
    arcs = Arcs(*np.array(beads, dtype=np.int64).T)
    assert contested(arcs, (6, 6)).tolist() == [False, True, True, True, True, True, False, True]


@pytest.mark.parametrize("seed", range(5))
def test_contested_is_what_counting_segment_by_segment_finds(seed):
    rng = np.random.default_rng(seed)
    shapes = [(1, 1), (1, 1), (1, 0), (0, 1), (2, 1), (1, 2)]
    beads = sorted({(int(rng.integers(0, 6)), int(rng.integers(0, 6)), *shapes[rng.integers(0, 6)]) for _ in range(9)})
    arcs = Arcs(*(np.array([bead[place] for bead in beads]) for place in (0, 2, 1, 3)))

    def held(bead):
        i, j, a, b = bead
        return {("s", k) for k in range(i, i + a)} | {("t", k) for k in range(j, j + b)}

    for bead, found in zip(beads, contested(arcs, (8, 8)).tolist(), strict=True):
        rivals = [other for other in beads if other != bead and held(other) & held(bead)]
        assert found == (bool(rivals) or bead[2:] != (1, 1)), bead
