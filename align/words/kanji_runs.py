"""Runs of kanji divided into plausible words, without a dictionary."""

from __future__ import annotations

import re
from functools import lru_cache

NUMBER = re.compile(r"[0-9０-９〇一二三四五六七八九十百千万億兆.,，．]*[0-9０-９〇一二三四五六七八九十百千万億兆]")
_PREFIXES = frozenset("新再非不未無総各全約第同本当副元前現両最高低大小多諸超準毎旧反対")
_SUFFIXES = frozenset(
    "率費者室部市県町村区国省庁局課員長会社店所場館園校院機器具車船路線道橋港駅川山島海湾法令条項号年月日時分秒期"
    "度回件人名個台本枚円銭歳校位級種類別用品物材料金額量数値性化的感力権税書案票券証状図表面点線型式系層内外上下"
    "中前後間末初以他等目色病症薬剤師士官兵軍団隊党派議語文学論説史"
)


@lru_cache(maxsize=16384)
def divide_kanji(run: str) -> tuple[tuple[int, int], ...]:
    """Divide a run of kanji into plausible words: pairs of characters, with single prefixes and suffixes.

    >>> [("連結営業利益率")[a:b] for a, b in divide_kanji("連結営業利益率")]
    ['連結', '営業', '利益', '率']
    >>> [("新政府")[a:b] for a, b in divide_kanji("新政府")]
    ['新', '政府']
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        options = [(best[end - 1][0] + _single(run, end - 1), end - 1)]
        if end >= 2:
            options.append((best[end - 2][0] + 1.0, end - 2))
        best.append(min(options, key=lambda option: option[0]))
    spans = []
    end = len(run)
    while end:
        begin = best[end][1]
        spans.append((begin, end))
        end = begin
    return tuple(reversed(spans))


def _single(run: str, place: int) -> float:
    """The price of a word of one character; a word of two costs 1."""
    if NUMBER.fullmatch(run[place]):
        return 0.6
    if place == 0 and run[place] in _PREFIXES:
        return 0.8
    if place and run[place] in _SUFFIXES:
        return 0.75 if place == len(run) - 1 else 0.9
    return 1.4
