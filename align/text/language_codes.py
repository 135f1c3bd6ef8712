"""Which language codes there are, and which one a wrong code was probably meant to be."""

from __future__ import annotations

import re
from difflib import get_close_matches

from align.errors import UsageError
from align.text.language import primary

_CODES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()
)
"""ISO 639-1. Codes of three letters (ISO 639-3) are believed."""
_MEANT = {"jp": "ja", "cn": "zh", "us": "en", "gb": "en", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk"}
"""Codes of countries that are no codes of languages."""
_NAMED = {
    "japanese": "ja", "english": "en", "chinese": "zh", "korean": "ko", "german": "de", "french": "fr", "spanish": "es",
    "italian": "it", "russian": "ru", "portuguese": "pt", "dutch": "nl", "thai": "th", "vietnamese": "vi",
}  # fmt: skip


def check_language_code(code: str, place: str = "") -> None:
    """Raise UsageError for what is no BCP 47 language tag, with the code that was probably meant.

    >>> check_language_code("en-GB")
    >>> check_language_code("jp")
    Traceback (most recent call last):
    align.errors.UsageError: 'jp' is no language code; did you mean ja?
    """
    first = primary(code)
    if first in _CODES or re.fullmatch(r"[a-z]{3}", first):
        return
    meant = _MEANT.get(first) or _NAMED.get(next(iter(get_close_matches(first, _NAMED, 1, 0.75)), ""))
    cure = f"did you mean {meant}?" if meant else "give a code such as ja, en or zh-Hant"
    raise UsageError(f"{code!r} is no language code", place=place, cure=cure)
