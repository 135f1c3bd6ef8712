"""Comments that CAT tools keep elsewhere than in the notes of a unit.

`mrk` with a comment in an attribute (XLIFF 1.2 and 2), definitions to which a `mrk` refers
(Trados), `comment` elements of the tools' own namespaces (memoQ), notes on a whole file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.containers import local_name
from align.exchange.inline import plain_text
from align.exchange.xliff.annotations import STATUS

if TYPE_CHECKING:
    from lxml.etree import _Element

Comments = tuple[tuple[str, str], ...]
_OF_WHOLE_FILE = "on the whole file: "
_OWN_HEADS = ("signature: ",)
"""Beginnings of notes on the whole file that we wrote."""
_OWN_AUTHOR = "align:status"
"""The author of the notes on the whole file that we wrote in XLIFF 1.2."""


def comment_definitions(root: _Element) -> dict[str, Comments]:
    """Return id -> (author, text) of comments that are defined apart from the texts."""
    found: dict[str, Comments] = {}
    for element in root.iter():
        if local_name(element) == "cmt-def" and (name := element.get("id")):
            found[name] = tuple(_elements(element))
    return found


def comments_of_unit(unit: _Element, defined: dict[str, Comments]) -> Iterator[tuple[str, str]]:
    """Yield (author, text) of each comment in a unit, each once."""
    seen: set[tuple[str, str]] = set()
    for comment in (*_marked(unit, defined), *_elements(unit)):
        if comment not in seen:
            seen.add(comment)
            yield comment


def comments_of_file(file: _Element) -> Iterator[tuple[str, str]]:
    """Yield (author, text) of notes on the whole file that we did not write."""
    for child in file:
        groups = [child] if local_name(child) == "notes" else [child] if local_name(child) == "header" else []
        notes = [note for group in groups for note in group if local_name(note) == "note"]
        notes += [child] if local_name(child) == "note" else []
        for note in notes:
            text = plain_text(note).strip()
            ours = note.get("category") == STATUS or text.startswith(_OWN_HEADS) or note.get("from") == _OWN_AUTHOR
            if text and not ours:
                yield note.get("from", ""), _OF_WHOLE_FILE + text


def _marked(unit: _Element, defined: dict[str, Comments]) -> Iterator[tuple[str, str]]:
    for mark in unit.iter():
        if local_name(mark) not in ("mrk", "sm"):
            continue
        attributes = {str(name).rpartition("}")[2]: str(value) for name, value in mark.attrib.items()}
        kinds = (attributes.get("type", ""), attributes.get("mtype", ""))
        text = attributes.get("comment") or (attributes.get("value", "") if "comment" in kinds else "")
        if text.strip():
            yield attributes.get("author", ""), text.strip()
        for name in ("cid", "commentref", "ref"):
            yield from defined.get(attributes.get(name, ""), ())


def _elements(root: _Element) -> Iterator[tuple[str, str]]:
    """Yield the `Comment` elements of tools below an element."""
    for element in root.iter():
        if local_name(element).lower() == "comment" and (text := plain_text(element).strip()):
            author = element.get("user") or element.get("creatoruser") or element.get("author") or ""
            yield author, text
