"""Markdown: a heading a pair and a table with a row a bead, for mails and issue threads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

from align.exchange.characters import xml_text
from align.exchange.columns import apart_text, finding_text, status_line, suggestions, verdict_text
from align.exchange.rows import Export, ExportOptions, Row, rows

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write one section a pair."""
    for place, export in enumerate(exports):
        alignment = export.alignment
        title = alignment.target.title or alignment.source.title
        lines = [f"# {_plain(alignment.id)}" + (f" · {_plain(title)}" if title else ""), ""]
        if status := status_line(alignment):
            lines += [_plain(status), ""]
        source, target = _plain(alignment.source.lang), _plain(alignment.target.lang)
        lines += [f"| # | kind | p | {source} | {target} | remarks |", "| --: | :-: | --: | :-- | :-- | :-- |"]
        stream.write(("\n" if place else "").encode() + ("\n".join(lines) + "\n").encode())
        for row in rows(export, options):
            stream.write(_line(row).encode())
        if alignment.signature:
            stream.write(f"\nSignature: `{xml_text(alignment.signature).replace('`', ' ')}`\n".encode())


def _line(row: Row) -> str:
    bead = row.bead
    kind = bead.kind + (" ×" if bead.crosses else "")
    review = row.review
    remarks = [
        apart_text(row),
        verdict_text(row),
        f"{review.reviewer}: {review.comment}" if review.comment else "",
        *suggestions(row),
        *finding_text(row),
    ]
    cells = [str(row.number), kind, f"{bead.probability:.2f}", row.source or "–", row.target or "–"]
    cells.append("\n".join(filter(None, remarks)))
    return "| " + " | ".join(map(_plain, cells)) + " |\n"


def _plain(text: str) -> str:
    """Return `text` with all Markdown markup escaped and line breaks as `<br>`."""
    return "<br>".join(_ACTIVE.sub(r"\\\1", line) for line in xml_text(text).splitlines())
