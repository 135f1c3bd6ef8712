"""The facts and the time zones of a text, in either language."""

from __future__ import annotations

from align.facts.english import english_facts
from align.facts.english import zones as english_zones
from align.facts.japanese import japanese_facts
from align.facts.japanese import zones as japanese_zones
from align.model import Fact
from align.text.language import primary


def facts(text: str, lang: str) -> tuple[Fact, ...]:
    """The dates, times, durations, quantities and designations of a text, in order.

    `lang` is a BCP 47 tag. "ja" has rules of its own; all other languages follow the English ones.
    """
    return japanese_facts(text) if primary(lang) == "ja" else english_facts(text)


def zones_in(text: str, lang: str) -> set[str]:
    """The time zones that a text names: "JST", "local", "ET" and so on."""
    return japanese_zones(text) if primary(lang) == "ja" else english_zones(text)
