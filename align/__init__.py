"""Pair the paragraphs of a Japanese original with those of its English summary.

>>> import align
>>> alignment = align.align(["会談を行った。", "訓練を実施する。"], ["They held talks.", "They will hold a drill."])
>>> [(bead.source, bead.target) for bead in alignment]
[((0,), (0,)), ((1,), (1,))]

The names in `__all__` are stable: one that goes or changes works for a minor version longer and
warns with DeprecationWarning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.errors import AlignError
from align.model import Alignment, Bead, Document, Segment

if TYPE_CHECKING:
    from align.library import AlignedPair, Aligner, AlignWarning, align, align_files, load, word_links
    from align.pipeline import align_documents

__version__ = "0.1.0"
__all__ = [
    "AlignError",
    "AlignWarning",
    "AlignedPair",
    "Aligner",
    "Alignment",
    "Bead",
    "Document",
    "Segment",
    "align",
    "align_documents",
    "align_files",
    "load",
    "word_links",
]
_LIBRARY = ("AlignWarning", "AlignedPair", "Aligner", "align", "align_files", "load", "word_links")


def __getattr__(name: str) -> object:
    """Load the pipeline, and numpy with it, only when somebody aligns."""
    if name in _LIBRARY:
        from align import library

        return getattr(library, name)
    if name == "align_documents":
        from align.pipeline import align_documents

        return align_documents
    raise AttributeError(f"module 'align' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]
