"""Which segments of a document may name the persons of a list."""

from __future__ import annotations

from collections.abc import Iterable

from align.facts.persons import Person, may_hold_names, persons
from align.text.language import primary


def persons_of(texts: Iterable[str], lang: str) -> list[tuple[Person, ...]]:
    """Return the persons that each text names if it is a short English one, else ()."""
    return [persons(text) if primary(lang) == "en" else () for text in texts]


def holders_of(texts: Iterable[str], lang: str) -> list[str]:
    """Return each text if it is a short Japanese one, in which a name of a list may stand, else ""."""
    return [text if primary(lang) == "ja" and may_hold_names(text) else "" for text in texts]
