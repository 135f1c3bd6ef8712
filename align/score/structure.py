"""What a segment's form says: the number that it begins with, and whether it is page furniture."""

from __future__ import annotations

import re
import unicodedata

from align.text.numerals import whole_number

_LEAD = re.compile(
    r"^[\s「『“\"(（\[【\-・*]*(?:第|chapter|figure|fig\.|table|section|article|appendix|example|step|annex|part|no\."
    r"|図|表|例|付録|手順|別表|別紙)?\s*(\d+(?:[.\-]\d+)*)",
    re.IGNORECASE,
)
_KANJI_LEAD = re.compile(r"^第([一二三四五六七八九十]+)[章節条項部編回]")
_LEADING = 60
"""Characters of a text in which its number is looked for."""
_FURNITURE = {
    "end": re.compile(r"^\(?(?:以上|了|end)\)?[.。]?$", re.IGNORECASE),
    "link": re.compile(
        r"^\(?(?:in (?:japanese|english)|(?:japanese|english)(?: version)?|英語版?|日本語版?|和文|英文|仮訳"
        r"|(?:back to |page )?top|(?:この)?ページの先頭へ(?:戻る)?|印刷(?:用ページ)?|print)\)?$"
        r"|\((?:pdf|html|word)[^()]*\)$",
        re.IGNORECASE,
    ),
}
_BRANCH = re.compile(r"[章節条項号]の(\d+|[一二三四五六七八九十]+)(?=[\s(]|$)")
_BARE_TAIL = re.compile(r"\s*[章節条項部編回号款]?[\s.．、:)\]】]*")


def leading_number(text: str) -> str:
    """The number that numbers the segment: "第5章" -> "5", "図15-82" -> "15.82", "第六条の二" -> "6.2"; or ""."""
    return _lead(text)[0]


def is_bare_number(text: str) -> bool:
    """True if the text is nothing but its number: "第5条", "Article 5", "2.3.1."."""
    number, rest = _lead(text)
    return number != "" and len(text) <= _LEADING and _BARE_TAIL.fullmatch(rest) is not None


def _lead(text: str) -> tuple[str, str]:
    """The leading number, its parts joined by dots and without zeros in front, and what follows; or two times ""."""
    plain = unicodedata.normalize("NFKC", text[:_LEADING]).strip()
    found = _LEAD.match(plain) or _KANJI_LEAD.match(plain)
    if not found:
        return "", ""
    parts, end = re.split(r"[.\-]", found.group(1)), found.end(1)
    if branch := _BRANCH.match(plain, end):
        parts, end = [*parts, branch.group(1)], branch.end()
    return ".".join(str(whole_number(part)) for part in parts), plain[end:]


def furniture(text: str) -> str:
    """Name the page furniture that a text is: "end" for "（以上）", "link" for "in Japanese"; "" for text."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) < 120:
        for kind, pattern in _FURNITURE.items():
            if pattern.search(plain):
                return kind
    return ""
