"""The numbering in front of a heading or list item: its kind and its number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from align.text.kana import GOJUON, IROHA
from align.text.numerals import roman_value, whole_number

_N = r"[0-9０-９]{1,3}"
_L = r"[A-Za-zＡ-Ｚａ-ｚ]"
_R = r"[ivxIVX]{1,5}"
_K = r"[一二三四五六七八九十百千]{1,7}"
_BRANCH = r"(?:の[一二三四五六七八九十0-9０-９]{1,3}){0,3}"
"""What an article that was put in later adds to its number: 第四条の二."""
_PATTERNS = (
    ("bullet", r"(?:[・･•‣◦●◎◆◇■□▪▫▶▸►➢➤✓✔※*＊○〇◯](?![○〇◯●×])[ 　]*|(?:[-–—‐−－*+o]|--)[ 　]+)"),
    (
        "chapter",
        rf"第(?:{_N}|{_K})(?:[章節条項部編款目回]{_BRANCH}|(?=[ 　]))[ 　]*(?![^ 　])"
        rf"|第(?:{_N}|{_K})[章節条項部編款目]{_BRANCH}[ 　]+",
    ),
    (
        "chapter",
        rf"(?:Article|Section|Chapter|ARTICLE|SECTION|CHAPTER)[ 　]+(?:{_N}|[IVXLC]{{1,6}})"
        r"(?:[.:．：—][ 　]*|[ 　]+[–—-][ 　]+|[ 　]+)(?=[A-Z“\"(\[])",
    ),
    ("(1)", rf"[(（]({_N})[)）][ 　]*"),
    ("(i)", rf"[(（]({_R})[)）][ 　]*"),
    ("(a)", rf"[(（]({_L})[)）](?:[ 　]+|(?=[A-Z\u3041-\u9fff]))"),
    ("(ア)", rf"[(（]([{GOJUON}])[)）][ 　]*"),
    ("(一)", rf"[(（]({_K})[)）][ 　]*"),
    ("(1)", r"[⑴-⒇][ 　]*"),
    ("①", r"[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉][ 　]*"),
    ("I", r"[Ⅰ-Ⅻⅰ-ⅻ](?:[．.、)）][ 　]*|[ 　]+)"),
    ("1)", rf"({_N})[)）][ 　]*"),
    ("i)", r"([ivx]{2,5})[)）][ 　]*"),
    ("a)", rf"({_L})[)）](?:[ 　]+|(?=[\u3041-\u9fff]))"),
    ("ア", rf"([{GOJUON}])(?:[)）．.、][ 　]*|　[ 　]*| +)"),
    ("1.1", r"[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){1,5}[.．]?[ 　]+(?=\D)"),
    ("1-1", r"[0-9０-９]{1,2}(?:[-－‐−][0-9０-９]{1,2}){1,2}[.．]?[ 　]+(?=\D)"),
    ("1.", rf"({_N})[.．](?:[ 　]+|(?=[A-Z“\"(\u3041-\u9fff「（]))"),
    ("1", rf"({_N})(?:、(?![0-9０-９])|[ 　]+(?=[^\d０-９]))"),
    ("i.", r"([ivx]{1,5})[.．][ 　]+"),
    ("I.", r"([IVX]{1,5})[.．][ 　]+"),
    ("a.", r"([A-Za-zＡ-Ｚａ-ｚ])[.．](?:[ 　]+|(?=[\u3041-\u9fff]))"),
    ("一", rf"({_K})(?:[、．.][ 　]*|{_BRANCH}[ 　]+)"),
)
_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
WEAK = frozenset({"1", "1)", "ア", "イ", "a.", "a)", "i.", "i)", "I.", "I", "一"})
"""Kinds that a word or a wrapped line may begin with, too: "E. coli", "ト）". Alone they are no markers."""
_FIRST = re.compile(
    r"[・･•‣◦●◎◆◇■□▪▫▶▸►➢➤✓✔※*＊○〇◯\-–—‐−－+o第(（⑴-⒇①-⑳㉑-㉟㊱-㊿❶-❿➀-➉Ⅰ-Ⅻⅰ-ⅻ0-9０-９A-Za-zＡ-Ｚａ-ｚア-ン一二三四五六七八九十百千]"
)
_UNIT = re.compile(
    r"[ 　]*(?:年(?![度次])|月|日(?![米本韓中英豪程常印仏独欧露系加伊])|時(?![代期])|分(?![野析担])|秒"
    r"|人(?![材道間権的事口類])|名(?![称目])|件(?!名)|か国|カ国|ヶ国|億|万|兆|円(?!滑)|％|%|割(?!当)|回(?![答収])|隻|機(?![能構動])|か所"
    r"|つ|次(?![期世])|台(?!帳)|冊|頭(?!取)|階(?![層級])|位(?!置)|歳|倍|社(?!会)|校(?![正長])|週間|(?:か|カ|ヶ|ケ|箇)[月国所年]"
    r"|hours?|minutes?|days?|years?|months?|people|countries|billion|million|trillion|percent|yen"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DIGITS = re.compile(r"[0-9０-９]+")
_NAME = re.compile(r"[A-Z]\.[ 　]+(?:[A-Z]\.|[A-Z][a-z]+(?:[ ,]|\Z))")


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering as written, its kind ("bullet", "(1)", "a."…) and its number, 0 for a bullet."""

    text: str
    kind: str
    ordinal: int

    @property
    def depth(self) -> int:
        """How many numbers it holds: 3 for "1.1.2"; 1 for all kinds but "1.1" and "1-1"."""
        return len(_DIGITS.findall(self.text)) if self.kind in ("1.1", "1-1") else 1


