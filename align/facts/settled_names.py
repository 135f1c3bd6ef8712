"""Foreign names whose katakana spelling is settled: ジョーンズ is Jones, and Johnson is ジョンソン."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from align.model import Span

_KATAKANA = re.compile("[ァ-ヺー]{2,}")


@lru_cache(maxsize=1)
def settled_names() -> dict[str, frozenset[str]]:
    """Katakana -> its Latin spellings. The file is read once."""
    lines = Path(__file__).with_name("katakana_names.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {katakana: frozenset(latin.split("|")) for katakana, latin in rows}


@lru_cache(maxsize=1)
def latin_names() -> frozenset[str]:
    """The Latin spellings of all names."""
    return frozenset(name for names in settled_names().values() for name in names)


def settled_in(text: str) -> list[tuple[str, Span]]:
    """Return the settled names in a Japanese text with their places."""
    return [(match[0], match.span()) for match in _KATAKANA.finditer(text) if match[0] in settled_names()]
