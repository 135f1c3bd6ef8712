"""The parts of a Word file, unpacked and parsed with limits on size, entities and network."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from align.errors import AlignError, InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST_PART = 64 * 1024 * 1024
_MOST_PARTS = 20_000
_CURE = "save the document again"
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, KeyError)


class Package:
    """A Word file's parts by name."""

    def __init__(self, content: bytes, place: str) -> None:
        self.place = place
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            infos = self._zip.infolist()
        except _DAMAGED as error:
            raise InputError("a damaged Word file", place=place, cure=_CURE) from error
        if len(infos) > _MOST_PARTS:
            raise InputError(f"holds {len(infos):,} parts, more than any document", place=place, cure=_CURE)
        self._names = {info.filename for info in infos}

    def part(self, name: str) -> _Element | None:
        """A part as XML, or None if the file has no such part. Raises InputError."""
        if name not in self._names:
            return None
        return self._parsed(self._bytes(name), name)

    def main_name(self) -> str:
        """The name of the part that holds the document."""
        relations = self.part("_rels/.rels")
        for relation in relations if relations is not None else ():
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                name = str(relation.get("Target", "")).lstrip("/")
                if name in self._names:
                    return name
        return "word/document.xml"

    def beside(self, main: str, name: str) -> _Element | None:
        """A part in the same folder as the main part."""
        return self.part(posixpath.join(posixpath.dirname(main), name))

    def _bytes(self, name: str) -> bytes:
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise InputError("is protected with a password", place=self.place, cure="save a copy without it")
            with self._zip.open(info) as stream:
                content = stream.read(_LARGEST_PART + 1)
        except _DAMAGED as error:
            raise InputError("a damaged Word file", place=self.place, cure=_CURE) from error
        except RuntimeError as error:
            raise InputError("a damaged or protected Word file", place=self.place, cure=_CURE) from error
        if len(content) > _LARGEST_PART:
            raise InputError(
                f"{name} unpacks to more than {_LARGEST_PART >> 20} MB (a ZIP bomb?)", place=self.place, cure=_CURE
            )
        return content

    def _parsed(self, content: bytes, name: str) -> _Element:
        try:
            from lxml import etree
        except ImportError as error:
            raise AlignError(
                "reading Word needs lxml", place=self.place, cure="pip install 'taiyaku[office]'"
            ) from error
        if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
            raise InputError(f"{name} declares entities (an XML bomb?)", place=self.place, cure=_CURE)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise InputError(f"{name} is damaged", place=self.place, cure=_CURE) from error


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


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


def number(text: str, otherwise: int) -> int:
    """The whole number that a text names; `otherwise` if it is none or a million or more."""
    try:
        found = int(text)
    except ValueError:
        return otherwise
    return found if abs(found) < 10**6 else otherwise
