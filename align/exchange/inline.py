"""Text of TMX and XLIFF elements without the codes of inline markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.containers import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = frozenset(("bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "note"))
"""Elements whose content is markup of the original file, not text."""


def plain_text(element: _Element | None) -> str:
    """Return the text of an element and of the markup inside it, without codes; empty for None."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and local_name(child) not in _CODES:
            parts.append(plain_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
