"""A bead of many facts: the work grows with its length and not with its square."""

import pytest

from align.check import CheckConfig, check_alignment, evidence
from align.exchange.bilingual import from_rows

FORMS = ("123 ", "from 2005 to ", "1年", "1/2 ", "5 a b per ")


def looked_at(monkeypatch, source, target):
    """How often a fact is asked whether it is firm, for all features of the findings."""
    calls = 0
    firm = evidence.firm

    def counted(fact):
        nonlocal calls
        calls += 1
        return firm(fact)

    monkeypatch.setattr(evidence, "firm", counted)
    check_alignment(from_rows([("1", source, target)]), CheckConfig(encoder="", readings=False))
    monkeypatch.setattr(evidence, "firm", firm)
    return calls


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("turned", [False, True])
def test_four_times_the_length_is_at_most_five_times_the_work(monkeypatch, form, turned):
    def work(count):
        texts = "船が5隻ある。", form * count
        return looked_at(monkeypatch, *(texts[::-1] if turned else texts))

    assert work(1200) <= 5 * max(work(300), 1)


@pytest.mark.parametrize(
    "text",
    [
        "7" * 100_000,
        "の" * 100_000,
        "(" * 50_000 + ")" * 50_000,
        "「" * 50_000,
        "1・" * 50_000,
        "ー" * 100_000,
        "'" * 100_000,
    ],
    ids=("digits", "no", "brackets", "quotes", "dots", "long vowels", "apostrophes"),
)
def test_every_finding_on_a_text_of_one_repeated_sign_marks_places_inside_it(text):
    config = CheckConfig(encoder="", readings=False)
    for pair in ((text, "Five ships."), ("船が5隻ある。", text)):
        for found in check_alignment(from_rows([("1", *pair)]), config):
            for side, spans in zip(pair, (found.source_spans, found.target_spans), strict=True):
                assert all(0 <= start < end <= len(side) for start, end in spans)
