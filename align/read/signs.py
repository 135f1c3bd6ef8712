"""The format of a text: what its first bytes declare, and what the signs inside it speak for."""

from __future__ import annotations

import re

HEAD = 8192
"""Bytes in which a file says what it is."""

BOM = b"\xef\xbb\xbf"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^<>]{0,300}>\s*|<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|title[\s>])",
    re.IGNORECASE | re.DOTALL,
)
"""What a web page begins with. A text that speaks of these tags has words before them."""
_SOON = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_MHTML = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?Content-Type:\s*multipart/related", re.I)
TAGS = re.compile(
    rb"</?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|br|span|section|article|main|dl|a)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_CODE = re.compile(rb"(?ms)^[ \t]*(```|~~~).*?^[ \t]*\1|`[^`\n]*`")
_MARKDOWN = re.compile(
    rb"(?m)^(?:#{1,6} \S|```|\[[^\]\n]+\]: |(?:===+|---+)\s*$)|\]\((?:https?://|\.{0,2}/|[\w./-]+\))"
)
_DOCBOOK = re.compile(
    rb"<(?:book|article|chapter|refentry|section)\b[^<>]*"
    rb"(?:docbook|>\s*<(?:title|info|bookinfo|articleinfo|refmeta)\b)"
)
_SUBTITLES = re.compile(rb"(?:WEBVTT\b|\[Script Info\]|\s*\d+[ \t]*\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> )")
_PO = re.compile(rb'(?m)^msgid "[^\n]*"\r?\n(?:"[^\n]*\r?\n)*(?:msgid_plural [^\n]*\n)?msgstr(?:\[0\])? "')
_LATEX = re.compile(rb"(?m)^[ \t]*\\(?:documentclass|begin\{document\}|(?:sub)*section\*?\{|chapter\*?\{)")
_ASCIIDOC = re.compile(
    rb"(?m)^(?:={1,5} \S|:[\w-]+:(?: |$)|\|===\s*$|\[(?:source|NOTE|cols)[^\]\n]*\]\s*$|(?:NOTE|TIP|WARNING): )"
)
_RST = re.compile(rb"(?m)^\.\. (?:[\w-]+:: ?|_[^\n:]+:|\|[^|\n]+\| )")
_UNDERLINED = re.compile(rb"(?m)^\S[^\n]*\n([=~^\"*#-])\1{2,}[ \t]*$")
_ORG = re.compile(rb"(?mi)^#\+(?:title|author|begin_\w+|options):? ")
_WIKI = re.compile(rb"(?m)^={2,5} ?[^=\n]+ ?={2,5}\s*$|\[\[[^\]\n]+\]\]|^\{\||\{\{[^}\n]+\}\}|'''[^'\n]+'''")

SUFFIXES = {
    "md": "markdown", "markdown": "markdown", "mdown": "markdown", "mkd": "markdown", "mdx": "markdown",
    "rst": "rst", "rest": "rst", "org": "org", "tex": "latex", "latex": "latex", "ltx": "latex",
    "wiki": "mediawiki", "mediawiki": "mediawiki", "srt": "subtitles", "vtt": "subtitles", "po": "po", "pot": "po",
    "dbk": "docbook", "adoc": "asciidoc", "asciidoc": "asciidoc", "asc": "asciidoc",
}  # fmt: skip
"""Suffix -> format, believed where the content is not plainly another format."""


def declared_format(plain: bytes, named: str) -> str:
    """The format that the first bytes declare, "" for none. `named` is what the suffix says."""
    plain = plain.removeprefix(BOM)
    if _MHTML.match(plain[:HEAD]):
        return "mhtml"
    if _HTML.match(plain[:HEAD]) or (not named and _SOON.search(plain[:1024])):
        return "html"
    if plain.lstrip().startswith(b"<?xml") and _DOCBOOK.search(plain):
        return "docbook"
    if _SUBTITLES.match(plain):
        return "subtitles"
    return "po" if _PO.search(plain) and not named else ""


def format_by_signs(plain: bytes) -> str:
    """The format that the signs inside the text speak for; "" for plain text."""
    plain = plain.removeprefix(BOM)
    prose = _CODE.sub(b"", plain)
    if _LATEX.search(prose):
        return "latex"
    markdown = len(_MARKDOWN.findall(plain)) >= 3 and re.search(rb"(?m)^#{1,6} \S", plain) is not None
    if not markdown and _is_markup(prose):
        return "html"
    if len(_ASCIIDOC.findall(prose)) >= 3 and re.search(rb"(?m)^={1,5} \S", prose):
        return "asciidoc"
    if markdown:
        return "markdown"
    if _RST.search(prose) and _UNDERLINED.search(prose):
        return "rst"
    if len(_ORG.findall(prose)) >= 2:
        return "org"
    return "mediawiki" if len(_WIKI.findall(prose)) >= 6 and re.search(rb"(?m)^==", prose) else ""


def _is_markup(prose: bytes) -> bool:
    """True if tags mark the text up: they stand in pairs, or the text begins with one."""
    tags = TAGS.findall(prose)
    closing = sum(tag.startswith(b"</") for tag in tags)
    return len(tags) >= 6 and (closing >= 2 or TAGS.match(prose.lstrip()) is not None)
