"""The bilingual file that an alignment was read from, for a format that can be written into it again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from align.model import Alignment

_WRITTEN_AGAIN = ("tmx",)


def original_of(alignment: Alignment, format: str) -> bytes:
    """Return the content of the file that an alignment was read from, where it is written in that file's own format.

    Empty for other formats, for alignments of other kinds, and if the file has changed since it was read.
    """
    kind, _, of_file = alignment.signature.rpartition(":")
    if format != of_file or format not in _WRITTEN_AGAIN or not kind.startswith("bilingual"):
        return b""
    try:
        content = Path(alignment.source.origin.place).read_bytes()
    except OSError:
        return b""
    return content if hashlib.sha256(content).hexdigest() == alignment.source.sha256 else b""
