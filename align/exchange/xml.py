"""XML as text, for writers that stream: tags and elements with escaped content."""

from __future__ import annotations

from collections.abc import Mapping

from align.exchange.characters import attribute, escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def open_tag(name: str, attributes: Mapping[str, str] | None = None) -> str:
    """Return an opening tag; empty attributes are left out."""
    return f"<{name}{_attributes(attributes)}>"


def element(name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """Return an element that holds text only; `<name/>` for empty text."""
    if not text:
        return f"<{name}{_attributes(attributes)}/>"
    return f"<{name}{_attributes(attributes)}>{escape(text)}</{name}>"


def _attributes(attributes: Mapping[str, str] | None) -> str:
    return "".join(f' {name}="{attribute(value)}"' for name, value in (attributes or {}).items() if value)
