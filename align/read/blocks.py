"""What every reader returns: blocks in reading order, each with its kind, depth, marker and place."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 256 * 1024 * 1024
"""Files larger than this are refused; a page of a ministry has a thousandth of it."""

MAX_BLOCKS = 500_000
"""A document of more blocks is refused: no press release, white paper or law comes near."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph as the reader found it."""

    text: str
    kind: str = ""
    """heading, paragraph, item, cell or caption; "" where the format does not say (a line of plain text)."""
    level: int = 0
    """Depth of a heading or list item, 1 the outermost; 0 where the format does not say."""
    marker: str = ""
    """The numbering that the format keeps apart from the text; what is inside the text is split off later."""
    origin: str = ""
    """Where it stands, for people: "line 12", "page 3, line 4", an element path."""
    gap: int = 1
    """Blank lines before it; 0 for a line that follows the one before it directly."""
    indent: int = 0
    """Columns of white space before a line of plain text."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader made of a file."""

    blocks: tuple[Block, ...]
    format: str
    """html, pdf, docx, markdown or text."""
    encoding: str = ""
    """What its text was decoded from; empty for a format that carries its own."""
    sha256: str = ""
    """Of the bytes that were read."""
    title: str = ""
    warnings: tuple[str, ...] = ()
    """What a person should know: characters removed, a page without text, mojibake. One line each."""
