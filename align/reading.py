"""The two documents of a pair: read, cut into segments, looked at for their language, given their origins."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from align.errors import LanguageError, UsageError
from align.model import LEVELS, Document, Origin
from align.pairs import Languages, PairFiles


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How both files are read."""

    languages: Languages = field(default_factory=Languages)
    lines: bool = False
    """True: each line is already a segment."""
    level: str = "paragraph"
    format: str = ""
    """A key of `align.read.READERS` for both files; "" finds it by content."""
    believed: tuple[bool, bool] = (False, False)
    """True for a side whose language the user named: a text that looks otherwise is read with a warning."""
    statuses: tuple[str, str] = ("", "")
    """What the sources and the targets are, such as "draft"; "" leaves what the list of the pairs says."""
    parts: tuple[str, str] = ("", "")
    """The part of a web page that is the source, and that is the target: "lang=ja", a CSS selector, "" for all."""

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise UsageError(f"--level {self.level}: unknown", cure=f"use {' or '.join(LEVELS)}")


def read_pair(pair: PairFiles, options: ReadOptions = ReadOptions()) -> tuple[Document, Document, tuple[str, ...]]:
    """Return source, target and the warnings about them, a line each.

    Raises InputError for what cannot be read, LanguageError for a side in another language.
    """
    source, noted = _read_side(pair, "source", options)
    target, also_noted = _read_side(pair, "target", options)
    return source, target, (*noted, *also_noted)


def _read_side(pair: PairFiles, side: str, options: ReadOptions) -> tuple[Document, tuple[str, ...]]:
    from align.segment import check_language, read_document_with_warnings

    path: Path = getattr(pair, side)
    lang: str = getattr(options.languages, side)
    origin: Origin = getattr(pair, f"{side}_origin")
    title: str = getattr(pair, f"{side}_title")
    sha256: str = getattr(pair, f"{side}_sha256")
    document, noted = read_document_with_warnings(
        path,
        lang,
        id=pair.id,
        lines=options.lines,
        level=options.level,
        format=options.format,
        part=options.parts[side == "target"],
    )
    if doubt := check_language(document):
        trouble, _, cure = doubt.partition("; ")
        if not options.believed[side == "target"]:
            raise LanguageError(
                trouble, place=str(path), cure=f"{cure} if not, say so: --{side}-lang {lang} is believed"
            )
        noted = (*noted, f"{path}: {trouble}, but --{side}-lang is believed")
    if sha256 and document.sha256 and sha256 != document.sha256:
        noted = (*noted, f"{path}: not the file that its list describes (sha256 differs); bring it in with `align add`")
    place = origin.place or document.origin.place or str(path)
    origin = replace(
        origin,
        place=place,
        published=origin.published or document.origin.published,
        status=options.statuses[side == "target"] or origin.status,
    )
    return replace(document, title=title or document.title, origin=origin), noted
