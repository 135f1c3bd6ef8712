"""One part of a page: the text in one language of a page that holds two, or what a CSS selector finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.errors import InputError, UsageError
from align.read.blocks import LeftOut
from align.read.html.content import INVISIBLE
from align.text.language import primary

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

OTHER = "other part"
"""The reason for the text that is not in the part; it is no loss."""


def keep_part(body: LexborNode, page_language: str, part: str, place: str) -> list[LeftOut]:
    """Take all text out of a page that is not in `part`, and return what was taken out.

    `part` is "lang=ja", which follows the attributes `lang` and `xml:lang`, or a CSS selector. Text
    that no element gives a language belongs to a language that no element names. Raises UsageError
    for a selector that is none, InputError where nothing is left.
    """
    language = part.removeprefix("lang=") if part.startswith("lang=") else ""
    kept = _in_language(body, page_language, primary(language)) if language else _selected(body, part)
    taken: list[LeftOut] = []
    found = False
    for node in list(body.traverse(include_text=True)):
        text = (node.text_content or "") if node.is_text_node else ""
        if not text.strip() or (node.parent is not None and node.parent.tag in INVISIBLE):
            continue
        if node.mem_id in kept:
            found = True
            continue
        taken.append(LeftOut(" ".join(text.split()), OTHER, node.parent.tag or "" if node.parent is not None else ""))
        node.decompose()
    if not found:
        what = f"text in the language {language!r}" if language else f"text at {part!r}"
        raise InputError(f"the page has no {what}", place=place, cure="look at its source, or read it without --part")
    return taken


def _in_language(body: LexborNode, page_language: str, wanted: str) -> set[int]:
    """The text nodes in a language: that of the nearest element around them that names one."""
    named = {primary(lang) for node in body.css("[lang], [xml\\:lang]") if (lang := _language(node))}
    of_page = primary(page_language) if page_language else "" if wanted in named else wanted
    languages: dict[int, str] = {body.mem_id: primary(_language(body)) if _language(body) else of_page}
    kept: set[int] = set()
    for node in body.traverse(include_text=True):
        around = languages.get(node.parent.mem_id, of_page) if node.parent is not None else of_page
        if node.is_text_node:
            if around == wanted:
                kept.add(node.mem_id)
        elif node.mem_id not in languages:
            own = _language(node)
            languages[node.mem_id] = primary(own) if own else around
    return kept


def _language(node: LexborNode) -> str:
    return node.attributes.get("lang") or node.attributes.get("xml:lang") or "" if node.is_element_node else ""


def _selected(body: LexborNode, selector: str) -> set[int]:
    """The text nodes below the elements that a CSS selector finds."""
    from selectolax.lexbor import SelectolaxError

    try:
        found = body.css(selector)
    except (SelectolaxError, ValueError) as error:
        raise UsageError(
            f"{selector!r} is no CSS selector", place="--part", cure='give lang=ja, or a selector such as "#ja"'
        ) from error
    return {node.mem_id for root in found for node in root.traverse(include_text=True) if node.is_text_node}
