"""The beads that people locked or confirmed, read from alignment files and the review database beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align import native
from align.errors import UsageError
from align.locks import Confirmed
from align.model import Alignment


def read_locks(paths: Sequence[Path]) -> list[Confirmed]:
    """Return the beads that are locked in alignment files, or confirmed in the review database beside them.

    Raises InputError, FormatError, StoreError; UsageError for a file without any.
    """
    confirmed = []
    for path in paths:
        alignment = _reviewed(native.load(path), path.parent / "review.db")
        beads = tuple(bead for bead in alignment.beads if bead.locked)
        if not beads:
            cure = "confirm some with `align review`"
            raise UsageError("no bead is locked or confirmed", place=str(path), cure=cure)
        confirmed.append(Confirmed(str(path), alignment, beads))
    return confirmed


def _reviewed(alignment: Alignment, database: Path) -> Alignment:
    """Return the alignment as its reviewers left it; as it is where there is no database."""
    if not database.is_file():
        return alignment
    from align.history.store import Store

    with Store.open(f"sqlite:///{database}") as store:
        return store.current(alignment)
