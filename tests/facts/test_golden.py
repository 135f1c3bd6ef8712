"""Every form of date, time, number, unit and name, with all that is known of the fact.

`golden/*.txt` holds a text a line and, indented, what it asserts. To add a text, write its line;
ALIGN_GOLDEN=write fills in the rest. Check each new line by hand: it is the promise.
"""

import os
from pathlib import Path

import pytest

from align.facts import anchors, facts, names
from align.facts.extract import zones_in
from align.facts.matching import match_facts
from align.facts.values import DateValue, Quantity, TimeValue
from align.text.folding import fold

GOLDEN = Path(__file__).parent / "golden"


def described(fact) -> str:
    """A fact in one line: kind, text, value, and the fields that equality ignores."""
    value = fact.value
    marks = [name for name in ("scaled", "ordinal", "vague", "soft", "plain", "fiscal", "era", "decade")
             if getattr(value, name, False)]  # fmt: skip
    if isinstance(value, Quantity):
        unit = f"{value.unit or '-'} per {value.per}" if value.per else value.unit or "-"
        shown = f"{value.bound}{value.number} {unit} by {value.quantum:.10g}"
    elif isinstance(value, DateValue):
        fields = ("year", "month", "day", "weekday", "quarter", "third")
        given = [f"{name} {getattr(value, name)}" for name in fields if getattr(value, name) is not None]
        shown = " ".join(given)
    elif isinstance(value, TimeValue):
        shown = f"{value.hour}:{value.minute:02}{value.half} {value.zone}".strip()
    else:
        shown = str(value)
    return " ".join([f"{fact.kind} [{fact.text}] at {fact.span[0]}: {shown}", *marks])


def of_text(lang):
    return lambda text: [described(fact) for fact in facts(text, lang)]


def of_pair(text: str) -> list[str]:
    """How the facts of a pair were matched, and what anchors both sides share."""
    japanese, english = text.split(" | ")
    match = match_facts(facts(japanese, "ja"), facts(english, "en"))
    both = anchors(japanese, "ja") & anchors(english, "en")
    return [
        *(f"agree: {left.text} = {right.text}" for left, right in match.agreeing),
        *(f"contradict: {left.text} / {right.text}" for left, right in match.contradicting),
        *(f"source only: {fact.text}" for fact in match.source_only),
        *(f"target only: {fact.text}" for fact in match.target_only),
        *(f"anchors: {value}" for value in sorted(map(str, both))),
    ]


def of_names(text: str) -> list[str]:
    """The katakana names that the English side lacks, and the English names that the Japanese side lacks."""
    japanese, english = text.split(" | ")
    left = names.katakana_names(japanese)
    right = names.english_names(english)
    return [
        *(f"{name.text}: {'answered' if names.answered(name, english) else 'missing'}" for name in left),
        *(
            f"{name.text}{' (titled)' if name.titled else ''}: "
            f"{'supported' if names.supported(name, japanese, fold(japanese), readings=False) else 'unsupported'}"
            for name in right
        ),
    ]


def of_zones(text: str) -> list[str]:
    return [" ".join(sorted(zones_in(fold(text), "en" if text.isascii() else "ja"))) or "none"]


FILES = {
    "facts.ja": of_text("ja"),
    "facts.en": of_text("en"),
    "pairs": of_pair,
    "names": of_names,
    "zones": of_zones,
}


def entries(name: str) -> list[tuple[str, str, list[str]]]:
    found: list[tuple[str, str, list[str]]] = []
    for line in (GOLDEN / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[-1][2].append(line[2:])
        elif line:
            found.append((name, line, []))
    return found


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [entry for name in FILES for entry in entries(name)],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_a_text_asserts(name, text, expected):
    if os.environ.get("ALIGN_GOLDEN") != "write":
        assert FILES[name](text) == expected


if os.environ.get("ALIGN_GOLDEN") == "write":
    for _name, _of in FILES.items():
        _lines = [line for _, text, _ in entries(_name) for line in (text, *(f"  {row}" for row in _of(text)))]
        (GOLDEN / f"{_name}.txt").write_text("\n".join(_lines) + "\n", "utf-8")
