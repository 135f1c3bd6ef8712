"""Which part of a page is its content, and which elements are menus, footers and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.text.endings import ends_clause

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

INVISIBLE = frozenset(
    """script style noscript template svg math iframe object embed canvas audio video map select textarea datalist
    button input rt rp rtc head dialog""".split()
)
_NAVIGATION = frozenset({"nav", "aside", "footer", "menu"})
_NOTES = frozenset(
    """note footnote footnotes admonition warning caution tip important hint sidebar epigraph example seealso topic
    callout endnote endnotes box column""".split()
)
_TEXTS = frozenset("p li dt dd td th blockquote h1 h2 h3 h4 h5 h6".split())
"""Elements that hold text. Inside a marked content their names say what they are about, as in `<li id="share">`."""
_UNSEEN_NAMES = re.compile(r"screen-?reader|visually-?hidden|sr-?only|skip", re.IGNORECASE)
_SECTIONS = frozenset("section sect1 sect2 sect3 sect4 chapter appendix preface".split())
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alert"}
)
_NAMES = re.compile(
    r"(?:^|[-_])(?:nav|gnav|lnav|snav|globalnav|localnav|navi|navigation|menu|gmenu|breadcrumbs?|bread-?crumb|topicpath|topic-path|pankuzu"
    r"|crumbs?|sidebar|side-?menu|side-?navi?|footer|foot|skip|skiplink|skip-?nav|print|btn-?print|sns|share|social|page-?top|pagetop|totop|to-?top"
    r"|back-?to-?top|gotop|search|cookie|banner|banners|advert|ads|pager|pagination|copyright|copy-right|font-?size|moji-?size|lang|language|langs"
    r"|language-?switch|sitemap|toolbar|rss|related-?links?|screen-?reader-?text|visually-?hidden|sr-?only)(?:[-_]|$)"
)
_HEADERS = re.compile(r"(?:^|[-_])(?:header|global-?header|site-?header|head)(?:$|[-_]?(?:area|inner|wrap))")
_MAIN_NAMES = (
    "main", "contents", "content", "main-contents", "maincontents", "main-content", "maincontent", "main_contents",
    "main_content", "contents-main", "tmp_contents", "honbun", "article", "entry-content", "mainarea", "main-area",
    "contentsarea", "contents-area", "content-area", "page-content", "contentbody", "content-body",
)  # fmt: skip
_STRUCK_STYLE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHORTEST_NOTICE = 5
"""Characters beside its title that make an article the content of the page, however short."""
_SHORTEST_SENTENCE = 20
"""Characters of a paragraph that tells something."""
_SENTENCE_END = re.compile(r"[。．]|[a-z)\"”][.!?](?: |\Z)")
MOST_LINKS = 0.75
"""The share of links above which a box is a menu, even if it says a sentence."""
_SMALLEST_SHARE = 0.3
"""Least share of the page's text that its main element must hold. Below it is a teaser."""

BOILERPLATE = re.compile(
    r"""本文(?:へ|に)(?:移動|スキップ|ジャンプ).{0,6}
      | (?:この)?(?:ページ|頁)?の?(?:先頭|トップ|上部?|TOP)(?:へ|に)(?:戻る|もどる|移動)?
      | (?:この)?(?:ページ|頁)の?(?:先頭|トップ|上部?|TOP) | PAGE[ ]?TOP | ページTOP
      | (?:この(?:ページ|記事)を)?印刷(?:する|用ページ|用)?
      | (?:スキップして)?メインコンテンツ(?:へ|に)(?:移動|スキップ)?
      | ここ(?:から|まで)(?:本文|サイト内|ページ).{0,8} | 文字(?:の)?サイズ.{0,12} | サイト内検索
      | シェア(?:する)? | ツイート(?:する)? | メニュー(?:を(?:開く|閉じる))?
      | [Ss]kip[ ]to[ ](?:main[ ])?content | [Bb]ack[ ]to[ ](?:[Tt]op|PAGE[ ]TOP) | [Pp]age[ ][Tt]op
      | [Pp]rint(?:[ ]this[ ]page)? | [Ss]hare(?:[ ]this[ ]page)?
      | (?:[Cc]opyright\b|©|\(C\)).{0,100}""",
    re.VERBOSE,
)
_CRUMB_SIGN = re.compile(r"\s*(?:[>＞›»→/]|&gt;)\s*")
_ADDRESS = re.compile(r"https?://[!-~]+")
_CRUMB_START = re.compile(r"(?:ホーム|トップ(?:ページ)?|HOME|Home|Top|TOP)\s*(?:ページ)?\s*[>＞›»→/]")


