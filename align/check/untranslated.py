"""Text of the source language in the target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.view import BeadView
from align.model import Finding
from align.text.language import is_unspaced

_LETTER = "ぁ-ゖァ-ヺー々〆一-鿿㐀-䶿\\uf900-\\ufaff"
"""Kana and kanji; the last range holds compatibility characters. Hangul lies before it."""
JAPANESE = re.compile(rf"[{_LETTER}](?:[{_LETTER}、。・「」\s]*[{_LETTER}])?")
_LETTERS = re.compile(r"[^\W\d_]")


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on empty targets, targets that repeat the source, and Japanese in a target."""
    for view in views:
        if is_unspaced(view.target_lang):
            continue
        if view.is_null:
            signature = view.alignment.signature
            if not view.bead.target and signature.startswith("bilingual") and ":align:" not in signature:
                yield view.finding("untranslated", "error", "the target is empty", [(0, len(view.source))], [])
            continue
        if not view.target.isascii():
            yield from _japanese_left(view)


def _japanese_left(view: BeadView) -> Iterator[Finding]:
    runs = [match for match in JAPANESE.finditer(view.target) if not _glossed(view.target, match)]
    if not runs:
        return
    spans = [match.span() for match in runs]
    share = sum(end - start for start, end in spans) / max(1, len(_LETTERS.findall(view.target)))
    if view.target == view.source or share > 0.5:
        yield view.finding("untranslated", "error", "the target is not translated", [], spans)
    else:
        shown = ", ".join(match[0] for match in runs[:3])
        yield view.finding("untranslated", "warning", f"not translated: {shown}", [], spans)


def _glossed(text: str, match: re.Match[str]) -> bool:
    """Tell whether the Japanese stands in brackets behind its translation: "kaizen (改善)"."""
    before, after = text[: match.start()].rstrip(" \"'“‘"), text[match.end() :].lstrip(" \"'”’")
    return before.endswith(("(", "（", "[")) and after[:1] in (")", "）", "]", ",", ";", ":")
