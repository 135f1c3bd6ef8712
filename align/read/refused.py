"""What has no reader, known by its first bytes, its parts or its name: what it is, and the cure."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

_PICTURE = "give text, or run text recognition on it first"
_SOUND = "give its text, or its subtitles"
_TEXT = "give text, HTML, PDF, DOCX or Markdown"
_PLAIN = "give its text, or read it as it stands with --format text"
_BYTES = (
    (b"\x89PNG", "a PNG image", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG image", _PICTURE),
    (b"GIF8", "a GIF image", _PICTURE),
    (b"II*\0", "a TIFF image", _PICTURE),
    (b"MM\0*", "a TIFF image", _PICTURE),
    (b"BM", "a BMP image", _PICTURE),
    (b"RIFF", "a picture, a sound or a film", _PICTURE),
    (b"ID3", "a sound", _SOUND),
    (b"OggS", "a sound", _SOUND),
    (b"\x1aE\xdf\xa3", "a film", _SOUND),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", _TEXT),
    (b"SQLite format 3", "a database", _TEXT),
    (b"%!PS", "PostScript", "make a PDF of it first"),
    (b"\xffWPC", "a WordPerfect document", "save it as .docx first"),
    (bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), "a OneNote file", "export it as PDF or .docx"),
)
_BINARY_ONLY = (b"BM", b"RIFF", b"ID3", b"OggS", b"BZh")
"""Beginnings that a text may have, too: they count only where a zero byte follows."""
_MOVING = re.compile(rb"....ftyp", re.DOTALL)
_IN_ZIP = (
    ("xl/", "an Excel workbook", "give the text of its columns, one document per file"),
    ("ppt/", "a PowerPoint presentation", "save it as PDF first"),
    ("Index/Document.iwa", "a Pages document", "export it as .docx or PDF"),
    ("Index.zip", "a Pages document", "export it as .docx or PDF"),
    ("Contents/section", "a Hangul document", "save it as .docx or PDF"),
    ("designmap.xml", "an InDesign document", "export it as PDF or HTML"),
)
_OPENDOCUMENT = (
    ("presentation", "an OpenDocument presentation", "save it as PDF first"),
    ("spreadsheet", "an OpenDocument spreadsheet", "give the text of its columns, one document per file"),
    ("graphics", "an OpenDocument drawing", "save it as PDF first"),
)
_XML_ROOTS = {
    "tmx": ("a translation memory", "check it with `align check FILE`"),
    "xliff": ("an XLIFF file", "check it with `align check FILE`"),
    "svg": ("an SVG image", _PICTURE),
}
_ROOT = re.compile(rb"\s*(?:<\?xml[^<>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^<>]*>\s*)*<([A-Za-z][\w.:-]*)", re.DOTALL)
_MAIL = re.compile(rb"(?mi)^(?:from|to|subject|date|mime-version|message-id|received|content-type):[ \t]")
_MAIL_LINES = 3
_MANUAL = re.compile(rb"(?m)\A(?:\.\\\"[^\n]*\n)*\.(?:TH|Dd) [^\n]*\n(?s:.*?)^\.S[Hh] ")
_TEXINFO = re.compile(rb"\A(?:\\input texinfo|@setfilename )")
_SBV = re.compile(rb"\A\s*\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}\s*\n")
_TABLES = {"csv": b",", "tsv": b"\t"}
_NAMED = {
    **dict.fromkeys("json yaml yml toml ini cfg properties strings resx plist".split(), "a file of settings or data"),
    **dict.fromkeys("py js ts jsx tsx c h cpp cs java rb go rs sh bat ps1 sql css".split(), "a program"),
    "typ": "a Typst document",
    "ipynb": "a notebook",
    "jtd": "an Ichitaro document",
}
_CURES = {"typ": "make a PDF of it first", "ipynb": "export it as Markdown or HTML", "jtd": "save it as .docx or PDF"}


def refused_by_bytes(head: bytes) -> tuple[str, str] | None:
    """What a binary file is and the cure, by its first bytes; None for anything else."""
    for magic, what, cure in _BYTES:
        if head.startswith(magic) and (magic not in _BINARY_ONLY or b"\0" in head):
            return what, cure
    if head.startswith(b"MZ") and b"\0" in head:
        return "a program", _TEXT
    return ("a picture, a sound or a film", _PICTURE) if _MOVING.match(head) and b"\0" in head else None


def refused_in_zip(names: Collection[str], mimetype: bytes) -> tuple[str, str] | None:
    """What an archive without a reader is, and the cure; None for an OpenDocument text."""
    for prefix, what, cure in _IN_ZIP:
        if any(name.startswith(prefix) for name in names):
            return what, cure
    for word, what, cure in _OPENDOCUMENT:
        if f"opendocument.{word}".encode() in mimetype:
            return what, cure
    return None if "content.xml" in names else ("a ZIP archive", "unpack it first")


def refused_as_text(content: bytes, suffix: str) -> tuple[str, str] | None:
    """What a structured text without a reader is, and the cure; None for what may be plain text."""
    root = _ROOT.match(content[:8192])
    if root and (content.lstrip().startswith(b"<?xml") or root.group(1).decode().lower() in _XML_ROOTS):
        name = root.group(1).decode().lower()
        return _XML_ROOTS.get(name, (f"XML <{name[:40]}> without a reader", "save it as HTML or text"))
    if suffix in _NAMED:
        return _NAMED[suffix], _CURES.get(suffix, _PLAIN)
    if _is_json(content):
        return "JSON", _PLAIN
    lines = content[:8192].splitlines()
    if suffix in _TABLES and sum(_TABLES[suffix] in line for line in lines) > len(lines) / 2:
        return "a table", "check it with `align check FILE`, or give each column as a text"
    top = content.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    if len(_MAIL.findall(top[:8192])) >= _MAIL_LINES and _MAIL.match(top):
        return "an e-mail", "save its text as a file of its own"
    if _MANUAL.match(content[:8192]):
        return "a manual page", "make HTML of it first: pandoc -f man -t html"
    if _TEXINFO.match(content):
        return "a Texinfo document", "make HTML of it first: makeinfo --html --no-split"
    return ("subtitles in the format SBV", "save them as SRT or VTT") if _SBV.match(content) else None


def _is_json(content: bytes) -> bool:
    if content.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        return isinstance(json.loads(content), dict | list)
    except (ValueError, RecursionError):
        return False
