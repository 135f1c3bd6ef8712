"""The rule for a pair's name, the only one: every command names pairs by it.

x.ja.txt, x_ja.txt, x-ja.txt, x.jpn.txt, x.JA.TXT, x.ja-JP.txt and x.ja belong to the pair x;
talk/ja.txt and talk/ja belong to the pair talk. Names such as x（和文）.txt, ja_x.txt and x_j.txt
belong to the pair x only where the other half is named in the same way.
"""

from __future__ import annotations

import re
import unicodedata

_ALSO = {"ja": ("jpn", "jp", "japanese"), "en": ("eng", "english")}
"""What people write for a language in the names of files."""

_WORDS = {"ja": ("日本語", "和文", "邦文", "日文"), "en": ("英語", "英文")}
_INITIALS = {"ja": ("j", "日"), "en": ("e", "英")}

_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,8}\Z")
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


def loose_name(file: str, lang: str) -> str | None:
    """Return what is left of a file's name without a sign of its language that may also mean something else.

    None without such a sign. It names a pair only where the other half leaves the same.

    >>> loose_name("計画（和文）.docx", "ja"), loose_name("計画英語版.docx", "en"), loose_name("en_plan.txt", "en")
    ('計画', '計画', 'plan')
    >>> loose_name("index_e.html", "en"), loose_name("plan (ja).txt", "ja"), loose_name("plane.txt", "en") is None
    ('index', 'plan', True)
    """
    if file.startswith("~$"):
        return None
    words = "|".join(map(re.escape, _WORDS.get(lang, ())))
    codes = "|".join(map(re.escape, (lang, *_ALSO.get(lang, ()), *_WORDS.get(lang, ()), *_INITIALS.get(lang, ()))))
    stem = _SUFFIX.sub("", unicodedata.normalize("NFC", file))
    for pattern in (
        rf"(.+?)[ 　._-]*[（(\[【](?:{codes})版?[）)\]】]",
        rf"(.+?)[ 　._-]+(?:{codes})版?",
        rf"[（(\[【](?:{codes})版?[）)\]】][ 　._-]*(.+)",
        rf"(?:{codes})版?[ 　._-]+(.+)",
        *([rf"(.+?)(?:{words})版?"] if words else []),
    ):
        if match := re.fullmatch(pattern, stem, re.IGNORECASE | re.DOTALL):
            return match[1]
    return None
