"""Text that was decoded with the wrong encoding before it was saved."""

from __future__ import annotations

from align.read.encoding import log_probability

_MIX_UPS = (
    ("cp932", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("euc-jp", "utf-8"),
    ("cp1252", "cp932"),
    ("latin-1", "cp932"),
    ("latin-1", "euc-jp"),
    ("cp932", "euc-jp"),
)
"""(read as, written in): the mistakes that garble Japanese text."""


def mojibake(text: str) -> str:
    """The mistake that garbled the text ("UTF-8 read as cp932"), "" if it is not garbled."""
    sample = text[:20_000]
    if not sample or sample.isascii():
        return ""
    kana = _share(sample, 0x3041, 0x30FF)
    if kana > 0.3:
        return ""
    best, name = 0.0, ""
    for wrong, right in _MIX_UPS:
        raw = sample.encode(wrong, "ignore")
        if len(raw) < 0.6 * len(sample):
            continue
        mended = raw.decode(right, "ignore")
        if len(mended) * 4 < len(raw):
            continue
        gain = _share(mended, 0x3041, 0x30FF) - kana
        if gain > 0.15 and gain > best and log_probability(mended) / len(raw) > log_probability(sample) / len(raw):
            best, name = gain, f"{right.upper()} read as {wrong}"
    return name


def _share(text: str, first: int, last: int) -> float:
    letters = [char for char in text if not char.isspace()]
    return sum(first <= ord(char) < last for char in letters) / len(letters) if letters else 0.0
