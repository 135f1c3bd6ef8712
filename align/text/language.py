"""Whether a document is written in the language that it should be."""

from __future__ import annotations

import re
from pathlib import Path

from align.model import Document

_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_HAN = re.compile("[\u3400-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-zÀ-ÿ]")
_NAMES = {"ja": "Japanese", "en": "English", "zh": "Chinese", "ko": "Korean", "ru": "Russian"}
_SAMPLE = 50_000


def looks_like(text: str, lang: str) -> bool:
    """False only if the text is plainly in another script than `lang` is written in; True where nothing can be said."""
    found = _language(text[:_SAMPLE])
    wanted = lang.split("-")[0].lower()
    return (
        not found
        or found == wanted
        or wanted not in _NAMES
        or (found == "en" and wanted not in ("ja", "zh", "ko", "ru"))
    )


def check_language(document: Document) -> str | None:
    """A sentence for the user if the document is plainly in another language than it should be, else None."""
    text = " ".join(segment.text for segment in document.segments[:400])[:_SAMPLE]
    if looks_like(text, document.lang):
        return None
    wanted = _NAMES.get(document.lang.split("-")[0].lower(), document.lang)
    return f"reads as {_NAMES[_language(text)]}, not {wanted}; are the two sides swapped, or is it the wrong file?"


def language_of(path: Path, text: str) -> str:
    """The language that a file's name says (x.ja.txt, ja.txt, x.en), else what its text looks like; "en" in doubt."""
    parts = path.name.lower().split(".")
    for lang in ("ja", "en"):
        if lang in parts:
            return lang
    return _language(text[:_SAMPLE]) or ("ja" if _KANA.search(text) or _HAN.search(text) else "en")


def _language(text: str) -> str:
    """ja, zh, ko, ru, en (any Latin script) or "" for too little text."""
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
        return "zh" if han > 60 and kana < 0.02 * han else "ja"
    return "en" if latin > 0.8 * total else ""
