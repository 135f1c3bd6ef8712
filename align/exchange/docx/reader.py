"""An edited DOCX -> a reviewer's rows.

Tables are found by their heads; tracked changes count as accepted.

The document is read as XML: no entity, relation or field in it is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from align.containers import Archive
from align.errors import FormatError
from align.exchange.docx.parts import W
from align.exchange.docx.table import AUTHOR, NO_VERDICT
from align.exchange.reviewed import Reviewed, ReviewedRow, author_name, review_columns, unescape_office
from align.exchange.row_digests import DIGESTS

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = f"{{{W}}}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_CURE = "open and save it with Word or LibreOffice"
_KEY = re.compile(r"\b([0-9a-f]{20}(?:~\d+)?)\b")
"""The content key of a bead."""
_NOT_READ = ("del", "moveFrom", "sdtPr", "pPr", "rPr", "instrText", "rt", "pict")
"""Elements without text of the accepted document, and the readings above ruby."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Holds again, for older programs, what stands in the Choice beside it."""
_HIDDEN = ("strike", "dstrike", "vanish")
"""Properties of runs that are struck out or hidden."""
_OFF = ("0", "false", "off")

_Comments = dict[str, tuple[str, str]]


def read_reviewed(content: bytes, place: str) -> Reviewed:
    """Return the rows of all tables. Raises FormatError for a file that is no Word document."""
    archive = Archive(content, place, kind="Word document", cure=_CURE)
    body = archive.xml("word/document.xml")
    if body is None:
        raise FormatError("not a Word document (no word/document.xml)", place=place, cure=_CURE)
    comments = _comments(archive.xml("word/comments.xml"))
    core = archive.xml("docProps/core.xml")
    rows = [row for table in body.iter(f"{_W}tbl") for row in _table_rows(table, comments)]
    rows = [replace(row, place=f"row {number}") for number, row in enumerate(rows, start=1)]
    last_author = core.findtext(f"{_CORE}lastModifiedBy", "") if core is not None else ""
    return Reviewed(tuple(rows), _named(body) or _tracked_author(body) or author_name(last_author))


def _comments(root: _Element | None) -> _Comments:
    """Return number -> (author, text) of the comments that reviewers wrote."""
    found: _Comments = {}
    for comment in root.iter(f"{_W}comment") if root is not None else ():
        author = comment.get(f"{_W}author", "").strip()
        if author != AUTHOR and (text := _text(comment).strip()):
            found[comment.get(f"{_W}id", "")] = (author_name(author), text)
    return found


def _named(body: _Element) -> str:
    """Return the name in the line "Reviewed by: …"."""
    for paragraph in body.iter(f"{_W}p"):
        head, colon, name = _text(paragraph).partition(":")
        if colon and head.strip().lower() == "reviewed by":
            return name.strip().strip(NO_VERDICT).strip()
    return ""


def _tracked_author(body: _Element) -> str:
    """Return the author of the tracked changes, if they have one author."""
    changes = [change for tag in ("ins", "del") for change in body.iter(f"{_W}{tag}")]
    names = {change.get(f"{_W}author", "") for change in changes} - {""}
    return author_name(names.pop()) if len(names) == 1 else ""


def _table_rows(table: _Element, comments: _Comments) -> Iterator[ReviewedRow]:
    columns: dict[str, int] = {}
    for line in _direct(table, "tr"):
        cells = list(_direct(line, "tc"))
        if not columns:
            columns = review_columns([_text(cell) for cell in cells])
            continue
        cell = {name: cells[place] for name, place in columns.items() if place < len(cells)}
        text = {name: _text(element).strip() for name, element in cell.items()}
        if not any(text.values()):
            continue
        about = text.get("id", "")
        tags = " ".join(tag.get(f"{_W}val", "") for tag in line.iter(f"{_W}tag"))
        key, digests = (pattern.search(tags) or pattern.search(about) for pattern in (_KEY, DIGESTS))
        numbers = [mention.get(f"{_W}id", "") for mention in line.iter(f"{_W}commentReference")]
        yield ReviewedRow(
            place="",
            id=about.splitlines()[0].strip() if about else "",
            key=key[1] if key else "",
            digests=digests[0] if digests else "",
            verdict=text["verdict"].strip(NO_VERDICT) if "verdict" in text else None,
            comment=text.get("comment"),
            source=text.get("source"),
            target=text.get("target"),
            remarks=tuple(comments[number] for number in numbers if number in comments),
        )


def _direct(parent: _Element, tag: str) -> Iterator[_Element]:
    """Yield the rows of a table or the cells of a row, also in content controls."""
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _direct(child, tag)


def _text(element: _Element) -> str:
    """Return the text with all tracked changes accepted, a line a paragraph."""
    return "".join(_pieces(element)).removesuffix("\n")


def _pieces(element: _Element) -> Iterator[str]:
    tag = element.tag.removeprefix(_W)
    if tag in _NOT_READ or tag == _FALLBACK or (tag == "r" and _is_hidden(element)):
        return
    if tag == "t":
        yield unescape_office(element.text or "")
    elif tag in ("br", "cr"):
        yield "\n"
    elif tag == "tab":
        yield "\t"
    elif tag == "noBreakHyphen":
        yield "\u2011"
    elif tag == "sdt" and element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
        return
    for child in element:
        yield from _pieces(child)
    if tag == "p":
        yield "\n"


def _is_hidden(run: _Element) -> bool:
    """Return whether a run is struck out or hidden by its own properties."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    marks = (properties.find(f"{_W}{name}") for name in _HIDDEN)
    return any(mark is not None and mark.get(f"{_W}val", "1").lower() not in _OFF for mark in marks)
