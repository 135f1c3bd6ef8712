"""What single elements of a page are: code, notes, numbered items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.text.numerals import roman_numeral

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CODE_CLASSES = frozenset(
    "programlisting screen synopsis highlight sourcecode code literallayout prettyprint example console".split()
)


def is_note(node: LexborNode) -> bool:
    """True for an element that the page calls a footnote."""
    return "footnote" in (node.attributes.get("class") or "") or node.attributes.get("role") == "doc-footnote"


def inside(node: LexborNode, tags: frozenset[str], levels: int) -> list[str]:
    """The names in `tags` that occur at most `levels` below the element."""
    found: list[str] = []
    layer = [node]
    for _ in range(levels):
        following: list[LexborNode] = []
        for parent in layer[:50]:
            child = parent.child
            while child is not None and len(found) < 10 and len(following) < 200:
                if child.tag in tags:
                    found.append(child.tag)
                following.append(child)
                child = child.next
        layer = following
    return found


def is_code(node: LexborNode) -> bool:
    """True for preformatted text that the page marks as code."""
    names: set[str] = set()
    upper: LexborNode | None = node
    for _ in range(3):
        if upper is None:
            break
        names |= set((upper.attributes.get("class") or "").lower().split())
        upper = upper.parent
    return bool(names & _CODE_CLASSES) or any(name.startswith(("language-", "highlight-")) for name in names)


def whole_number(text: str | None, otherwise: int) -> int:
    """The number in an attribute, `otherwise` if it is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise


def printed(number: int, style: str) -> str:
    """The number of a list item as a browser prints it."""
    if style in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(style) + number - 1)}."
    if style in ("i", "I") and 1 <= number < 4000:
        roman = roman_numeral(number)
        return f"{roman if style == 'I' else roman.lower()}."
    return f"{number}."
