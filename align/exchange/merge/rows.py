"""What a reviewer's file says, whatever its format: one row a bead, as the reviewer left it."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from align.errors import FormatError

_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
_NOBODY = ("", "align", "openpyxl", "author", "unknown", "unknown author")
LARGEST = 1 << 30
"""Bytes that an archive may unpack to; beyond it is no reviewer's file."""


@dataclass(frozen=True)
class ReviewedRow:
    """One row. None means that the file has no such column; an empty string, that the cell is empty."""

    place: str
    """For people: "sheet 2026-01-15, row 12"."""
    id: str = ""
    key: str = ""
    mark: str = ""
    verdict: str | None = None
    comment: str | None = None
    source: str | None = None
    target: str | None = None
    reviewer: str | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    """(author, text) of comments beside the comment cell, such as Word's; the author may be empty."""
    note: str = ""
    """What the reader found wrong with the row."""


@dataclass(frozen=True)
class Reviewed:
    """A reviewer's file."""

    rows: tuple[ReviewedRow, ...]
    reviewer: str = ""
    """Who reviewed, as far as the file says."""


def person(author: str) -> str:
    """Return the author of a comment; empty for us and for what office programs write for nobody in particular."""
    return "" if author.strip().casefold() in _NOBODY else author.strip()


def unescaped(text: str) -> str:
    """Return `text` without Office's writing of an underscore that would else begin a code: _x005F_x0041_ is _x0041_.

    openpyxl leaves it in inline strings, LibreOffice writes it even into DOCX.
    """
    return _ESCAPED.sub("_", text)


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open an Office file. Raises FormatError for a broken archive and for one that unpacks to an absurd size."""
    cure = "save it again as .xlsx or .docx"
    try:
        archive = zipfile.ZipFile(path)
        if sum(member.file_size for member in archive.infolist()) > LARGEST:
            archive.close()
            raise FormatError("unpacks to more than a gigabyte", place=str(path), cure=cure)
        if (broken := archive.testzip()) is not None:
            archive.close()
            raise FormatError(f"part {broken} is damaged", place=str(path), cure=cure)
    except _BROKEN as error:
        raise FormatError("a broken or encrypted archive", place=str(path), cure=cure) from error
    except OSError as error:
        raise FormatError(error.strerror or "cannot be read", place=str(path), cure="check the path") from error
    return archive
