"""The Python door: two texts in, an alignment out, named, checked and read as `align run` does.

Reading order: aligner.py (Aligner, align, align_files), inputs.py (texts, lists and files become
documents), result.py (AlignedPair and what it offers), frames.py, display.py and plotting.py
(tables, HTML and pictures of it).
"""

from __future__ import annotations

from align.library.aligner import Aligner, AlignWarning, align, align_files, word_links
from align.library.result import AlignedPair, load

__all__ = ["AlignWarning", "AlignedPair", "Aligner", "align", "align_files", "load", "word_links"]
