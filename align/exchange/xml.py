"""XML as text, for the writers that stream: elements built inside out from escaped parts."""

from __future__ import annotations

from collections.abc import Mapping

from align.exchange.characters import attribute, escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def start(name: str, attributes: Mapping[str, str] | None = None) -> str:
    """Open a tag; attributes that are empty are left out."""
    return f"<{name}{_attributes(attributes)}>"


def leaf(name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """Write an element with text only; `<name/>` where there is none."""
    if not text:
        return f"<{name}{_attributes(attributes)}/>"
    return f"<{name}{_attributes(attributes)}>{escape(text)}</{name}>"


def _attributes(attributes: Mapping[str, str] | None) -> str:
    return "".join(f' {name}="{attribute(value)}"' for name, value in (attributes or {}).items() if value)
