"""Reduce markup before a parser sees it: deep or crowded markup makes HTML5 parsers slow.

Their time grows with the square of the depth of the tree and of the attributes of a tag, and
unclosed formatting repeats itself in each paragraph. Formatting, scripts, comments and most
attributes are removed here, and elements nest at most 400 deep. One pass, linear in the length of
the page.
"""

from __future__ import annotations

import re
from collections import Counter

_DEEPEST = 400
_LONGEST_VALUE = 300

_TOKEN = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=]?+[^\s/>=]*+)(?:\s*+=\s*+("[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+|(?=>)))?+""",
)
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9:-]{0,30}")

_KEPT = frozenset(
    {"id", "class", "style", "role", "hidden", "start", "value", "type", "aria-level", "href", "lang", "alt", "src"}
)
_DROPPED = frozenset(
    """b big code em font i nobr small strong tt u marquee object applet button center frameset frame plaintext
    wbr option optgroup""".split()
)
_CODE = re.compile(r"\s{0,80}<(?:code|samp|kbd)[\s>]", re.IGNORECASE)
"""Stands at the beginning of preformatted text that is code; the tag itself is dropped."""
_RENAMED = {"s": "del", "strike": "del"}
"""Formatting that says something, under a name that the parser does not repeat in every paragraph."""
_RAW = frozenset({"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"})
_CLOSED_BY_ITSELF = frozenset(
    """p li dt dd tr tbody thead tfoot colgroup option optgroup html head body area base br col embed hr img input link
    meta source track param keygen command""".split()
)
_VOID = frozenset("area base br col embed hr img input keygen link meta param source track wbr".split())
_CELLS = frozenset({"td", "th", "caption"})
_FENCES = frozenset({"table", *_CELLS, "template", "svg", "math"})


def sanitize(markup: str) -> str:
    """The markup, reduced to text and structure."""
    return _Sanitizer(markup).run()


class _Sanitizer:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.out: list[str] = []
        self.stack: list[str] = []
        self.dropped: Counter[str] = Counter()
        self.bare_anchor = False
        """True inside an anchor that links to nothing."""
        self.is_xhtml = re.search(r"<\?xml|<!doctype[^>]{0,200}xhtml", markup[:2000], re.IGNORECASE) is not None

    def run(self) -> str:
        markup, place = self.markup, 0
        while (token := _TOKEN.search(markup, place)) is not None:
            self.out.append(markup[place : token.start()])
            place = self._tag(token.end())
        self.out.append(markup[place:])
        return "".join(self.out)

    def _tag(self, place: int) -> int:
        """Copy or drop the tag whose "<" stands before `place`; return where it ends."""
        markup = self.markup
        if markup.startswith("!--", place):
            return _after(markup, "-->", place + 3)
        if markup[place] in "!?":
            return _after(markup, ">", place)
        closing = markup[place] == "/"
        name = _NAME.match(markup, place + closing)
        if name is None:
            return _after(markup, ">", place)
        tag = name.group().lower()
        tag = _RENAMED.get(tag, tag)
        place, attributes = self._attributes(name.end())
        empty = not closing and markup[place - 2 : place - 1] == "/" and (self.is_xhtml or tag == "a")
        if tag == "a" and self._is_bare_anchor(attributes, closing, empty):
            return place
        if tag in _RAW and not closing:
            if tag == "iframe":
                self.out.append(f"<embed{attributes}>")
            return self._after_raw(tag, place)
        if tag == "title" and not closing:
            end = self._after_raw(tag, place)
            inside = self.markup[place:end].rpartition("</")[0] or self.markup[place:end]
            self.out.append(f"<title>{inside.replace('<', '&lt;')}</title>")
            return end
        if tag == "pre" and _CODE.match(markup, place):
            has_class = ' class="' in attributes
            attributes = attributes.replace(' class="', ' class="code ') if has_class else f'{attributes} class="code"'
        if self._passes(tag, closing):
            self.out.append(f"<{'/' if closing else ''}{tag}{attributes}>")
            if empty and tag not in _VOID and self._passes(tag, True):
                self.out.append(f"</{tag}>")
        elif tag in ("center", "frameset", "plaintext"):
            self.out.append("<p>")
        return place

    def _is_bare_anchor(self, attributes: str, closing: bool, empty: bool) -> bool:
        """True for a tag of an anchor without href, which names a place: it is dropped, its text stays."""
        if closing:
            bare, self.bare_anchor = self.bare_anchor, False
            return bare
        bare = " href=" not in attributes
        self.bare_anchor = bare and not empty
        return bare

    def _attributes(self, place: int) -> tuple[int, str]:
        """Where the tag ends, and the attributes that are kept."""
        kept: list[str] = []
        markup, end = self.markup, len(self.markup)
        while place < end and markup[place] != ">":
            match = _ATTRIBUTE.match(markup, place)
            if match is None or match.end() == place:
                place += 1
                continue
            name, value = match.group(1).lower(), match.group(2) or ""
            if name in _KEPT and len(kept) < len(_KEPT):
                bare = value.strip("\"'")[:_LONGEST_VALUE].replace('"', "")
                kept.append(f' {name}="{bare}"')
            place = match.end()
        return min(place + 1, end), "".join(kept)

    def _after_raw(self, tag: str, place: int) -> int:
        match = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(self.markup, place)
        return len(self.markup) if match is None else _after(self.markup, ">", match.end())

    def _passes(self, tag: str, closing: bool) -> bool:
        """True if the tag is kept. Keeps track of the open elements, as a parser would."""
        if tag in _DROPPED or tag in _RAW or not _PLAIN_NAME.fullmatch(tag):
            return False
        if tag in _CLOSED_BY_ITSELF:
            return True
        if closing:
            if self.dropped[tag]:
                self.dropped[tag] -= 1
                return False
            _close(self.stack, tag)
            return True
        if tag in _CELLS and "table" in self.stack:
            while self.stack[-1] != "table":
                self.stack.pop()
        if len(self.stack) >= _DEEPEST:
            self.dropped[tag] += 1
            return False
        self.stack.append(tag)
        return True


def _close(stack: list[str], tag: str) -> None:
    """Close the nearest element of that name, unless a table or cell stands in between."""
    for place in range(len(stack) - 1, -1, -1):
        if stack[place] == tag:
            del stack[place:]
            return
        if stack[place] in _FENCES and tag != "table":
            return


def _after(markup: str, sign: str, place: int) -> int:
    """The place after the next `sign`; the end of the markup if there is none."""
    found = markup.find(sign, place)
    return len(markup) if found < 0 else found + len(sign)
