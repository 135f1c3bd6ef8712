"""When two facts assert the same: clocks, dates, rounding, conversion; and when they contradict."""

import pytest

from align.facts import facts
from align.facts.compare import comparable, same, same_date, same_time, squeeze
from align.facts.english_number_words import CARDINAL_WORDS, ORDINAL_WORDS, english_numeral
from align.facts.matching import match_facts
from align.facts.units import SIZES, measures, resolve
from align.facts.values import DateValue, Quantity, TimeValue
from align.model import Fact


def fact(value, text="x", kind="quantity"):
    return Fact(kind, value, text, (0, len(text)))


def alike(a, b, *, a_text="x", b_text="x") -> bool:
    first, second = fact(a, a_text), fact(b, b_text)
    assert same(first, second) == same(second, first), "the order must not matter"
    return same(first, second)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (TimeValue(9, 0, "?"), TimeValue(21), True),
        (TimeValue(21), TimeValue(9, 0, "?"), True),
        (TimeValue(9, 0, "?"), TimeValue(9), True),
        (TimeValue(9), TimeValue(21), False),
        (TimeValue(9, 0, "?"), TimeValue(21, 1), False),
        (TimeValue(9, 0, "?"), TimeValue(10), False),
        (TimeValue(0), TimeValue(24), True),
        (TimeValue(25), TimeValue(1), True),
        (TimeValue(12, 30, "?"), TimeValue(0, 30), True),
        (TimeValue(9, 15), TimeValue(9, 45), False),
    ],
)
def test_a_clock_without_its_half_of_the_day_may_mean_either(one, other, agree):
    assert same_time(one, other) is same_time(other, one) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (DateValue(2026, 1, 15), DateValue(None, 1, 15), True),
        (DateValue(2026, 1, 15), DateValue(2026), True),
        (DateValue(2026, 1, 15), DateValue(2025, 1, 15), False),
        (DateValue(2026, 1), DateValue(2026, 2), False),
        (DateValue(2026, 1, 15), DateValue(None, None, 16), False),
        (DateValue(2026), DateValue(None, 1), False),
        (DateValue(weekday=0), DateValue(weekday=1), False),
        (DateValue(weekday=0), DateValue(weekday=0), True),
        (DateValue(quarter=1), DateValue(2025, quarter=1), True),
        (DateValue(quarter=1), DateValue(quarter=2), False),
        (DateValue(-8), DateValue(2026), True),
        (DateValue(2026), DateValue(-8), True),
        (DateValue(-8), DateValue(2025), False),
        (DateValue(-8), DateValue(2008), True),
        (DateValue(-30), DateValue(1955), True),
        (DateValue(-12), DateValue(1923), True),
        (DateValue(-45), DateValue(1912), True),
        (DateValue(80, decade=True), DateValue(1980, decade=True), True),
        (DateValue(80, decade=True), DateValue(1990, decade=True), False),
        (DateValue(1980, decade=True), DateValue(1980), False),
        (DateValue(1880, decade=True), DateValue(1980, decade=True), False),
    ],
)
def test_dates_agree_in_all_that_both_give(one, other, agree):
    assert same_date(one, other) is same_date(other, one) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (Quantity(100, "JPY"), Quantity(100, "JPY"), True),
        (Quantity(100, "JPY"), Quantity(100), True),
        (Quantity(100, "JPY"), Quantity(100, "USD"), False),
        (Quantity(1, "h"), Quantity(60, "min"), True),
        (Quantity(1, "h"), Quantity(61, "min"), False),
        (Quantity(12, "month"), Quantity(1, "year"), True),
        (Quantity(10, "km"), Quantity(6.2, "mile", 0.1), True),
        (Quantity(10, "km"), Quantity(6.5, "mile", 0.1), False),
        (Quantity(10, "km|kg"), Quantity(10, "kg"), True),
        (Quantity(10, "km|kg"), Quantity(10, "lb"), False),
        (Quantity(25, "%"), Quantity(0.25), True),
        (Quantity(25, "%"), Quantity(0.26), False),
        (Quantity(100, "%"), Quantity(1, "x"), False),
        (Quantity(2, vague=True), Quantity(300), True),
        (Quantity(2, vague=True), Quantity(3000), False),
        (Quantity(2, vague=True), Quantity(0.5), False),
        (Quantity(2, "JPY", vague=True), Quantity(300, "USD"), False),
        (Quantity(3000, bound="~"), Quantity(2987), True),
        (Quantity(3000), Quantity(2987), False),
        (Quantity(3000, bound="~"), Quantity(3600), False),
        (Quantity(3000, bound=">="), Quantity(3120), True),
        (Quantity(3000, bound=">="), Quantity(2987), False),
        (Quantity(3000, bound="<"), Quantity(2987), True),
        (Quantity(3000, bound="<"), Quantity(3120), False),
        (Quantity(3000, bound="<="), Quantity(2900), True),
        (Quantity(3000, bound=">"), Quantity(3300, bound=">"), False),
        (Quantity(6.8e12, "JPY", 1e11, scaled=True), Quantity(6.8219e12, "JPY", 1e8, scaled=True), True),
        (Quantity(6.9e12, "JPY", 1e11, scaled=True), Quantity(6.8219e12, "JPY", 1e8, scaled=True), False),
        (Quantity(7e12, "JPY", 1e12, scaled=True), Quantity(6.8e12, "JPY", 1e11, scaled=True), True),
        (Quantity(7e12, "JPY", 1e12, scaled=True), Quantity(6.4e12, "JPY", 1e11, scaled=True), False),
        (Quantity(48, "%"), Quantity(48.3, "%", 0.1), True),
        (Quantity(48, "%"), Quantity(48.7, "%", 0.1), False),
        (Quantity(2026, plain=True), DateValue(2026), True),
        (Quantity(2026, plain=True), DateValue(2025), False),
        (Quantity(8, "year"), DateValue(-8), True),
        (Quantity(15, ordinal=True), DateValue(day=15), True),
        (Quantity(15, "day"), DateValue(day=15), True),
        (Quantity(15, "JPY"), DateValue(day=15), False),
        (Quantity(3, plain=True), DateValue(month=3), True),
        (Quantity(3, "month"), DateValue(month=3), True),
        (Quantity(3, "JPY"), DateValue(month=3), False),
        (Quantity(0.25), DateValue(quarter=2), True),
        (Quantity(2), DateValue(quarter=2), True),
        (Quantity(3), DateValue(quarter=2), False),
        (Quantity(1430, plain=True), TimeValue(14, 30), True),
        (Quantity(1430, "JPY"), TimeValue(14, 30), False),
        (Quantity(14, plain=True), TimeValue(14), True),
        (Quantity(2), TimeValue(14), True),
        (Quantity(2), TimeValue(14, 30), False),
        (DateValue(1430), TimeValue(14, 30), True),
        (DateValue(1430, 1), TimeValue(14, 30), False),
        (DateValue(2026), TimeValue(14), False),
        ("pac-3", "PAC 3", True),
        ("pac-3", "pac-2", False),
        ("pac-3", Quantity(3), False),
    ],
)
def test_what_may_assert_the_same(one, other, agree):
    assert alike(one, other) is agree


