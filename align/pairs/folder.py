"""Which files of a folder belong to which pair, by their names alone."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from align.pairs.naming import loose_name, name_before, pair_name
from align.pairs.pair_files import Languages

_MOST_FILES = 100_000
"""Only so many files below a folder of one language are looked at."""
_SHOWN = 6

Sides = tuple[list[Path], list[Path]]
"""The files of a pair's source and of its target."""


def files_by_name(folder: Path, languages: Languages) -> dict[str, Sides]:
    """The files of each pair by its name. Raises OSError.

    Two subfolders that are named after the languages hold one side each: ja/guide/x.md and
    en/guide/x.md are the pair guide-x.
    """
    found: dict[str, Sides] = defaultdict(lambda: ([], []))
    sides = (languages.source, languages.target)
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    whole = [[entry for entry in entries if name_before(entry.name, lang) == "" and entry.is_dir()] for lang in sides]
    if all(whole):
        for side, lang in enumerate(sides):
            for top in whole[side]:
                for path in _files_below(top):
                    found[_name_below(path, top, lang)][side].append(path)
    for entry in entries:
        if all(whole) and any(entry in tops for tops in whole):
            continue
        for path in sorted(entry.iterdir()) if entry.is_dir() else [entry]:
            for side, lang in enumerate(sides):
                name = _name_in_folder(path, lang, entry)
                if name and path.is_file():
                    found[name][side].append(path)
    _add_loose(found, [entry for entry in entries if entry.is_file()], sides)
    for name, both in found.items():
        for own, other in (both, both[::-1]):
            if own and not other:
                other += _without_language(name, own[0])
    return _by_pair_name(found)


def _add_loose(found: dict[str, Sides], files: Sequence[Path], sides: tuple[str, str]) -> None:
    """Add the pairs of files whose names tell their language less clearly, where both halves are there."""
    known = {path for both in found.values() for files_of_side in both for path in files_of_side}
    loose: dict[str, Sides] = defaultdict(lambda: ([], []))
    for path in files:
        for side, lang in enumerate(sides):
            if path not in known and (name := loose_name(path.name, lang)):
                loose[name][side].append(path)
    found.update({name: both for name, both in loose.items() if all(both) and name not in found})


def _by_pair_name(found: dict[str, Sides]) -> dict[str, Sides]:
    """The same files by names that pairs can have."""
    named: dict[str, Sides] = {}
    for name, both in found.items():
        for all_files, files in zip(named.setdefault(pair_name(name), ([], [])), both, strict=True):
            all_files += files
    return named


def _without_language(name: str, half: Path) -> list[Path]:
    """The file that is the other half of a pair and names no language: README.md beside README.ja.md."""
    path = half.with_name(name + half.suffix)
    return [path] if half.suffix and path != half and path.is_file() else []


def seen_in(folders: Sequence[Path]) -> str:
    """What stands in folders without a pair, for a message: "; seen: a.txt, b.txt and 3 more"; "" if nothing does."""
    names = sorted(
        entry.name for folder in folders for entry in folder.iterdir() if not entry.name.startswith((".", "~$"))
    )
    if not names:
        return ""
    shown = ", ".join(_printable(name) for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"; seen: {shown}{more}"


def _files_below(top: Path) -> list[Path]:
    files = (path for path in sorted(top.rglob("*")) if path.is_file() and not path.name.startswith((".", "~$")))
    return list(islice(files, _MOST_FILES))


def _name_below(path: Path, top: Path, lang: str) -> str:
    """The name of the pair of a file in the folder of a language: its path without suffix, the parts joined."""
    parts = path.relative_to(top).with_suffix("").parts
    last = name_before(path.name, lang) or parts[-1]
    return unicodedata.normalize("NFC", "-".join([*parts[:-1], last]))


def _name_in_folder(path: Path, lang: str, entry: Path) -> str:
    """Name the pair that a file belongs to, "" for none.

    `entry` is the file itself or the subfolder that holds it.
    """
    name = name_before(path.name, lang)
    if name == "":
        return path.resolve().parent.name
    return name if name and path == entry else ""


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in name)
