"""Sentences of checks, of the evidence and of the server in Japanese, for readers of the page.

The sentences are made in English all over the project. `japanese.json` holds each with {letters}
where texts, numbers and names stand, and what a Japanese reader gets instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from align.errors import AlignError

_VALUE = re.compile(r"\{(\w)\}")
_NESTED = ("{a} is unusual", "{a} to {b}", "{a} into {b}", "same {a} (", "{a}, ", "the checks failed", "this ")
"""Sentences whose values are sentences or words of the table."""
LONGEST = 2000
"""Characters. Longer sentences stay as they are."""


def in_japanese(sentence: str) -> str:
    """Return the sentence in Japanese, or as it is if the table does not hold it.

    >>> in_japanese("the target is empty"), in_japanese("Nobody wrote this.")
    ('訳文が空です', 'Nobody wrote this.')
    """
    exact = _table().get(sentence)
    if exact is not None or len(sentence) > LONGEST:
        return exact or sentence
    if sentence.startswith("same ") and "; same " in sentence:
        return "；".join(in_japanese(part) for part in re.split(r"; (?=same )", sentence))
    for pattern, english, japanese in _patterns():
        if match := pattern.fullmatch(sentence):
            values: Mapping[str, str] = match.groupdict()
            if english.startswith(_NESTED):
                values = {name: in_japanese(value) for name, value in values.items()}
            return japanese.format(**values)
    return sentence


@cache
def _table() -> Mapping[str, str]:
    content: Mapping[str, str] = json.loads((Path(__file__).parent / "japanese.json").read_text("utf-8"))
    return content


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """The sentences with values, those with the most own words first."""
    found = []
    for english, japanese in _table().items():
        parts = _VALUE.split(english)
        if len(parts) > 1:
            names = [f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)]
            own = sum(map(len, parts[::2])) + LONGEST * english.startswith("{a}, ")  # what is around comes first
            found.append((own, re.compile("".join(names), re.S), english, japanese))
    return tuple(row[1:] for row in sorted(found, key=lambda row: -row[0]))


def error_in_japanese(error: AlignError) -> str:
    """Return place, trouble and cure of an error in one line, as `str` does in English."""
    head = f"{error.place}：" if error.place else ""
    tail = f"。{in_japanese(error.cure)}" if error.cure else ""
    return f"{head}{in_japanese(error.trouble)}{tail}"