def test_a_factor_answers_growth_in_percent():
    assert alike(Quantity(1.5), Quantity(50, "%"), a_text="1.5倍")
    assert not alike(Quantity(1.5), Quantity(50, "%"), a_text="1.5")
    assert not alike(Quantity(1.5), Quantity(60, "%"), a_text="1.5倍")
    assert not alike(Quantity(1.5), Quantity(50, "km"), a_text="1.5倍")


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (Quantity(3), Quantity(4), True),
        (Quantity(3, "km"), Quantity(4, "mile"), True),
        (Quantity(3, "km"), Quantity(4, "kg"), False),
        (Quantity(3, "km"), Quantity(4), False),
        (Quantity(3, "pp|"), Quantity(4), True),
        (Quantity(3, "km"), Quantity(3, "kg"), True),
        (DateValue(2026), DateValue(2025), True),
        (DateValue(2026), DateValue(month=1), False),
        (DateValue(weekday=1), DateValue(weekday=2), True),
        (DateValue(quarter=1), DateValue(quarter=2), True),
        (DateValue(day=1), DateValue(day=2), True),
        (TimeValue(9), TimeValue(10), True),
        (Quantity(22, ordinal=True), DateValue(day=21), True),
        (Quantity(32, ordinal=True), DateValue(day=21), False),
        (Quantity(22, "km", ordinal=True), DateValue(day=21), False),
        (Quantity(22), DateValue(day=21), False),
        (Quantity(1400, plain=True), TimeValue(15), True),
        (Quantity(1400), TimeValue(15), False),
        (Quantity(99, plain=True), TimeValue(15), False),
        (DateValue(1400), TimeValue(15), True),
        (DateValue(1400), TimeValue(15, 30), False),
        (DateValue(1400, 3), TimeValue(15), False),
        (DateValue(900), TimeValue(15), False),
        (DateValue(2500), TimeValue(15), False),
        (Quantity(3), "pac-3", False),
    ],
)
def test_what_contradicts(one, other, contradict):
    first, second = fact(one), fact(other)
    assert comparable(first, second) is comparable(second, first) is contradict


def test_designations_are_compared_without_case_and_signs():
    assert squeeze("PAC-3 MSE") == squeeze("pac3mse") == "pac3mse"
    assert squeeze("AT&T, a_b/c.d:e'f’g") == "attabcdefg"


