"""A document as plain text that reads back as the same segments."""

from __future__ import annotations

from align.model import Document, Segment


def as_text(document: Document) -> str:
    """The document with one line a segment.

    Markers stand in front, list items are indented by depth, and a blank line separates all but the
    items of one list.
    """
    lines: list[str] = []
    before: Segment | None = None
    for segment in document.segments:
        listed = before is not None and segment.kind == before.kind == "item" and segment.marker and before.marker
        if before is not None and not listed:
            lines.append("")
        lines.append(_line(segment))
        before = segment
    return "\n".join(lines) + "\n"


def _line(segment: Segment) -> str:
    indent = "  " * (segment.level - 1) if segment.kind == "item" and segment.level > 1 else ""
    if not segment.marker:
        return indent + segment.text
    space = " " if segment.marker.isascii() or segment.marker in "•–—◦▪" else "\u3000"
    return f"{indent}{segment.marker}{space}{segment.text}"
