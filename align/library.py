"""The library's first call: two files in, an alignment out, named, checked and read as `align run` does."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

from align.errors import UsageError
from align.history.confirmed import read_locks
from align.locks import locks_for
from align.model import Alignment
from align.pairs import STDIN, Languages, pair_of_files
from align.pipeline import load_aligner
from align.reading import ReadOptions, read_pair
from align.score.common_order import NoCommonOrder


class AlignWarning(UserWarning):
    """What a person should know of an alignment that was made all the same, such as locks that no longer fit."""


def align_files(
    source: str | Path,
    target: str | Path,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    lines: bool = False,
    level: str = "paragraph",
    locks: Sequence[str | Path] = (),
    encoder: str = "use",
) -> Alignment:
    """Read and align two files as `align run SOURCE TARGET` does; the pair is named by the same rule.

    `source_lang`, `target_lang`: None for ja and en; a language that is named is believed, with a warning if the text
    looks otherwise. `lines`: each line is already a segment. `level`: "paragraph" or "sentence". `locks`: paths of
    NAME.align.json whose locked or confirmed beads are kept. Warns with AlignWarning. Raises AlignError; LanguageError
    for files in the wrong order.
    """
    languages = Languages(source_lang or "ja", target_lang or "en")
    options = ReadOptions(languages, lines, level, believed=(source_lang is not None, target_lang is not None))
    confirmed = read_locks([Path(path) for path in locks])
    pair = pair_of_files([Path(source), Path(target)], languages)
    if STDIN in (pair.source, pair.target):
        raise UsageError("stdin is no file", cure="give two paths")
    documents = read_pair(pair, options)
    fixed, unfit = locks_for(documents[0], documents[1], confirmed)
    for line in (*documents[2], *unfit):
        warnings.warn(line, AlignWarning, stacklevel=2)
    noticed: list[NoCommonOrder] = []
    alignment = load_aligner(encoder).align(documents[0], documents[1], fixed, notice=noticed.append)
    for notice in noticed:
        warnings.warn(str(notice), AlignWarning, stacklevel=2)
    return alignment


def word_links(alignment: Alignment, *, encoder: str = "use") -> Alignment:
    """Return the alignment with its word links, which `alignment.links(bead)` then gives; made once and kept with it.

    An alignment that holds links is returned as it is. Loads the encoder; sentences and words that it read before come
    from its cache. Raises AlignError.
    """
    if alignment.word_links is not None:
        return alignment
    return load_aligner(encoder).link_words(alignment)
