"""PDF -> blocks, page by page, from the characters that pypdfium2 finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from align.errors import AlignError, InputError
from align.read.blocks import MAX_BLOCKS, LeftOut, RawDocument, letters
from align.read.pdf.glyphs import page_text
from align.read.pdf.layout import Line, lines_of
from align.read.pdf.reflow import blocks_of, without_leaders, without_running_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MOST_PAGES = 20_000
_NO_TEXT = "no text layer (scanned page?)"
_CURE = "give the text or a PDF with text"


def read(content: bytes, place: str, declared: str = "") -> RawDocument:
    """Read a PDF one page at a time. `declared` is ignored. Raises InputError."""
    lines: list[Line] = []
    heights: dict[int, float] = {}
    warnings: list[str] = []
    scanned: list[int] = []
    vertical: list[int] = []
    with _opened(content, place) as document:
        for number in range(1, len(document) + 1):
            try:
                page = document[number - 1]
                text = page_text(page)
                blank = not text.pieces and next(page.get_objects(max_depth=1), None) is None
                page.close()
            except Exception as error:
                if not _is_pdfium(error):
                    raise
                warnings.append(f"page {number}: damaged, left out")
                continue
            heights[number] = text.height
            if not text.pieces and not blank:
                scanned.append(number)
            if text.unreadable > max(5, 0.2 * text.chars):
                warnings.append(f"page {number}: its fonts do not name their characters; compare with the printed page")
            if text.vertical:
                vertical.append(number)
            lines += lines_of(text.pieces, number)
            if len(lines) > MAX_BLOCKS:
                raise InputError(f"more than {MAX_BLOCKS:,} lines", place=place, cure="give one document per file")
    if not lines and scanned:
        raise InputError(_NO_TEXT, place=f"{place}:page {scanned[0]}", cure=_CURE)
    if scanned:
        warnings.append(f"{_pages(scanned)}: {_NO_TEXT}; {_CURE}")
    if vertical:
        warnings.append(f"{_pages(vertical)}: vertical writing, read from right to left")
    kept = without_running_lines(lines, heights)
    places = {(line.page, line.number) for line in kept}
    left = [
        LeftOut(line.text, "header or footer", f"page {line.page}, line {line.number}")
        for line in lines
        if (line.page, line.number) not in places
    ]
    visible = sum(letters(without_leaders(line.text)) for line in lines)
    blocks = tuple(blocks_of(kept))
    return RawDocument(blocks, "pdf", warnings=tuple(warnings), left_out=tuple(left), visible=visible)


@contextmanager
def _opened(content: bytes, place: str) -> Iterator[PdfDocument]:
    try:
        import pypdfium2
    except ImportError as error:
        raise AlignError("reading PDF needs pypdfium2", place=place, cure="pip install 'taiyaku[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("is protected with a password", place=place, cure="save a copy without it") from error
        raise InputError("a damaged PDF", place=place, cure="fetch or save it again") from error
    try:
        if len(document) > _MOST_PAGES:
            raise InputError(f"claims {len(document):,} pages", place=place, cure="give one document per file")
        yield document
    finally:
        document.close()


def _is_pdfium(error: Exception) -> bool:
    return type(error).__name__ in ("PdfiumError", "PdfiumWarning")


def _pages(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    shown = ", ".join(map(str, numbers[:6]))
    return f"pages {shown}" + (f" and {len(numbers) - 6} more" if len(numbers) > 6 else "")
