"""Plain text -> one block a line. `align.segment` finds the paragraphs."""

from __future__ import annotations

import re

from align.errors import InputError
from align.read.blocks import MAX_BLOCKS, Block, RawDocument
from align.read.encoding import decode
from align.read.mojibake import mojibake

_BREAK = re.compile("\r\n|\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
_WIDE = "\u3000"
_LEAD = re.compile("[ \t\u3000\u00a0]*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(content: bytes, place: str, declared: str = "") -> RawDocument:
    """Read a text file. Raises InputError if it is binary."""
    decoded = decode(content, declared)
    check_text(decoded.text, place)
    warnings = list(decoded.warnings)
    if mix_up := mojibake(decoded.text):
        warnings.append(f"looks garbled ({mix_up}); give the file in its original encoding")
    return RawDocument(tuple(blocks(decoded.text, place)), "text", decoded.encoding, warnings=tuple(warnings))


def blocks(text: str, place: str) -> list[Block]:
    """One block for each line that is not blank, with its indent and the blank lines before it."""
    found: list[Block] = []
    gap = 1
    for number, line in enumerate(_BREAK.split(text), start=1):
        lead = _LEAD.match(line)
        space = lead.group() if lead else ""
        if len(space) == len(line):
            gap += 1
            continue
        indent = sum(2 if char == _WIDE else 8 if char == "\t" else 1 for char in space)
        found.append(Block(line[len(space) :], origin=f"line {number}", gap=gap, indent=indent))
        gap = 0
        if len(found) > MAX_BLOCKS:
            raise InputError(f"more than {MAX_BLOCKS:,} lines", place=place, cure="give one document per file")
    return found


def check_text(text: str, place: str) -> None:
    """Raise InputError if the text is a binary file that decoded by chance."""
    sample = text[:100_000]
    strange = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if strange > 8 and strange > 0.02 * len(sample):
        raise InputError("a binary file, not text", place=place, cure="give text, HTML, PDF, DOCX or Markdown")
