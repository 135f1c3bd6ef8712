"""DOCX -> blocks: headings, numbered lists, tables, notes, text boxes, accepted changes."""

from __future__ import annotations

from align.errors import InputError
from align.read.blocks import LeftOut, RawDocument, letters
from align.read.docx.numbering import Numbering
from align.read.docx.package import Package, child, local
from align.read.docx.walk import WordWalker, read_styles

_MOST_HEADERS = 100


def read(content: bytes, place: str, declared: str = "") -> RawDocument:
    """Read a Word file. `declared` is ignored. Raises InputError."""
    package = Package(content, place)
    main = package.main_name()
    root = package.part(main)
    body = child(root, "body")
    if body is None:
        raise InputError("a Word file without a document", place=place, cure="save the document again")
    numbering = Numbering()
    numbering.read(package.beside(main, "numbering.xml"))
    walker = WordWalker(read_styles(package.beside(main, "styles.xml")), numbering, place)
    walker.walk(body)
    walker.finish()
    if walker.notes:
        walker.add_notes({kind: package.beside(main, f"{kind}s.xml") for kind in ("footnote", "endnote")})
    edges = _headers_and_footers(package, main)
    return RawDocument(
        tuple(walker.blocks),
        "docx",
        left_out=(*walker.left_out, *edges),
        visible=walker.visible + sum(letters(part.text) for part in edges),
    )


def _headers_and_footers(package: Package, main: str) -> list[LeftOut]:
    """The different texts of the headers and footers."""
    found: dict[str, LeftOut] = {}
    for kind in ("header", "footer"):
        for number in range(1, _MOST_HEADERS):
            root = package.beside(main, f"{kind}{number}.xml")
            if root is None:
                break
            text = " ".join("".join(element.text or "" for element in root.iter() if local(element) == "t").split())
            if text:
                found.setdefault(text, LeftOut(text, kind, f"{kind} {number}"))
    return list(found.values())
