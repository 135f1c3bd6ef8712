"""Acronyms and designations: ＰＡＣ－３ＭＳＥ against "PAC-3 MSE", MQ-9 against "MQ-4"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from align.check.context import Context
from align.check.view import BeadView, exchanged
from align.facts.compare import squeeze
from align.model import Fact, Finding
from align.text.folding import fold
from align.text.spans import Span

_COMPARED = 50
"""Where the target has more designations of its own, each is compared with so many: the time is linear."""

_SPELLED_OUT = {
    "us": ("unitedstates", "american", "us"), "usa": ("unitedstates", "america"), "uk": ("british", "britain",
    "unitedkingdom"),
    "sns": ("socialmedia", "socialnetwork"), "pc": ("computer",), "tv": ("television",), "hp": ("website", "homepage"),
    "cm": ("commercial", "advert"), "co2": ("carbondioxide",), "ceo": ("chiefexecutive",), "g7": ("groupofseven",),
    "g20": ("groupof20", "groupoftwenty"), "gw": ("goldenweek",), "ng": ("notallowed",), "dv": ("domesticviolence",),
    "ma": ("merger", "acquisition"), "pr": ("publicrelation", "promot"), "un": ("unitednations",),
    "ol": ("officeworker",),
    "vs": ("against", "versus"), "diy": ("doityourself",), "web": ("web",), "m&a": ("merger",), "jr": ("japanrailway",),
    "no": ("no",), "ev": ("electric",), "lgbt": ("sexualminorit",), "sdgs": ("sustainabledevelopment",), "e": ("e",),
    "fw": ("forward", "striker"), "mf": ("midfield",), "df": ("defender", "defence", "defense"), "gk": ("keeper",),
    "cb": ("centerback", "centreback", "centerhalf"), "sb": ("fullback", "sideback"), "wtb": ("wing", "threequarter"),
    "fb": ("fullback",), "so": ("flyhalf", "standoff"), "sh": ("scrumhalf",), "hc": ("headcoach",), "pk": ("penalt",),
    "fk": ("freekick",), "hr": ("homer", "homerun"), "gm": ("generalmanager",), "ny": ("newyork", "nyse"),
    "la": ("losangeles",), "eu": ("europeanunion",), "ai": ("artificialintelligence",), "npo": ("nonprofit",),
    "ngo": ("nongovernment",), "tob": ("takeover", "tender"), "ob": ("alumn", "former"), "og": ("alumn", "former"),
    "sa": ("servicearea",), "cd": ("cd", "album"), "ir": ("investorrelation",), "id": ("identification",),
    "it": ("informationtechnology",), "pv": ("video",), "mc": ("host", "emcee"), "ec": ("commerce", "onlines"),
    "dm": ("directm",), "gps": ("positioning",), "gdp": ("grossdomestic",), "ml": ("mailinglist",),
    "jst": ("japantime", "utc", "gmt"), "utc": ("jst", "gmt", "japantime"),
    "covid19": ("coronavirus",), "ok": ("ok", "okay"), "m": ("magnitude",), "mri": ("magneticresonance",),
}  # fmt: skip
_NEVER = frozenset(("us", "pdf", "html", "url", "tbd", "etc"))
"""Acronyms that are not confused with another designation."""
_OTHER = 0.8
"""Probability that a designation in place of another one is an error: of 9,063 right pairs 4 have such a finding, and
333 of the names that a program exchanged, which makes .85."""
_LEFT_OUT = 0.4
"""Probability that a designation that is left out is an error. Counted in the same way it would be .23, but translators
of these works like to add designations."""
_ZONES = frozenset("jst utc gmt est edt pst pdt cst cet cest bst".split())
"""Time zones, which the check of times compares."""
_SMALL_WORDS = frozenset(("of", "the", "and", "for", "to", "in", "on", "a", "an", "with", "by"))


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on designations that differ or that one side lacks."""
    for view in views:
        if view.is_null:
            continue
        japanese = view.from_japanese
        if japanese is None or japanese is view:
            yield from _compare(view)
        else:
            yield from (_turned_back(view, one) for one in _compare(japanese))


