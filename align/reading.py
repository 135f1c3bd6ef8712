"""The two documents of a pair: read, cut into segments, looked at for their language, given their origins."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from align.errors import AlignError, InputError, UsageError
from align.model import Document, Origin
from align.pairs import STDIN, Languages, PairFiles

LEVELS = ("paragraph", "sentence")
_FEWEST_LETTERS = 20
_LEAST_JAPANESE = 0.05
"""Of the letters of a Japanese text; manuals full of commands keep above one half."""
_MOST_FOREIGN = 0.5
"""Of the letters of a text in Latin script: kana and kanji in names and examples stay far below."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How both files are read."""

    languages: Languages = field(default_factory=Languages)
    lines: bool = False
    """True: each line is already a segment."""
    level: str = "paragraph"

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise UsageError(f"--level {self.level}: unknown", cure=f"use {' or '.join(LEVELS)}")


def read_pair(pair: PairFiles, options: ReadOptions = ReadOptions()) -> tuple[Document, Document, tuple[str, ...]]:
    """Return source, target and what a person should hear about them. Raises InputError."""
    source, noted = _read_side(pair, "source", options)
    target, also_noted = _read_side(pair, "target", options)
    check_language(source)
    check_language(target)
    return source, target, (*noted, *also_noted)


def check_language(document: Document) -> None:
    """Raise InputError where the script says plainly that the text is in another language than promised.

    Only what no doubt is left about: Latin letters where Japanese was promised, or the reverse.
    """
    place = document.origin.place or document.id
    text = "".join(document.texts())
    if not document.segments:
        raise InputError("holds no text", place=place, cure="give a file with text")
    kana, han, letters = _count_scripts(text)
    lang = document.lang.split("-")[0].lower()
    if letters < _FEWEST_LETTERS:
        return
    share = (kana + han) / letters
    cure = "give the source first and the target second, or name the languages with --source-lang and --target-lang"
    if lang in ("ja", "zh") and share < _LEAST_JAPANESE:
        name = "Japanese" if lang == "ja" else "Chinese"
        raise InputError(f"not {name}: {share:.0%} of its letters are kana or kanji", place=place, cure=cure)
    if lang == "ja" and not kana and han >= 200:
        raise InputError(f"not Japanese: {han} kanji and no kana", place=place, cure=cure)
    if lang not in ("ja", "zh", "ko") and share > _MOST_FOREIGN:
        trouble = f"not in the language {document.lang!r}: {share:.0%} of its letters are kana or kanji"
        raise InputError(trouble, place=place, cure=cure)


def _read_side(pair: PairFiles, side: str, options: ReadOptions) -> tuple[Document, tuple[str, ...]]:
    from align.segment import read_document_with_warnings

    path: Path = getattr(pair, side)
    lang: str = getattr(options.languages, side)
    origin: Origin = getattr(pair, f"{side}_origin")
    title: str = getattr(pair, f"{side}_title")
    sha256: str = getattr(pair, f"{side}_sha256")
    if path == STDIN:
        document, noted = _read_stdin(pair, lang, options)
    else:
        document, noted = read_document_with_warnings(path, lang, id=pair.id, lines=options.lines, level=options.level)
    if sha256 and document.sha256 and sha256 != document.sha256:
        noted = (*noted, f"{path}: not the file that its list describes (sha256 differs); bring it in with `align add`")
    place = origin.place or document.origin.place or str(path)
    origin = replace(origin, place=place, published=origin.published or document.origin.published)
    return replace(document, title=title or document.title, origin=origin), noted


def _read_stdin(pair: PairFiles, lang: str, options: ReadOptions) -> tuple[Document, tuple[str, ...]]:
    from align.segment import read_document_with_warnings

    with tempfile.TemporaryDirectory(prefix="align-") as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(sys.stdin.buffer.read())
        try:
            return read_document_with_warnings(path, lang, id=pair.id, lines=options.lines, level=options.level)
        except AlignError as error:
            raise InputError(error.trouble, place=error.place.replace(str(path), "stdin"), cure=error.cure) from error


def _count_scripts(text: str) -> tuple[int, int, int]:
    """Kana, kanji, and letters of all scripts."""
    kana = sum("\u3041" <= character <= "\u30ff" or "\uff66" <= character <= "\uff9d" for character in text)
    han = sum("\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff" for character in text)
    return kana, han, sum(map(str.isalpha, text))
