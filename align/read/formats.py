"""Which reader a file needs: by its first bytes, then by its suffix, then by the signs in its text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection

from align.errors import InputError
from align.read.refused import refused_as_text, refused_by_bytes, refused_in_zip
from align.read.signs import BOM, HEAD, SUFFIXES, TAGS, declared_format, format_by_signs

_MIMETYPE = 200
"""Bytes in which an OpenDocument file or EPUB says what it is; it is not compressed."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def find_format(content: bytes, place: str) -> str:
    """The key of `align.read.READERS` for this content.

    Raises InputError for a format without a reader.

    The first bytes decide, then the suffix, then the signs inside the text.
    """
    head = content[:HEAD]
    if b"%PDF-" in head[:1024] and b"<html" not in head[:256].lower():
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _in_zip(content, place)
    if head.startswith(_OLE):
        raise _from_ole(content, place)
    _refuse(refused_by_bytes(head), place)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    plain = _narrow(content[: 16 * HEAD])
    name = place.lower().partition("?")[0]
    named = SUFFIXES.get(name.rpartition(".")[2], "")
    found = declared_format(plain, named)
    if not found and name.endswith((".html", ".htm", ".xhtml")) and TAGS.search(plain):
        return "html"
    if not found and not named:
        suffix = name.rpartition(".")[2]
        _refuse(refused_as_text(content.removeprefix(BOM), "" if "/" in suffix else suffix), place)
    return found or named or format_by_signs(plain) or "text"


def _refuse(found: tuple[str, str] | None, place: str) -> None:
    if found is not None:
        raise InputError(f"is {found[0]}", place=place, cure=found[1])


def _narrow(head: bytes) -> bytes:
    """UTF-16 without its zero bytes, so that tags are found in it."""
    return head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:64] else head


def _in_zip(content: bytes, place: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
        mimetype = content[:_MIMETYPE]
        folder = archive_folder(names)
        names = {name.removeprefix(folder) for name in names}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise InputError("a damaged ZIP or Word file", place=place, cure="save the document again") from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    _refuse(refused_in_zip(names, mimetype), place)
    return "odt"


def archive_folder(names: Collection[str]) -> str:
    """The folder that a book was packed with ("book/"), "" where its files lie at the top as they should.

    >>> archive_folder(["book/mimetype", "book/META-INF/container.xml"]), archive_folder(["mimetype"])
    ('book/', '')
    """
    top = {name.partition("/")[0] for name in names}
    folder = f"{min(top)}/" if len(top) == 1 else ""
    return folder if f"{folder}META-INF/container.xml" in names else ""


def _from_ole(content: bytes, place: str) -> InputError:
    """The error for an old Office file, or for a new one with a password."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return InputError("is protected with a password", place=place, cure="save a copy without the password")
    if "HwpSummaryInformation".encode("utf-16-le") in content:
        return InputError("is a Hangul document", place=place, cure="save it as .docx or PDF")
    if "WordDocument".encode("utf-16-le") in content:
        return InputError("is in the old .doc format", place=place, cure="save it as .docx first")
    return InputError("is in an old Office format", place=place, cure="save it as .docx or PDF first")
