"""Pair the paragraphs of a Japanese original with those of its English summary.

>>> import align
>>> alignment = align.align_files("x.ja.txt", "x.en.txt")  # doctest: +SKIP
>>> alignment.to_frame()  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from align.errors import AlignError
from align.model import Alignment, Bead, Document, Segment

if TYPE_CHECKING:
    from align.library import align_files, word_links
    from align.pipeline import align_documents

__version__ = "0.1.0"
__all__ = ["AlignError", "Alignment", "Bead", "Document", "Segment", "align_documents", "align_files", "word_links"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module protocol
    """Load the pipeline, and numpy with it, only when somebody aligns."""
    if name in ("align_files", "word_links"):
        from align import library

        return getattr(library, name)
    if name == "align_documents":
        from align.pipeline import align_documents

        return align_documents
    raise AttributeError(f"module 'align' has no attribute {name!r}")
