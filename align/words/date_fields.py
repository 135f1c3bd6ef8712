"""Which words of a text are the year, the month, the day or the weekday of a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.words.word import Word

MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_ERA = re.compile("令和|平成|昭和|大正|明治|西暦")
_ENDS = (("年", "year"), ("年度", "year"), ("月", "month"), ("日", "day"), ("曜日", "weekday"), ("曜", "weekday"))
_UNITS = dict(_ENDS)


def date_fields(words: Sequence[Word]) -> list[str]:
    """Return for each word "year", "month", "day", "weekday" or "": what it would be in a date.

    >>> from align.words.text_words import words_of
    >>> date_fields(words_of("January 13, 2023", "en"))
    ['month', 'day', 'year']
    """
    fields = [_own_field(word) for word in words]
    for place in range(len(words) - 2, -1, -1):
        if words[place].kind == "number" and words[place + 1].text in _UNITS and words[place + 1].joined:
            fields[place] = _UNITS[words[place + 1].text]
    return fields


def _own_field(word: Word) -> str:
    if _ERA.match(word.text):
        return "year"
    for end, field in _ENDS:
        if word.text == end or (word.text.endswith(end) and word.text[0].isdigit()):
            return field
    if word.form in MONTHS or (word.form in {month[:3] for month in MONTHS} and word.text[0].isupper()):
        return "month"
    if word.form in _WEEKDAYS:
        return "weekday"
    if word.form[:1].isdigit():
        return "year" if re.fullmatch(r"[12]\d{3}", word.form) else "day"
    return ""
