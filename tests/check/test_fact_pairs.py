"""Numbers, dates and times of `fact_pairs.tsv`: each with a right translation and one with one error."""

import csv
from pathlib import Path

import pytest

FACTS = ("number", "date", "time", "acronym")
with Path(__file__).with_name("fact_pairs.tsv").open(encoding="utf-8", newline="") as stream:
    PAIRS = [tuple(row.values()) for row in csv.DictReader(stream, delimiter="\t")]


@pytest.mark.parametrize(("check", "source", "right", "wrong"), PAIRS)
def test_a_value_in_another_form_is_right_and_another_value_is_a_finding(said, source, right, wrong, check):
    assert [found for found in said(source, right) if found[0] in FACTS] == []
    assert {found[0] for found in said(source, wrong)} & set(FACTS)
