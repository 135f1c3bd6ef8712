"""Countries, ministries, prefectures and places in both languages, from `entities.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from align.model import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """One row of the table."""

    kind: str
    japanese: tuple[str, ...]
    short: tuple[str, ...]
    """Forms that are too short or ambiguous to require an answer (米, 道内), but that can be one."""
    english: tuple[str, ...]

    @property
    def group(self) -> str:
        """The kind of confusion it allows: entities of one group ("place", "body") can be mixed up."""
        return "body" if self.kind in ("ministry", "body") else "place"


@dataclass(frozen=True, slots=True)
class EntityMatch:
    """An entity, and where it stands in a text."""

    entity: Entity
    span: Span


@lru_cache(maxsize=1)
def entities() -> tuple[Entity, ...]:
    """The rows of the table. The file is read once."""
    rows = []
    for line in Path(__file__).with_name("entities.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, japanese, english = line.split("\t")
            forms = japanese.split("|")
            long = tuple(form for form in forms if not form.startswith("~"))
            short = tuple(form[1:] for form in forms if form.startswith("~"))
            rows.append(Entity(kind, long, short, tuple(english.split("|"))))
    return tuple(rows)


@lru_cache(maxsize=1)
def _japanese_forms() -> tuple[re.Pattern[str], dict[str, list[Entity]]]:
    by_form: dict[str, list[Entity]] = {}
    for entity in entities():
        for form in entity.japanese:
            by_form.setdefault(form, []).append(entity)
    return re.compile("|".join(sorted(map(re.escape, by_form), key=len, reverse=True))), by_form


@lru_cache(maxsize=1)
def _english_forms() -> tuple[re.Pattern[str], dict[str, list[Entity]]]:
    by_form: dict[str, list[Entity]] = {}
    for entity in entities():
        for form in entity.english:
            by_form.setdefault(form, []).append(entity)
    body = "|".join(sorted(map(re.escape, by_form), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{body})(?![A-Za-z])"), by_form


@lru_cache(maxsize=256)
def in_japanese(text: str) -> tuple[EntityMatch, ...]:
    """The entities that a Japanese text names by a full form. The longest form wins."""
    pattern, by_form = _japanese_forms()
    found: list[EntityMatch] = []
    for match in pattern.finditer(text):
        if not _inside_word(text, match):
            found.extend(EntityMatch(entity, match.span()) for entity in by_form[match[0]])
    return tuple(found)


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """True for インド inside インドア: more katakana on either side makes it another word."""
    katakana = re.compile("[ァ-ヺー]")
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if katakana.match(match[0][0]) and before and katakana.match(before):
        return True
    return bool(katakana.match(match[0][-1]) and after and katakana.match(after))


def in_english(text: str) -> list[EntityMatch]:
    """The entities that an English text names."""
    pattern, by_form = _english_forms()
    return [EntityMatch(entity, match.span()) for match in pattern.finditer(text) for entity in by_form[match[0]]]


def supported_by(entity: Entity, japanese: str) -> bool:
    """True if a Japanese text holds any form of the entity, full or short."""
    stated = japanese.replace("東京都", "東京")
    return any(form in stated for form in (*entity.japanese, *entity.short))


def answered_by(entity: Entity, english: str) -> bool:
    """True if an English text holds any form of the entity, in any case."""
    return any(
        re.search(rf"(?<![a-z]){re.escape(form.casefold())}(?![a-z])", english.casefold()) for form in entity.english
    )
