"""The features of a small pair, each against its definition, and all against the values that weights were learnt with.

`golden/features.tsv` holds every feature of every bead of the toy pair. A change there changes every alignment, so
the weights must be learnt again. ALIGN_GOLDEN=write accepts it.
"""

import os
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from align.score.evidence import GROUPS
from align.score.feature_table import FeatureTable, buckets
from align.score.features import BEAD_FEATURES, NULL_FEATURES, all_features, plain_features, split_features
from align.score.measured_pair import measure
from align.score.weights import default_weights
from align.search.arcs import Arcs
from tests.score.toy import SOURCE, TARGET, side

GOLDEN = Path(__file__).parent / "golden" / "features.tsv"
SHAPES = [(1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (2, 2)]


@pytest.fixture(scope="module")
def pair():
    return measure(side("ja", *SOURCE), side("en", *TARGET), 3)


@pytest.fixture(scope="module")
def arcs():
    n, m = len(SOURCE), len(TARGET)
    rows = [
        (i, a, j, b)
        for a, b in SHAPES
        for i, j in product(range(n - a + 1), range(m - b + 1))
        if (abs(i - j) < 2 if a and b else (j if a else i) == 0)
    ]
    return Arcs(*np.array(rows, dtype=np.int64).T)


def beads_of(arcs):
    return list(zip(arcs.i.tolist(), arcs.a.tolist(), arcs.j.tolist(), arcs.b.tolist(), strict=True))


def test_every_feature_has_the_value_that_weights_were_learnt_with(pair, arcs):
    columns = all_features(pair, arcs)
    names = sorted(columns)
    lines = ["\t".join(["bead", *names])]
    for row, (i, a, j, b) in enumerate(beads_of(arcs)):
        lines.append(
            "\t".join(
                [f"{i}+{a}:{j}+{b}", *(f"{columns[name][row]:.4f}".replace("-0.0000", "0.0000") for name in names)]
            )
        )
    text = "\n".join(lines) + "\n"
    if os.environ.get("ALIGN_GOLDEN") == "write":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    known = GOLDEN.read_text("utf-8").splitlines()
    assert lines[0] == known[0]
    for line, wanted in zip(lines[1:], known[1:], strict=True):
        found, expected = line.split("\t"), wanted.split("\t")
        assert found[0] == expected[0]
        for name, one, other in zip(names, found[1:], expected[1:], strict=True):
            assert float(one) == pytest.approx(float(other), abs=2e-4), f"{name} of {found[0]}"


def test_every_feature_with_a_weight_is_computed_and_shown_under_a_group(pair, arcs):
    people = measure(side("ja", "森", "アンナ・ベル", "猫"), side("en", "Mr. John Bell", "Anna Bell", "cat"), 3)
    beads = Arcs(*np.array([(0, 1, 0, 0), (0, 0, 0, 1), (0, 1, 0, 1), (0, 2, 0, 2)], dtype=np.int64).T)
    computed = set(all_features(pair, arcs)) | {"null_source_rate", "null_target_rate", "shape_joined_rate"}
    computed |= set(all_features(people, beads))
    weighted = set(default_weights().slopes)
    assert weighted <= computed
    assert {name.partition("_")[0] for name in computed} == set(GROUPS)


def test_null_features_stand_on_null_alignments_only_and_bead_features_on_the_others(pair, arcs):
    null = (arcs.a == 0) | (arcs.b == 0)
    for name, column in plain_features(pair, arcs).items():
        assert not column[~null if name.startswith("null") else null].any(), name


def test_a_group_is_a_function_of_the_pair_and_a_bucket(pair, arcs):
    """Values do not depend on which other beads are asked about."""
    whole = plain_features(pair, arcs)
    for bucket in buckets(arcs):
        for group in BEAD_FEATURES if bucket.a and bucket.b else NULL_FEATURES:
            for name, values in group(pair, bucket).items():
                assert np.allclose(whole[name][bucket.rows], values), name


def test_splits_are_computed_for_wanted_beads_only(pair, arcs):
    wanted = np.zeros(len(arcs), dtype=bool)
    wanted[::3] = True
    some, every = split_features(pair, arcs, wanted), split_features(pair, arcs, np.ones(len(arcs), dtype=bool))
    for name, column in some.items():
        assert not column[~wanted].any()
        assert column[wanted] == pytest.approx(every[name][wanted], abs=1e-6)


def test_a_table_of_no_beads_has_no_columns():
    assert FeatureTable(0).columns == {}
