"""The paragraph styles of a Word file: which are headings, titles and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.read.docx.package import child, local, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLES = ("title", "subtitle", "表題", "副題")
_NO_TITLE = re.compile(
    r".{0,12}[0-9０-９元]{1,4}[ 　]?年.{0,30}[0-9０-９]{1,2}[ 　]?[月日].{0,4}"
    r"|.{1,12}(?:省|庁|局|課|室|府)"
    r"|(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" [\d, ]{4,9}"
)
"""A date or an office that a title page sets like its title."""


@dataclass(frozen=True, slots=True)
class Style:
    """What the walk needs to know of a paragraph style."""

    name: str = ""
    based_on: str = ""
    outline: int = -1
    list_name: str = ""
    list_level: int = -1


def read_styles(root: _Element | None) -> Styles:
    """The paragraph styles of styles.xml."""
    styles: dict[str, Style] = {}
    for element in root if root is not None else ():
        if local(element) != "style":
            continue
        properties = child(element, "pPr")
        listed = child(properties, "numPr")
        styles[value(element, "styleId")] = Style(
            value(child(element, "name")).lower(),
            value(child(element, "basedOn")),
            number(value(child(properties, "outlineLvl")), -1),
            value(child(listed, "numId")),
            number(value(child(listed, "ilvl")), -1),
        )
    return Styles(styles)


class Styles:
    """The styles by id."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self._styles = styles

    def chain(self, style: str) -> Iterator[Style]:
        """A style, and the styles that it is based on."""
        for _ in range(12):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = found.based_on

    def outline(self, properties: _Element | None, style: str, text: str) -> int:
        """The level of a heading, from 0; -1 for any other paragraph.

        A date or an office in the style of a title is no title.
        """
        own = child(properties, "outlineLvl")
        if own is not None:
            level = number(value(own), 9)
            return level if level < 9 else -1
        for one in self.chain(style):
            if one.name in _TITLES:
                if _NO_TITLE.fullmatch(text):
                    return -1
                return 0 if one.name in ("title", "表題") else 1
            if one.name.startswith(("heading ", "見出し ")):
                return number(one.name.rsplit(" ", 1)[1], 1) - 1
            if 0 <= one.outline < 9:
                return one.outline
        return -1