def _turned_back(view: BeadView, finding: Finding) -> Finding:
    """Return a finding on the bead with exchanged sides as one on the bead itself."""
    found = exchanged(finding)
    if not found.source_spans or not found.target_spans:
        return found
    wanted, said = fold(view.source[slice(*found.source_spans[0])]), view.target[slice(*found.target_spans[0])]
    return replace(found, message=f"expected {wanted}, found “{said}”")


def _compare(view: BeadView) -> Iterator[Finding]:
    left, right = (
        [fact for fact in facts if fact.kind == "acronym" and squeeze(str(fact.value)) not in _ZONES]
        for facts in (view.source_facts, view.target_facts)
    )
    if not left and not right:
        return
    if view.source_folded == view.target_folded:
        return
    target = squeeze(view.target_folded)
    words = {squeeze(word).removesuffix("s") for word in re.findall(r"[\w\-./&+]+", view.target_folded)}
    words |= {word.casefold().removesuffix("s") for word in re.findall(r"[A-Za-z0-9]+", view.target_folded)}
    missing = [
        fact for fact in _distinct(left) if _designates(fact) and not _stated(fact, target, words, view.target_folded)
    ]
    known = {fact.span for fact in missing}
    missing += [
        fact for fact in _distinct(left) if fact.span not in known and _replaced(fact, words, view.target_folded)
    ]
    source = squeeze(view.source_folded)
    tokens = {squeeze(str(fact.value)) for fact in left}
    extra = [
        fact
        for fact in _distinct(right)
        if not (
            _has_version(fact, view.source_folded)
            if _VERSION.fullmatch(fact.text)
            else squeeze(str(fact.value)) in source or _spelled_in(fact, tokens)
        )
    ]
    taken: set[Span] = set()
    for number, fact in enumerate(missing):
        near = (other for other in _near(number, len(missing), extra) if other.span not in taken)
        rival = max(
            (other for other in near if _alike(fact, other)), key=lambda other: _likeness(fact, other), default=None
        )
        if rival is not None:
            taken.add(rival.span)
            message = f"expected {_half_width(fact)}, found “{rival.text}”"
            finding = view.finding("acronym", "error", message, [fact.span], [rival.span])
            yield replace(finding, probability=_OTHER)
        elif _reordered(fact, view.target_folded):
            continue
        elif _must_be_kept(fact) and not view.source[fact.span[0] - 1 : fact.span[0]].isdigit():
            message = f"{_half_width(fact)} is not in the target"
            finding = view.finding("acronym", "warning", message, [fact.span], [])
            yield replace(finding, probability=_LEFT_OUT)
    for fact in extra:
        if fact.span in taken:
            continue
        if _is_model(fact) and not _digits_are_in(fact, view.source_folded):
            yield view.finding("acronym", "warning", f"“{fact.text}” is not in the source", [], [fact.span])


def _reordered(fact: Fact, text: str) -> bool:
    """Tell whether a number and its unit stand in another order in a text: DC24V and "24 VDC"."""
    digits = re.findall(r"\d+(?:\.\d+)?", fact.text)
    letters = sorted(squeeze(re.sub(r"\d", "", _half_width(fact))))
    if len(digits) != 1 or len(letters) > 4:
        return False
    beside = re.finditer(rf"(?<!\d){re.escape(digits[0])}\s?([A-Za-z]{{1,4}})\b", text)
    return any(sorted(match[1].casefold()) == letters for match in beside)