@dataclass(slots=True)
class Sizes:
    """Characters of text, and of text in links, below each element, by its memory id."""

    text: dict[int, int] = field(default_factory=dict)
    links: dict[int, int] = field(default_factory=dict)

    def share(self, node: LexborNode, of: LexborNode) -> float:
        """The share of `of`'s text that lies below `node`."""
        return self.text.get(node.mem_id, 0) / max(1, self.text.get(of.mem_id, 0))

    def link_share(self, node: LexborNode) -> float:
        """The share of an element's text that lies in links."""
        return self.links.get(node.mem_id, 0) / max(1, self.text.get(node.mem_id, 0))


def seen_text(node: LexborNode) -> str:
    """The text below an element that a browser shows, in one line."""
    parts = [
        piece.text_content or ""
        for piece in node.traverse(include_text=True)
        if piece.is_text_node and (piece.parent is None or piece.parent.tag not in INVISIBLE)
    ]
    return " ".join("".join(parts).split())


def measure(body: LexborNode) -> Sizes:
    """Count the text below each element in one pass, children before parents."""
    sizes = Sizes()
    node: LexborNode | None = body
    while node is not None:
        child = node.child if node.tag not in INVISIBLE else None
        if child is not None:
            node = child
            continue
        if node.is_text_node:
            sizes.text[node.mem_id] = len("".join((node.text_content or "").split()))
        while node is not None:
            parent = node.parent if node.mem_id != body.mem_id else None
            if parent is not None:
                _add(sizes, node, parent)
            following = node.next if parent is not None else None
            if following is not None:
                node = following
                break
            node = parent
    return sizes


def _add(sizes: Sizes, node: LexborNode, parent: LexborNode) -> None:
    """Add an element's counts to its parent's."""
    text = sizes.text.get(node.mem_id, 0)
    links = text if node.tag == "a" else sizes.links.get(node.mem_id, 0)
    sizes.text[parent.mem_id] = sizes.text.get(parent.mem_id, 0) + text
    if links:
        sizes.links[parent.mem_id] = sizes.links.get(parent.mem_id, 0) + links


def main_content(body: LexborNode, sizes: Sizes) -> tuple[LexborNode, bool]:
    """The element that holds the content, and True if the page marks it; else the body and False."""
    for selector in ("main, [role=main]", "article"):
        found = body.css(selector)
        if found:
            titled = [node for node in found if node.css_first("h1") is not None]
            if len(titled) == 1 and sizes.text.get(titled[0].mem_id, 0) > _title_size(titled[0]) + _SHORTEST_NOTICE:
                return titled[0], True
            best = max(found, key=lambda node: sizes.text.get(node.mem_id, 0))
            if sizes.share(best, body) >= _SMALLEST_SHARE:
                return best, True
    named = [
        node
        for node in body.css("div[id], section[id], td[id], div[class], section[class]")
        if {(node.attributes.get("id") or "").lower(), *(node.attributes.get("class") or "").lower().split()}
        & set(_MAIN_NAMES)
    ]
    named = [node for node in named if sizes.share(node, body) >= _SMALLEST_SHARE and sizes.link_share(node) < 0.6]
    if named:
        return min(named, key=lambda node: sizes.text.get(node.mem_id, 0)), True
    return body, False


def _title_size(node: LexborNode) -> int:
    heading = node.css_first("h1")
    return len("".join(seen_text(heading).split())) if heading is not None else 0


