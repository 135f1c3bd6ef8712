"""EPUB, ODT, RTF, reStructuredText, Org, MediaWiki, LaTeX, DocBook, AsciiDoc -> blocks, by pandoc.

pandoc runs as a process of its own in its sandbox: it reads no file and no network, and its time
and memory are limited. `tree.py` turns its tree into blocks.
"""

from __future__ import annotations

import json
import subprocess
import tempfile

from align.containers import Archive
from align.errors import AlignError, InputError
from align.read.blocks import RawDocument
from align.read.encoding import decode
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
_LARGEST_TREE = 96 * 1024 * 1024
_SECONDS = 60
_HEAP = "-M1g"
_HEAP_EXHAUSTED = 251
"""pandoc's exit code when its memory limit is reached."""


def read(content: bytes, place: str, declared: str = "", *, format: str) -> RawDocument:
    """Read a document of one of the formats in NAMES.

    Raises InputError, and AlignError without pandoc.
    """
    if len(content) > _LARGEST:
        raise InputError(f"larger than {_LARGEST >> 20} MB", place=place, cure="give one document per file")
    encoding = ""
    warnings: tuple[str, ...] = ()
    if format in _ARCHIVES:
        _check_archive(content, place, _ARCHIVES[format])
    elif format != "rtf":
        decoded = decode(content, declared)
        check_text(decoded.text, place)
        encoding, warnings = decoded.encoding, decoded.warnings
        content = decoded.text.encode("utf-8", "replace")
    tree = _tree(content, place, NAMES[format])
    reader = TreeReader(place)
    try:
        meta = tree.get("meta", {}) if format not in _ARCHIVES else {}
        reader.read(tree["blocks"], meta)
        visible = visible_characters(tree["blocks"]) + shown_characters(meta)
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
        left_out=tuple(reader.left_out),
        visible=visible,
    )


def _check_archive(content: bytes, place: str, kind: str) -> None:
    """Raise FormatError for a bomb: pandoc would unpack it in memory."""
    archive = Archive(content, place, kind=kind, cure="save the document again")
    for name in sorted(archive.names):
        archive.read(name, _LARGEST_TREE)


def _tree(content: bytes, place: str, name: str) -> dict[str, object]:
    """The tree of a document, as pandoc's JSON gives it."""
    try:
        import pypandoc

        program = pypandoc.get_pandoc_path()
    except (ImportError, OSError) as error:
        raise AlignError(f"reading {name} needs pandoc", place=place, cure="pip install 'taiyaku[formats]'") from error
    command = [program, "+RTS", _HEAP, "-RTS", "--sandbox", "-f", name, "-t", "json"]
    trouble = InputError(f"pandoc cannot read it as {name}", place=place, cure="save it as .docx or HTML first")
    with tempfile.TemporaryFile() as out:
        try:
            done = subprocess.run(
                command, input=content, stdout=out, stderr=subprocess.PIPE, timeout=_SECONDS, check=False, env={}
            )
        except subprocess.TimeoutExpired as error:
            raise InputError(
                f"pandoc needs more than {_SECONDS} seconds", place=place, cure="save it as .docx or HTML first"
            ) from error
        except OSError as error:
            raise AlignError("pandoc does not start", place=place, cure="pip install 'taiyaku[formats]'") from error
        if done.returncode == _HEAP_EXHAUSTED:
            raise InputError("pandoc needs more than 1 GB", place=place, cure="give a smaller document")
        if done.returncode:
            said = " ".join(done.stderr.decode("utf-8", "replace").split())[:120]
            raise InputError(f"{trouble.trouble}: {said}", place=place, cure=trouble.cure)
        if out.tell() > _LARGEST_TREE:
            raise InputError("too large", place=place, cure="give one chapter per file")
        out.seek(0)
        try:
            found = json.load(out)
        except (ValueError, RecursionError) as error:
            raise trouble from error
    if not isinstance(found, dict) or "blocks" not in found:
        raise trouble
    return found
