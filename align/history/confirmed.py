"""The beads that people locked or confirmed, read from alignment files and the review database beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align import native
from align.errors import UsageError
from align.history.pair_state import reviewed_alignment
from align.history.store import DATABASE_NAME, Store, sqlite_url
from align.locks import Confirmed
from align.model import Alignment


def read_locks(paths: Sequence[Path], pair: str | None = None) -> list[Confirmed]:
    """Return the beads that are locked in alignment files, or confirmed in the review database beside them.

    A folder stands for the NAME.align.json inside it; with `pair`, for the file of that pair only.
    Raises InputError, FormatError, StoreError; UsageError for a file, or a whole folder, without
    any.
    """
    confirmed = []
    for path in paths:
        inside = sorted(path.glob(f"*{native.SUFFIX}")) if path.is_dir() else [path]
        one = path.is_dir() and pair is not None
        found = [_confirmed(file) for file in inside if not one or file.name == f"{pair}{native.SUFFIX}"]
        if not one and not any(file.beads for file in found):
            cure = "confirm some with `align review`"
            raise UsageError("no bead is locked or confirmed", place=str(path), cure=cure)
        confirmed += [file for file in found if file.beads]
    return confirmed


def _confirmed(path: Path) -> Confirmed:
    alignment = _reviewed(native.load(path), path.parent / DATABASE_NAME)
    return Confirmed(str(path), alignment, tuple(bead for bead in alignment.beads if bead.locked))


def _reviewed(alignment: Alignment, database: Path) -> Alignment:
    """Return the alignment with its reviewers' edits; unchanged if there is no database."""
    if not database.is_file():
        return alignment
    with Store.open(sqlite_url(database.parent)) as store:
        return reviewed_alignment(store, alignment)
