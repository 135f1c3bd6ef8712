"""PDF -> blocks, page by page, from the characters that pypdfium2 finds in a process of its own."""

from __future__ import annotations

from align.errors import InputError
from align.read.blocks import MAX_BLOCKS, LeftOut, RawDocument, letters
from align.read.pdf.child import pages_of
from align.read.pdf.layout import lines_of
from align.read.pdf.lines import Line
from align.read.pdf.reflow import blocks_of, without_leaders
from align.read.pdf.running import without_running_lines
from align.read.pdf.small_print import without_furigana

_NO_TEXT = "no text layer (scanned page?)"
_CURE = "give the text or a PDF with text"


def read(content: bytes, place: str, declared: str = "") -> RawDocument:
    """Read a PDF one page at a time. `declared` is ignored. Raises InputError."""
    lines: list[Line] = []
    heights: dict[int, float] = {}
    warnings: list[str] = []
    left: list[LeftOut] = []
    scanned: list[int] = []
    vertical: list[int] = []
    for number, page in enumerate(pages_of(content, place), start=1):
        if page is None:
            warnings.append(f"page {number}: damaged, left out")
            left.append(LeftOut("", "page without text", f"page {number}"))
            continue
        text, blank = page
        heights[number] = text.height
        if not text.pieces and not blank:
            scanned.append(number)
            left.append(LeftOut("", "page without text", f"page {number}"))
        if text.unreadable > max(5, 0.2 * text.chars):
            warnings.append(f"page {number}: its fonts do not name their characters; compare with the printed page")
        if text.vertical:
            vertical.append(number)
        pieces, ruby = without_furigana(text.pieces)
        left += [LeftOut(piece.text, "furigana", f"page {number}") for piece in ruby]
        lines += lines_of(pieces, number, text.rules, text.vertical)
        if len(lines) > MAX_BLOCKS:
            raise InputError(f"more than {MAX_BLOCKS:,} lines", place=place, cure="give one document per file")
    if not lines and scanned:
        raise InputError(_NO_TEXT, place=f"{place}:page {scanned[0]}", cure=_CURE)
    if scanned:
        warnings.append(f"{_shown(scanned)}: {_NO_TEXT}; {_CURE}")
    if vertical:
        warnings.append(f"{_shown(vertical)}: vertical writing, read from right to left")
    kept = without_running_lines(lines, heights)
    places = {(line.page, line.number) for line in kept}
    left += [
        LeftOut(line.text, "header or footer", f"page {line.page}, line {line.number}")
        for line in lines
        if (line.page, line.number) not in places
    ]
    visible = sum(letters(without_leaders(line.text)) for line in lines)
    blocks = tuple(blocks_of(kept))
    return RawDocument(blocks, "pdf", warnings=tuple(warnings), left_out=tuple(left), visible=visible)


def _shown(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    shown = ", ".join(map(str, numbers[:6]))
    return f"pages {shown}" + (f" and {len(numbers) - 6} more" if len(numbers) > 6 else "")
