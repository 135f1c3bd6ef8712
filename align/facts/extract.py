"""`facts(text, lang)`: one door for both languages."""

from __future__ import annotations

from align.facts.english import english_facts
from align.facts.english import zones as english_zones
from align.facts.japanese import japanese_facts
from align.facts.japanese import zones as japanese_zones
from align.model import Fact
from align.text.language import primary


def facts(text: str, lang: str) -> tuple[Fact, ...]:
    """Every date, time, duration, quantity and designation that the text asserts, in order, with spans.

    `lang` is a BCP 47 tag; "ja" has its own rules, every other language is read with those of English.
    """
    return japanese_facts(text) if primary(lang) == "ja" else english_facts(text)


def zones_in(text: str, lang: str) -> set[str]:
    """The time zones that a text names."""
    return japanese_zones(text) if primary(lang) == "ja" else english_zones(text)
