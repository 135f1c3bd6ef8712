"""Subtitles (SRT, WebVTT, SSA) -> one block a cue; its place is its time code."""

from __future__ import annotations

import re

from align.errors import AlignError, InputError
from align.read.blocks import MAX_BLOCKS, Block, LeftOut, RawDocument, letters
from align.read.encoding import decode
from align.read.text import check_text
from align.text.joining import join_all

_LARGEST = 16 * 1024 * 1024
_TAG = re.compile(r"<[^<>]{0,200}>")
_OVERRIDE = re.compile(r"\{\\[^{}]{0,200}\}")


def read(content: bytes, place: str, declared: str = "") -> RawDocument:
    """Read a subtitle file. Raises InputError."""
    try:
        import pysubs2
    except ImportError as error:
        raise AlignError(
            "reading subtitles needs pysubs2", place=place, cure="pip install 'taiyaku[formats]'"
        ) from error
    if len(content) > _LARGEST:
        raise InputError(f"subtitles of more than {_LARGEST >> 20} MB", place=place, cure="give one film per file")
    decoded = decode(content, declared)
    check_text(decoded.text, place)
    bare = decoded.text.lstrip("\ufeff")
    kind = "vtt" if bare.startswith("WEBVTT") else "ass" if bare.startswith("[Script Info]") else "srt"
    try:
        cues = pysubs2.SSAFile.from_string(decoded.text, format_=kind)
    except (pysubs2.exceptions.Pysubs2Error, ValueError, IndexError, OverflowError) as error:
        raise InputError(f"damaged subtitles: {error}", place=place, cure="save them again as SRT or VTT") from error
    if len(cues) > MAX_BLOCKS:
        raise InputError(f"more than {MAX_BLOCKS:,} cues", place=place, cure="give one film per file")
    blocks: list[Block] = []
    left: list[LeftOut] = []
    for cue in cues:
        origin = f"{_time(cue.start)} --> {_time(cue.end)}"
        text = join_all(_TAG.sub("", line).strip() for line in _OVERRIDE.sub("", cue.text).split(r"\N"))
        if cue.is_comment:
            left.append(LeftOut(text, "comment", origin))
        elif text:
            blocks.append(Block(text, "paragraph", origin=origin))
    visible = sum(letters(block.text) for block in blocks)
    return RawDocument(
        tuple(blocks), "subtitles", decoded.encoding, warnings=decoded.warnings, left_out=tuple(left), visible=visible
    )


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(max(0, milliseconds), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"
