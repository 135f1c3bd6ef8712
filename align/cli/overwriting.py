"""What must not be written over: a reviewer's edits that are not merged, and the alignment of another document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.inputs import database_of, load, store_to_read
from align.errors import AlignError, InputError, UsageError
from align.model import Alignment, Document, Verdict

if TYPE_CHECKING:
    from align.exchange.merge import Outcome, Reviewed

_PIECE = 5
"""Characters of the pieces by which two texts are compared."""
_SAME_PLACE, _OTHER_PLACE = 0.1, 0.5
"""Least share of common pieces of one document, read from the same place or from another one."""


def check_merged(target: Path, paths: Sequence[Path], database: str, *, named: bool = False) -> None:
    """Raise UsageError if `target` holds edits of a reviewer that are not in the database.

    `paths` are the alignments whose file it is; those that do not exist are left out. A file that
    cannot be read as a reviewer's may be replaced only if the user `named` it.
    """
    from align.exchange.merge import read

    try:
        reviewed = read(target)
    except InputError as error:
        if named:
            return
        cure = "move it away, or overwrite it with --force"
        raise UsageError(f"another file has this name ({error.trouble})", place=str(target), cure=cure) from error
    if waiting := _waiting(reviewed, [path for path in paths if path.is_file()], database):
        cure = f"run `align merge {target}` first, or overwrite it with --force"
        raise UsageError(f"it holds edits that are not merged ({waiting})", place=str(target), cure=cure)


def _waiting(reviewed: Reviewed, paths: Sequence[Path], database: str) -> int:
    """Return the number of edits in a reviewer's file that the database does not hold."""
    from align.exchange.merge import Attribution, plan
    from align.history.pair_state import reviewed_alignment

    alignments, stored = [], {}
    for path in paths:
        alignment = load(path)
        if url := database_of(path, database):
            with store_to_read(url) as store:
                alignments.append(reviewed_alignment(store, alignment))
                stored[alignment.id] = store.verdicts(alignment.id)
        alignments.append(alignment)
    report = plan(reviewed.rows, alignments, stored, Attribution(reviewed.reviewer or "somebody", ""))
    known = {_content(verdict) for by_key in stored.values() for several in by_key.values() for verdict in several}
    new = sum(1 for verdict in report.verdicts if _content(verdict) not in known)
    return new + sum(1 for outcome in report.outcomes if _unknown_edit(outcome))


def _content(verdict: Verdict) -> tuple[str | None, ...]:
    comment = " ".join(verdict.comment.split())
    return (verdict.bead, verdict.decision, comment, verdict.source_text, verdict.target_text)


def _unknown_edit(outcome: Outcome) -> bool:
    """Return whether a row that belongs to no bead holds something that a person may have typed."""
    from align.exchange.row_digests import cell_digest, parse_digests

    if outcome.match is not None:
        return False
    row, digests = outcome.row, parse_digests(outcome.row.digests)
    cells = {"verdict": row.verdict, "comment": row.comment, "source": row.source, "target": row.target}
    if not digests:
        return bool(row.remarks or (row.verdict or "").strip() or (row.comment or "").strip())
    return bool(row.remarks) or any(
        text is not None and cell_digest(text) != digests[field] for field, text in cells.items()
    )


def check_same_documents(path: Path, source: Document, target: Document) -> None:
    """Raise UsageError if `path` holds the alignment of two other documents than these.

    The documents are the same if one of them has the same bytes, or if much of the old text is
    still there. From the same place less is enough: a document may have been written anew.
    """
    from align.native import load

    if not path.is_file():
        return
    cure = "give another folder with -o, or overwrite it with --force"
    try:
        old = load(path)
    except AlignError as error:
        trouble = f"another file has this name ({error.trouble})"
        raise UsageError(trouble, place=str(path), cure=cure) from error
    sides = ((old.source, source), (old.target, target))
    if any(before.sha256 and before.sha256 == now.sha256 for before, now in sides):
        return
    if any(_common_share(before, now) >= _least_share(before, now) for before, now in sides):
        return
    raise UsageError(f"it holds the alignment of other documents ({_places(old)})", place=str(path), cure=cure)


def _least_share(before: Document, now: Document) -> float:
    return _SAME_PLACE if before.origin.place == now.origin.place else _OTHER_PLACE


def _common_share(before: Document, now: Document) -> float:
    """Return the share of pieces of the smaller text that the other one has too; 1 if one of them is very short."""
    old, new = (_pieces(document) for document in (before, now))
    if not old or not new:
        return float(before.texts() == now.texts())
    return len(old & new) / min(len(old), len(new))


def _pieces(document: Document) -> set[str]:
    text = " ".join(document.texts())
    return {text[place : place + _PIECE] for place in range(len(text) - _PIECE + 1)}


def _places(alignment: Alignment) -> str:
    return " and ".join(side.origin.place or side.id for side in (alignment.source, alignment.target))
