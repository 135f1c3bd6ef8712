"""Names of people, places and ministries: ヘグセス against "Hegseth", 浜田 against "Hamada".

A finding needs two names: one in the source that the target does not have, and one in the target
that the source does not have. A name that is only left out, or replaced by a pronoun, is no
finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.check.context import Context
from align.check.neighbour_names import neighbour_names
from align.check.view import BeadView, exchanged
from align.check.whole_name import whole_names
from align.facts import entities, names
from align.facts.capitals import SHORT_FORMS
from align.facts.people import names_china_or_korea
from align.model import Finding, Span
from align.text.kana import is_romaji

_SMALL = re.compile(r"\b[a-z]{3,}\b")
_CAPITAL = re.compile(r"\b[A-Z]\S+")
_STEP = 1000
"""Characters. In a text of more than three steps, a name is sought in the three steps about its place."""


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on names that stand in place of others; Japanese and English only."""
    pairs = [(each, view) for each in views if (view := each.from_japanese) is not None and not view.is_null]
    common = _common_words([view for _, view in pairs])
    for each, view in pairs:
        taken: list[Span] = []
        found = list(_from_table(view))
        for finding in found:
            taken.extend(finding.target_spans)
        found.extend(_by_sound_and_reading(view, taken, common, readings=context.config.readings))
        yield from found if view is each else (_for_japanese(view, finding) for finding in found)


def _for_japanese(view: BeadView, finding: Finding) -> Finding:
    """Return a finding for a Japanese target: the name that is expected stands in English."""
    (japanese,), (english,) = finding.source_spans, finding.target_spans
    message = f"expected the name {view.target[slice(*english)]}; found 「{view.source[slice(*japanese)]}」"
    return replace(exchanged(finding), message=message)


def _common_words(views: Sequence[BeadView]) -> frozenset[str]:
    """Return words that also stand in lower case: with a capital they are no names."""
    found: set[str] = set()
    for view in views:
        found.update(word for word in _SMALL.findall(view.target))
    return frozenset(found)


def _from_table(view: BeadView) -> Iterator[Finding]:
    """Compare countries, places, ministries and people of the built-in table."""
    stated = entities.in_japanese(view.source)
    named = entities.in_english(view.target)
    if not stated or not named:
        return
    extra = [
        found
        for found in named
        if not entities.supported_by(found.entity, view.source) and found.entity.japanese[0] != "日本"
    ]
    extra = [found for found in extra if not _shares_span(found, named, extra)]
    if not extra:
        return
    missing = [
        found
        for found in stated
        if not entities.answered_by(found.entity, view.target) and found.entity.japanese[0] != "日本"
    ]
    used: set[Span] = set()
    for found in missing:
        rival = next(
            (other for other in extra if other.entity.group == found.entity.group and other.span not in used),
            None,
        )
        if rival is None or found.span in used:
            continue
        if rival.entity.kind in ("prefecture", "place") and names.supported(
            _as_name(view.target, rival.span), view.source, view.source_folded
        ):
            continue
        used.update((rival.span, found.span))
        written, wrong = view.source[slice(*found.span)], view.target[slice(*rival.span)]
        message = f"expected {found.entity.english[0]} ({written}), found “{wrong}”"
        yield view.finding("name", "error", message, [found.span], [rival.span])


def _as_name(text: str, span: Span) -> names.EnglishName:
    word = text[slice(*span)]
    return names.EnglishName(word, tuple(word.split()), span, False)


def _shares_span(
    found: entities.EntityMatch, named: list[entities.EntityMatch], extra: list[entities.EntityMatch]
) -> bool:
    """Tell whether the source has another reading of the same word: "Korean" is of either Korea."""
    return any(other.span == found.span and other not in extra for other in named)


def _by_sound_and_reading(
    view: BeadView, taken: list[Span], common: frozenset[str], *, readings: bool
) -> Iterator[Finding]:
    candidates = [
        name
        for name in names.english_names(view.target)
        if name.span not in taken and (name.titled or not all(word.lower() in common for word in name.words))
    ]
    for finding in (*neighbour_names(view, candidates), *whole_names(view, candidates, readings=readings)):
        yield finding
        candidates = [one for one in candidates if not _meets(one.span, finding.target_spans)]
    if not candidates:
        return
    katakana = [name for name in names.katakana_names(view.source) if not _in_table(view, name)]
    yield from _halves(view, katakana, candidates)
    open_katakana = [name for name in katakana if not names.answered(name, _near_in_target(view, name.span))]
    extra = [name for name in candidates if not _supported(view, name, readings=readings)]
    if not extra:
        return
    if readings and extra:
        yield from _kanji(view, extra)
    for name in open_katakana:
        rival = min(extra, key=lambda other: (not other.titled, _distance(view, name, other)), default=None)
        if rival is not None:
            extra.remove(rival)
            yield _finding(view, name, rival)
    if extra:
        yield from _places(view, extra)
    if readings and extra:
        yield from _loose(view, extra)


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _halves(view: BeadView, katakana: list[names.JapaneseName], found: list[names.EnglishName]) -> Iterator[Finding]:
    """Yield names of which one of two words is another one: スター・ウォーズ against "Star Garcia"."""
    for name in katakana:
        near = " ".join(_CAPITAL.findall(_near_in_target(view, name.span)))
        for other in found:
            wrong = names.half_answered(name, other)
            if (
                wrong
                and wrong not in SHORT_FORMS
                and not all(names.answered(replace(name, text=part), near) for part in name.text.split("・"))
            ):
                yield replace(_finding(view, name, other), severity="warning")
                break
            if wrong:
                break


