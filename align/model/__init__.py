"""The nouns: segments, documents, beads, support links, alignments, facts, findings and verdicts.

All are frozen and checked once, at birth. Indices are 0-based, spans are half-open and count code
points.
"""

from __future__ import annotations

from align.model.alignment import Alignment, content_key
from align.model.beads import Bead, Evidence
from align.model.documents import LEVELS, SEGMENT_KINDS, Document, Origin, Segment
from align.model.findings import DECISIONS, FACT_KINDS, SEVERITIES, Fact, Finding, Verdict, likely
from align.model.support import Place, SupportLink, SupportMap
from align.model.word_links import BeadLinks, WordLink
from align.text.spans import Span

__all__ = [
    "DECISIONS",
    "FACT_KINDS",
    "LEVELS",
    "SEGMENT_KINDS",
    "SEVERITIES",
    "Alignment",
    "Bead",
    "BeadLinks",
    "Document",
    "Evidence",
    "Fact",
    "Finding",
    "Origin",
    "Place",
    "Segment",
    "Span",
    "SupportLink",
    "SupportMap",
    "Verdict",
    "WordLink",
    "content_key",
    "likely",
]
