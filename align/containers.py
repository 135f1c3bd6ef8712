"""ZIP archives and XML from outside, opened with limits: no bombs, no entities, no network.

The readers of DOCX, XLSX, TMX and XLIFF all come through here, so one set of guards holds for all.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from align.errors import AlignError, FormatError

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

LARGEST_ARCHIVE = 1 << 30
"""Bytes that all parts of an archive may unpack to."""
MOST_PARTS = 20_000
_LONGEST_SAID = 200
"""Characters of an error of the parser that are repeated: it may quote the file."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, KeyError)
_ENTITY = tuple("<!ENTITY".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"))
_PROTECTED = 1
"""The bit of a part's flags that says it is encrypted."""


class Archive:
    """The parts of a ZIP archive by name. Every method raises FormatError for a damaged archive.

    `kind` names the archive in messages: "Word file". `place` is the file, `cure` ends each
    message. `most` is the number of bytes that all parts which are read may have together.
    """

    def __init__(self, content: bytes, place: str, *, kind: str, cure: str, most: int = LARGEST_ARCHIVE) -> None:
        self.place, self.kind, self.cure = place, kind, cure
        self._most = self._left = most
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            parts = self._zip.infolist()
        except _DAMAGED as error:
            raise self._error(f"a damaged or encrypted {kind}") from error
        if len(parts) > MOST_PARTS:
            raise self._error(f"holds {len(parts):,} parts, more than any document")
        if sum(part.file_size for part in parts) > LARGEST_ARCHIVE:
            raise self._error(f"unpacks to more than {LARGEST_ARCHIVE >> 20} MB (a ZIP bomb?)")
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str, limit: int = LARGEST_ARCHIVE) -> bytes:
        """Return the bytes of a part.

        A part of more than `limit` bytes raises FormatError, and so do parts of more than `most`
        bytes together. What the archive says of its sizes is believed only where it is too much.
        """
        limit, what = (limit, name) if limit <= self._left else (self._left, "the text")
        try:
            part = self._zip.getinfo(name)
            if part.flag_bits & _PROTECTED:
                cure = "save a copy without it"
                raise FormatError("is protected with a password", place=self.place, cure=cure)
            if part.file_size > limit:
                raise self._too_large(what, limit)
            with self._zip.open(part) as stream:
                content = stream.read(limit + 1)
        except _DAMAGED as error:
            raise self._error(f"a damaged {self.kind}") from error
        except RuntimeError as error:
            raise self._error(f"a damaged or protected {self.kind}") from error
        if len(content) > limit:
            raise self._too_large(what, limit)
        self._left -= len(content)
        return content

    def check(self) -> None:
        """Read every part once, for a library that reads the archive by itself afterwards."""
        for name in sorted(self.names):
            self.read(name)

    def xml(self, name: str, limit: int = LARGEST_ARCHIVE) -> _Element | None:
        """Return a part as XML, None if the archive has no part of this name."""
        if name not in self.names:
            return None
        return parse_xml(self.read(name, limit), self.place, part=name, cure=self.cure)

    def _too_large(self, what: str, limit: int) -> FormatError:
        most = limit if what != "the text" else self._most
        return self._error(f"{what} unpacks to more than {most >> 20} MB (a ZIP bomb?)")

    def _error(self, trouble: str) -> FormatError:
        return FormatError(trouble, place=self.place, cure=self.cure)


def parse_xml(content: bytes, place: str, *, cure: str, part: str = "") -> _Element:
    """Return the root of `content`, without comments and processing instructions.

    Raises FormatError for broken XML and for XML that declares entities, AlignError without lxml.
    """
    try:
        from lxml import etree
    except ImportError as error:
        raise AlignError("reading XML needs lxml", place=place, cure="pip install 'taiyaku[office]'") from error
    what = f"{part} " if part else ""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if any(declaration in content for declaration in _ENTITY):
        raise FormatError(f"{what}declares entities (an XML bomb?)", place=place, cure=cure)
    try:
        return _parsed(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
        said = "".join(character if character.isprintable() else "?" for character in str(error))[:_LONGEST_SAID]
        trouble = f"{part} is damaged: {said}" if part else f"not XML: {said}"
        raise FormatError(trouble, place=place, cure=cure) from error


def _parsed(content: bytes, parser: XMLParser) -> _Element:
    """Return the root; a prefix that no namespace is declared for is taken as a part of its name."""
    from lxml import etree

    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if not str(error).startswith("Namespace prefix"):
            raise
        try:
            expat.ParserCreate().Parse(content, True)  # knows no namespaces: only a whole file passes
        except (expat.ExpatError, ValueError):
            raise error from None
    lenient = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, recover=True
    )
    return etree.fromstring(content, lenient)


def local_name(element: _Element) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
