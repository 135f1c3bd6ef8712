"""Remove characters that are no text, and count them for a warning."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from align.read.blocks import Block

_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2061-\u206f\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNUSUAL = re.compile("[^ -~\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e\u2018-\u201d]")


def _table(signs: str, meant: str) -> dict[int, str]:
    return {ord(sign): char for sign, char in zip(signs, meant, strict=True)}


_RADICAL = re.compile("[\u2e80-\u2fd5]")
_RADICALS: dict[int, str] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **_table(
        "⼾⿊⿈⾭⺀⺅⺎⺏⺐⺒⺓⺟⺠⺩⺫⺬⺭⺹⺻⻁⻂⻃⻄⻆⻑⻒⻓⻘⻝⻞⻟⻣⻤⻨⻩⻫⻭⻯⻲⻳",
        "戸黒黄青冫亻兀尢尣巳幺母民王目示示耂聿虎衤覀西角長長长青食食食骨鬼麦黄斉歯竜亀龟",
    ),
}
"""Radicals that PDF producers write for the characters they look like.

NFKC covers only the block from U+2F00.
"""


_SYMBOL = re.compile("[\uf020-\uf0ff]")
_LEADING_SYMBOL = re.compile("^[\uf020-\uf0ff](?=[ \t\u3000\u3041-\u9fff])")
_SYMBOLS: dict[int, str] = _table(
    "\uf06c\uf06d\uf06e\uf06f\uf071\uf0a7\uf0a8\uf075\uf076\uf0d8\uf0fc\uf0fb\uf0e0\uf0e8\uf0f0\uf0e1\uf0e2\uf0b4\uf0b1\uf0b0",
    "●○■□□▪□◆◆➢✓×→→→↑↓×±°",
)
"""Signs of the fonts Symbol and Wingdings, which Word and PDF write in the private use area."""


class Cleaner:
    """Cleans texts and counts what it removed."""

    def __init__(self) -> None:
        self.removed: Counter[str] = Counter()

    def line(self, text: str) -> str:
        """The text in NFC, on one line, without control characters and surrounding space.

        Several spaces become one; an ideographic space stays. A lone surrogate becomes U+FFFD.
        """
        if not _UNUSUAL.search(text):
            return (re.sub(" +", " ", text) if "  " in text else text).strip()
        text, count = _SURROGATES.subn("\ufffd", text)
        self._count("a lone surrogate", "lone surrogates", count)
        text = _INVISIBLE.sub("", _BREAKS.sub(" ", text))
        text, count = _CONTROLS.subn("", text)
        self._count("a control character", "control characters", count)
        if _SYMBOL.search(text):
            text = _LEADING_SYMBOL.sub("•", text.translate(_SYMBOLS))
        if _RADICAL.search(text):
            text = text.translate(_RADICALS)
        text = unicodedata.normalize("NFC", text)
        return _SPACES.sub(" ", text).strip()

    def warnings(self) -> tuple[str, ...]:
        """One line for each kind of character that was removed or replaced."""
        lines = []
        for name, count in self.removed.items():
            one, many = name.split("|")
            what = "replaced" if "surrogate" in many else "removed"
            lines.append(f"{one if count == 1 else f'{count} {many}'} {what}")
        return tuple(lines)

    def _count(self, one: str, many: str, count: int) -> None:
        if count:
            self.removed[f"{one}|{many}"] += count


def clean(blocks: list[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks with clean texts, and the warnings.

    Empty blocks are left out; the gap before them counts for the next block.
    """
    cleaner = Cleaner()
    kept: list[Block] = []
    gap = 0
    for block in blocks:
        text = cleaner.line(block.text)
        gap = max(gap, block.gap)
        if not text:
            continue
        marker = cleaner.line(block.marker)
        kept.append(Block(text, block.kind, block.level, marker, block.origin, gap, block.indent))
        gap = 0
    return tuple(kept), cleaner.warnings()
