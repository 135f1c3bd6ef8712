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
    from align.pipeline import align_documents, align_files

__version__ = "0.1.0"
__all__ = ["AlignError", "Alignment", "Bead", "Document", "Segment", "align_documents", "align_files"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module protocol
    """Load the pipeline, and numpy with it, only when somebody aligns."""
    if name in ("align_documents", "align_files"):
        import align.pipeline

        return getattr(align.pipeline, name)
    raise AttributeError(f"module 'align' has no attribute {name!r}")
