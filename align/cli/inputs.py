"""What several commands take: alignments by file or folder, the settings of the checks, the review database."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError
from align.history.store import DATABASE_NAME, Store, sqlite_url

if TYPE_CHECKING:
    from align.check import CheckConfig
    from align.exchange.bilingual import Columns
    from align.model import Alignment

CONFIG = "align.toml"
"""The settings that are read from the present folder, if they lie there."""


def alignment_files(paths: list[Path]) -> list[Path]:
    """Return the native files among `paths`, folders opened.

    Raises InputError for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob("*.align.json")) if path.is_dir() else [path]
        if not inside:
            raise InputError("no NAME.align.json in this folder", place=str(path), cure="run `align run` first")
        found += inside
    return found


def load(path: Path, langs: tuple[str, str] = ("ja", "en"), columns: Columns | None = None) -> Alignment:
    """Read NAME.align.json, or a bilingual file as 1-1 beads. Raises InputError, FormatError, UsageError."""
    from align import native
    from align.exchange.bilingual import Columns, read_bilingual

    if path.name.endswith(native.SUFFIX) or path.suffix.lower() in ("", ".json"):
        return native.load(path)
    alignment = read_bilingual(path, source_lang=langs[0], target_lang=langs[1], columns=columns or Columns())
    _tell_passed_over(path, alignment)
    return alignment


def _tell_passed_over(path: Path, alignment: Alignment) -> None:
    """Say on stderr how many units of a TMX are in neither language."""
    if path.suffix.lower() != ".tmx":
        return
    from align.exchange.tmx import units_passed_over

    langs = (alignment.source.lang, alignment.target.lang)
    if count := units_passed_over(path.read_bytes(), str(path), langs):
        units = "1 unit" if count == 1 else f"{count} units"
        print(f"align: {path}: {units} without {' or '.join(langs)} passed over", file=sys.stderr)


def settings(config: str = "") -> CheckConfig:
    """Return the settings of the named file, else of align.toml in the present folder, else the defaults."""
    from align.check import CheckConfig, load_config

    if config or Path(CONFIG).is_file():
        return load_config(Path(config or CONFIG))
    return CheckConfig()


def database_of(path: Path, database: str) -> str:
    """Return the URL of the review database beside an alignment; empty if there is none."""
    if database:
        return database
    return sqlite_url(path.parent) if (path.parent / DATABASE_NAME).is_file() else ""


@contextmanager
def store_to_read(url: str) -> Iterator[Store]:
    """Open a review database that is only read. One that cannot be written is opened as a copy.

    SQLite writes beside a database even to read it, so a folder without write permission needs a
    copy.
    """
    file = Path(url.removeprefix("sqlite:///"))
    if not url.startswith("sqlite:///") or _can_write(file):
        with Store.open(url) as store:
            yield store
        return
    with tempfile.TemporaryDirectory() as folder:
        for tail in ("", "-wal"):
            part = file.with_name(file.name + tail)
            if part.is_file():
                copy = Path(folder, DATABASE_NAME + tail)
                shutil.copyfile(part, copy)
        with Store.open(sqlite_url(Path(folder))) as store:
            yield store


def _can_write(file: Path) -> bool:
    return not file.exists() or (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))
