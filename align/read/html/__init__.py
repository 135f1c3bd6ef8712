"""HTML -> blocks: the main content of a page, its headings, lists, tables and paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from align.errors import AlignError, InputError
from align.read.blocks import UNSEEN, UNWRITTEN, Block, LeftOut, RawDocument, letters
from align.read.encoding import decode
from align.read.html.content import INVISIBLE, MOST_LINKS, Sizes, main_content, measure, seen_text, why_left_out
from align.read.html.parts import keep_part
from align.read.html.sanitize import sanitize
from align.read.html.walk import HtmlWalker
from align.read.mojibake import mojibake

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_FRAME = re.compile(r"""<frame\s[^<>]{0,300}?\bsrc\s*=\s*["']?([^"'\s<>]{1,200})""", re.IGNORECASE)
_LONE = re.compile("[\ud800-\udfff]")
_LARGEST = 64 * 1024 * 1024
_CURE = "give a page with text; if scripts fill the page, save it as PDF"
_SITE = re.compile(r"\s*(?:[|｜‖:：]|[-–—]\s)\s*")


def read(content: bytes, place: str, declared: str = "", part: str = "") -> RawDocument:
    """Read a page, or one `part` of it.

    `declared` is the charset of the HTTP header. Raises InputError.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise AlignError("reading HTML needs selectolax", place=place, cure="pip install 'taiyaku[html]'") from error
    if len(content) > _LARGEST:
        raise InputError(f"a page of more than {_LARGEST >> 20} MB", place=place, cure="give one document per file")
    decoded = decode(content, declared or declared_charset(content))
    warnings = list(decoded.warnings)
    if mix_up := mojibake(_without_tags(decoded.text)):
        warnings.append(f"looks garbled ({mix_up}); give the page in its original encoding")
    text = _LONE.sub("\ufffd", decoded.text).replace("\0", "")
    tree = LexborHTMLParser(sanitize(text))
    body = tree.body
    if frames := _FRAME.findall(text):
        shown = ", ".join(frames[:4])
        raise InputError(f"shows other pages in frames: {shown}", place=place, cure="give the page that holds the text")
    if body is None:
        raise InputError("holds no text", place=place, cure=_CURE)
    others = keep_part(body, _page_language(tree), part, place) if part else []
    sizes = measure(body)
    root, marked = main_content(body, sizes)
    walker = HtmlWalker(root, sizes, marked, place)
    blocks = walker.walk()
    if not blocks:
        root, walker = body, HtmlWalker(body, sizes, True, place)
        blocks = walker.walk()
    if not blocks:
        raise InputError("holds no text", place=place, cure=_CURE)
    left = [*_outside(root, body, sizes), *walker.left_out]
    if heading := _title_outside(root, body, tree):
        blocks.insert(0, Block(heading, "heading", 1, origin="h1"))
        left = [_without(part, heading) for part in left]
    unseen = sum(letters(part.text) for part in left if part.reason in UNSEEN - UNWRITTEN)
    return RawDocument(
        tuple(blocks),
        "html",
        decoded.encoding,
        title=_title(tree),
        warnings=tuple(warnings),
        left_out=(*left, *others),
        visible=max(0, sizes.text.get(body.mem_id, 0) - unseen),
    )


def _page_language(tree: LexborHTMLParser) -> str:
    """The language that the page declares for itself, "" if it declares none."""
    attributes = tree.root.attributes if tree.root is not None else {}
    return attributes.get("lang") or attributes.get("xml:lang") or ""


def _outside(root: LexborNode, body: LexborNode, sizes: Sizes) -> list[LeftOut]:
    """What stands around the content: the elements beside it and beside each element that holds it."""
    found: list[LeftOut] = []
    node = root
    while node.mem_id != body.mem_id and node.parent is not None:
        parent = node.parent
        beside = parent.child
        while beside is not None:
            if beside.mem_id != node.mem_id and beside.tag not in INVISIBLE and (text := seen_text(beside)):
                reason = why_left_out(beside, body, sizes, False) if beside.is_element_node else ""
                other = "links" if sizes.link_share(beside) > MOST_LINKS else "outside the content"
                found.append(LeftOut(text, reason or other, beside.tag or ""))
            beside = beside.next
        node = parent
    return found


def _title_outside(root: LexborNode, body: LexborNode, tree: LexborHTMLParser) -> str:
    """The title of the page if it stands above its content, "" if the content has one or it is that of the site.

    It is the only h1 of the page, holds neither link nor picture, and begins the title element.
    """
    found = body.css("h1")
    if len(found) != 1 or root.css_first("h1") is not None or found[0].css_first("a[href], img") is not None:
        return ""
    text = seen_text(found[0]).rstrip("¶#§ ")
    element = tree.css_first("title")
    named = " ".join(element.text().split()) if element is not None else ""
    return text if text and named.startswith(text) else ""


def _without(part: LeftOut, heading: str) -> LeftOut:
    """What was left out, without the title that was taken in again."""
    return replace(part, text=part.text.replace(heading, "", 1).strip())


def declared_charset(content: bytes) -> str:
    """The charset in a meta element or XML declaration, "" if there is none."""
    head = content[:4096]
    found = _XML.match(head) or _CHARSET.search(head)
    return found.group(1).decode("ascii") if found else ""


def _without_tags(text: str) -> str:
    return re.sub(r"<[^<>]*>", "", text[:100_000])


def _title(tree: LexborHTMLParser) -> str:
    """The first h1 without ruby, else the title element without the name of the site."""
    heading = tree.css_first("main h1") or tree.css_first("article h1") or tree.css_first("h1")
    if heading is not None:
        parts = [node.text_content or "" for node in heading.traverse(include_text=True) if _is_read(node)]
        if text := " ".join("".join(parts).split()).rstrip("¶#§ "):
            return text[:300]
    element = tree.css_first("title")
    parts = _SITE.split(" ".join(element.text().split())) if element is not None else []
    return max(filter(None, parts), key=len, default="")[:300]


def _is_read(node: LexborNode) -> bool:
    """True for text that is not ruby."""
    return bool(node.is_text_node) and (node.parent is None or node.parent.tag not in ("rt", "rp"))
