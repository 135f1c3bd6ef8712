"""A reviewer's file -> the verdicts that are new in it.

`read` returns what the file says, `plan` what of it is new. Neither writes anything:
`align.cli.merge` puts the verdicts of the plan into the review database.
"""

from __future__ import annotations

from pathlib import Path

from align.errors import FormatError
from align.exchange.formats import FORMATS, reviewed_reader
from align.exchange.merge.plan import Attribution, MergeReport, Outcome, plan
from align.exchange.reviewed import Reviewed, ReviewedRow

__all__ = ["Attribution", "MergeReport", "Outcome", "Reviewed", "ReviewedRow", "plan", "read"]


def read(path: Path) -> Reviewed:
    """Read a reviewer's file.

    Raises FormatError for other formats and for files without rows of `align export`.
    """
    reader = reviewed_reader(path.suffix)
    if reader is None:
        suffixes = [suffix for format in FORMATS.values() if format.returns for suffix in format.read_suffixes]
        trouble = f"{path.suffix or 'a file without suffix'} cannot be merged"
        raise FormatError(trouble, place=str(path), cure=f"save it as one of {', '.join(suffixes)}")
    if not path.is_file():
        raise FormatError("no such file", place=str(path), cure="check the path")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FormatError(error.strerror or "cannot be read", place=str(path), cure="check the path") from error
    reviewed = reader.read_reviewed(content, str(path))
    if not reviewed.rows:
        cure = "give a file that `align export` wrote as xlsx, docx or xliff"
        raise FormatError("no table with the columns ID and Verdict", place=str(path), cure=cure)
    return reviewed
