"""EPUB, ODT, RTF, reStructuredText, Org, MediaWiki, LaTeX, DocBook, AsciiDoc -> blocks, by pandoc.

`child.py` runs pandoc, `tree.py` turns its tree into blocks.
"""

from __future__ import annotations

from align.errors import InputError
from align.read.blocks import LeftOut, RawDocument, letters
from align.read.encoding import decode
from align.read.pandoc.archives import KINDS, texts_only, unread
from align.read.pandoc.child import tree_of
from align.read.pandoc.includes import Includes
from align.read.pandoc.latex import definitions, skipped
from align.read.pandoc.tree import TreeReader, shown_characters, title_of, visible_characters
from align.read.text import check_text

NAMES = {
    "epub": "epub",
    "odt": "odt",
    "rtf": "rtf",
    "rst": "rst",
    "org": "org",
    "mediawiki": "mediawiki",
    "latex": "latex",
    "docbook": "docbook",
    "asciidoc": "asciidoc",
}
"""Our name of a format -> pandoc's."""

_LARGEST = 32 * 1024 * 1024


def read(content: bytes, place: str, declared: str = "", *, format: str) -> RawDocument:
    """Read a document of one of the formats in NAMES.

    Raises InputError, and AlignError without pandoc.
    """
    if len(content) > _LARGEST:
        raise InputError(f"larger than {_LARGEST >> 20} MB", place=place, cure="give one document per file")
    encoding, includes = "", Includes()
    warnings: tuple[str, ...] = ()
    paragraphs: list[str] = []
    if format in KINDS:
        content, paragraphs = texts_only(content, place, format)
    elif format != "rtf":
        decoded = decode(content, declared)
        check_text(decoded.text, place)
        encoding, warnings = decoded.encoding, decoded.warnings
        content = includes.replace(decoded.text, format).encode("utf-8", "replace")
    tree, said = tree_of(content, place, NAMES[format])
    commands: list[str] = []
    if format == "latex" and (commands := skipped(said)) and (defined := definitions(said)):
        tree, said = tree_of(defined.encode() + content, place, NAMES[format])
        commands = skipped(said)
    reader = TreeReader(place, includes)
    try:
        meta = tree.get("meta", {}) if format not in KINDS else {}
        reader.read(tree["blocks"], meta)
        visible = visible_characters(tree["blocks"]) + shown_characters(meta)
        visible -= sum(letters(part.text) for part in reader.left_out if part.reason == "instruction")
        visible -= includes.signs()
        visible = max(visible, sum(map(letters, paragraphs)))
    except RecursionError as error:
        raise InputError("nests too deep", place=place, cure="save it as .docx or HTML first") from error
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError("pandoc gave a tree of another version", place=place, cure="install pandoc 3") from error
    known = "\n".join([*(block.marker + block.text for block in reader.blocks), *(one.text for one in reader.left_out)])
    left = [*reader.left_out, *unread(paragraphs, known), *(LeftOut(command, "instruction") for command in commands)]
    return RawDocument(
        tuple(reader.blocks),
        format,
        encoding,
        title=title_of(tree),
        warnings=warnings,
        left_out=tuple(left),
        visible=visible,
    )
