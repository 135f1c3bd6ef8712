"""Numbers, dates and times of `fact_pairs.tsv`: each with a right translation and one with one error."""

import csv
from pathlib import Path

import pytest

FACTS = ("number", "date", "time", "acronym")
with Path(__file__).with_name("fact_pairs.tsv").open(encoding="utf-8", newline="") as stream:
    PAIRS = [tuple(row.values()) for row in csv.DictReader(stream, delimiter="\t")]


def checks_of(findings):
    return {found[0] for found in findings} & set(FACTS)


@pytest.mark.parametrize(("check", "japanese", "right", "wrong"), PAIRS)
def test_a_value_in_another_form_is_right_and_another_value_is_a_finding(said, japanese, right, wrong, check):
    assert not checks_of(said(japanese, right))
    assert checks_of(said(japanese, wrong))


@pytest.mark.parametrize(("check", "japanese", "right", "wrong"), PAIRS)
def test_a_japanese_translation_of_the_english_text_is_checked_alike(said, japanese, right, wrong, check):
    assert not checks_of(said(right, japanese, langs=("en", "ja")))
    assert checks_of(said(wrong, japanese, langs=("en", "ja")))