def _places(view: BeadView, extra: list[names.EnglishName]) -> Iterator[Finding]:
    """Compare places of the table that the target lacks with names that the table does not have."""
    for found in entities.in_japanese(view.source):
        if (
            found.entity.group != "place"
            or entities.answered_by(found.entity, view.target)
            or found.entity.kind == "country"
        ):
            continue
        rivals = [other for other in extra if not other.titled and all(is_romaji(word) for word in other.words)]
        if rivals:
            extra.remove(rivals[0])
            name = names.JapaneseName(
                view.source[slice(*found.span)], "kanji", found.span, frozenset({found.entity.english[0].lower()})
            )
            yield _finding(view, name, rivals[0])


def _loose(view: BeadView, extra: list[names.EnglishName]) -> Iterator[Finding]:
    """Compare katakana names without a title with English names that sound different."""
    for name in names.loose_katakana_names(view.source):
        if names.answered(name, _near_in_target(view, name.span)) or _in_table(view, name):
            continue
        rivals = [other for other in extra if not other.titled and names.unlike(name, other)]
        if rivals:
            rival = min(rivals, key=lambda other: _distance(view, name, other))
            extra.remove(rival)
            yield replace(_finding(view, name, rival), severity="warning")


def _supported(view: BeadView, name: names.EnglishName, *, readings: bool) -> bool:
    first, last = _near(name.span[0], len(view.target), len(view.source))
    return names.supported(name, view.source[first:last], view.source_folded[first:last], readings=readings)


def _near_in_target(view: BeadView, span: Span) -> str:
    """Return the part of the target about the place of a span of the source; all of a short one."""
    return view.target[slice(*_near(span[0], len(view.source), len(view.target)))]


def _near(place: int, own: int, other: int) -> Span:
    """Return the part of a text of `other` characters about the place that answers one in a text of `own`.

    The parts begin at multiples of a step, so that many names share one.
    """
    if max(own, other) <= 3 * _STEP:
        return 0, other
    step = place * other // max(1, own) // _STEP
    return max(0, (step - 1) * _STEP), (step + 2) * _STEP


_JAPANESE = 5
"""Letters from which on a romanised word is no Chinese or Korean syllable."""


def _kanji(view: BeadView, extra: list[names.EnglishName]) -> Iterator[Finding]:
    """Compare kanji names.

    Where the text names China or Korea, short words may be people from there.
    """
    foreign = names_china_or_korea(view.source)
    for name in names.kanji_names(view.source) or ():
        if names.answered(name, _near_in_target(view, name.span)) or _in_table(view, name):
            continue
        if re.search("[ァ-ヺ]", name.text):
            continue
        rivals = [other for other in extra if all(is_romaji(word) for word in other.words)]
        if foreign:
            rivals = [other for other in rivals if max(map(len, other.words)) >= _JAPANESE]
        if rivals:
            rival = min(rivals, key=lambda other: (not other.titled, _distance(view, name, other)))
            extra.remove(rival)
            sure = rival.titled or entities.in_japanese(name.text)
            found = _finding(view, name, rival)
            if not sure and not _is_name(view, name):
                yield replace(found, severity="hint", probability=0.3)
            else:
                yield replace(found, severity="error" if sure else "warning")


def _is_name(view: BeadView, name: names.JapaneseName) -> bool:
    """Tell whether a title, a given name or a kind of place shows that kanji are a name: 白馬 may be a white horse."""
    if name.text.endswith(("病院", "大学", "学校", "会館")):
        return False
    behind = view.source[name.span[1] : name.span[1] + 9]
    return names.is_titled(behind) or name.text[-1] in _PLACES or behind[:1] in _PLACES or len(name.text) > 3


_PLACES = frozenset("市町村区県府都駅島郡港")


def _in_table(view: BeadView, name: names.JapaneseName) -> bool:
    """Tell whether the target has a form from the table: "U.S." for ワシントン."""
    return any(
        found.span[0] < name.span[1]
        and name.span[0] < found.span[1]
        and entities.answered_by(found.entity, view.target)
        for found in entities.in_japanese(view.source)
    )


def _distance(view: BeadView, name: names.JapaneseName, other: names.EnglishName) -> float:
    return abs(name.span[0] / max(1, len(view.source)) - other.span[0] / max(1, len(view.target)))


def _finding(view: BeadView, name: names.JapaneseName, rival: names.EnglishName) -> Finding:
    reading = min(name.readings, default="")
    said = f"{name.text}, read {reading.capitalize()}" if reading else name.text
    return view.finding("name", "error", f"expected the name {said}; found “{rival.text}”", [name.span], [rival.span])
