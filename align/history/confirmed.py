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


def read_locks(paths: Sequence[Path]) -> list[Confirmed]:
    """Return the beads that are locked in alignment files, or confirmed in the review database beside them.

    Raises InputError, FormatError, StoreError; UsageError for a file without any.
    """
    confirmed = []
    for path in paths:
        alignment = _reviewed(native.load(path), path.parent / DATABASE_NAME)
        beads = tuple(bead for bead in alignment.beads if bead.locked)
        if not beads:
            cure = "confirm some with `align review`"
            raise UsageError("no bead is locked or confirmed", place=str(path), cure=cure)
        confirmed.append(Confirmed(str(path), alignment, beads))
    return confirmed


def _reviewed(alignment: Alignment, database: Path) -> Alignment:
    """Return the alignment with its reviewers' edits; unchanged if there is no database."""
    if not database.is_file():
        return alignment
    with Store.open(sqlite_url(database.parent)) as store:
        return reviewed_alignment(store, alignment)
