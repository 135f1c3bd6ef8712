"""Language tags, and the language that a text is written in."""

from __future__ import annotations

import re
from collections import Counter

_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_HAN = re.compile("[\u3400-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-zÀ-ÿ]")
_NAMES = {"ja": "Japanese", "en": "English", "zh": "Chinese", "ko": "Korean", "ru": "Russian"}
_SAMPLE = 50_000
_CHINESE_FUNCTION = "的了是在不和這我他與為於及"
"""Frequent function words of Chinese that Japanese character sets hold too."""


def primary(lang: str) -> str:
    """The first subtag of a BCP 47 tag, in lower case.

    >>> primary("ja-JP"), primary("EN_us"), primary("")
    ('ja', 'en', '')
    """
    return lang.lower().replace("_", "-").partition("-")[0]


def is_unspaced(lang: str) -> bool:
    """True for Japanese and Chinese, which put no space between words and sentences."""
    return primary(lang) in ("ja", "zh")


def looks_like(text: str, lang: str) -> bool:
    """False only if the text is plainly not in the script of `lang`; short texts give True."""
    found = _language(text[:_SAMPLE])
    wanted = primary(lang)
    return (
        not found
        or found == wanted
        or wanted not in _NAMES
        or (found == "en" and wanted not in ("ja", "zh", "ko", "ru"))
    )


def language_doubt(text: str, lang: str) -> str | None:
    """A message for the user if the text is plainly not in `lang`, else None."""
    if looks_like(text, lang):
        return None
    wanted = _NAMES.get(primary(lang), lang)
    found = _NAMES[_language(text[:_SAMPLE])]
    return f"reads as {found}, not {wanted}; are the two sides swapped, or is it the wrong file?"


def language_of(name: str, text: str) -> str:
    """The language that a file name states (x.ja.txt, ja.txt, x.en), else that of the text.

    "en" if neither says anything.
    """
    parts = name.lower().split(".")
    for lang in ("ja", "en"):
        if lang in parts:
            return lang
    return _language(text[:_SAMPLE]) or ("ja" if _KANA.search(text) or _HAN.search(text) else "en")


def _language(text: str) -> str:
    """ja, zh, ko, ru, or en for any Latin script; "" if the text is too short or mixed."""
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    hangul, cyrillic, latin = len(_HANGUL.findall(text)), len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    total = kana + han + hangul + cyrillic + latin
    if total < 20:
        return ""
    if hangul > 0.4 * total:
        return "ko"
    if cyrillic > 0.4 * total:
        return "ru"
    if kana + han > 0.08 * total:
        return _of_kanji(text) if han > 60 and kana < 0.02 * han else "ja"
    return "en" if latin > 0.8 * total else ""


def _of_kanji(text: str) -> str:
    """Return the language of a text nearly without kana: zh, ja, or "" if its characters are used in both.

    A Japanese list of names and posts has no kana either. Characters that Japanese character sets
    lack are Chinese, those that Chinese sets lack are Japanese. A traditional Chinese text may lack
    both, but not its function words.
    """
    counts = Counter(character for character in text if _HAN.match(character))
    chinese = sum(count for character, count in counts.items() if not _in_charset(character, "cp932"))
    japanese = text.count("々") + sum(
        count
        for character, count in counts.items()
        if not any(_in_charset(character, charset) for charset in ("gb2312", "big5"))
        and _in_charset(character, "cp932")
    )
    if chinese > max(2, 2 * japanese):
        return "zh"
    if japanese:
        return "ja"
    function_words = sum(counts[character] for character in _CHINESE_FUNCTION)
    return "zh" if function_words > 0.03 * counts.total() else ""


def _in_charset(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
