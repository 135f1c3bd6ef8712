"""Text of TMX and XLIFF elements without the codes of inline markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.containers import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = frozenset(("bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "note"))
"""Elements whose content is markup of the original file, not text."""
_DELETED = "x-sdl-deleted"
"""The kind of mark around words that a change which Trados tracks takes out."""
_SHOWN = ("equiv-text", "equiv", "disp")
"""Attributes of a code that say which text it stands for."""


def plain_text(element: _Element | None, *, with_codes: bool = False) -> str:
    """Return the text of an element and of the markup inside it; empty for None.

    `with_codes` also gives the text that codes stand for: a tool may have made codes of plain text.
    """
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        is_code = local_name(child) in _CODES
        if child.get("mtype") == _DELETED:
            parts.append(child.tail or "")
            continue
        if isinstance(child.tag, str) and (with_codes or not is_code):
            inner = plain_text(child, with_codes=with_codes)
            parts.append(
                inner or (next((child.get(name, "") for name in _SHOWN if child.get(name)), "") if is_code else "")
            )
        parts.append(child.tail or "")
    return "".join(parts)
