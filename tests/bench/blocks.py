"""A page of documentation -> its text blocks, in reading order, with their tags.

Both languages of a page are built from one source, so two pages with the same run of tags correspond block by block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

Block = tuple[str, str]
"""Tag and text."""

BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd title desc item td th caption figcaption note blockquote".split())
CONTAINERS = BLOCKS | {"ul", "ol", "dl", "pre", "table", "div", "section"}
SKIPPED = frozenset("pre script style head nav code_block screen info table aside footer".split())
FURNITURE = (
    "navheader navfooter toc sphinxsidebar related footer legalnotice headerlink programlisting screen "
    "nav_table docnav footnotes-segment"
).split()


def read_page(path: Path) -> list[Block]:
    """The blocks of an HTML or Mallard page; navigation, tables and code are left out."""
    content = path.read_bytes()
    if path.suffix == ".page":
        root = etree.fromstring(content, etree.XMLParser(recover=True, resolve_entities=False))
    else:
        text = content.decode("utf-8", "replace").encode("utf-8")
        root = html.fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
        body = root.find(".//body")
        root = root if body is None else body
    for permalink in root.xpath('.//a[contains(concat(" ", @class, " "), " headerlink ")]'):
        permalink.drop_tree()
    return list(_walk(root))


def _walk(element: etree._Element) -> Iterator[Block]:
    tag = _tag(element)
    if not tag or tag in SKIPPED or _is_furniture(element, tag):
        return
    if tag in BLOCKS and not any(_tag(inner) in CONTAINERS for inner in element.iterdescendants()):
        yield tag, _squeeze("".join(element.itertext()))
        return
    children = [child for child in element if _tag(child)]
    if tag in ("li", "dd", "p") and (element.text or "").strip():
        yield tag, _squeeze(_own_text(element, children))
        children = [child for child in children if _tag(child) in CONTAINERS]
    for child in children:
        yield from _walk(child)


def _own_text(element: etree._Element, children: list[etree._Element]) -> str:
    """What stands before the first block inside: "Proceed as follows:" and then a list."""
    parts = [element.text or ""]
    for child in children:
        if _tag(child) in CONTAINERS:
            break
        parts += ["".join(child.itertext()), child.tail or ""]
    return "".join(parts)


def _is_furniture(element: etree._Element, tag: str) -> bool:
    if element.get("id") == "TopLeftHeader":  # LibreOffice's help
        return True
    kind = element.get("class") or ""
    return tag in ("div", "ul", "table", "p") and "titlepage" not in kind and any(word in kind for word in FURNITURE)


def _tag(element: etree._Element) -> str:
    """The tag without its namespace; "" for a comment. Publican writes its paragraphs as <div class="para">."""
    if element.tag == "div" and element.get("class") == "para":
        return "p"
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
