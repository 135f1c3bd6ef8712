"""Characters that a format cannot hold, made visible: never dropped, never a broken file.

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
    """`text` with lone surrogates, which no UTF-8 file can hold, replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """`text` with every character that XML 1.0 forbids replaced by a visible one."""
    return _NOT_XML.sub(_picture, text)


def escape(text: str) -> str:
    """`text` for the inside of an XML or HTML element, forbidden characters replaced."""
    return xml_text(text).translate(_IN_TEXT)


def attribute(text: str) -> str:
    """`text` for the inside of a quoted XML or HTML attribute; line breaks and tabs survive the reader."""
    return xml_text(text).translate(_IN_ATTRIBUTE)


def count_forbidden(text: str) -> int:
    """How many characters of `text` XML forbids."""
    return len(_NOT_XML.findall(text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"
