"""The parts of a Word file, unpacked and parsed with limits on size, entities and network."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from align.containers import Archive, parse_xml
from align.containers import local_name as local
from align.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Package", "child", "local", "number", "value"]

_CURE = "save the document again"
_LARGEST_PART = 64 * 1024 * 1024
"""Bytes that the parts which are read may unpack to, together."""
_MOST_ELEMENTS = 4_000_000
"""Of one part. An element takes about 200 bytes of memory; a law of 1,000 pages has a million."""


class Package:
    """A Word file's parts by name."""

    def __init__(self, content: bytes, place: str) -> None:
        self._archive = Archive(content, place, kind="Word file", cure=_CURE, most=_LARGEST_PART)
        self._place = place

    def part(self, name: str) -> _Element | None:
        """A part as XML, or None if the file has no such part. Raises InputError."""
        if name not in self._archive.names:
            return None
        content = self._archive.read(name)
        if content.count(b"<") > 2 * _MOST_ELEMENTS:
            trouble = f"{name} holds more than {_MOST_ELEMENTS:,} elements (a ZIP bomb?)"
            raise FormatError(trouble, place=self._place, cure=_CURE)
        return parse_xml(content, self._place, part=name, cure=_CURE)

    def main_name(self) -> str:
        """The name of the part that holds the document."""
        relations = self.part("_rels/.rels")
        for relation in relations if relations is not None else ():
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                name = str(relation.get("Target", "")).lstrip("/")
                if name in self._archive.names:
                    return name
        return "word/document.xml"

    def beside(self, main: str, name: str) -> _Element | None:
        """A part in the same folder as the main part."""
        return self.part(posixpath.join(posixpath.dirname(main), name))


def value(element: _Element | None, name: str = "val") -> str:
    """An attribute by its name without namespace, "" if absent."""
    if element is None:
        return ""
    for key, text in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(text)
    return ""


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first element at the end of a path of names; None if one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((below for below in element if local(below) == name), None)
    return element


def number(text: str, otherwise: int, largest: int = 10**6) -> int:
    """The whole number that a text names; `otherwise` if it is none or reaches `largest`."""
    try:
        found = int(text)
    except ValueError:
        return otherwise
    return found if abs(found) < largest else otherwise
