"""Chinese and Korean people, and countries that stand together: 王毅 against "Li Keqiang", 日韓 against China."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from align.check.view import BeadView
from align.facts import entities, names
from align.facts.people import names_china_or_korea
from align.model import Finding, Span
from align.text.kana import is_romaji

_PERSON = 0.8
_COUNTRY = 0.8
"""Probabilities of the findings, set by hand: published pairs hold too few of them to learn from."""
_TITLE = (
    "氏|さん|さま|様|ら(?=[はが、])|選手|監督|外相|外交部長|外務|首相|大統領|主席|国家主席|総書記|委員長|会長|社長|副首相|副主席|議員|"
    "代表|報道官|教授|博士|大使|長官|知事|市長|記者|弁護士|将軍|大臣|国防|元帥|容疑者|被告|CEO|最高経営責任者|総統|部長|書記"
)
_NO_GIVEN = "国校部野会社市県区都府州党域内外前後曜月年人民軍"
"""Characters that no given name holds: 韓国大統領 is no person."""
_CAPITAL = re.compile(r"\b[A-Z][a-z]*(?:-[A-Za-z][a-z]*)*")


@lru_cache(maxsize=1)
def _surnames() -> dict[str, tuple[str, ...]]:
    """Surname in kanji -> its Latin spellings. The file is read once."""
    text = files("align.check").joinpath("surnames.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {kanji: tuple(latin.split()) for kanji, latin in rows}


@lru_cache(maxsize=1)
def _person() -> re.Pattern[str]:
    given = f"(?:(?![{_NO_GIVEN}])[一-鿿]){{1,2}}?"
    return re.compile(rf"(?<![一-鿿])([{''.join(_surnames())}]){given}(?={_TITLE})")


@lru_cache(maxsize=1)
def _spelled() -> frozenset[str]:
    return frozenset(latin for spellings in _surnames().values() for latin in spellings)


def neighbour_names(view: BeadView, candidates: Sequence[names.EnglishName]) -> Iterator[Finding]:
    """Yield Chinese and Korean people for whom the target has another surname, and countries of a pair that differ."""
    yield from _people(view, candidates)
    yield from _pairs(view)
    yield from _twice(view)


def _people(view: BeadView, candidates: Sequence[names.EnglishName]) -> Iterator[Finding]:
    found = list(_person().finditer(view.source_folded))
    if not found:
        return
    said = {match[0] for match in _CAPITAL.finditer(view.target)}
    stated = {latin for kanji in view.source for latin in _surnames().get(kanji, ())}
    foreign = names_china_or_korea(view.source)
    for match in found:
        spellings = _surnames()[match[1]]
        if said.intersection(spellings) or (not foreign and _is_japanese(view, match.span())):
            continue
        for name in (*candidates, *_spelled_names(view.target)):
            wrong = [word for word in name.words if word in _spelled() and word not in stated]
            if wrong and len(name.words) <= 3 and not _is_japanese_name(name):
                wanted = f"{match[0]}, read {' or '.join(spellings[:3])}"
                message = f"expected the name {wanted}; found “{name.text}”"
                made = view.finding("name", "error", message, [match.span()], [name.span])
                yield replace(made, probability=_PERSON)
                break


def _spelled_names(text: str) -> list[names.EnglishName]:
    """Return words that begin with a Chinese or Korean surname: "Park Min-jeong"; "Park" alone is no name."""
    return [
        names.EnglishName(match[0], tuple(re.split("[ -]", match[0])), match.span(), False)
        for match in _two_words().finditer(text)
    ]


@lru_cache(maxsize=1)
def _two_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_spelled())}) [A-Z][a-z]+(?:-[A-Za-z][a-z]+)?\b")


def _is_japanese_name(name: names.EnglishName) -> bool:
    """Tell whether every word may be Japanese and one is too long to be a Chinese or Korean syllable."""
    return all(map(is_romaji, name.words)) and max(map(len, name.words)) > 5


def _is_japanese(view: BeadView, span: Span) -> bool:
    """Tell whether the target has a Japanese reading of a kanji name; True where nothing can tell."""
    read = names.kanji_names(view.source)
    if read is None:
        return True
    return any(one.span[0] < span[1] and span[0] < one.span[1] and names.answered(one, view.target) for one in read)


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, entities.Entity]:
    """One kanji -> the country it stands for: 米, 韓."""
    return {
        short: one for one in entities.entities() if one.kind == "country" for short in one.short if len(short) == 1
    }


@lru_cache(maxsize=1)
def _compound() -> re.Pattern[str]:
    kanji = "".join(short for short in _short_forms() if re.match("[一-鿿]", short))
    behind = (
        "首脳|会談|関係|対立|両国|両政府|両軍|貿易|政府|外相|協議|戦争|摩擦|同盟|交渉|軍事|防衛|国交|共同|対話|通商|経済|安全|合意|協定|"
        "条約|会議|閣僚|国防|友好|交流|三国|3カ国|三カ国|間の|国境|競争|合同"
    )
    return re.compile(rf"(?<![一-鿿])([{kanji}]{{2,3}})(?={behind})")


def _pairs(view: BeadView) -> Iterator[Finding]:
    """Yield countries of a compound such as 米中対立 that the target joins to another one: "US-France tensions"."""
    for match in _compound().finditer(view.source):
        wanted = [_short_forms()[short] for short in match[1]]
        for one, other in pairwise(entities.in_english(view.target)):
            gap = view.target[one.span[1] : other.span[0]]
            if not re.fullmatch(r"\s?[-–—/]\s?", gap):
                continue
            for kept, wrong in ((one, other), (other, one)):
                left = [country for country in wanted if country is not kept.entity]
                if (
                    kept.entity in wanted
                    and len(left) == 1
                    and wrong.entity.kind == "country"
                    and not entities.supported_by(wrong.entity, view.source)
                ):
                    yield _country(view, left[0], match.span(1), wrong.span)
                    return


_TOGETHER = re.compile(r",?\s(?:and|or)\s")


def _twice(view: BeadView) -> Iterator[Finding]:
    """Yield countries that the target lacks while it joins another one to itself: "South Korea and Korea"."""
    stated = [one for one in entities.in_japanese(view.source) if one.entity.kind == "country"]
    missing = next((one for one in stated if not entities.answered_by(one.entity, view.target)), None)
    if missing is None or len(stated) < 2:
        return
    for one, other in pairwise(entities.in_english(view.target)):
        if one.entity is not other.entity or one.entity.kind != "country" or one.span == other.span:
            continue
        if _TOGETHER.fullmatch(view.target[one.span[1] : other.span[0]]):
            yield _country(view, missing.entity, missing.span, other.span)
            return


def _country(view: BeadView, wanted: entities.Entity, stated: Span, wrong: Span) -> Finding:
    said, found = view.source[slice(*stated)], view.target[slice(*wrong)]
    message = f"expected {wanted.english[0]} ({said}), found “{found}”"
    return replace(view.finding("name", "error", message, [stated], [wrong]), probability=_COUNTRY)
