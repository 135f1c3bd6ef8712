"""What the checks number, date and time share: facts that contradict and facts of one side only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from align.check.equivalents import gives_weekday_range, is_one_in, is_same_limit, said_otherwise
from align.check.view import BeadView, set_by_hand
from align.check.wording import in_english
from align.facts.matching import check_of
from align.facts.quantities import is_measured, unit_factor
from align.facts.values import DateValue, Quantity
from align.model import Fact, Finding
from align.text.folding import fold


def contradictions(view: BeadView, check: str) -> Iterator[Finding]:
    """Yield errors on pairs of facts that measure the same thing and differ.

    An English text with its Japanese translation is compared as the Japanese text with its English
    translation is.
    """
    base = view.from_japanese or view
    for both in base.matched.contradicting:
        left, right = both
        if (_is_weekday(left) and _is_weekday(right) and gives_weekday_range(base)) or is_one_in(base, left, right):
            continue
        if is_same_limit(left, right):
            continue
        if _check_of_pair(left, right) != check or _written_elsewhere(base, left, right):
            continue
        source, target = both if base is view else both[::-1]
        finding = view.finding(check, "error", _contradiction(source, target), [source.span], [target.span])
        by_hand = any(map(_vague, both)) or all(map(_is_share, both)) or all(map(_is_score, both))
        if by_hand or _other_unit(left.value, right.value):
            yield set_by_hand(finding)
        elif all(map(_soft_span, both)) or any(_ROMAN.fullmatch(fact.text) for fact in both):
            yield replace(finding, probability=_LARGE)
        else:
            yield finding


def one_sided(view: BeadView, check: str) -> Iterator[Finding]:
    """Yield warnings on firm facts that only one side states."""
    base = view.from_japanese or view
    weekday = _gives_weekday(base.matched.target_only) and check == "date"
    for fact in base.matched.source_only:
        if weekday and isinstance(fact.value, DateValue) and fact.value.day:
            continue
        if check_of(fact) == check and firm(fact) and not _digits_in(fact, base.target_folded):
            if not said_otherwise(base, fact, of_source=True):
                yield _lacking(view, check, fact, of_source=base is view)
    day = any(isinstance(fact.value, DateValue) and fact.value.day for fact in base.matched.source_only)
    for fact in base.matched.target_only:
        if day and isinstance(fact.value, DateValue) and fact.value.weekday is not None:
            continue
        if _refers(fact, base.target_folded) or check_of(fact) != check or not firm(fact):
            continue
        if not _digits_in(fact, base.source_folded) and not said_otherwise(base, fact, of_source=False):
            yield _lacking(view, check, fact, of_source=base is not view)


def _lacking(view: BeadView, check: str, fact: Fact, *, of_source: bool) -> Finding:
    """Return the finding on a fact of one side that the other side lacks."""
    if of_source:
        meaning = "" if in_english(fact) == fact.text else f" ({in_english(fact)})"
        message = f"{fact.text}{meaning} is not in the target"
        return _large_by_hand(view.finding(check, "warning", message, [fact.span], []), fact)
    message = f"“{fact.text}” is not in the source"
    return _large_by_hand(view.finding(check, "warning", message, [], [fact.span]), fact)


_MONEY = frozenset(("JPY", "USD", "EUR", "GBP", "CNY", "KRW"))
_LARGE = 0.5
"""Probability that a missing amount or a number in 万 or million is an error; set by hand, as manuals have few.

