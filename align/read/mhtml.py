"""MHTML (a page saved by a browser in one file) -> blocks: the page is unpacked and read as HTML."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError

from align.errors import InputError
from align.read import html
from align.read.blocks import RawDocument


def read(content: bytes, place: str, declared: str = "", part: str = "") -> RawDocument:
    """Read the first HTML page, or one `part` of it. Raises InputError."""
    try:
        message = message_from_bytes(content)
        for piece in message.walk():
            if piece.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = piece.get_payload(decode=True)
                if isinstance(page, bytes) and page.strip():
                    charset = piece.get_content_charset("") or declared
                    return replace(html.read(page, place, charset, part), format="mhtml")
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise InputError("a damaged MHTML file", place=place, cure="save the page again as HTML") from error
    raise InputError("holds no page", place=place, cure="save the page again as HTML")
