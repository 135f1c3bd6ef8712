"""The notation of Aozora Bunko: furigana in 《》, notes in ［＃…］, signs that Shift_JIS lacks.

Its rules: https://www.aozora.gr.jp/annotation/
"""

from __future__ import annotations

import re
from dataclasses import replace

from align.read.blocks import Block, LeftOut

_RULER = re.compile(r"[-－]{20,}")
_LEGEND = "【テキスト中に現れる記号について】"
_FURIGANA = re.compile(r"｜?([^｜《》\n]{1,40}?)《([^《》\n]{1,40})》")
_NOTE = re.compile(r"［＃[^［］]{1,200}］")
_MISSING = re.compile(r"※［＃[^［］]{1,200}］")
_UNICODE = re.compile(r"U\+([0-9A-Fa-f]{4,6})")
_PLACE = re.compile(r"([12])-(\d{1,2})-(\d{1,2})[^0-9-]*\Z")
_HEADING = re.compile(r"([大中小])見出し")
_LEVELS = {"大": 1, "中": 2, "小": 3}
_UNKNOWN = "〓"
"""Printed for a sign that the text only describes, as printers do."""


def is_aozora(text: str) -> bool:
    """True if the text uses the notation: notes, or furigana with the legend or the printed source."""
    notes = len(_NOTE.findall(text[:400_000]))
    furigana = text.count("《", 0, 400_000)
    return _LEGEND in text[:5000] or notes >= 2 or (furigana >= 2 and (notes > 0 or "\n底本：" in text))


def without_notation(blocks: list[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The blocks as a reader sees them, and what was taken out."""
    kept: list[Block] = []
    left: list[LeftOut] = []
    legend = False
    for place, block in enumerate(blocks):
        if _RULER.fullmatch(block.text):
            opens = place + 1 < len(blocks) and _LEGEND in blocks[place + 1].text
            legend = opens
            left.append(LeftOut(block.text, "ruler", block.origin))
            continue
        if legend:
            left.append(LeftOut(block.text, "legend", block.origin))
            continue
        kept.append(_plain(block, left))
    return [block for block in kept if block.text], left


def _plain(block: Block, left: list[LeftOut]) -> Block:
    text = _MISSING.sub(lambda match: _sign(match.group()), block.text)
    heading = next(filter(None, map(_HEADING.search, _NOTE.findall(text))), None)
    left += [LeftOut(note, "instruction", block.origin) for note in _NOTE.findall(text)]
    text = _NOTE.sub("", text)
    left += [LeftOut(match.group(2), "furigana", block.origin) for match in _FURIGANA.finditer(text)]
    text = re.sub(r"《[^《》\n]{1,40}》", "", text).replace("｜", "").strip()
    if heading and text and len(text) <= 60:
        return replace(block, text=text, kind="heading", level=_LEVELS[heading.group(1)])
    return replace(block, text=text)


def _sign(note: str) -> str:
    """The sign that a note describes, by its code point or its place in JIS X 0213."""
    if found := _UNICODE.search(note):
        code = int(found.group(1), 16)
        if code < 0x110000 and not 0xD800 <= code < 0xE000:
            return chr(code)
    if found := _PLACE.search(note.rstrip("］")):
        plane, row, cell = map(int, found.groups())
        if 1 <= row <= 94 and 1 <= cell <= 94:
            code_bytes = bytes((0xA0 + row, 0xA0 + cell))
            sign = (b"\x8f" if plane == 2 else b"") + code_bytes
            return sign.decode("euc_jis_2004", "ignore") or _UNKNOWN
    return _UNKNOWN
