"""What a Word file holds beside its text: headers, footers, comments, diagrams and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.read.blocks import LeftOut
from align.read.docx.package import Package, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST = 100
"""Parts of one kind that are looked at."""
_PARTS = (
    ("header{}.xml", "header"),
    ("footer{}.xml", "footer"),
    ("diagrams/data{}.xml", "diagram"),
    ("charts/chart{}.xml", "chart"),
)
"""Names of parts beside the document, and why their texts are left out."""


def beside_the_text(package: Package, main: str) -> list[LeftOut]:
    """The different texts of the parts beside the document, and the comments of reviewers."""
    found: dict[tuple[str, str], LeftOut] = {}
    for name, reason in _PARTS:
        for number in range(1, _MOST):
            root = package.beside(main, name.format(number))
            if root is None:
                break
            if text := _words(root):
                found.setdefault((reason, text), LeftOut(text, reason, f"{reason} {number}"))
    comments = package.beside(main, "comments.xml")
    for number, comment in enumerate(comments if comments is not None else (), start=1):
        if text := _words(comment):
            found[("comment", str(number))] = LeftOut(text, "comment", f"comment {number}")
    return list(found.values())


def _words(element: _Element) -> str:
    """The words below an element; what Word writes twice for old programs counts once, numbers of charts do not."""
    pieces: list[str] = []
    _gather(element, pieces)
    return " ".join("".join(pieces).split())


def _gather(element: _Element, pieces: list[str]) -> None:
    for below in element:
        name = local(below)
        if name in ("t", "v"):
            pieces.append(below.text or "")
        if name not in ("Fallback", "numRef", "numLit"):
            _gather(below, pieces)
        if name in ("p", "v", "tab", "br"):
            pieces.append(" ")
