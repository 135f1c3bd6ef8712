"""Gettext PO -> one block a translated message; its place is its line and its source file."""

from __future__ import annotations

import re

from align.errors import AlignError, InputError
from align.read.blocks import MAX_BLOCKS, Block, LeftOut, RawDocument, letters
from align.read.encoding import decode
from align.read.text import check_text

_LARGEST = 64 * 1024 * 1024
_CHARSET = re.compile(rb"Content-Type:[^\n]{0,80}charset=([\w-]+)")
_CURE = "check it with msgfmt -c"


def read(content: bytes, place: str, declared: str = "") -> RawDocument:
    """Read the translations of a catalogue, or the messages of a template that holds no translation.

    Raises InputError.
    """
    try:
        import polib
    except ImportError as error:
        raise AlignError("reading PO needs polib", place=place, cure="pip install 'taiyaku[formats]'") from error
    if len(content) > _LARGEST:
        raise InputError(
            f"a catalogue of more than {_LARGEST >> 20} MB", place=place, cure="give one catalogue per file"
        )
    named = _CHARSET.search(content[:8192])
    decoded = decode(content, named.group(1).decode("ascii") if named else declared)
    check_text(decoded.text, place)
    try:
        catalogue = polib.pofile(decoded.text + "\n")
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise InputError(f"a damaged PO file: {' '.join(str(error).split())[:80]}", place=place, cure=_CURE) from error
    if len(catalogue) > MAX_BLOCKS:
        raise InputError(f"more than {MAX_BLOCKS:,} messages", place=place, cure="give one catalogue per file")
    template = not any(entry.msgstr or any(entry.msgstr_plural.values()) for entry in catalogue)
    blocks: list[Block] = []
    left: list[LeftOut] = []
    for entry in catalogue:
        origin = f"line {entry.linenum}"
        plural = [entry.msgstr_plural[key] for key in sorted(entry.msgstr_plural)]
        texts = [entry.msgid, entry.msgid_plural] if template else [entry.msgstr, *plural]
        texts = [text for text in dict.fromkeys(texts) if text.strip()]
        if entry.obsolete:
            left += [LeftOut(text, "obsolete", origin) for text in texts]
        elif not texts:
            left.append(LeftOut(entry.msgid, "untranslated", origin))
        elif entry.fuzzy and not template:
            left += [LeftOut(text, "fuzzy", origin) for text in texts]
        else:
            blocks += [Block(text, "paragraph", origin=origin) for text in texts]
    visible = sum(letters(block.text) for block in blocks) + sum(
        letters(part.text) for part in left if part.reason == "fuzzy"
    )
    return RawDocument(
        tuple(blocks), "po", decoded.encoding, warnings=decoded.warnings, left_out=tuple(left), visible=visible
    )
