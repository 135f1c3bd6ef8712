"""Which languages word links were learnt on, and what is said of others."""

from __future__ import annotations

from align.text.language import primary


def language_note(source: str, target: str) -> str:
    """Return what a person should know of word links between these languages; "" for Japanese and English."""
    others = [lang for lang in (source, target) if primary(lang) not in ("ja", "en")]
    if not others:
        return ""
    return (
        f"word links of {' and '.join(others)} rest on vectors, figures and Latin words alone, and were never measured"
    )
