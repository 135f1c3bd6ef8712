"""Plain text -> one block a line. `align.segment` finds the paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from align.errors import InputError
from align.read.aozora import is_aozora, without_notation
from align.read.blocks import MAX_BLOCKS, UNSEEN, Block, LeftOut, RawDocument, letters
from align.read.encoding import decode
from align.read.mojibake import mojibake

_BREAK = re.compile("\r\n|\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
_WIDE = "\u3000"
_LEAD = re.compile("[ \t\u3000\u00a0]*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_QUOTED = re.compile(r"(?:[>＞] ?){1,9}")
_RULER = re.compile(r"([-=_*~─━═―–—])(?:[ \t]*\1){2,}|--")


def read(content: bytes, place: str, declared: str = "") -> RawDocument:
    """Read a text file. Raises InputError if it is binary."""
    decoded = decode(content, declared)
    check_text(decoded.text, place)
    warnings = list(decoded.warnings)
    if mix_up := mojibake(decoded.text):
        warnings.append(f"looks garbled ({mix_up}); give the file in its original encoding")
    found = blocks(decoded.text, place)
    left: list[LeftOut] = []
    if is_aozora(decoded.text):
        found, left = without_notation(found)
    found, signs = _without_signs(found)
    left += signs
    unseen = sum(letters(part.text) for part in left if part.reason in UNSEEN)
    visible = letters(decoded.text) - unseen - (_brackets(decoded.text) if left else 0)
    return RawDocument(
        tuple(found), "text", decoded.encoding, warnings=tuple(warnings), left_out=tuple(left), visible=visible
    )


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


def _without_signs(lines: list[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The lines without rulers and without the signs of quoted mail; a change of quoting parts paragraphs."""
    quoting = sum(_QUOTED.match(line.text) is not None for line in lines) >= 2
    kept: list[Block] = []
    left: list[LeftOut] = []
    parted = 0
    depth = 0
    for line in lines:
        if _RULER.fullmatch(line.text.strip()):
            left.append(LeftOut(line.text, "ruler", line.origin))
            parted = 1
            continue
        sign = _QUOTED.match(line.text) if quoting else None
        deep = letters(sign.group()) if sign else 0
        text = line.text[sign.end() :].strip() if sign else line.text
        parted = max(parted, int(deep != depth))
        depth = deep
        if sign:
            left.append(LeftOut(sign.group().strip(), "quote sign", line.origin))
        if text:
            kept.append(replace(line, text=text, gap=max(line.gap, parted)))
        parted = int(not text)
    return kept, left


def _brackets(text: str) -> int:
    """The signs 《》｜ that furigana stand in."""
    return sum(map(text.count, "《》｜"))


def check_text(text: str, place: str) -> None:
    """Raise InputError if the text is a binary file that decoded by chance."""
    sample = text[:100_000]
    strange = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if strange > 8 and strange > 0.02 * len(sample):
        raise InputError("a binary file, not text", place=place, cure="give text, HTML, PDF, DOCX or Markdown")
