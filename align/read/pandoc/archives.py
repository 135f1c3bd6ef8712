"""The texts of an EPUB or ODT: counted and packed again, so that pandoc unpacks what was counted here.

pandoc leaves out title pages and the like of a book without a word, so the types of its sections
are taken away; and the characters are counted here, not in what pandoc reads.
"""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

from align.containers import Archive
from align.read.blocks import LeftOut, letters
from align.read.formats import archive_folder

KINDS = {"epub": "EPUB book", "odt": "OpenDocument file"}
_LARGEST = 16 * 1024 * 1024
"""Bytes of all texts of an archive. pandoc reads about a megabyte a second; a novel has one or two."""
_NO_TEXTS = tuple(
    """/ .png .jpg .jpeg .gif .svg .webp .bmp .wmf .emf .tif .tiff .ttf .otf .woff .woff2 .mp3 .mp4 .m4a .ogg .css
    .js""".split()
)
"""Endings of names in an archive whose content is no text."""
_PIECE = 8
_LONGEST_COMPARED = 2_000_000
_PAGES = (".xhtml", ".html", ".htm", ".xml")
_TYPE = re.compile(rb"""\sepub:type\s*=\s*(?:"[^"]*"|'[^']*')""")
_SPINE = re.compile(r"<(?:\w+:)?itemref\b[^<>]*\bidref\s*=\s*[\"']([^\"']+)")
_ITEM = re.compile(r"<(?:\w+:)?item\b[^<>]*>")
_ATTRIBUTE = re.compile(r"\b(id|href|properties)\s*=\s*[\"']([^\"']*)")
_UNSEEN = re.compile(r"(?is)<!--.*?-->|<(head|script|style|rt|rp|svg|math)\b[^<>]*(?<!/)>.*?</\1\s*>")
_UNSEEN_ODT = re.compile(
    r"(?s)<(text:tracked-changes|office:annotation|text:note-citation|text:sequence-decls|office:forms)\b[^<>]*(?<!/)>"
    r".*?</\1>"
)
_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(
    r"(?i)</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|td|th|tr|table|pre|section|blockquote|figcaption|br|body"
    r"|text:(?:p|h|note|list-item|line-break)|draw:[\w-]+|table:[\w-]+)(?=[\s/>])[^<>]*>"
)
"""Where a paragraph begins or ends."""


def texts_only(content: bytes, place: str, format: str) -> tuple[bytes, list[str]]:
    """The archive with its texts alone, not compressed, and the paragraphs that a person sees in it.

    Raises FormatError for a bomb.
    """
    archive = Archive(content, place, kind=KINDS[format], cure="give one chapter per file", most=_LARGEST)
    folder = archive_folder(archive.names)
    parts: dict[str, bytes] = {}
    for name in sorted(archive.names, key=lambda name: (name != f"{folder}mimetype", name)):
        if not name.lower().endswith(_NO_TEXTS) and name.startswith(folder):
            part = archive.read(name)
            parts[name.removeprefix(folder)] = _without_types(part) if name.lower().endswith(_PAGES) else part
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as texts:
        for name, part in parts.items():
            texts.writestr(zipfile.ZipInfo(name), part)
    return stream.getvalue(), _in_book(parts) if format == "epub" else _in_odt(parts)


def _without_types(page: bytes) -> bytes:
    """A page without the types of its sections; those of notes stay."""
    return _TYPE.sub(lambda found: found.group() if b"note" in found.group() else b"", page)


def unread(paragraphs: list[str], read: str) -> list[LeftOut]:
    """The paragraphs that do not stand in the text that was read, in their order.

    A paragraph of which more than half stands there, in pieces of eight characters, counts as read.
    A text of more than two million characters is not looked at.
    """
    known = "".join(read.split())
    if len(known) > _LONGEST_COMPARED or sum(map(letters, paragraphs)) <= len(known):
        return []
    pieces = {known[place : place + _PIECE] for place in range(len(known) - _PIECE + 1)}
    found = []
    for text in paragraphs:
        plain = "".join(text.split())
        windows = [plain[place : place + _PIECE] for place in range(0, max(1, len(plain) - _PIECE + 1), _PIECE // 2)]
        if plain not in known and sum(window not in pieces for window in windows) > len(windows) / 2:
            found.append(LeftOut(text, "not converted"))
    return found


def _in_book(parts: dict[str, bytes]) -> list[str]:
    """The paragraphs of the pages that the book lists for reading, the table of contents aside."""
    found: list[str] = []
    for name, part in parts.items():
        if not name.lower().endswith(".opf"):
            continue
        listing = part.decode("utf-8", "replace")
        items = [dict(_ATTRIBUTE.findall(item)) for item in _ITEM.findall(listing)]
        places = {item.get("id", ""): item for item in items}
        for wanted in dict.fromkeys(_SPINE.findall(listing)):
            item = places.get(wanted, {})
            page = f"{name[: name.rfind('/') + 1]}{unescape(item.get('href', ''))}"
            if page in parts and "nav" not in item.get("properties", ""):
                found += _paragraphs(_UNSEEN.sub("", parts[page].decode("utf-8", "replace")))
    return found


def _in_odt(parts: dict[str, bytes]) -> list[str]:
    body = parts.get("content.xml", b"").decode("utf-8", "replace").partition("<office:body")[2]
    return _paragraphs(_UNSEEN_ODT.sub("", body.partition(">")[2]))


def _paragraphs(markup: str) -> list[str]:
    texts = (" ".join(unescape(_TAG.sub("", piece)).split()) for piece in _BLOCK.split(markup))
    return [text for text in texts if text]
