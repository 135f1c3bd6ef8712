"""Rows of a bilingual file, and how columns are found: by the user's word, head or content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from align.errors import FormatError, UsageError
from align.text.language import primary

HEADER_WITHIN = 20
"""Rows at the top of a sheet that may hold the heads: titles and notes may stand above them."""
_SAMPLE = 200
"""Rows that are looked at where no head names a column."""
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_SOURCE_HEADS = ("source text", "source_text", "source", "src", "original", "原文")
_TARGET_HEADS = ("target text", "target_text", "target", "tgt", "translation", "訳文", "翻訳")
_ID_HEADS = ("id", "key", "row id", "segment id", "no", "no.", "番号")
_LANGUAGE_HEADS = {
    "ja": ("ja", "jp", "jpn", "japanese", "日本語", "ja-jp"),
    "en": ("en", "eng", "english", "英語", "en-us", "en-gb"),
}


class BilingualRow(NamedTuple):
    """One row of a bilingual file."""

    id: str
    source: str
    target: str


@dataclass(frozen=True)
class Columns:
    """Columns that the user names, by head, letter ("B") or number from 1. None: find it."""

    source: str | None = None
    target: str | None = None
    id: str | None = None


FOUND_COLUMNS = Columns()
"""All columns are found by head or content."""


def heads(langs: tuple[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the heads, in lower case, that name a source column and a target column."""
    return _heads("source", langs[0]), _heads("target", langs[1])


def rows_of_grid(grid: list[list[str]], place: str, columns: Columns, langs: tuple[str, str]) -> Iterator[BilingualRow]:
    """Yield the rows of a table; a row without an id gets its number.

    Raises FormatError, UsageError.
    """
    if not grid:
        raise FormatError("holds no rows", place=place, cure="give a table with a source and a target column")
    width = max(map(len, grid))
    header = [cell.strip().lower() for cell in grid[0]] + [""] * (width - len(grid[0]))
    of_source, of_target = heads(langs)
    source = _column(columns.source, header, of_source, place)
    target = _column(columns.target, header, of_target, place)
    headed = any(
        column is not None and header[column] in (*of_source, *of_target, (named or "").lower())
        for column, named in ((source, columns.source), (target, columns.target))
    )
    if source is None or target is None:
        source, target = _by_content(grid[1:] if headed and len(grid) > 1 else grid, width, (source, target), place)
    identity = _column(columns.id, header, _ID_HEADS if headed else (), place)
    for number, row in enumerate(grid[1:] if headed else grid, start=1):
        cells = row + [""] * (width - len(row))
        name = cells[identity].strip() if identity is not None else ""
        yield BilingualRow(name or str(number), cells[source], cells[target])


def _heads(side: str, lang: str) -> tuple[str, ...]:
    of_side = _SOURCE_HEADS if side == "source" else _TARGET_HEADS
    return (*of_side, f"{side} ({lang.lower()})", *_LANGUAGE_HEADS.get(primary(lang), (lang.lower(),)))


def _column(named: str | None, header: Sequence[str], names: Sequence[str], place: str) -> int | None:
    """Return the index of the column that the user named, else of the first head among `names`."""
    if named is None:
        return next((header.index(name) for name in names if name in header), None)
    if named.lower() in header:
        return header.index(named.lower())
    if named.isdigit() and 1 <= int(named) <= len(header):
        return int(named) - 1
    if re.fullmatch("[A-Za-z]", named) and ord(named.upper()) - ord("A") < len(header):
        return ord(named.upper()) - ord("A")
    cure = f"use one of {', '.join(filter(None, header)) or '1…' + str(len(header))}"
    raise UsageError(f"no column is called {named!r}", place=place, cure=cure)


def _by_content(grid: list[list[str]], width: int, known: tuple[int | None, int | None], place: str) -> tuple[int, int]:
    """Return the column with most Japanese as source and the longest other one as target."""
    sample = grid[:_SAMPLE]
    japanese = [sum(len(_JAPANESE.findall(row[i])) for row in sample if i < len(row)) for i in range(width)]
    length = [sum(len(row[i]) for row in sample if i < len(row)) for i in range(width)]
    source = known[0] if known[0] is not None else max(range(width), key=japanese.__getitem__)
    others = [i for i in range(width) if i != source]
    if not others:
        raise FormatError("has one column", place=place, cure="give a table with a source and a target column")
    target = known[1] if known[1] is not None else max(others, key=lambda i: length[i] - 2 * japanese[i])
    if source == target:
        raise UsageError("source and target are one column", place=place, cure="name both columns")
    return source, target
