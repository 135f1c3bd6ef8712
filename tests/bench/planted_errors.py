"""Puts one error into the English of a right pair: numbers, months, names, negations, opposites, sentences."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.facts.names import EnglishName, english_names
from align.text.sentences import sentence_spans
from tests.bench.published_pairs import PublishedPair


@dataclass(frozen=True)
class PlantedError:
    """A pair with one error: its kind, the English text with the error, and the right one."""

    kind: str
    pair: PublishedPair
    english: str


Planter = Callable[[str, random.Random], str]
"""Returns the text with an error; "" where it has no place for one."""

_COUNTS = "two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred".split()
_COUNT = re.compile(rf"\b(?:{'|'.join(_COUNTS)})\b", re.I)
_DIGITS = re.compile(r"(?<![\w.,-])\d{1,4}(?:,\d{3})*(?:\.\d+)?(?![\w-])")
_MONTHS = "January February March April June July August September October November December".split()
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_SCALES = {"thousand": "million", "million": "billion", "billion": "million", "hundred": "thousand"}
_AUXILIARY = "do|does|did|is|are|was|were|has|have|had|could|would|should|must|may|need|can|will"
_REMOVED = (
    (re.compile(rf"\b({_AUXILIARY})(?:n[’']t| not)\b"), r"\1"),
    (re.compile(r"\bcannot\b|\bcan[’']t\b"), "can"),
    (re.compile(r"\bwon[’']t\b"), "will"),
    (re.compile(r"\bnot (?=to |be |yet |been |\w+ed\b)"), ""),
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\bnever\b"), "always"),
    (re.compile(r"\bno (?=[a-z]{3})"), "the "),
    (re.compile(r"\bnothing\b"), "everything"),
    (re.compile(r"\bnot "), ""),
)
_INSERTED = (
    (re.compile(r"\b(is|are|was|were|will|would|should|must|could|may)(?= (?!not\b)[a-z])"), r"\1 not"),
    (re.compile(r"\bcan(?= [a-z])"), "cannot"),
    (re.compile(r"\bto(?= (?:be|use|have|make|get|add|set)\b)"), "not to"),
    (re.compile(r"\b(I|you|we|they) (?=(?:want|need|have|use|know|think|like|see)\b)"), r"\1 do not "),
)
_OPPOSITES = """before/after left/right above/below increase/decrease increases/decreases increased/decreased first/last
top/bottom next/previous always/sometimes all/some more/less open/close opened/closed start/end begin/end
minimum/maximum
smallest/largest smaller/larger small/large higher/lower high/low highest/lowest upper/lower add/remove added/removed
adding/removing enable/disable enabled/disabled input/output import/export upload/download north/south east/west
northern/southern eastern/western inside/outside internal/external old/new older/newer easy/difficult early/late
earlier/later buy/sell win/lose won/lost light/dark hot/cold parent/child forward/backward up/down horizontal/vertical
local/remote public/private valid/invalid longer/shorter long/short faster/slower fast/slow strong/weak stronger/weaker
positive/negative success/failure succeeded/failed true/false morning/evening day/night attack/defend war/peace
good/bad better/worse best/worst alive/dead father/mother brother/sister son/daughter king/queen men/women friend/enemy
friends/enemies same/different many/few front/back simple/complex accept/reject allow/forbid allowed/forbidden
required/optional include/exclude included/excluded increasing/decreasing rise/fall gain/lose profit/loss income/expense
debit/credit asset/liability online/offline visible/hidden show/hide shown/hidden lock/unlock locked/unlocked
connect/disconnect ascending/descending narrow/wide deep/shallow thick/thin full/empty tomorrow/yesterday
approve/reject welcome/condemn agree/disagree export/import support/oppose increased/reduced rose/fell always/never
only/also must/may shall/may automatic/manual automatically/manually local/remote employer/employee client/server
sender/recipient creditor/debtor domestic/foreign overseas/domestic static/dynamic even/odd uppercase/lowercase
majority/minority read/write reading/writing start/stop started/stopped former/latter positive/negative legal/illegal
upstream/downstream foreground/background entrance/exit rich/poor husband/wife king/queen adult/child hard/soft
heavy/light wet/dry clean/dirty receive/send pay/receive absolute/relative maximize/minimize urban/rural
production/consumption supply/demand cause/outcome optimistic/pessimistic older/younger buyer/seller deposit/withdraw
hire/dismiss opening/closing clockwise/counterclockwise quiet/noisy asleep/awake strengthen/weaken expand/shrink
improve/worsen laugh/cry love/hate exceed/below rising/falling strong/weak compress/decompress""".split()
_TURNED = {a: b for pair in _OPPOSITES for a, b in (pair.split("/"), pair.split("/")[::-1])}
_TURN = re.compile(rf"\b(?:{'|'.join(sorted(_TURNED, key=len, reverse=True))})\b")
_PLAIN = re.compile(r"[A-Z]?[a-z]+")


def _once(pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], text: str, dice: random.Random) -> str:
    """Replace one match that the dice choose; "" where there is none or nothing changes."""
    matches = list(pattern.finditer(text))
    if not matches:
        return ""
    match = dice.choice(matches)
    changed = text[: match.start()] + new(match) + text[match.end() :]
    return changed if changed != text else ""


def _digit(text: str, dice: random.Random) -> str:
    def new(match: re.Match[str]) -> str:
        digits = match[0]
        place = dice.choice([n for n, letter in enumerate(digits) if letter.isdigit()])
        if dice.random() < 0.3 and len(digits) > 1 and "." not in digits and "," not in digits:
            return digits + "0" if dice.random() < 0.5 else digits[:-1]
        return digits[:place] + dice.choice("123456789".replace(digits[place], "")) + digits[place + 1 :]

    return _once(_DIGITS, new, text, dice)


def _count(text: str, dice: random.Random) -> str:
    def new(match: re.Match[str]) -> str:
        word = dice.choice([word for word in _COUNTS[:11] if word != match[0].lower()])
        return word.capitalize() if match[0][0].isupper() else word

    return _once(_COUNT, new, text, dice)


def _scale(text: str, dice: random.Random) -> str:
    return _once(re.compile(r"(?<=\d )(?:thousand|million|billion|hundred)\b"), lambda m: _SCALES[m[0]], text, dice)


_UNITS = """yen/dollars kilometers/miles km/miles meters/feet centimeters/inches mg/g kg/g seconds/minutes
minutes/hours hours/days days/weeks weeks/months months/years MB/GB KB/MB bytes/bits percent/points pixels/inches
mm/cm""".split()
_OTHER_UNITS = {a: b for pair in _UNITS for a, b in (pair.split("/"), pair.split("/")[::-1])}
_UNIT = re.compile(rf"(?<=\d )(?:{'|'.join(sorted(_OTHER_UNITS, key=len, reverse=True))})\b")


def _unit(text: str, dice: random.Random) -> str:
    return _once(_UNIT, lambda match: _OTHER_UNITS[match[0]], text, dice)


def _month(text: str, dice: random.Random) -> str:
    return _once(_MONTH, lambda match: dice.choice([m for m in _MONTHS if m != match[0]]), text, dice)


def _swapped_numbers(text: str, dice: random.Random) -> str:
    found = list(_DIGITS.finditer(text))
    pairs = [(a, b) for a, b in pairwise(found) if a[0] != b[0]]
    if not pairs:
        return ""
    a, b = dice.choice(pairs)
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def _sub(rules: Sequence[tuple[re.Pattern[str], str]], text: str, dice: random.Random) -> str:
    usable = [(pattern, new) for pattern, new in rules if pattern.search(text)]
    if not usable:
        return ""
    pattern, new = usable[0] if dice.random() < 0.6 else dice.choice(usable)
    return _once(pattern, lambda match: match.expand(new), text, dice)


def _negation_removed(text: str, dice: random.Random) -> str:
    return _sub(_REMOVED, text, dice)


def _negation_inserted(text: str, dice: random.Random) -> str:
    return _sub(_INSERTED, text, dice)


def _direction(text: str, dice: random.Random) -> str:
    return _once(_TURN, lambda match: _TURNED[match[0]], text, dice)


def _cut_sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text, "en")]


def _dropped(text: str, dice: random.Random) -> str:
    parts = _cut_sentences(text)
    if len(parts) < 2:
        return ""
    gone = dice.randrange(len(parts))
    return " ".join(part for n, part in enumerate(parts) if n != gone) if len(parts[gone]) > 20 else ""


def _dropped_and_split(text: str, dice: random.Random) -> str:
    """Drop one sentence and split another one, so that the count stays."""
    parts = _cut_sentences(text)
    if len(parts) < 2:
        return ""
    gone = dice.randrange(len(parts))
    rest = [part for n, part in enumerate(parts) if n != gone]
    for n, part in sorted(enumerate(rest), key=lambda item: -len(item[1])):
        cut = re.search(r"(?<=\w{3}),? (?=(?:and|but|so|which|because|when|where|if|that)\b)|[;:] ", part[15:-15])
        if cut and len(parts[gone]) > 20:
            first, second = part[: 15 + cut.start()], part[15 + cut.end() :].strip()
            rest[n] = f"{first}. {second[0].upper()}{second[1:]}"
            return " ".join(rest)
    return ""


def _clause(text: str, dice: random.Random) -> str:
    return _once(
        re.compile(r", (?:which|because|when|where|if|and|but|so|although|while) [^,.;]{20,}(?=[.,;])"),
        lambda _: "",
        text,
        dice,
    )


PLANTERS: dict[str, Planter] = {
    "number-digit": _digit, "number-word": _count, "number-scale": _scale, "number-swap": _swapped_numbers,
    "date-month": _month, "polarity-removed": _negation_removed, "polarity-inserted": _negation_inserted,
    "direction": _direction, "drop": _dropped, "drop+split": _dropped_and_split, "omission-clause": _clause,
}  # fmt: skip
"""Kind -> how it is planted. Names, added sentences and text left in Japanese need the other pairs as well."""
SHARES = {
    "number-digit": 1.0, "number-word": 1.0, "number-scale": 1.0, "number-swap": 0.5, "date-month": 1.0,
    "polarity-removed": 1.0, "polarity-inserted": 0.25, "direction": 0.5, "drop": 0.5, "drop+split": 0.7,
    "omission-clause": 0.3, "name": 0.5, "addition": 0.05,
}  # fmt: skip
"""Kind -> share of the pairs with a place for it that get one."""


def planted(pairs: Sequence[PublishedPair], seed: int = 1) -> Iterator[PlantedError]:
    """Yield the errors of all kinds, each in a pair of its own copy."""
    dice, other_dice = random.Random(seed), random.Random(seed + 1)
    names = Counter(name.text for pair in pairs for name in _names(pair.english))
    known = [name for name, count in names.items() if 2 <= count <= 400]
    sentences = [text for pair in pairs for text in _cut_sentences(pair.english) if 40 < len(text) < 160]
    for pair in pairs:
        for kind, plant in PLANTERS.items():
            if dice.random() < SHARES[kind] and (english := plant(pair.english, dice)):
                yield PlantedError(kind, pair, english)
        if english := _unit(pair.english, other_dice):
            yield PlantedError("number-unit", pair, english)
        if dice.random() < SHARES["name"] and (english := _other_name(pair, known, dice)):
            yield PlantedError("name", pair, english)
        if dice.random() < SHARES["addition"]:
            yield PlantedError("addition", pair, f"{pair.english} {dice.choice(sentences)}")


def _names(text: str) -> list[EnglishName]:
    return [name for name in english_names(text) if all(_PLAIN.fullmatch(word) for word in name.words)]


def _other_name(pair: PublishedPair, known: Sequence[str], dice: random.Random) -> str:
    """Replace a name whose words are not written in Latin letters in the Japanese text by another one."""
    found = [name for name in _names(pair.english) if not any(w.lower() in pair.japanese.lower() for w in name.words)]
    if not found or not known:
        return ""
    name, other = dice.choice(found), dice.choice(known)
    if set(other.split()) & set(name.words):
        return ""
    return pair.english[: name.span[0]] + other + pair.english[name.span[1] :]