def _near(number: int, count: int, extra: list[Fact]) -> list[Fact]:
    """Return the rivals of the `number`th of `count` designations: all, or of more than 50 those about its place."""
    start = min(max(0, number * len(extra) // count - _COMPARED // 2), max(0, len(extra) - _COMPARED))
    return extra[start : start + _COMPARED]


def _distinct(facts: list[Fact]) -> list[Fact]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        seen.setdefault(squeeze(str(fact.value)), fact)
    return list(seen.values())


def _half_width(fact: Fact) -> str:
    return fold(fact.text)


_VERSION = re.compile(r"[vV]?\d+(?:\.\d+){2,}")


def _designates(fact: Fact) -> bool:
    """Tell whether it has capitals or digits and is no address, path or command."""
    text = _half_width(fact)
    if _VERSION.fullmatch(text):
        return True
    if len(text) > 20 or re.search(r"[@/:_]|\.[a-z]", text):
        return False
    return sum(letter.isupper() for letter in text) >= 2 or (
        any(letter.isdigit() for letter in text) and text[0].isupper()
    )


def _must_be_kept(fact: Fact) -> bool:
    text = _half_width(fact)
    return len(squeeze(text)) >= 2 and bool(re.fullmatch(r"[A-Z][A-Z0-9\-+ ]*[A-Z0-9]", text))


def _stated(fact: Fact, target: str, words: set[str], text: str) -> bool:
    token = squeeze(str(fact.value))
    if _VERSION.fullmatch(_half_width(fact)):
        return _has_version(fact, text)
    if len(token) >= 2 and re.search(rf"[a-z]{re.escape(_half_width(fact))}(?![A-Za-z])", text):
        return True  # OS in "macOS"
    if token in words or token.removesuffix("s") in words or (len(token) >= 4 and token in target):
        return True
    if any(form in target for form in _SPELLED_OUT.get(token, ())):
        return True
    letters = re.sub(r"[^a-z]", "", token)
    if 2 <= len(letters) == len(token) <= 7 and letters in _initials(text):
        return True
    parts = [squeeze(part) for part in re.findall(r"[A-Za-z]+|\d+", _half_width(fact))]
    return len(parts) > 1 and all(len(part) > 1 and part in words for part in parts)


def _has_version(fact: Fact, text: str) -> bool:
    """Tell whether a text gives a version: 2.0.1 is not 2.0.11 and not 20.1."""
    number = re.escape(_half_width(fact).lstrip("vV"))
    return bool(re.search(rf"(?<![\d.]){number}(?!\.?\d)", text))


def _replaced(fact: Fact, words: set[str], text: str) -> bool:
    """Tell whether the target gives another acronym of the same length in brackets."""
    token = squeeze(str(fact.value))
    if token.removesuffix("s") in words or not token.isalpha() or not 2 <= len(token) <= 7:
        return False
    bracketed = [squeeze(word) for word in re.findall(r"\(([A-Z]{2,7})\)", text)]
    return any(len(word) == len(token) for word in bracketed)


def _initials(text: str) -> str:
    words = re.findall(r"[A-Za-z]+", text)
    every = "".join(word[0].lower() for word in words)
    return every + " " + "".join(word[0].lower() for word in words if word.lower() not in _SMALL_WORDS)


def _spelled_in(fact: Fact, tokens: set[str]) -> bool:
    token = squeeze(str(fact.value))
    return token in tokens or any(token in other or other in token for other in tokens)


def _alike(a: Fact, b: Fact) -> bool:
    """Tell whether one may be mistaken for the other: both with digits or both without."""
    x, y = str(a.value), str(b.value)
    if any(map(str.isdigit, x)) != any(map(str.isdigit, y)) or not _designates(b):
        return False
    if bool(_VERSION.fullmatch(x)) != bool(_VERSION.fullmatch(y)):
        return False
    return not ({squeeze(x), squeeze(y)} & _NEVER and squeeze(x) != squeeze(y))


def _likeness(a: Fact, b: Fact) -> tuple[bool, float]:
    x, y = squeeze(str(a.value)), squeeze(str(b.value))
    return len(x) == len(y), SequenceMatcher(None, x, y).ratio()


def _is_model(fact: Fact) -> bool:
    return bool(re.fullmatch(r"[A-Z]{1,4}-\d{1,3}[A-Z]{0,2}", fact.text))


def _digits_are_in(fact: Fact, text: str) -> bool:
    return all(re.search(rf"(?<!\d){digits}(?!\d)", text) for digits in re.findall(r"\d+", fact.text))
