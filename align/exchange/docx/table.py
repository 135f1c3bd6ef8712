"""One pair of the document: a heading and a table with a row a bead.

Findings are Word comments on the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from align.exchange.characters import attribute, escape
from align.exchange.columns import apart_text, finding_text, status_line, suggestions, verdict_text
from align.exchange.confidence import COLOURS, band
from align.exchange.dates import xml_time
from align.exchange.docx.parts import ACCENT
from align.exchange.row_digests import row_digests
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.model import DECISIONS, Alignment

COLUMNS = ("ID", "Source", "Target", "Verdict", "Comment")
WIDTHS = (1650, 4700, 5300, 1500, 2100)
NO_VERDICT = "–"
"""Shown for an empty verdict: without a text there is nothing to click on."""
AUTHOR = "align"
_MARGINS = (
    '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
)


class CommentWriter:
    """Writes Word comments to their own part while the document streams."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.count = stream, 0

    def add(self, text: str, date: str) -> int:
        """Write one comment and return its number."""
        dated = f' w:date="{attribute(date)}"' if date else ""
        self.stream.write(
            f'<w:comment w:id="{self.count}" w:author="{AUTHOR}"{dated} w:initials="al">'
            f"<w:p>{_run(text)}</w:p></w:comment>".encode()
        )
        self.count += 1
        return self.count - 1


def pair_blocks(export: Export, options: ExportOptions, comments: CommentWriter) -> Iterator[str]:
    """Yield the heading and the table of a pair in pieces."""
    alignment = export.alignment
    titles = filter(None, (alignment.id, alignment.source.title, alignment.target.title))
    yield _paragraph(_run(" · ".join(titles)), "Heading1")
    for line in (status_line(alignment), alignment.signature):
        if line:
            yield _paragraph(_run(line), "Told")
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="D9D4C8"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    yield _head(alignment)
    for row in rows(export, options):
        yield _row(row, comments)
    yield "</w:tbl>" + _paragraph("", "Small")


def _head(alignment: Alignment) -> str:
    languages = {"Source": alignment.source.lang, "Target": alignment.target.lang}
    texts = [f"{name} ({languages[name]})" if name in languages else name for name in COLUMNS]
    cells = [_cell(_paragraph(_run(text), "Head"), width, ACCENT) for text, width in zip(texts, WIDTHS, strict=True)]
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(row: Row, comments: CommentWriter) -> str:
    bead, date = row.bead, xml_time(row.export.alignment.created)
    kind = f"{bead.kind} · {bead.probability:.2f}" + (" ×" if bead.crosses else "")
    about = _paragraph(_run(row.id), "Small") + _paragraph(_run(kind), "Small")
    if apart := apart_text(row):
        about += _paragraph(_run(apart), "Small")
    about += _paragraph(_run(f"{row.key} {row_digests(row)}"), "Tiny")
    source, target = _with_comments(row, comments, date)
    bodies = (
        about,
        _paragraph(source),
        _paragraph(target),
        _paragraph(_verdict(row.review.decision)),
        _paragraph(_run(row.review.comment)),
    )
    empty = "EFEFEC"
    fills = [COLOURS[band(bead.probability)], *("" if side else empty for side in (row.source, row.target)), "", ""]
    cells = "".join(map(_cell, bodies, WIDTHS, fills))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _with_comments(row: Row, comments: CommentWriter, date: str) -> tuple[str, str]:
    """Return both texts as runs with anchored comments.

    A comment is anchored at the first span of its finding, in the target if it has one there, else
    in the source. Without spans, and where the row shows corrected texts, it is anchored at the
    whole target, or the whole source.
    """
    plain = not (row.is_corrected("source") or row.is_corrected("target"))
    anchors: dict[str, list[tuple[int, int, int]]] = {"source": [], "target": []}
    whole = "target" if row.target else "source"
    for finding, text in zip(row.findings, finding_text(row), strict=True):
        side, (start, stop) = whole, (0, len(getattr(row, whole)))
        for candidate in ("target", "source"):
            if plain and (spans := row.spans(candidate, getattr(finding, f"{candidate}_spans"))):
                side, (start, stop) = candidate, spans[0]
                break
        anchors[side].append((start, stop, comments.add(text, date)))
    remarks = suggestions(row) + ([verdict_text(row)] if row.review.conflicting else [])
    for text in remarks:
        anchors[whole].append((0, len(getattr(row, whole)), comments.add(text, date)))
    return _anchored(row.source, anchors["source"]), _anchored(row.target, anchors["target"])


def _anchored(text: str, anchors: list[tuple[int, int, int]]) -> str:
    """Return `text` as runs, cut at the anchors (start, stop, number of the comment)."""
    cuts = sorted({0, len(text), *(min(place, len(text)) for start, stop, _ in anchors for place in (start, stop))})
    pieces = []
    for place, cut in enumerate(cuts):
        for _, stop, number in anchors:
            if min(stop, len(text)) == cut and cut:
                pieces.append(_end(number))
        pieces += [f'<w:commentRangeStart w:id="{number}"/>' for start, _, number in anchors if start == cut]
        if place + 1 < len(cuts):
            pieces.append(_run(text[cut : cuts[place + 1]]))
    if not text:
        pieces += [_end(number) for _, _, number in anchors]
    return "".join(pieces)


def _end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def _verdict(decision: str) -> str:
    """Return a drop-down list with all decisions."""
    names = [NO_VERDICT, *filter(None, DECISIONS)]
    items = "".join(f'<w:listItem w:displayText="{name}" w:value="{name}"/>' for name in names)
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Verdict"/><w:tag w:val="verdict"/><w:dropDownList>{items}</w:dropDownList>'
        f"</w:sdtPr><w:sdtContent>{_run(decision or NO_VERDICT)}</w:sdtContent></w:sdt>"
    )


def _cell(body: str, width: int, fill: str) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{body}</w:tc>'


def _paragraph(body: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{body}</w:p>"


def _run(text: str) -> str:
    """Return `text` as a run; line breaks become `<w:br/>`."""
    if not text:
        return ""
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.splitlines() or [""]]
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"
