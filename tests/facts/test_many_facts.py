"""Texts with thousands of facts, or with numbers that nobody counts with: linear time, no error."""

import pytest

from align.facts import facts, matching
from align.facts.matching import match_facts

DIGITS = "9" * 5000


def percents(first, count):
    return facts(" ".join(f"{number}%" for number in range(first, first + count)), "en")


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "text",
    ["hundred " * 160, "dozen " * 400, "one hundred dozen " * 300, "million " * 400, DIGITS, f"{DIGITS} and a half",
     f"{DIGITS} 1/2", f"{DIGITS} hours", f"{DIGITS}年", f"{DIGITS}分の1", f"令和{DIGITS}年", "九" * 5000, "百" * 5000,
     f"数{'十' * 4000}人", f"1.{DIGITS}%", f"{DIGITS}億円"],
)  # fmt: skip
def test_a_number_without_sense_is_read_and_compared_without_an_error(text, lang):
    found = facts(text, lang)
    match_facts(found, found)
    match_facts(found, facts("tens of thousands, 100,000 and 5 hours", "en"))


def test_words_that_are_no_one_number_are_numbers_of_their_own():
    assert [fact.text for fact in facts("hundred hundred hundred hundred", "en")] == ["hundred"] * 4
    assert facts("two hundred thousand", "en")[0].value.number == 200_000


@pytest.mark.parametrize(("source", "target"), [(0, 500_000), (0, 0), (0, 300)])
def test_the_comparisons_grow_with_the_facts_and_not_with_their_square(monkeypatch, source, target):
    calls = []
    for name in ("same", "comparable"):
        real = getattr(matching, name)
        monkeypatch.setattr(matching, name, lambda a, b, real=real: calls.append(1) or real(a, b))
    counts = []
    for size in (500, 1000):
        calls.clear()
        match_facts(percents(source, size), percents(target, size))
        counts.append(len(calls))
    assert counts[1] <= 2.2 * counts[0] and counts[1] <= 5 * 50 * 1000


def test_every_fact_of_a_long_table_is_answered_or_reported():
    found = match_facts(percents(0, 400), percents(200, 400))
    assert len(found.agreeing) == 200
    assert len(found.agreeing) + len(found.contradicting) + len(found.source_only) == 400
    assert len(found.agreeing) + len(found.contradicting) + len(found.target_only) == 400
