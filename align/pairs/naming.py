"""The rule for a pair's name, the only one: every command names pairs by it.

x.ja.txt, x_ja.txt, x-ja.txt, x.jpn.txt, x.JA.TXT, x.ja-JP.txt and x.ja belong to the pair x;
talk/ja.txt and talk/ja belong to the pair talk.
"""

from __future__ import annotations

import re
import unicodedata

_ALSO = {"ja": ("jpn", "jp", "japanese"), "en": ("eng", "english")}
"""What people write for a language in the names of files."""


_NO_SIGNS = re.compile(r"[\\\x00-\x1f\x7f]")


def pair_name(written: str) -> str:
    """Return the name of a pair whose files are called so: a backslash, a tab and their like become "_"."""
    return _NO_SIGNS.sub("_", written)


def name_before(file: str, lang: str) -> str | None:
    """Return what stands before the language in a file's name: "" where its folder names the pair, None without one.

    >>> name_before("min.2023.ja.txt", "ja")
    'min.2023'
    >>> name_before("ja.txt", "ja")
    ''
    >>> name_before("x_ja.txt", "ja"), name_before("x.ja-JP.md", "ja"), name_before("x.JA.TXT", "ja")
    ('x', 'x', 'x')
    >>> name_before("x-ja.txt", "ja"), name_before("x_jpn.txt", "ja"), name_before("x_english.pdf", "en")
    ('x', 'x', 'x')
    >>> name_before("notes.txt", "ja") is None
    True
    """
    if file.startswith("~$"):  # Word's mark for a file that is open
        return None
    written = "|".join(map(re.escape, (lang, *_ALSO.get(lang, ()))))
    pattern = rf"(?:(.+?)[._-])?(?:{written})(?:[-_][a-z]{{2}})?(?:\.[^.]+)?"
    match = re.fullmatch(pattern, unicodedata.normalize("NFC", file), re.IGNORECASE)
    return (match[1] or "") if match else None
