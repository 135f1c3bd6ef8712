"""A Japanese sentence without one of its negations: 使わない becomes 使う, ありません becomes あります."""

from __future__ import annotations

import re

from align.model import Span

_ROWS = dict(zip("わかがさたなばまら", "うくぐすつぬぶむる", strict=True))
"""The end of a verb before ない -> its plain end."""
_PAST = dict(zip("わかがたなばまら", ("った", "いた", "いだ", "った", "んだ", "んだ", "んだ", "った"), strict=True)) | {
    "さ": "した"
}
_POLITE = re.compile("ませんでした|ません")
_PLAIN = re.compile("な(?:い|かった|くて?|けれ|し)|[ずぬ]")
_WORDS = {"不要": "必要", "不可": "可", "禁止": "許可", "禁じ": "許し", "お断り": "歓迎"}


def affirmed(text: str, span: Span) -> list[str]:
    """Return the text with the negation at `span` taken back; [] where that is not known.

    >>> affirmed("この鍵は使わない。", (6, 8)), affirmed("鍵はありません。", (4, 7))
    (['この鍵は使う。'], ['鍵はあります。'])
    """
    word = text[slice(*span)]
    if word in _WORDS:
        return [text[: span[0]] + _WORDS[word] + text[span[1] :]]
    if match := _POLITE.match(text, span[0]):
        end = "ました" if match[0].endswith("た") else "ます"
        return [text[: span[0]] + end + text[match.end() :]]
    match = _PLAIN.match(text, span[0])
    before = text[span[0] - 1 : span[0]]
    if match is None or not before:
        return []
    stem, behind = text[: span[0]], text[match.end() :]
    past = match[0] == "なかった"
    if re.search("(?:[がはもで]|ことは|では|じゃ)$", stem):
        return [stem + ("あった" if past else "ある") + behind]
    if before == "し" or (stem.endswith("せ") and match[0] == "ず"):
        return [stem[:-1] + ("した" if past else "する") + behind]
    if before in _ROWS:
        return [stem[:-1] + (_PAST[before] if past else _ROWS[before]) + behind]
    return [stem + ("た" if past else "る") + behind]
