"""The heads that people give to the columns of a bilingual table."""

from __future__ import annotations

import re
import unicodedata

from align.text.language import primary

ID_HEADS = ("id", "key", "row id", "segment id", "no", "no.", "#", "番号", "項番", "通番", "キー")
_ROLES = {
    "source": ("source", "src", "original", "原文", "原語", "原稿"),
    "target": ("target", "tgt", "translation", "translated", "訳文", "翻訳文", "翻訳", "対訳", "訳"),
}
_LANGUAGES = {
    "ja": ("japanese", "jpn", "jp", "ja", "日本語", "和文", "邦文"),
    "en": ("english", "eng", "en", "英語", "英文", "英訳"),
}
_TEXTS = ("text", "segment", "sentence", "string", "文", "テキスト", "本文")
_OTHER = (
    "language",
    "言語",
    "版",
    "japan",
    "united",
    "states",
    "kingdom",
    "usa",
    "us",
    "uk",
    "gb",
    "日本",
    "米国",
    "英国",
)
"""Words that may stand beside: regions and the like."""


def head_rank(head: str, side: str, langs: tuple[str, str]) -> int:
    """Return how surely a head names the column of a side: 0 for no, else higher is surer.

    Every word of it must be known, so that "Source URL" and "Target notes" name no texts. A role
    with a word for text ("source_text") is surer than a role, which is surer than a language.
    """
    own, other = (primary(lang) for lang in (langs if side == "source" else langs[::-1]))
    words = _words(head, (own, other))
    if not words:
        return 0
    other_side = "target" if side == "source" else "source"
    is_own = any(word in _LANGUAGES.get(own, (own,)) for word in words)
    is_other = any(word in _LANGUAGES.get(other, (other,)) for word in words)
    role = any(word in _ROLES[side] for word in words)
    other_role = any(word in _ROLES[other_side] for word in words)
    if is_other or (other_role and not is_own) or not (is_own or role):
        return 0
    if role:
        return 4 if any(word in _TEXTS for word in words) else 3
    return 2


def _words(head: str, codes: tuple[str, str]) -> list[str]:
    """Return the known words of a head; nothing if it has any other word."""
    text = unicodedata.normalize("NFKC", head).casefold()
    known = sorted(
        {word for group in (*_ROLES.values(), *_LANGUAGES.values(), _TEXTS, _OTHER) for word in group},
        key=len,
        reverse=True,
    )
    latin = re.findall(r"[a-z]+", text)
    found = [word for word in latin if word in known or word in codes]
    if len(found) != len(latin):
        return []
    rest = re.sub(r"[a-z]+|[\W\d_]+", " ", text).split()
    for piece in rest:
        while piece:
            word = next((word for word in known if piece.startswith(word)), None)
            if word is None:
                return []
            found.append(word)
            piece = piece.removeprefix(word)
    return found
