"""What a segment's form says: the number it leads with, whether it ends as a sentence does, whether it is furniture."""

from __future__ import annotations

import re
import unicodedata

_LEAD = re.compile(
    r"^[\s「『“\"(（\[【\-・*]*(?:第|chapter|figure|fig\.|table|section|article|appendix|example|step|annex|part|no\."
    r"|図|表|例|付録|手順|別表|別紙)?\s*(\d+(?:[.\-]\d+)*)",
    re.IGNORECASE,
)
_KANJI_LEAD = re.compile(r"^第([一二三四五六七八九十]+)[章節条項部編回]")
_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_FURNITURE = {
    "end": re.compile(r"^\(?(?:以上|了|end)\)?[.。]?$", re.IGNORECASE),
    "link": re.compile(
        r"^\(?(?:in (?:japanese|english)|(?:japanese|english)(?: version)?|英語版?|日本語版?|和文|英文|仮訳"
        r"|(?:back to |page )?top|(?:この)?ページの先頭へ(?:戻る)?|印刷(?:用ページ)?|print)\)?$"
        r"|\((?:pdf|html|word)[^()]*\)$",
        re.IGNORECASE,
    ),
}
_BARE_TAIL = re.compile(r"\s*[章節条項部編回号款]?[\s.．、:)\]】]*")
_BRACKETS = " )）」』】\"'”’"


def leading_number(text: str) -> str:
    """The number that numbers the segment: "第5章" -> "5", "Figure 15.82." -> "15.82", "（１）総論" -> "1"; or ""."""
    found = _lead(unicodedata.normalize("NFKC", text[:60]).strip())
    if not found:
        return ""
    number = found.group(1)
    return number if number[0].isdigit() else str(_kanji_number(number))


def is_bare_number(text: str) -> bool:
    """True if the text is nothing but its number: "第5条", "Article 5", "2.3.1."."""
    plain = unicodedata.normalize("NFKC", text[:60]).strip()
    found = _lead(plain)
    return len(text) < 60 and found is not None and bool(_BARE_TAIL.fullmatch(plain, found.end()))


def _lead(plain: str) -> re.Match[str] | None:
    return _LEAD.match(plain) or _KANJI_LEAD.match(plain)


def ends_sentence(text: str) -> bool:
    """True if the text ends as a sentence ends, whatever brackets close behind it."""
    bare = text.rstrip(_BRACKETS)
    return bare.endswith(("。", ".", "!", "?", "！", "？", ":", "："))


def furniture(text: str) -> str:
    """Name the page furniture that a text is: "end" for "（以上）", "link" for "in Japanese"; "" for text."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) < 120:
        for kind, pattern in _FURNITURE.items():
            if pattern.search(plain):
                return kind
    return ""


def _kanji_number(text: str) -> int:
    tens, found, units = text.partition("十")
    if not found:
        return int("".join(str(_KANJI_DIGITS[digit]) for digit in text))
    return _KANJI_DIGITS.get(tens, 1) * 10 + _KANJI_DIGITS.get(units, 0)