def why_left_out(node: LexborNode, root: LexborNode, sizes: Sizes, marked: bool) -> str:
    """The reason why an element is not part of the text ("menu", "footer", "hidden"), "" if it is.

    `marked` tells that the page marks its content. Lists of links and notes inside it are then
    text.
    """
    tag = node.tag or ""
    if tag in ("rt", "rp", "rtc"):
        return "furigana"
    if tag in INVISIBLE:
        return "hidden"
    if tag == "del":
        return "struck out"
    attributes = node.attributes
    if attributes or tag in _NAVIGATION or tag == "header":
        style = attributes.get("style") or ""
        if "hidden" in attributes or _HIDDEN_STYLE.search(style):
            return "hidden"
        if _STRUCK_STYLE.search(style):
            return "struck out"
        if sizes.share(node, root) <= 0.4 and (reason := _furniture(node, tag, sizes, marked)):
            return reason
    if marked or tag not in ("ul", "ol", "dl", "table", "div", "section", "p"):
        return ""
    text = sizes.text.get(node.mem_id, 0)
    if _is_in_item(node, root, sizes):
        return ""
    links = text > 0 and sizes.link_share(node) > 0.75 and sizes.share(node, root) < 0.4 and (tag != "p" or text < 40)
    return "links" if links else ""


def _tells(node: LexborNode) -> bool:
    """True for a box that says a sentence: a side note, no side menu."""
    paragraphs = [seen_text(one) for one in node.css("p, div.para")[:20]] or [seen_text(node)]
    return any(len(text) >= _SHORTEST_SENTENCE and _SENTENCE_END.search(text) for text in paragraphs)


def _is_in_item(node: LexborNode, root: LexborNode, sizes: Sizes) -> bool:
    """True below an item or cell that holds text beside its links: its links are part of what it says."""
    upper = node.parent
    while upper is not None and upper.mem_id != root.mem_id:
        if upper.tag in ("li", "dd", "td") and sizes.link_share(upper) < 0.5:
            return True
        upper = upper.parent
    return False


def _furniture(node: LexborNode, tag: str, sizes: Sizes, marked: bool) -> str:
    """What furniture of the site an element is by its tag, role and names; "" if it is none."""
    attributes = node.attributes
    classes = (attributes.get("class") or "").lower().split()
    role = attributes.get("role") or ""
    if _NOTES & set(classes):
        most = MOST_LINKS if _tells(node) else 0.5 if marked or tag == "aside" else 0.0
        if sizes.link_share(node) < most:
            return ""
    if tag in _NAVIGATION or role in _ROLES:
        inside = marked and tag == "aside" and not role and sizes.link_share(node) < 0.5
        return "" if inside else "footer" if tag == "footer" else "menu"
    titled = marked and node.css_first("h1, h2, h3, h4") is not None and sizes.link_share(node) < 0.5
    own = tag == "section" or _SECTIONS & set(classes)
    if marked and tag in _TEXTS and sizes.link_share(node) < 0.5:
        return "menu" if any(map(_UNSEEN_NAMES.search, classes)) else ""
    names = [*([] if titled or own else [attributes.get("id") or ""]), *(attributes.get("class") or "").split()]
    if any(name and _NAMES.search(_spaced(name)) for name in names) and not (own and titled):
        return "menu"
    if tag == "header" or any(name and _HEADERS.search(_spaced(name)) for name in names):
        return "header" if not marked or node.css_first("h1, h2, p") is None else ""
    return ""


def is_crumbs(text: str, linked: int) -> bool:
    """True for a breadcrumb: "ホーム > 会見 > 概要". `linked` is the number of characters in links."""
    if len(text) > 200 or ends_clause(text):
        return False
    signs = len(_CRUMB_SIGN.findall(_ADDRESS.sub("", text)))
    return signs > 0 and (bool(_CRUMB_START.match(text)) or (signs > 1 and linked > 0.4 * len(text)))


def _spaced(name: str) -> str:
    """A class name with hyphens between its words: "globalNav" -> "global-nav"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name[:80]).lower()
