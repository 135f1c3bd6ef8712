"""One loaded model for many pairs, and the two functions that load it for one."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from align.coverage import support_coverage
from align.errors import UsageError
from align.facts.glossary import load_glossary
from align.history.confirmed import read_locks
from align.library.inputs import Reading, Text, documents_of, reading_of_files
from align.library.result import AlignedPair
from align.locks import locks_for
from align.model import Alignment, Bead
from align.pairs import Languages
from align.pipeline import PairAligner, load_aligner
from align.reading import ReadOptions
from align.score.common_order import NoCommonOrder
from align.words.languages import language_note

Level = Literal["paragraph", "sentence"]
Locks = Sequence[str | Path] | Sequence[Bead]
"""Paths of NAME.align.json whose locked or confirmed beads are kept, or such beads themselves."""


class AlignWarning(UserWarning):
    """What a person should know of an alignment that was made all the same, such as locks that no longer fit."""


class Aligner:
    """Aligns pairs of texts; the model is loaded once, when the Aligner is made.

    `encoder`: "use", "st:NAME" or "openai:URL". `source_lang`, `target_lang`: None for ja and en; a
    language that is named is believed, with a warning if the text looks otherwise. `level`: what is
    aligned. `lines`: each line is already a segment. `cache`: keep sentence vectors between runs.
    Raises AlignError.
    """

    def __init__(
        self,
        *,
        encoder: str = "use",
        source_lang: str | None = None,
        target_lang: str | None = None,
        level: Level = "paragraph",
        lines: bool = False,
        cache: bool = True,
    ) -> None:
        self._options = _options(source_lang, target_lang, level, lines)
        self._aligner = load_aligner(encoder, cache=cache)

    def align(
        self, source: Text, target: Text, *, name: str = "", locks: Locks = (), links: bool = False
    ) -> AlignedPair:
        """Return the alignment of a pair.

        A side is a text (str), its segments (a list of str), a file (Path) or a Document. `name`
        names the pair; else the files do. `locks`: kept as they are. `links`: also find which words
        answer each other. Warns with AlignWarning. Raises AlignError; LanguageError for sides in
        the wrong order.
        """
        return _aligned(self._aligner, documents_of(source, target, name, self._options), locks, links)

    def align_files(
        self, source: str | Path, target: str | Path, *, locks: Locks = (), links: bool = False
    ) -> AlignedPair:
        """Return the alignment of two files, read as `align run SOURCE TARGET` reads them."""
        return _aligned(self._aligner, reading_of_files(Path(source), Path(target), self._options), locks, links)

    def word_links(self, alignment: Alignment, *, glossary: str | Path | None = None) -> AlignedPair:
        """Return the alignment with its word links; one that holds links is returned as it is.

        `glossary`: a CSV or TBX file of terms that the links follow; with one, the links are made
        anew.
        """
        return _linked(self._aligner, alignment, glossary)


def align(
    source: Text,
    target: Text,
    *,
    name: str = "",
    source_lang: str | None = None,
    target_lang: str | None = None,
    level: Level = "paragraph",
    lines: bool = False,
    locks: Locks = (),
    links: bool = False,
    encoder: str = "use",
) -> AlignedPair:
    """Align one pair: texts (str), lists of segments, files (Path) or Documents.

    For many pairs make an `Aligner`.

    The options are those of `Aligner` and `Aligner.align`. Warns with AlignWarning. Raises
    AlignError.
    """
    reading = documents_of(source, target, name, _options(source_lang, target_lang, level, lines))
    return _aligned(load_aligner(encoder), reading, locks, links)


def align_files(
    source: str | Path,
    target: str | Path,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    lines: bool = False,
    level: Level = "paragraph",
    locks: Locks = (),
    encoder: str = "use",
) -> AlignedPair:
    """Read and align two files as `align run SOURCE TARGET` does; the pair is named by the same rule.

    The options are those of `Aligner` and `Aligner.align`. Warns with AlignWarning. Raises
    AlignError; LanguageError for files in the wrong order.
    """
    reading = reading_of_files(Path(source), Path(target), _options(source_lang, target_lang, level, lines))
    return _aligned(load_aligner(encoder), reading, locks, links=False)


def word_links(alignment: Alignment, *, encoder: str = "use", glossary: str | Path | None = None) -> AlignedPair:
    """Return the alignment with its word links, which `alignment.links(bead)` then gives; made once and kept with it.

    An alignment that holds links is returned as it is, unless there is a `glossary`: a file of
    terms that the links follow. Loads the encoder; sentences and words that it read before come
    from its cache. Warns with AlignWarning of languages other than Japanese and English. Raises
    AlignError.
    """
    if alignment.word_links is not None and glossary is None:
        return AlignedPair.of(alignment)
    if note := language_note(alignment.source.lang, alignment.target.lang):
        warnings.warn(note, AlignWarning, stacklevel=2)
    return _linked(load_aligner(encoder), alignment, glossary)


def _linked(aligner: PairAligner, alignment: Alignment, glossary: str | Path | None) -> AlignedPair:
    if alignment.word_links is not None and glossary is None:
        return AlignedPair.of(alignment)
    terms = load_glossary(Path(glossary)) if glossary is not None else ()
    return AlignedPair.of(aligner.link_words(alignment, terms))


def _options(source_lang: str | None, target_lang: str | None, level: Level, lines: bool) -> ReadOptions:
    languages = Languages(source_lang or "ja", target_lang or "en")
    return ReadOptions(languages, lines, level, believed=(source_lang is not None, target_lang is not None))


def _aligned(aligner: PairAligner, reading: Reading, locks: Locks, links: bool) -> AlignedPair:
    """Align what was read; warn in the name of the caller's caller."""
    fixed, unfit = _fixed(reading, locks)
    noticed: list[NoCommonOrder] = []
    alignment = aligner.align(reading.source, reading.target, fixed, notice=noticed.append)
    coverage = support_coverage(alignment)
    mismatch = [f"{alignment.id}: {coverage.warning}"] if coverage and coverage.warning else []
    for line in (*reading.warnings, *unfit, *map(str, noticed), *mismatch):
        warnings.warn(line, AlignWarning, stacklevel=3)
    return AlignedPair.of(aligner.link_words(alignment) if links else alignment)


def _fixed(reading: Reading, locks: Locks) -> tuple[list[Bead], tuple[str, ...]]:
    """Return the locked beads, and a line for each file whose locks no longer fit."""
    beads = [lock for lock in locks if isinstance(lock, Bead)]
    confirmed = read_locks([Path(lock) for lock in locks if not isinstance(lock, Bead)])
    found, unfit = locks_for(reading.source, reading.target, confirmed)
    sizes = len(reading.source), len(reading.target)
    for bead in beads:
        if any(side and side[-1] >= size for side, size in zip((bead.source, bead.target), sizes, strict=True)):
            trouble = (
                f"the lock {list(bead.source)}-{list(bead.target)} lies outside texts of {sizes[0]} and {sizes[1]}"
            )
            raise UsageError(trouble, cure="count segments from 0")
    return [*found, *beads], unfit