def split_marker(text: str) -> tuple[Marker | None, str]:
    """The marker in front of a text, and the rest; (None, text) if there is none.

    No marker is found if nothing would be left of the text. A bullet before a numbering is dropped:
    "- (1) With regard to" gives "(1)".

    >>> split_marker("（１）防衛協力")
    (Marker(text='（１）', kind='(1)', ordinal=1), '防衛協力')
    >>> split_marker("1月15日、会談した。")[0] is None
    True
    """
    marker, rest = _leading_marker(text)
    if marker is None:
        return None, text
    if marker.kind == "bullet":
        inner, inner_rest = _leading_marker(rest)
        if inner is not None and inner.kind not in ("bullet", "1"):
            return inner, inner_rest
    return marker, rest


def parse_marker(text: str) -> Marker:
    """Parse a numbering that a format keeps apart from the text ("1.", "(a)", "•")."""
    marker, _ = _leading_marker(f"{text} x")
    return Marker(text, marker.kind if marker else "bullet", marker.ordinal if marker else 0)


def by_iroha(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """The markers, with イ, ロ, ハ … counted in the order of the iroha poem where ロ follows イ.

    Their kinds become "イ" and "(イ)". Laws count so.

    >>> kana = [split_marker(f"{sign}　項目")[0] for sign in "イロハ"]
    >>> [(marker.kind, marker.ordinal) for marker in by_iroha(kana) if marker]
    [('イ', 1), ('イ', 2), ('イ', 3)]
    """
    counted = list(markers)
    for kind, new in (("ア", "イ"), ("(ア)", "(イ)")):
        before, first, first_text = -1, 0, ""
        for at, marker in enumerate(markers):
            if marker is None or marker.kind != kind:
                continue
            place = IROHA.find(unicodedata.normalize("NFKC", marker.text).strip("()．.、 "))
            if place > 0 and place == before + 1:
                counted[at] = Marker(marker.text, new, place + 1)
                if place == 1:
                    counted[first] = Marker(first_text, new, 1)
            if place == 0:
                first, first_text = at, marker.text
            before = place
    return counted


def _leading_marker(text: str) -> tuple[Marker | None, str]:
    if not _FIRST.match(text):
        return None, text
    for kind, rule in _RULES:
        match = rule.match(text)
        if match is None:
            continue
        rest = text[match.end() :]
        if not rest.strip(" 　") or rest.lstrip(" 　")[0] in "、。，)）":
            continue
        counted = kind == "1" and "\u3000" not in match.group()
        if (counted or (kind in ("1.1", "1-1") and len(_DIGITS.findall(match.group())) == 2)) and _UNIT.match(
            text, match.end()
        ):
            continue
        if kind == "1" and not (rest[0].isupper() or ord(rest[0]) > 0x3000 or rest[0] in "“\"'"):
            continue
        if kind == "a." and _NAME.match(text):
            continue
        written = match.group().strip(" 　")
        return Marker(written, kind, _ordinal(kind, written)), rest.lstrip(" 　")
    return None, text


def _ordinal(kind: str, written: str) -> int:
    """The number that the marker stands for, from 1; 0 for a bullet."""
    if kind == "bullet":
        return 0
    core = unicodedata.normalize("NFKC", written).strip("().:–—-、 第章節条項部編款目回")
    core = re.sub(r"(?i)^(?:article|section|chapter) *", "", core)
    numbers = re.findall(r"\d+", core)
    if numbers:
        return int(numbers[0 if kind == "chapter" else -1])
    if len(core) == 1 and core in GOJUON:
        return GOJUON.index(core) + 1
    if numeral := re.match("[一二三四五六七八九十百千]+", core):
        return whole_number(numeral.group())
    lower = core.lower()
    if kind in ("(i)", "i)", "i.", "I.", "I", "chapter") and (number := roman_value(lower)):
        return number
    return ord(lower) - 96 if len(lower) == 1 and "a" <= lower <= "z" else 1
