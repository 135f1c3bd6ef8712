"""Writes the workbook.

Text is written as text: a cell that begins with "=" is never a formula. The id and key columns
refuse typing by data validation, not by sheet protection: Excel neither sorts nor deletes rows of a
protected sheet.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, BinaryIO

from align.errors import AlignError, UsageError
from align.exchange.characters import xml_text
from align.exchange.columns import status_line
from align.exchange.confidence import COLOURS, band
from align.exchange.dates import utc
from align.exchange.pair_counts import PairCounts
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.exchange.xlsx.layout import (
    COLUMNS,
    HEADER_ROW,
    REVIEWER_LABEL,
    SHEET_ROWS,
    WIDTHS,
    cell_pieces,
    row_cells,
    row_height,
    sheet_name,
    text_style,
)
from align.model import DECISIONS, Alignment

_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
SUMMARY_COLUMNS = (
    *("Pair", "Title", "Source", "Target", "Beads", "Covered", "Left out", "Added", "Crossing"),
    *("Doubtful", "Findings", "Verdicts", "Status of the texts", "Signature"),
)


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write the workbook row by row, with temporary files. Raises AlignError without XlsxWriter."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise AlignError("XLSX needs xlsxwriter", cure="pip install 'taiyaku[office]'") from error
    safe = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(stream, {"constant_memory": True, "tmpdir": folder, **safe})
        book.use_zip64()
        try:
            _Workbook(book, options).fill(exports)
        except BaseException:
            for sheet in book.worksheets():
                sheet._opt_close()
            raise
        book.close()


class _Workbook:
    """The workbook being written: its cell formats, sheet names and next summary row."""

    def __init__(self, book: Any, options: ExportOptions) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self.book, self.options = book, options
        top = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D9D4C8"}
        grey = {**top, "font_color": "#8A8F9C", "text_wrap": False}
        make = book.add_format
        self.formats = {
            "title": make({"bold": True, "font_size": 13}),
            "soft": make({"font_color": "#5D6475"}),
            "link": make({**top, "font_color": "#2B4A8B", "underline": 1}),
            "head": make({**top, "bold": True, "bg_color": "#2B4A8B", "font_color": "#FFFFFF"}),
            "id": make({**grey, "locked": True}),
            "key": make({**grey, "locked": True, "align": "fill"}),
            "text": make({**top, "locked": False, "num_format": "@"}),
            "heading": make({**top, "bold": True, "locked": False, "num_format": "@"}),
            "none": make(
                {**top, "pattern": 14, "fg_color": "#C9CCD3", "bg_color": "#F4F3EF", "locked": False, "num_format": "@"}
            ),
            "input": make({**top, "bg_color": "#FFFDF2", "locked": False, "num_format": "@"}),
            "number": make({**top, "num_format": "0"}),
            "percent": make({**top, "num_format": "0%"}),
            **{
                name: make({**top, "bg_color": f"#{colour}", "num_format": "0.00", "align": "center"})
                for name, colour in COLOURS.items()
            },
        }
        self.names: set[str] = {"summary", "history"}
        self.summary = self._summary_sheet()
        self.next_row = 5
        self.created = ""

    def fill(self, exports: Iterable[Export]) -> None:
        """Write a sheet and a line of the summary for each pair."""
        for export in exports:
            self.created = self.created or export.alignment.created
            self._pair(export)
        self.book.set_properties(
            {"title": "Aligned texts", "author": "align", "created": utc(self.created) or _UNDATED}
        )

    def _summary_sheet(self) -> Any:  # noqa: ANN401
        sheet = self.book.add_worksheet("Summary")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate((24, 40, 8, 8, 8, 9, 9, 8, 9, 11, 9, 9, 36, 36)):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, "Aligned texts", self.formats["title"])
        sheet.write_string(1, 0, REVIEWER_LABEL, self.formats["soft"])
        sheet.write_blank(1, 1, None, self.formats["input"])
        sheet.write_string(2, 0, "Write your name above. Give a verdict, a comment or a better text in the sheets;")
        sheet.write_string(3, 0, "then `align merge` brings them back. Rows may be sorted, filtered or deleted.")
        for column, text in enumerate(SUMMARY_COLUMNS):
            sheet.write_string(4, column, text, self.formats["head"])
        sheet.freeze_panes(5, 1)
        return sheet

    def _pair(self, export: Export) -> None:
        alignment = export.alignment
        name = sheet_name(alignment.id, self.names)
        sheet = self.book.add_worksheet(name)
        self._set_up(sheet, alignment)
        counts, line = PairCounts(alignment), HEADER_ROW
        for row in rows(export, self.options):
            counts.add(row)
            for cells in row_cells(row):
                line += 1
                if line >= SHEET_ROWS:
                    cure = "export it as tsv or parquet"
                    raise UsageError(f"more than {SHEET_ROWS:,} rows, Excel's limit", place=row.pair, cure=cure)
                self._line(sheet, line, cells, row)
        if line > HEADER_ROW:
            sheet.print_area(0, 0, line, COLUMNS.index("Kind"))
            sheet.autofilter(HEADER_ROW, 0, line, len(COLUMNS) - 1)
            self._validate(sheet, line)
        sheet._opt_close()  # closes its temporary file: many pairs would use up the file handles
        self._summary_line(name, counts)

    def _set_up(self, sheet: Any, alignment: Alignment) -> None:  # noqa: ANN401
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(HEADER_ROW + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.repeat_rows(HEADER_ROW)
        sheet.set_row(0, 24)
        sheet.set_footer("&L&A&R&P / &N")
        titles = (alignment.id, alignment.source.title, alignment.target.title, status_line(alignment))
        self._text(sheet, 0, 0, cell_pieces(" · ".join(filter(None, titles)))[0], self.formats["title"])
        languages = {"Source": alignment.source.lang, "Target": alignment.target.lang}
        for column, head in enumerate(COLUMNS):
            text = f"{head} ({languages[head]})" if head in languages else head
            self._text(sheet, HEADER_ROW, column, text, self.formats["head"])

    def _line(self, sheet: Any, line: int, cells: list[str], row: Row) -> None:  # noqa: ANN401
        sheet.set_row(line, row_height(cells))
        styles = [
            "id",
            text_style(row, "source"),
            text_style(row, "target"),
            "input",
            "input",
            "text",
            "",
            "id",
            "input",
            "key",
        ]
        for column, (text, style) in enumerate(zip(cells, styles, strict=True)):
            if COLUMNS[column] == "Confidence":
                probability = row.bead.probability
                sheet.write_number(line, column, round(probability, 4), self.formats[band(probability)])
            else:
                self._text(sheet, line, column, text, self.formats[style])

    def _text(self, sheet: Any, line: int, column: int, text: str, style: Any) -> None:  # noqa: ANN401
        """Write text as text.

        XlsxWriter takes "<r>…</r>" for its own rich text, so such text is cut into runs.
        """
        text = xml_text(text)
        if text.startswith("<r>") and text.endswith("</r>"):
            sheet.write_rich_string(line, column, text[:1], text[1:2], text[2:], style)
        elif text:
            sheet.write_string(line, column, text, style)
        else:
            sheet.write_blank(line, column, None, style)

    def _validate(self, sheet: Any, last: int) -> None:  # noqa: ANN401
        first = HEADER_ROW + 1
        decisions = {"validate": "list", "source": [name for name in DECISIONS if name]}
        message = {"error_title": "No such verdict", "error_message": "Choose from the list, or leave the cell empty."}
        column = COLUMNS.index("Verdict")
        sheet.data_validation(first, column, last, column, {**decisions, **message})
        title, text = "Leave this column alone", "It ties the row to its bead. Please put remarks into Comment."
        lock = {"validate": "custom", "value": "=FALSE()", "error_title": title, "error_message": text}
        for name in ("ID", "Key"):
            column = COLUMNS.index(name)
            sheet.data_validation(first, column, last, column, lock)

    def _summary_line(self, name: str, counts: PairCounts) -> None:
        alignment, line, formats = counts.alignment, self.next_row, self.formats
        self.next_row += 1
        place = "internal:'" + name.replace("'", "''") + "'!A1"
        self.summary.write_url(line, 0, place, formats["link"], string=xml_text(alignment.id)[:255])
        title = alignment.target.title or alignment.source.title
        self._text(self.summary, line, 1, cell_pieces(title)[0], formats["text"])
        numbers = (
            *(len(alignment.source), len(alignment.target), counts.beads, counts.coverage, counts.left_out),
            *(counts.added, counts.crossing, counts.doubtful, counts.findings, counts.decided),
        )
        for column, number in enumerate(numbers, start=2):
            self.summary.write_number(line, column, number, formats["percent" if column == 5 else "number"])
        self._text(self.summary, line, 12, cell_pieces(status_line(alignment))[0], formats["text"])
        self._text(self.summary, line, 13, cell_pieces(alignment.signature)[0], formats["text"])