@pytest.mark.parametrize(
    ("one", "size", "other"),
    [
        ("min", 60, "s"), ("h", 60, "min"), ("day", 24, "h"), ("week", 7, "day"), ("year", 12, "month"),
        ("cm", 10, "mm"), ("m", 100, "cm"), ("km", 1000, "m"), ("mile", 1760, "yd"), ("yd", 3, "ft"), ("ft", 12, "in"),
        ("nmi", 1852, "m"), ("g", 1000, "mg"), ("kg", 1000, "g"), ("t", 1000, "kg"), ("lb", 16, "oz"),
        ("in", 2.54, "cm"), ("lb", 453.59237, "g"), ("ha", 10000, "m2"), ("km2", 100, "ha"), ("acre", 43560, "sqft"),
        ("sqmi", 640, "acre"), ("tsubo", 3.305785, "m2"), ("l", 1000, "ml"), ("m3", 1000, "l"),
        ("gal", 3.785412, "l"), ("bbl", 42, "gal"), ("mph", 1.609344, "km/h"), ("kn", 1.852, "km/h"),
        ("m/s", 3.6, "km/h"), ("kW", 1000, "W"), ("MW", 1000, "kW"), ("GW", 1000, "MW"), ("MWh", 1000, "kWh"),
        ("GWh", 1000, "MWh"), ("TWh", 1000, "GWh"), ("KB", 1000, "B"), ("MB", 1000, "KB"), ("GB", 1000, "MB"),
        ("TB", 1000, "GB"), ("KiB", 1024, "B"), ("MiB", 1024, "KiB"), ("GiB", 1024, "MiB"), ("Mbps", 1000, "kbps"),
        ("Gbps", 1000, "Mbps"), ("kHz", 1000, "Hz"), ("MHz", 1000, "kHz"), ("GHz", 1000, "MHz"), ("pp", 100, "bp"),
    ],
)  # fmt: skip
def test_units_have_their_size(one, size, other):
    assert SIZES[one][0] == SIZES[other][0]
    assert SIZES[one][1] / SIZES[other][1] == pytest.approx(size, rel=1e-5)


def test_a_unit_of_its_own_measure_has_size_one():
    measured = {}
    for measure, size in SIZES.values():
        measured.setdefault(measure, []).append(size)
    assert all(sizes == [1] for sizes in measured.values() if len(sizes) == 1)


def test_units_that_may_mean_several_things():
    assert measures("km|kg") == [("length", 1000), ("mass", 1)]
    assert measures("") == [("", 1)]
    assert measures("pp|") == [("points", 1), ("", 1)]
    assert resolve("10year") == (10, "year")
    assert resolve("km") == (1, "km")


def test_number_words_are_the_numbers():
    cardinals = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen""".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    assert [CARDINAL_WORDS[word] for word in cardinals] == list(range(20))
    assert [CARDINAL_WORDS[word] for word in tens] == list(range(20, 100, 10))
    ordinals = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
    assert [ORDINAL_WORDS[word] for word in ordinals] == list(range(1, 21))


@pytest.mark.parametrize(
    ("words", "numeral"),
    [
        ("three hundred and twenty first", (321, 1, True, True)),
        ("two thousand five", (2005, 1, True, False)),
        ("one million two hundred thousand", (1_200_000, 1000, True, False)),
        ("a hundred", (100, 100, True, False)),
        ("dozen", (12, 12, True, False)),
        ("ninety nine", (99, 1, False, False)),
        ("twenty zero", None),
        ("twenty ten", None),
        ("twenty one two", None),
        ("five hundred sixty", (560, 1, True, False)),
        ("first two", None),
        ("nineteen ninety", None),
    ],
)
def test_number_words_in_a_row(words, numeral):
    assert english_numeral(words.split()) == numeral


def matched(japanese, english):
    return match_facts(facts(japanese, "ja"), facts(english, "en"))


def test_the_best_of_several_answers_is_taken():
    match = matched("1月15日", "in January 2026 and on January 15, 2026")
    assert [(left.text, right.text) for left, right in match.agreeing] == [("1月15日", "January 15, 2026")]
    match = matched("10分", "10 people for 600 seconds")
    assert [right.text for _, right in match.agreeing] == ["600 seconds"]


def test_a_rival_of_the_same_unit_in_the_same_place_contradicts():
    match = matched("5隻と3人と7キロ", "5 ships, 4 people and 7 km")
    assert [(left.text, right.text) for left, right in match.contradicting] == [("3人", "4")]
    match = matched("3人が2人を、8人が9人を", "3 saw 2, then 6 saw 9")
    assert [(left.text, right.text) for left, right in match.contradicting] == [("8人", "6")]


def test_a_fact_said_twice_is_answered_once():
    match = matched("3隻。3隻は", "three ships")
    assert not match.source_only and not match.target_only and not match.contradicting


def test_soft_facts_are_never_missing():
    assert matched("一つの案", "a plan").source_only == ()
    assert matched("案", "both plans").target_only == ()
    assert [fact.text for fact in matched("5隻の艦艇", "ships").source_only] == ["5隻"]
    assert [fact.text for fact in matched("艦艇", "5 ships").target_only] == ["5"]


@pytest.mark.parametrize(
    ("japanese", "english", "contradicts"),
    [
        ("半数", "a third of the", True),
        ("数百人", "thousands of", True),
        ("2倍増と倍増", "tripled", True),
        ("1隻", "three ships", True),
        ("両国", "the three countries", False),
        ("3回", "both", False),
        ("5隻", "a couple", False),
        ("第3回", "the second", True),
    ],
)
def test_when_a_soft_fact_contradicts(japanese, english, contradicts):
    assert bool(matched(japanese, english).contradicting) is contradicts
