"""Bytes -> blocks. Each format has one reader; `READERS` lists them."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from align.errors import InputError, UsageError
from align.read.blocks import MAX_BYTES, Block, LeftOut, RawDocument

__all__ = ["READERS", "Block", "LeftOut", "RawDocument", "read_blocks", "read_bytes", "read_content"]

READERS = {
    "html": "align.read.html",
    "pdf": "align.read.pdf",
    "docx": "align.read.docx",
    "markdown": "align.read.markdown",
    "text": "align.read.text",
    "mhtml": "align.read.mhtml",
    "subtitles": "align.read.subtitles",
    "po": "align.read.po",
    **dict.fromkeys(
        ("epub", "odt", "rtf", "rst", "org", "mediawiki", "latex", "docbook", "asciidoc"), "align.read.pandoc"
    ),
}
"""Format -> the module with `read(content: bytes, place: str, declared: str) -> RawDocument`.

`align.read.pandoc` reads several formats and is told which one.
"""

WITH_PARTS = ("html", "mhtml")
"""Formats of which one part can be read."""


def read_blocks(path: Path, *, format: str | None = None, part: str = "") -> RawDocument:
    """Read a file of any format in READERS; "-" is stdin. Raises InputError.

    The format is found by content unless `format` names it. `part` is that of a web page: "lang=ja"
    or a selector.
    """
    return read_content(read_bytes(path), str(path), format=format, part=part)


def read_content(
    content: bytes, place: str, *, format: str | None = None, declared: str = "", part: str = ""
) -> RawDocument:
    """Read bytes; `place` names their origin in messages. Raises InputError.

    `declared` is the charset that a server named. `part` names one part of a web page: "lang=ja",
    or a CSS selector.
    """
    from align.read.cleaning import clean
    from align.read.formats import find_format
    from align.read.losses import loss_warnings

    if format is not None and format not in READERS:
        raise UsageError(f"no reader for {format!r}", cure=f"give one of {', '.join(READERS)}")
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise InputError("the file is empty", place=place, cure="give a file with text")
    name = format or find_format(content, place)
    reader = import_module(READERS[name])
    told = {"format": name} if READERS[name] == "align.read.pandoc" else {}
    if part and name not in WITH_PARTS:
        raise UsageError(f"{name} has no parts", place="--part", cure="leave it out; only web pages have parts")
    told |= {"part": part} if part else {}
    reading: RawDocument = reader.read(content, place, declared, **told)
    blocks, warnings = clean(list(reading.blocks))
    if not blocks:
        raise InputError("holds no text", place=place, cure="give a file with text")
    digest = hashlib.sha256(content).hexdigest()
    reading = replace(reading, blocks=blocks, sha256=digest)
    return replace(reading, warnings=(*reading.warnings, *warnings, *loss_warnings(reading)))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or of stdin for "-".

    Raises InputError if it is no readable file of at most MAX_BYTES.
    """
    place = str(path)
    too_large = InputError(f"larger than {MAX_BYTES >> 20} MB", place=place, cure="give one document per file")
    if place == "-":
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise too_large
        return content
    try:
        with os.fdopen(_open_without_waiting(path), "rb") as stream:
            mode = os.fstat(stream.fileno())
            if not stat.S_ISREG(mode.st_mode) and not _is_pipe(mode.st_mode):
                raise InputError("not a file", place=place, cure="give a file")
            content = stream.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise InputError("is a folder", place=place, cure="give a file") from error
    except FileNotFoundError as error:
        raise InputError("no such file", place=place, cure="check the path") from error
    except (OSError, ValueError) as error:
        trouble = getattr(error, "strerror", None) or "cannot be read"
        raise InputError(trouble, place=place, cure="check the path and its permissions") from error
    if len(content) > MAX_BYTES:
        raise too_large
    return content


def _open_without_waiting(path: Path) -> int:
    """Open a file without waiting: a pipe that nobody writes to reads as empty."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    return handle


def _is_pipe(mode: int) -> bool:
    return stat.S_ISFIFO(mode)
