"""The numbers that Word prints before paragraphs, counted and written as Word does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.read.docx.package import child, local, number, value
from align.text.kana import GOJUON, IROHA
from align.text.numerals import kanji_numeral, roman_numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 9


@dataclass(slots=True)
class _Level:
    style: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The counters of all lists of a document."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """Abstract list -> its levels."""
    _lists: dict[str, str] = field(default_factory=dict)
    """List -> abstract list."""
    _overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def read(self, root: _Element | None) -> None:
        """Read the lists of numbering.xml."""
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                levels = {
                    number(value(level, "ilvl"), 0): _read_level(level) for level in element if local(level) == "lvl"
                }
                self._levels[value(element, "abstractNumId")] = levels
            elif local(element) == "num":
                name = value(element, "numId")
                self._lists[name] = value(child(element, "abstractNumId"))
                for override in element:
                    if local(override) == "lvlOverride" and (start := child(override, "startOverride")) is not None:
                        place = number(value(override, "ilvl"), 0)
                        self._overrides.setdefault(name, {})[place] = number(value(start), 1)

    def next(self, name: str, level: int) -> str | None:
        """The printed number of the next paragraph of a list; None if there is no such list.

        A `startOverride` counts once, when its list first occurs.
        """
        abstract = self._lists.get(name)
        if abstract is None or not 0 <= level < _DEEPEST:
            return None
        levels = self._levels.get(abstract, {})
        counts = self._counts.setdefault(abstract, {})
        if name not in self._begun:
            self._begun.add(name)
            for place, start in self._overrides.get(name, {}).items():
                counts[place] = start - 1
        rule = levels.get(level, _Level())
        counts[level] = counts.get(level, rule.start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        if rule.style == "bullet":
            return _bullet(rule.text)
        text = rule.text
        for place in range(_DEEPEST):
            sign = f"%{place + 1}"
            if sign in text:
                upper = levels.get(place, _Level())
                text = text.replace(sign, format_number(counts.get(place, upper.start), upper.style))
        return text.strip()


def _read_level(element: _Element) -> _Level:
    text = child(element, "lvlText")
    return _Level(
        value(child(element, "numFmt")) or "decimal",
        value(text) if text is not None else "",
        number(value(child(element, "start")), 1),
    )


def _bullet(text: str) -> str:
    """The bullet as text. Symbol fonts have theirs in the private use area: those become "•"."""
    return text if text and not 0xE000 <= ord(text[0]) < 0xF900 and text.strip() else "•"


def format_number(count: int, style: str) -> str:
    """A number in one of Word's styles.

    >>> [format_number(3, style) for style in ("decimal", "decimalFullWidth", "aiueoFullWidth", "upperRoman")]
    ['3', '３', 'ウ', 'III']
    """
    if style == "none":
        return ""
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if style == "decimalZero":
        return f"{count:02d}"
    if style in ("lowerLetter", "upperLetter") and 1 <= count <= 780:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman") and 1 <= count < 4000:
        roman = roman_numeral(count)
        return roman if style == "upperRoman" else roman.lower()
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if style == "decimalEnclosedParen" and 1 <= count <= 20:
        return chr(ord("⑴") + count - 1)
    if style in ("aiueo", "aiueoFullWidth") and 1 <= count <= len(GOJUON):
        return GOJUON[count - 1]
    if style in ("iroha", "irohaFullWidth") and 1 <= count <= len(IROHA):
        return IROHA[count - 1]
    if (
        style in ("japaneseCounting", "ideographDigital", "japaneseDigitalTenThousand", "chineseCounting")
        and count < 100
    ):
        return kanji_numeral(count)
    return str(count)
