"""EPUB, ODT, RTF, reStructuredText, Org, MediaWiki, LaTeX, DocBook, AsciiDoc -> blocks, by pandoc.

`child.py` runs pandoc, `tree.py` turns its tree into blocks.
"""

from __future__ import annotations

import io
import zipfile

from align.containers import Archive
from align.errors import InputError
from align.read.blocks import LeftOut, RawDocument, letters
from align.read.encoding import decode
from align.read.formats import archive_folder
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

_ARCHIVES = {"epub": "EPUB book", "odt": "OpenDocument file"}
_LARGEST = 32 * 1024 * 1024
_LARGEST_TEXTS = 16 * 1024 * 1024
"""Bytes of all texts of an archive. pandoc reads about a megabyte a second; a novel has one or two."""
_NO_TEXTS = tuple(
    """/ .png .jpg .jpeg .gif .svg .webp .bmp .wmf .emf .tif .tiff .ttf .otf .woff .woff2 .mp3 .mp4 .m4a .ogg .css
    .js""".split()
)
"""Endings of names in an archive whose content is no text."""


def read(content: bytes, place: str, declared: str = "", *, format: str) -> RawDocument:
    """Read a document of one of the formats in NAMES.

    Raises InputError, and AlignError without pandoc.
    """
    if len(content) > _LARGEST:
        raise InputError(f"larger than {_LARGEST >> 20} MB", place=place, cure="give one document per file")
    encoding, includes = "", Includes()
    warnings: tuple[str, ...] = ()
    if format in _ARCHIVES:
        content = _texts_only(content, place, _ARCHIVES[format])
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
        meta = tree.get("meta", {}) if format not in _ARCHIVES else {}
        reader.read(tree["blocks"], meta)
        visible = visible_characters(tree["blocks"]) + shown_characters(meta)
        visible -= sum(letters(part.text) for part in reader.left_out if part.reason == "instruction")
        visible -= includes.signs()
    except RecursionError as error:
        raise InputError("nests too deep", place=place, cure="save it as .docx or HTML first") from error
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError("pandoc gave a tree of another version", place=place, cure="install pandoc 3") from error
    return RawDocument(
        tuple(reader.blocks),
        format,
        encoding,
        title=title_of(tree),
        warnings=warnings,
        left_out=(*reader.left_out, *(LeftOut(command, "instruction") for command in commands)),
        visible=visible,
    )


def _texts_only(content: bytes, place: str, kind: str) -> bytes:
    """The archive with its texts alone, not compressed.

    So pandoc, which unpacks everything in memory, unpacks what was counted here. Raises FormatError
    for a bomb.
    """
    archive = Archive(content, place, kind=kind, cure="give one chapter per file", most=_LARGEST_TEXTS)
    stream = io.BytesIO()
    folder = archive_folder(archive.names)
    with zipfile.ZipFile(stream, "w") as texts:
        for name in sorted(archive.names, key=lambda name: (name != f"{folder}mimetype", name)):
            if not name.lower().endswith(_NO_TEXTS) and name.startswith(folder):
                texts.writestr(zipfile.ZipInfo(name.removeprefix(folder)), archive.read(name))
    return stream.getvalue()
