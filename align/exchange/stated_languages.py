"""The languages that a bilingual file states: as tags, three-letter codes or names."""

from __future__ import annotations

from align.errors import UsageError
from align.text.language import primary

_CODES = {
    "ja": ("jpn", "jp", "japanese", "日本語"),
    "en": ("eng", "english", "英語"),
    "zh": ("zho", "chi", "chinese", "中国語"),
    "ko": ("kor", "korean", "韓国語"),
    "fr": ("fra", "fre", "french"),
    "de": ("deu", "ger", "german"),
    "es": ("spa", "spanish"),
    "it": ("ita", "italian"),
    "pt": ("por", "portuguese"),
    "ru": ("rus", "russian"),
}
_CODE_OF = {name: code for code, names in _CODES.items() for name in names}


def language_key(stated: str) -> str:
    """Return the code that a tag, a three-letter code or a name stands for.

    >>> language_key("jpn"), language_key("Japanese (Japan)"), language_key("EN_us"), language_key("")
    ('ja', 'ja', 'en', '')
    """
    name = primary(stated.strip()).partition(" ")[0]
    return _CODE_OF.get(name, name)


def languages_to_read(stated: tuple[str, str], wanted: tuple[str, str], place: str) -> tuple[str, str]:
    """Return the source and target language of a file that states them; `wanted` are those asked for.

    A file in the other direction is read in its own. Raises UsageError for a file of other
    languages.
    """
    found = tuple(map(language_key, stated))
    asked = tuple(map(language_key, wanted))
    pairs = list(zip(found, asked, strict=True))
    if all(one in ("", other) for one, other in pairs):
        return wanted
    if all(one in ("", other) for one, other in zip(found, reversed(asked), strict=True)):
        return wanted[1], wanted[0]
    cure = f"give --source-lang {found[0] or asked[0]} --target-lang {found[1] or asked[1]}"
    raise UsageError(f"its languages are {' and '.join(filter(None, stated))}", place=place, cure=cure)
