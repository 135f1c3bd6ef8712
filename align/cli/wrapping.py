"""Lines of a terminal: text is broken by columns, in which a Japanese character counts two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.text.width import wide_characters

WIDTH = 80
"""Columns of a line."""


def columns(text: str) -> int:
    """Return the columns that a terminal needs for the text."""
    return len(text) + wide_characters(text)


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """Return the text in lines of at most `width` columns, broken at spaces, or anywhere in a longer word."""
    lines, line = [], ""
    for word in _pieces(text, width):
        if line and columns(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()] if line.strip() else lines


def labelled(label: str, text: str, margin: int = 12) -> list[str]:
    """Return "  label   text" in lines of 80 columns; the text begins in the column `margin` on each."""
    lines = wrapped(text, WIDTH - margin) or [""]
    return [f"  {label}".ljust(margin) + lines[0], *(" " * margin + line for line in lines[1:])]


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield words with the space behind them; a word of more than `width` columns in parts."""
    for word in re.findall(r"\S+\s*", text):
        part = ""
        for character in word:
            if part and columns(part + character) > width and not character.isspace():
                yield part
                part = ""
            part += character
        yield part
