"""The pieces of a page -> lines in reading order, column after column."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from statistics import median

from align.read.pdf.cells import SplitPage, is_frame, split_page
from align.read.pdf.columns import bands, rows_of
from align.read.pdf.glyphs import Piece
from align.read.pdf.lines import Line
from align.read.pdf.rules import Rule
from align.read.pdf.small_print import raised
from align.read.pdf.tables import keep_tables
from align.read.pdf.turned import Region
from align.text.endings import ends_clause
from align.text.letters import is_japanese

_MARKER_ONLY = re.compile(
    r"(?:[・･•‣◦●○◎■□◆◇▪▫※*–—-]|[(（]?[0-9０-９]{1,3}[.)．）]?|[(（]?[a-zA-Zア-ン][.)．）]|[①-⑳]|第[0-9０-９一二三四五六七八九十]{1,3}[章節条]?)"
)
_NEAR = 1.2
"""Characters. Pieces with less space between them are one text."""
_NEAR_IN_RUN = 2.0
"""The same for pieces that the file draws one after the other: words of a line that is set wide."""
_WIDE_PRINT = 15
"""Characters. Lines that end together are wrapped prose only where they are wider."""
_SPACED = re.compile(r"(?:(?<=\s)|\A)\S(?: \S){3,}(?=\s|\Z)")
_ALL_SPACED = re.compile(r"\S(?: \S)+")


def lines_of(pieces: Sequence[Piece], page: int, rules: Sequence[Rule] = (), vertical: bool = False) -> list[Line]:
    """The lines of a page in reading order, numbered from 1; ruled tables cell by cell."""
    writer = _Writer(page, split_page(pieces, rules, vertical))
    writer.write(writer.split.pieces)
    for number, line in enumerate(writer.lines, start=1):
        line.number = number
    return keep_tables(writer.lines)


class _Writer:
    """Makes the lines of a page: band after band, and inside of a ruled table cell after cell."""

    def __init__(self, page: int, split: SplitPage) -> None:
        self.page = page
        self.split = split
        self.lines: list[Line] = []
        self.bands = 0
        self.cells = 0
        self.written: set[int] = set()

    def write(self, pieces: Sequence[Piece], cell: int = 0, right: float = 0.0, turned: bool = False) -> None:
        """Write the lines of some pieces; `right` is the edge of the cell that holds them."""
        for group in bands(pieces):
            band = self.bands
            self.bands += 1
            found: list[Line] = []
            rows = rows_of(group)
            aside = self._aside(rows)
            for piece in aside:
                self._write_part(piece, cell)
            for row in rows:
                text = [piece for piece in row if id(piece) not in self.split.parts]
                if text:
                    found.append(_line(text, self.page, band))
                    found[-1].cell, found[-1].turned = cell, turned
                    self.lines.append(found[-1])
                for piece in row:
                    self._write_part(piece, cell)
            edges = (min((line.left for line in found), default=0.0), max(_right_edge(found), right or -math.inf))
            for line in found:
                line.column = edges
            _narrow_columns(found)

    def _aside(self, rows: list[list[Piece]]) -> list[Piece]:
        """The stand-ins of turned texts beside lines of text: labels, which are written before these lines."""
        bases = [piece.base for row in rows for piece in row if id(piece) not in self.split.parts]
        found = []
        for row in rows:
            for piece in row:
                part = self.split.parts.get(id(piece))
                if isinstance(part, Region) and any(part.box[1] < base < part.box[3] for base in bases):
                    found.append(piece)
        return found

    def _write_part(self, piece: Piece, cell: int) -> None:
        """Write what a piece stands for, once."""
        part = self.split.parts.get(id(piece))
        if part is None or id(part) in self.written:
            return
        self.written.add(id(part))
        if isinstance(part, Region):
            self.write(part.runs, cell, turned=True)
            return
        for box, pieces in part.cells:
            if is_frame(pieces):
                self.write(pieces)
                continue
            self.cells += 1
            pad = min(pieces[0].size, max(0.0, min(piece.left for piece in pieces) - box.left))
            self.write(pieces, self.cells, box.right - pad)


def _right_edge(lines: Sequence[Line]) -> float:
    """Where the lines of a column end.

    A single line that reaches further (an address, a header) does not count.
    """
    rights = sorted((line.right for line in lines), reverse=True)
    if not rights:
        return 0.0
    reach = 2 * median(line.size for line in lines)
    for place, right in enumerate(rights[: max(2, len(rights) // 4)]):
        near = sum(right - reach < other <= right for other in rights[place:])
        if near >= max(2, 0.1 * len(rights)):
            return right
    return rights[0]


def _narrow_columns(lines: Sequence[Line]) -> None:
    """Set the right edge of lines that end together well before the edge of their column: narrower print.

    At least three lines in a row, one of them within a sentence; the line behind them is their
    last.
    """
    start = 0
    for number in range(1, len(lines) + 1):
        before = lines[number - 1]
        line = lines[number] if number < len(lines) else None
        if line is not None and abs(line.right - before.right) < 1.2 * before.size and not line.cells:
            continue
        run, start = lines[start:number], number
        edge = max(one.right for one in run)
        wide = edge - min(one.left for one in run) > _WIDE_PRINT * before.size
        inside = any(not ends_clause(one.text) for one in run)
        if len(run) < 3 or not wide or not inside or before.column[1] - edge < 1.7 * before.size:
            continue
        last = [line] if line is not None and line.right < edge and not line.cells else []
        for one in [*run, *last]:
            one.column = (one.column[0], edge)


def _line(row: list[Piece], page: int, band: int) -> Line:
    """The line that a row of pieces makes: close pieces are one text, distant ones are cells."""
    main = max(row, key=lambda piece: (len(piece.text), piece.size))
    cells: list[str] = []
    spans: list[tuple[float, float]] = []
    order = -1
    for piece in row:
        text = raised(piece.text, piece.size, piece.base, main)
        step = piece.left - spans[-1][1] if spans else 0.0
        numbered = len(cells) == 1 and step < 4 * piece.size and _MARKER_ONLY.fullmatch(cells[0])
        near = _NEAR_IN_RUN if piece.order == order + 1 else _NEAR
        order = piece.order
        if spans and (step < near * main.size or numbered):
            cells[-1] += ("" if step < 0.15 * main.size else " ") + text
            spans[-1] = (spans[-1][0], max(spans[-1][1], piece.right))
        else:
            cells.append(text)
            spans.append((piece.left, piece.right))
    cells = [without_letter_spaces(cell) for cell in cells]
    right = max(piece.right for piece in row)
    line = Line(" ".join(cells), row[0].left, right, main.base, main.size, page, band=band)
    if len(cells) > 1:
        line.cells, line.spans = tuple(cells), tuple(spans)
    return line


def without_letter_spaces(text: str) -> str:
    """A Japanese text without the spaces of wide setting: "フ ォ ン ト" is one word.

    >>> without_letter_spaces("は じ め に"), without_letter_spaces("目 次"), without_letter_spaces("A B C D")
    ('はじめに', '目次', 'A B C D')
    """
    if " " not in text or not is_japanese(text[0]):
        if " " not in text:
            return text
    elif _ALL_SPACED.fullmatch(text) and all(map(_is_letter, text.split())):
        return text.replace(" ", "")
    return _SPACED.sub(_closed, text)


def _closed(match: re.Match[str]) -> str:
    letters = match.group().split()
    japanese = sum(map(_is_letter, letters))
    return "".join(letters) if japanese >= 0.7 * len(letters) else match.group()


def _is_letter(sign: str) -> bool:
    return is_japanese(sign)
