"""The rule for a pair's name, the only one: every command names pairs by it.

x.ja.txt and x.ja belong to the pair x; talk/ja.txt and talk/ja belong to the pair talk.
"""

from __future__ import annotations

import re


def name_before(file: str, lang: str) -> str | None:
    """Return what stands before the language in a file's name: "" where its folder names the pair, None without one.

    >>> name_before("min.2023.ja.txt", "ja")
    'min.2023'
    >>> name_before("ja.txt", "ja")
    ''
    >>> name_before("notes.txt", "ja") is None
    True
    """
    match = re.fullmatch(rf"(?:(.+)\.)?{re.escape(lang)}(?:\.[^.]+)?", file)
    return (match[1] or "") if match else None
