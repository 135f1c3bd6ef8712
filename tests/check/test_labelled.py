"""The labelled pairs and the seeded copies keep what `tests.check.measure` and `tests.check.seeded` report."""

import importlib.util
import sys
from pathlib import Path

import pytest

from align.check import CheckConfig, check_alignment
from align.exchange.bilingual import from_rows
from align.facts import pronunciation

HERE = Path(__file__).parent


def module(name):
    spec = importlib.util.spec_from_file_location(f"check_{name}", HERE / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture(scope="module")
def measured():
    measure = module("measure")
    pairs = measure.load()
    found = measure.findings_of(pairs, CheckConfig(off=frozenset({"inconsistency"})))
    return pairs, found, {kind: row for kind, *row in measure.table(pairs, found)}


def test_the_set_is_large_and_half_of_it_wrong(measured):
    pairs, _, _ = measured
    assert len(pairs) >= 400 and sum(bool(pair.kind) for pair in pairs) * 2 == len(pairs)


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [("number", 0.95, 0.9), ("date", 0.95, 0.9), ("time", 0.95, 0.9), ("name", 0.9, 0.85), ("omission", 0.9, 0.85),
     ("acronym", 0.9, 0.8), ("addition", 0.9, 0.85), ("polarity", 0.9, 0.85), ("untranslated", 0.9, 0.85),
     ("punctuation", 0.9, 0.85)],
)  # fmt: skip
def test_precision_and_recall(measured, kind, precision, recall):
    if kind == "name" and not pronunciation.available():
        pytest.skip("needs the extra `names`")
    errors, right, false, _ = measured[2][kind]
    assert right / (right + false) >= precision and right / errors >= recall


def test_correct_pairs_have_no_error(measured):
    pairs, found, _ = measured
    wrong = [
        pair.source
        for pair, items in zip(pairs, found, strict=True)
        if not pair.kind and any(i.severity == "error" for i in items)
    ]
    assert len(wrong) <= 0.01 * len(pairs)


@pytest.mark.parametrize("name", ["2026-01-15", "2023-01-12"])
def test_seeded_errors_are_found(name):
    if not pronunciation.available():
        pytest.skip("needs the extra `names`")
    seeded = module("seeded")
    changes = [seed for seed in seeded.seeds() if seed.pair == name]
    found, beside = seeded.outcome(name, changes)
    assert len(changes) == 10 and found == changes
    assert [item for item in beside if item.severity == "error"] == []


def test_free_but_correct_translations_are_left_in_peace():
    rows = [line.split("\t") for line in (HERE / "correct.tsv").read_text("utf-8").splitlines()[1:]]
    alignment = from_rows([(str(number), *row) for number, row in enumerate(rows, start=1)])
    assert len(rows) >= 50
    assert [item.message for item in check_alignment(alignment) if item.severity != "hint"] == []
