"""Gettext PO, read only: message and translation as a bilingual row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.errors import AlignError, FormatError
from align.exchange.grids import BilingualRow, Columns
from align.read.encoding import decode

if TYPE_CHECKING:
    from polib import POFile

_CHARSET = re.compile(rb"Content-Type:[^\n]{0,80}charset=([\w-]+)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}")
_KANA = re.compile("[\u3041-\u30ff]")
_LARGEST = 64 * 1024 * 1024


def read_bilingual(content: bytes, place: str, langs: tuple[str, str], columns: Columns) -> Iterator[BilingualRow]:
    """Yield the messages with their translations; `langs` are those of the rows.

    Raises FormatError, AlignError.

    A message without a translation, or with one that is marked fuzzy, has an empty translation.
    Obsolete ones are passed over. The form behind the last plural stands for all.
    """
    catalogue = _parsed(content, place)
    reverse = langs[0] == _translated_into(catalogue)
    for entry in catalogue:
        if entry.obsolete:
            continue
        forms = [entry.msgstr_plural[key] for key in sorted(entry.msgstr_plural)]
        text = entry.msgid_plural or entry.msgid
        translation = "" if entry.fuzzy else (forms[-1] if forms else entry.msgstr)
        yield BilingualRow(f"line {entry.linenum}", *((translation, text) if reverse else (text, translation)))


def stated_languages(content: bytes, place: str) -> tuple[str, str]:
    """Return the languages of the messages and of the translations; the messages of a PO are English by custom."""
    into = _translated_into(_parsed(content, place))
    return ("en", into) if into != "en" else ("", into)


def _translated_into(catalogue: POFile) -> str:
    """The language of the translations: as the header says, else Japanese if they hold kana."""
    if stated := _LANGUAGE.match(str(catalogue.metadata.get("Language", ""))):
        return stated.group().lower()
    return "ja" if any(_KANA.search(entry.msgstr) for entry in catalogue) else ""


def _parsed(content: bytes, place: str) -> POFile:
    try:
        import polib
    except ImportError as error:
        raise AlignError("reading PO needs polib", place=place, cure="pip install 'taiyaku[formats]'") from error
    if len(content) > _LARGEST:
        raise FormatError(f"larger than {_LARGEST >> 20} MB", place=place, cure="give one catalogue per file")
    named = _CHARSET.search(content[:8192])
    text = decode(content, named.group(1).decode("ascii") if named else "").text
    try:
        return polib.pofile(text + "\n")
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
        trouble = " ".join(str(error).split())[:80]
        raise FormatError(f"a damaged PO file: {trouble}", place=place, cure="check it with msgfmt -c") from error