So it is for spans without a number (半世紀 and "a century") and for Roman numerals.
"""


def _large_by_hand(finding: Finding, fact: Fact) -> Finding:
    value = fact.value
    if isinstance(value, Quantity) and (value.scaled or value.unit in _MONEY):
        return replace(finding, probability=_LARGE)
    return finding


def _is_weekday(fact: Fact) -> bool:
    return isinstance(fact.value, DateValue) and fact.value.weekday is not None and fact.value.day is None


def _is_share(fact: Fact) -> bool:
    """Tell whether it is a fraction in words, such as 3分の2 and "three-quarters"; "half" may be loose."""
    value = fact.value
    return (
        isinstance(value, Quantity)
        and 0 < value.number < 1
        and not value.unit
        and not value.soft
        and value.number != 0.5
    )


def _is_score(fact: Fact) -> bool:
    """Tell whether it is written as a score or the number of a figure: 3-1."""
    return isinstance(fact.value, Quantity) and fact.value.unit == "score" and "-" in fold(fact.text)


def _other_unit(x: object, y: object) -> bool:
    """Tell whether one number has two units of a measure: 50 mg and "50 μg".

    Published texts hold no such pair.
    """
    if not isinstance(x, Quantity) or not isinstance(y, Quantity) or x.number != y.number or x.per != y.per:
        return False
    if {x.unit, y.unit} in ({"C", "F"}, {"s", "ms"}):
        return True
    return is_measured(x) and is_measured(y) and unit_factor(x, y) not in (None, 1.0)


_ROMAN = re.compile(r"[Ⅰ-Ⅹ]|[IVX]{1,5}|[IVX]{1,5}[章部編巻条節期]|[Ⅰ-Ⅹ][章部編巻条節期]")


def _soft_span(fact: Fact) -> bool:
    value = fact.value
    return isinstance(value, Quantity) and value.soft and (fact.kind == "duration" or value.unit.startswith("/"))


def _vague(fact: Fact) -> bool:
    return isinstance(fact.value, Quantity) and fact.value.vague


def _gives_weekday(facts: tuple[Fact, ...]) -> bool:
    """Tell whether a fact is a weekday: "Tuesday" for 12日 cannot be compared without a calendar."""
    return any(isinstance(fact.value, DateValue) and fact.value.weekday is not None for fact in facts)


def _check_of_pair(left: Fact, right: Fact) -> str:
    """Return the check that reports a pair: date or time if one of the two is such, else number."""
    return check_of(right) if check_of(left) == "number" else check_of(left)


def _contradiction(left: Fact, right: Fact) -> str:
    message = f"expected {in_english(left)} ({left.text}), found “{right.text}”"
    x, y = left.value, right.value
    if isinstance(x, Quantity) and isinstance(y, Quantity) and not (x.vague or y.vague):
        if x.number == y.number:
            return f"{message}: the unit differs"
        if x.number and y.number and x.unit == y.unit:
            ratio = y.number / x.number
            for power in (10, 100, 1000, 10000):
                if abs(ratio - power) < power * 0.02:
                    return f"{message}: {power} times too much"
                if abs(ratio * power - 1) < 0.02:
                    return f"{message}: {power} times too little"
    return message


def firm(fact: Fact) -> bool:
    """Tell whether a translation must carry the fact.

    Not firm are vague numbers, bare numbers up to 3, "one hour", decades and dates without a
    number.
    """
    value = fact.value
    if isinstance(value, Quantity):
        if value.soft or value.vague:
            return False
        if value.number == 1 and fact.kind == "duration":
            return False
        if value.unit and value.unit != "pp|":
            return True
        return value.number > 3
    if isinstance(value, DateValue):
        return not value.soft and not value.decade
    return True


def _digits_in(fact: Fact, text: str) -> bool:
    """Tell whether the digits stand in the other text, perhaps inside a designation."""
    value = fact.value
    if isinstance(value, Quantity):
        if value.scaled or value.per or "/" in fact.text or (value.unit and value.unit != "pp|"):
            return False
    elif not isinstance(value, DateValue) or value.month is not None or value.weekday is not None:
        return False
    if isinstance(value, Quantity) and _in_kana_or_kanji(value, fact, text):
        return True
    numbers = re.findall(r"\d+(?:\.\d+)?", fact.text.replace(",", ""))
    if not numbers and isinstance(value, Quantity) and not value.vague:
        numbers = [str(value.number)]
    if not numbers:
        return False
    plain = text.replace(",", "")
    return all(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", plain) for number in numbers)


_SPOKEN = {3: ("三", "スリー"), 4: ("四", "フォー"), 5: ("五", "ファイブ"), 6: ("六", "シックス"), 7: ("七", "セブン"),
           8: ("八", "エイト"), 9: ("九", "ナイン"), 10: ("十", "テン"), 11: ("イレブン",), 50: ("半々",)}  # fmt: skip
"""A number -> its kanji and the katakana of its English word. Both stand in names and compounds."""


def _in_kana_or_kanji(value: Quantity, fact: Fact, text: str) -> bool:
    """Tell whether the Japanese text holds an English number word as part of a word: 四球, セブンイレブン."""
    if fact.text[:1].isdigit() and value.number != 50:
        return False
    return any(word in text for word in _SPOKEN.get(int(value.number), ()))


def _written_elsewhere(view: BeadView, left: Fact, right: Fact) -> bool:
    """Tell whether each side also has the digits of the other, perhaps with a "k": then they do not contradict."""
    digits = [re.sub(r"\D", "", fact.text) for fact in (left, right)]
    behind = (view.source_folded[left.span[1] :][:1] + view.target_folded[right.span[1] :][:1]).lower()
    has_k = "k" in behind or right.text.lower().endswith("k")
    if has_k and digits[0] == digits[1] and not re.search("[千万億兆]", left.text):
        return True
    return _digits_in(left, view.target_folded) and _digits_in(right, view.source_folded)


_REFERENCE = re.compile(
    r"\b(?:section|chapter|figure|table|equation|step|page|pp?\.|fig\.|appendix|item|note|example|line|part)s?\s\(?$",
    re.I,
)


def _refers(fact: Fact, text: str) -> bool:
    """Tell whether it numbers a section or figure; a translation may have a link instead."""
    return bool(_REFERENCE.search(text, max(0, fact.span[0] - 14), fact.span[0]))
