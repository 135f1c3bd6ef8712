"""Names of which one word is another one: 山田一郎 against "Ichiro Suzuki", ジョーンズ against "Johnson"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from align.check.view import BeadView
from align.facts import entities, names, sounds
from align.facts.capitals import GENERIC, SHORT_FORMS, TITLES
from align.facts.people import people
from align.facts.settled_names import latin_names, settled_in, settled_names
from align.model import Finding, Span
from align.text.kana import is_romaji, one_spelling

_WORD = re.compile(r"[A-Za-zÀ-ž'’-]+")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ž'’-]+")
_NEAR, _FAR = 0.62, 0.57
"""Likeness of sounds from which on a word answers a part of a name, and below which it is another one."""
_FORM = 0.8
"""Likeness of spellings from which on a word is a form of another one: "Uploads" of "Upload"."""
_UNLIKE = 0.6
"""Likeness of spellings below which two romanised names are different ones."""


def whole_names(view: BeadView, candidates: Sequence[names.EnglishName], *, readings: bool) -> list[Finding]:
    """Return the names that one word turns into another name; each with a probability."""
    found = [*_settled(view), *_latin(view, candidates)]
    if readings:
        found += _kanji(view, candidates)
    return found + [one for one in _compounds(view, candidates) if not _met(one, found)]


def _met(one: Finding, others: Sequence[Finding]) -> bool:
    return any(
        one.target_spans[0][0] < end and start < one.target_spans[0][1] for o in others for start, end in o.target_spans
    )


def _made(view: BeadView, wanted: str, spans: tuple[Span, Span], probability: float) -> Finding:
    wrong = view.target[slice(*spans[1])]
    severity = "error" if probability >= 0.75 else "warning"
    made = view.finding("name", severity, f"expected the name {wanted}; found “{wrong}”", [spans[0]], [spans[1]])
    return replace(made, probability=probability)


def _settled(view: BeadView) -> Iterator[Finding]:
    """Yield settled names that the target lacks while it has another one, which the source lacks."""
    stated = settled_in(view.source)
    if not stated:
        return
    said = {match[0].removesuffix("'s").removesuffix("’s"): match.span() for match in _CAPITAL.finditer(view.target)}
    answers = {latin for name, _ in stated for latin in settled_names()[name]}
    rivals = [(word, span) for word, span in said.items() if word in latin_names() and word not in answers]
    for name, place in stated:
        if settled_names()[name] & said.keys() or not rivals:
            continue
        word, span = rivals.pop(0)
        if word.lower() in view.source_folded.lower():
            continue
        wanted = f"{min(settled_names()[name], key=len)} ({name})"
        yield _made(view, wanted, (place, (span[0], span[0] + len(word))), 0.8)


def _latin(view: BeadView, candidates: Sequence[names.EnglishName]) -> Iterator[Finding]:
    """Yield names in Latin letters of the source of which the target has one word beside another one."""
    said = set(_WORD.findall(view.target))
    yield from _titled(view, candidates, said)
    held = {word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(view.source_folded)}
    for name in names.english_names(view.source_folded):
        if len(name.words) != 2 or len(set(name.words) & said) != 1:
            continue
        kept = next(word for word in name.words if word in said)
        for other in candidates:
            missing = next(word for word in name.words if word != kept)
            wrong = [word for word in other.words if word not in held and not _is_form(word, missing)]
            if len(other.words) == 2 and kept in other.words and len(wrong) == 1 and kept not in GENERIC | TITLES:
                yield _made(view, name.text, (name.span, _place(view, other, wrong[0])), 0.7)
                break


def _is_form(word: str, other: str) -> bool:
    """Tell whether a word is a plural, a possessive or a misspelling of another one."""
    return SequenceMatcher(None, word.lower(), other.lower()).ratio() >= _FORM


_TITLED = re.compile(r"(?<![A-Za-z.\-])([A-Z][a-z]{2,})(?=さん|氏|様|さま|くん|君|ちゃん|博士|教授|先生)")


def _titled(view: BeadView, candidates: Sequence[names.EnglishName], said: set[str]) -> Iterator[Finding]:
    """Yield people in Latin letters that the target lacks while it has another name: Johnさん against "Mary"."""
    held = view.source_folded.lower()
    rivals = [
        name
        for name in candidates
        if not any(word.lower() in held for word in name.words)
        and not names.supported(name, view.source, held)
        and not entities.in_english(name.text)
    ]
    for match in _TITLED.finditer(view.source_folded):
        if match[1] in said or match[1] + "'s" in said or not rivals:
            continue
        rival = rivals.pop(0)
        yield _made(view, match[1], (match.span(1), rival.span), 0.8)


def _place(view: BeadView, name: names.EnglishName, word: str) -> Span:
    start = view.target.index(word, name.span[0])
    return start, start + len(word)


def _kanji(view: BeadView, candidates: Sequence[names.EnglishName]) -> Iterator[Finding]:
    """Yield Japanese people whose given name stands in the target, with another surname, and whose own one does not.

    A given name is read in too many ways: another one beside the right surname tells nothing.
    """
    pairs = [one for one in candidates if len(one.words) == 2 and all(map(is_romaji, one.words))]
    if not pairs:
        return
    said = {one_spelling(word) for word in _WORD.findall(view.target)}
    for person in people(view.source):
        surnames = person.surname.readings | person.surname.possible
        if surnames & said:
            continue
        for other in pairs:
            for given, surname in (other.words, other.words[::-1]):
                is_his = one_spelling(given) in person.given.readings | person.given.possible
                if is_his and not _near(one_spelling(surname), person.surname.readings):
                    wanted = f"{person.surname.text}, read {min(person.surname.readings, default='').capitalize()}"
                    yield _made(view, wanted, (person.surname.span, _place(view, other, surname)), 0.8)


def _near(word: str, readings: frozenset[str]) -> bool:
    return not readings or any(SequenceMatcher(None, reading, word).ratio() >= _UNLIKE for reading in readings)


def _compounds(view: BeadView, candidates: Sequence[names.EnglishName]) -> Iterator[Finding]:
    """Yield names with ・ of which one word stands in the target, beside a word that sounds like no other one."""
    words = list(_CAPITAL.finditer(view.target))
    for name in names.katakana_names(view.source):
        parts = name.text.split("・")
        if len(parts) != 2 or min(map(len, parts)) < 2:
            continue
        for n in (0, 1):
            right = [k for k, word in enumerate(words) if sounds.similarity(parts[n], word[0]) >= _NEAR + 0.08]
            if len(right) != 1:
                continue
            spoken = _spoken(view.target, words[right[0]].span())
            if max((sounds.similarity(parts[1 - n], word) for word in spoken), default=0.0) >= _FAR:
                continue
            beside = right[0] + (1 if n == 0 else -1)
            if not 0 <= beside < len(words) or not _inside(words[beside].span(), candidates):
                continue
            gap = sorted((words[right[0]].span(), words[beside].span()))
            if view.target[gap[0][1] : gap[1][0]] == " " and words[beside][0] not in GENERIC | TITLES | SHORT_FORMS:
                yield _made(view, f"{name.text}", (name.span, words[beside].span()), 0.6)
                break


def _inside(span: Span, candidates: Sequence[names.EnglishName]) -> bool:
    return any(one.span[0] <= span[0] < one.span[1] for one in candidates)


_BESIDE = 48
"""Characters about one word of a name in which the other one is looked for."""
_SMALL = frozenset("a an the of in on at to for by as is are was were be also and or but not with from news".split())


def _spoken(text: str, span: Span) -> list[str]:
    """Return the words about a word of a name, without plurals, and two capitalised ones as one."""
    first = max(0, span[0] - _BESIDE)
    near = re.findall(r"[A-Za-zÀ-ž]+", text[first : span[1] + _BESIDE])
    single = [word for word in near if word.lower() not in _SMALL]
    joined = [a + b for a, b in pairwise(single) if a[0].isupper() and b[0].isupper()]
    return [*single, *(word.rstrip("s") for word in single), *joined]
