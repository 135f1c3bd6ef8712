"""Makes characters visible that a format cannot hold, so that none is dropped and no file breaks.

A control character becomes its picture (ESC -> ␛), a lone surrogate or a noncharacter becomes �.
"""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


def unicode_text(text: str) -> str:
    """Return `text` with U+FFFD for lone surrogates, which UTF-8 cannot hold."""
    return _SURROGATE.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Return `text` with a visible character for each that XML 1.0 forbids."""
    return _NOT_XML.sub(_picture, text)


def escape(text: str) -> str:
    """Return `text` as the content of an XML or HTML element, forbidden characters replaced."""
    return xml_text(text).translate(_IN_TEXT)


def attribute(text: str) -> str:
    """Return `text` as a quoted XML or HTML attribute; a reader gets line breaks and tabs back."""
    return xml_text(text).translate(_IN_ATTRIBUTE)


def count_forbidden(text: str) -> int:
    """Return the number of characters of `text` that XML forbids."""
    return len(_NOT_XML.findall(text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"
