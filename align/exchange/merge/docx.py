"""An edited DOCX -> rows: tables by their heads; tracked changes count as made; Word's comments come along.

The document is read as XML: no entity, relation or field in it is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from align.errors import FormatError
from align.exchange.merge.rows import Reviewed, ReviewedRow, open_archive, person, unescaped

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_KEY = re.compile(r"\b([0-9a-f]{20}(?:~\d+)?)\b")
_MARK = re.compile(r"\b[0-9a-f]{6}(?:-[0-9a-f]{6}){4}\b")
_NOTHING = "–"
_OURS = "align"
_HEADS = ("id", "source", "target", "verdict", "comment")

_Remarks = dict[str, tuple[str, str]]


def read(path: Path) -> Reviewed:
    """Read all tables. Raises FormatError for what is no Word document."""
    try:
        with open_archive(path) as archive:
            names = set(archive.namelist())
            body = ElementTree.fromstring(archive.read("word/document.xml"))
            remarks = _remarks(archive.read("word/comments.xml")) if "word/comments.xml" in names else {}
            core = archive.read("docProps/core.xml") if "docProps/core.xml" in names else b""
        author = ElementTree.fromstring(core).findtext(f"{_CORE}lastModifiedBy", "") if core else ""
    except (KeyError, ElementTree.ParseError) as error:
        cure = "open and save it with Word or LibreOffice"
        raise FormatError(f"not a Word document ({error})", place=str(path), cure=cure) from error
    rows = [row for table in body.iter(f"{_W}tbl") for row in _table_rows(table, remarks)]
    rows = [replace(row, place=f"row {number}") for number, row in enumerate(rows, start=1)]
    return Reviewed(tuple(rows), _named(body) or _tracked_author(body) or person(author))


def _remarks(xml: bytes) -> _Remarks:
    """Comment number -> (author, text), without the ones that we wrote."""
    found = {}
    for comment in ElementTree.fromstring(xml).iter(f"{_W}comment"):
        author = comment.get(f"{_W}author", "").strip()
        if author != _OURS and (text := _text(comment).strip()):
            found[comment.get(f"{_W}id", "")] = (person(author), text)
    return found


def _named(body: ElementTree.Element) -> str:
    """Return the name in the line "Reviewed by: …"."""
    for paragraph in body.iter(f"{_W}p"):
        head, colon, name = _text(paragraph).partition(":")
        if colon and head.strip().lower() == "reviewed by":
            return name.strip().strip(_NOTHING).strip()
    return ""


def _tracked_author(body: ElementTree.Element) -> str:
    """Return who made the tracked changes, if it was one person."""
    names = {mark.get(f"{_W}author", "") for tag in ("ins", "del") for mark in body.iter(f"{_W}{tag}")} - {""}
    return person(names.pop()) if len(names) == 1 else ""


def _table_rows(table: ElementTree.Element, remarks: _Remarks) -> Iterator[ReviewedRow]:
    columns: dict[str, int] = {}
    for line in _direct(table, "tr"):
        cells = list(_direct(line, "tc"))
        if not columns:
            columns = _columns([_text(cell) for cell in cells])
            continue
        cell = {name: cells[place] for name, place in columns.items() if place < len(cells)}
        text = {name: _text(element).strip() for name, element in cell.items()}
        if not any(text.values()):
            continue
        about = text.get("id", "")
        key, mark = _KEY.search(about), _MARK.search(about)
        numbers = [mention.get(f"{_W}id", "") for mention in line.iter(f"{_W}commentReference")]
        yield ReviewedRow(
            place="",
            id=about.splitlines()[0].strip() if about else "",
            key=key[1] if key else "",
            mark=mark[0] if mark else "",
            verdict=text["verdict"].strip(_NOTHING) if "verdict" in text else None,
            comment=text.get("comment"),
            source=text.get("source"),
            target=text.get("target"),
            remarks=tuple(remarks[number] for number in numbers if number in remarks),
        )


def _columns(texts: list[str]) -> dict[str, int]:
    """Head -> place, if this is the row of heads."""
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        head = text.strip().lower().partition(" (")[0]
        if head in _HEADS and head not in found:
            found[head] = place
    return found if "id" in found and ("verdict" in found or "comment" in found) else {}


def _direct(parent: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """Yield a table's rows or a row's cells, also inside content controls and insertions; no nested table's."""
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _direct(child, tag)


def _text(element: ElementTree.Element) -> str:
    """Return the text as it reads with all tracked changes accepted; a line for each paragraph."""
    return "".join(_pieces(element)).removesuffix("\n")


def _pieces(element: ElementTree.Element) -> Iterator[str]:
    tag = element.tag.removeprefix(_W)
    if tag in ("del", "moveFrom", "sdtPr", "pPr", "rPr", "instrText"):
        return
    if tag == "t":
        yield unescaped(element.text or "")
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
