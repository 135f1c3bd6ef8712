"""Lone surrogates: halves of a character that JSON may hold, and UTF-8 and tokenizers may not."""

from __future__ import annotations


def without_surrogates(text: str) -> str:
    r"""Return the text with "?" for each lone surrogate.

    >>> without_surrogates("A\ud842B"), without_surrogates("𠮷")
    ('A?B', '𠮷')
    """
    return text.encode("utf-8", "replace").decode("utf-8")
