"""Texts, lists of segments and files become the two documents of a pair."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.errors import InputError, LanguageError, UsageError
from align.model import Document, Segment
from align.pairs import STDIN, pair_of_files
from align.read import read_content
from align.read.cleaning import Cleaner
from align.reading import ReadOptions, read_pair
from align.segment import by_sentence, check_language, document_of, read_document_with_warnings, read_lines
from align.text.sentences import sentence_spans

Text = str | Sequence[str] | Path | Document
"""One side of a pair: a text, its segments, a file, or a document."""
_LONGEST_NAME = 1000


@dataclass(frozen=True)
class Reading:
    """The two documents of a pair, and what a person should know of them."""

    source: Document
    target: Document
    warnings: tuple[str, ...] = ()


def reading_of_files(source: Path, target: Path, options: ReadOptions) -> Reading:
    """Read two files as `align run` does. Raises InputError, UsageError, LanguageError."""
    pair = pair_of_files([source, target], options.languages)
    if STDIN in (pair.source, pair.target):
        raise UsageError("stdin is no file", cure="give two paths")
    return Reading(*read_pair(pair, options))


def documents_of(source: Text, target: Text, name: str, options: ReadOptions) -> Reading:
    """Return both sides as documents; `name` names the pair, else the source does.

    Raises AlignError.
    """
    if isinstance(source, Path) and isinstance(target, Path):
        reading = reading_of_files(source, target, options)
        return Reading(_named(reading.source, name), _named(reading.target, name), reading.warnings)
    name = name or next((side.id for side in (source, target) if isinstance(side, Document)), "pair")
    first, noted = _document(source, "source", name, options)
    second, also_noted = _document(target, "target", name, options)
    return Reading(first, second, (*noted, *also_noted))


def _named(document: Document, name: str) -> Document:
    return replace(document, id=name) if name else document


def _document(text: Text, side: str, name: str, options: ReadOptions) -> tuple[Document, tuple[str, ...]]:
    lang: str = getattr(options.languages, side)
    noted: tuple[str, ...] = ()
    if isinstance(text, Document):
        document = _named(text, name)
    elif isinstance(text, Path):
        document, noted = read_document_with_warnings(
            text, lang, id=name, lines=options.lines, level=options.level, format=options.format
        )
    else:
        document, noted = (
            _of_string(text, side, lang, name, options)
            if isinstance(text, str)
            else _of_list(_listed(text, side), side, lang, name)
        )
        if options.level == "sentence":
            document = by_sentence(document)
    if doubt := check_language(document):
        trouble, _, cure = doubt.partition("; ")
        believed = isinstance(text, Document) or options.believed[side == "target"]
        if not believed:
            raise LanguageError(trouble, place=side, cure=f"{cure} if not, say so: {side}_lang={lang!r} is believed")
        noted = (*noted, f"{side}: {trouble}, but the language that was named is believed")
    return document, noted


def _of_string(text: str, side: str, lang: str, name: str, options: ReadOptions) -> tuple[Document, tuple[str, ...]]:
    if len(text) <= _LONGEST_NAME and "\n" not in text and _is_file(text):
        cure = f"give Path({text!r}), or use align_files"
        raise UsageError("a string is a text, and this is the name of a file", place=side, cure=cure)
    if not text.strip():
        raise InputError("the text is empty", place=side, cure="give a text, or a list of its paragraphs")
    content = text.encode("utf-8", "replace")
    if options.lines:
        return read_lines(content, side, lang, id=name)
    return document_of(read_content(content, side, format="text"), lang, id=name, place=side)


def _listed(texts: object, side: str) -> Sequence[str]:
    """Return what was given as a list.

    Raises UsageError for what is neither text nor list, InputError for no item.
    """
    if isinstance(texts, bytes | Mapping) or not isinstance(texts, Iterable):
        trouble = f"{type(texts).__name__} is neither a text nor a list of texts"
        raise UsageError(trouble, place=side, cure="give a str, a list of str, a Path or a Document")
    found = list(texts)
    if not found:
        raise InputError("the list is empty", place=side, cure="give a text, or a list of its paragraphs")
    return found


def _of_list(texts: Sequence[str], side: str, lang: str, name: str) -> tuple[Document, tuple[str, ...]]:
    """Return one segment an item; white space in an item becomes one space, and an empty item is refused."""
    cleaner = Cleaner()
    segments: list[Segment] = []
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise UsageError(f"item {number} is no text", place=side, cure="give a list of strings")
        line = cleaner.line(" ".join(text.split()))
        if not line:
            raise InputError(f"item {number} is empty", place=side, cure="leave it out")
        segments.append(Segment(number, line, sentences=sentence_spans(line, lang), origin=f"item {number + 1}"))
    digest = hashlib.sha256("\n".join(segment.text for segment in segments).encode()).hexdigest()
    return Document(name, lang, tuple(segments), sha256=digest), cleaner.warnings()


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
