"""What every reader returns: blocks in reading order."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 256 * 1024 * 1024
"""Larger files are refused; a page of a ministry has about a thousandth of this."""

MAX_BLOCKS = 500_000
"""Documents of more blocks are refused. No press release, white paper or law comes near."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph as the reader found it."""

    text: str
    kind: str = ""
    """heading, paragraph, item, cell or caption; "" if the format does not say (a line of text)."""
    level: int = 0
    """Depth of a heading or list item, from 1; 0 if the format does not say."""
    marker: str = ""
    """The numbering, if the format keeps it apart from the text, as Word does."""
    origin: str = ""
    """Where it stands, for messages: "line 12", "page 3, line 4", an element path."""
    gap: int = 1
    """Blank lines before it; 0 for a line that directly follows the one before."""
    indent: int = 0
    """Columns of white space before a line of plain text."""


OTHER_FILE = "other file"
"""The reason for an instruction that shows a file which is not read."""

UNSEEN = frozenset(
    (
        "hidden",
        "instruction",
        "deleted",
        "struck out",
        "furigana",
        "obsolete",
        "untranslated",
        "ruler",
        "leader",
        "quote sign",
        "comment",
        "picture",
        "other part",
        "alternative text",
        OTHER_FILE,
    )
)
"""Reasons that count as no loss: text that the page does not show, and signs that say nothing."""


UNWRITTEN = frozenset((OTHER_FILE, "alternative text", "picture"))
"""Those of UNSEEN whose text is not among the characters of the document: names and descriptions."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of the file that is in no block, and the reason."""

    text: str
    reason: str
    """One or two words, in the singular: "menu", "page number", "code", "hidden"."""
    origin: str = ""
    block: int | None = None
    """The number of blocks before it; None where the origin tells, or where nobody knows."""


def letters(text: str) -> int:
    """The characters of a text that are no white space."""
    return len("".join(text.split()))


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as its reader returns it: blocks, before segments and sentences are found."""

    blocks: tuple[Block, ...]
    format: str
    """A key of `align.read.READERS`."""
    encoding: str = ""
    """The encoding of its text; "" for a format that has its own."""
    sha256: str = ""
    """Of the bytes of the file."""
    title: str = ""
    warnings: tuple[str, ...] = ()
    """One line each for the user: characters removed, a page without text, garbled text."""
    left_out: tuple[LeftOut, ...] = ()
    """What the file holds and the blocks do not, in reading order."""
    visible: int = 0
    """The characters without white space that a person sees, counted without regard to the blocks; 0 if not counted."""
