"""The bilingual file that an alignment was read from, for a format that can be written into it again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from align.exchange.xliff.original import is_version
from align.model import Alignment

_XLIFF_VERSION = {"xliff": 2, "xliff20": 2, "xliff12": 1}
"""Format -> version of the XLIFF that is written again as this format."""


def original_of(alignment: Alignment, format: str) -> bytes:
    """Return the content of the file that an alignment was read from, where it is written in that file's own format.

    Empty for other formats, for alignments of other kinds, and if the file has changed since it was
    read.
    """
    kind, _, of_file = alignment.signature.rpartition(":")
    is_xliff = format in _XLIFF_VERSION and of_file in _XLIFF_VERSION
    if not kind.startswith("bilingual") or not (is_xliff or format == of_file == "tmx"):
        return b""
    try:
        content = Path(alignment.source.origin.place).read_bytes()
    except OSError:
        return b""
    if hashlib.sha256(content).hexdigest() != alignment.source.sha256:
        return b""
    if is_xliff and not is_version(content, _XLIFF_VERSION[format], alignment.source.origin.place):
        return b""
    return content
