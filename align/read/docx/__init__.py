"""DOCX -> blocks: headings, numbered lists, tables, notes, text boxes, accepted changes."""

from __future__ import annotations

from align.errors import InputError
from align.read.blocks import UNSEEN, RawDocument, letters
from align.read.docx.beside import beside_the_text
from align.read.docx.numbering import Numbering
from align.read.docx.package import Package, child
from align.read.docx.styles import read_styles
from align.read.docx.walk import WordWalker


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
    beside = beside_the_text(package, main)
    return RawDocument(
        tuple(walker.blocks),
        "docx",
        warnings=walker.warnings(),
        left_out=(*walker.left_out, *beside),
        visible=walker.visible + sum(letters(part.text) for part in beside if part.reason not in UNSEEN),
    )
