"""Paragraph beads -> sentence beads with their verdicts, for translation memories.

The caller hands in the function that aligns sentences, because it needs a model and this room loads
none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from align.exchange.rows import Export, ExportOptions, review_state
from align.model import Alignment, Bead, Document, Segment, Span, Verdict

Refine = Callable[[Alignment], Alignment]
"""An alignment of paragraphs -> the alignment of their sentences, in order, each bead inside one
paragraph bead."""
Split = Callable[[str, str], Sequence[Span]]
"""Text and language -> the spans of its sentences."""


def by_sentence(export: Export, options: ExportOptions, refine: Refine, split: Split) -> Export:
    """Return the pair with sentences as segments and with the verdicts of their paragraphs.

    Corrections that `options` puts in place of the texts are put in before the sentences are
    aligned. Findings are dropped, because their spans count characters of the paragraphs.
    """
    alignment = export.alignment
    if options.verdicts != "show":
        alignment = _corrected(export, split)
    sentences = replace(refine(alignment), created=alignment.created)
    parents = _parents(alignment, sentences)
    verdicts: dict[str, tuple[Verdict, ...]] = {}
    for bead, key in zip(sentences.beads, sentences.keys, strict=True):
        place = parents[_first(bead)]
        of_parent = export.verdicts.get(export.alignment.keys[place], ())
        if of_parent:
            verdicts[key] = tuple(replace(one, bead=key, source_text=None, target_text=None) for one in of_parent)
    return Export(sentences, verdicts)


def _first(bead: Bead) -> tuple[str, int]:
    return ("source", bead.source[0]) if bead.source else ("target", bead.target[0])


def _parents(alignment: Alignment, sentences: Alignment) -> dict[tuple[str, int], int]:
    """Return (side, index of a sentence) -> index of the paragraph bead that holds it."""
    parents: dict[tuple[str, int], int] = {}
    for side in ("source", "target"):
        document: Document = getattr(alignment, side)
        of_segment = {index: place for place, bead in enumerate(alignment.beads) for index in getattr(bead, side)}
        counts = [sum(bool(text.strip()) for text in segment.sentence_texts()) for segment in document.segments]
        if sum(counts) != len(getattr(sentences, side)):
            raise ValueError(f"{side}: {sum(counts)} sentences before refining, {len(getattr(sentences, side))} after")
        owners = [index for index, count in enumerate(counts) for _ in range(count)]
        parents |= {(side, number): of_segment[index] for number, index in enumerate(owners)}
    return parents


def _corrected(export: Export, split: Split) -> Alignment:
    """Return the alignment with each corrected text as one segment; beads keep their order."""
    alignment = export.alignment
    reviews = [review_state(export.verdicts.get(key, ())) for key in alignment.keys]
    sides: dict[str, tuple[Document, dict[int, int]]] = {}
    for side in ("source", "target"):
        texts = {
            index: text
            for bead, one in zip(alignment.beads, reviews, strict=True)
            if (text := getattr(one, f"{side}_text")) and text.strip()
            for index in getattr(bead, side)
        }
        firsts = {getattr(bead, side)[0] for bead in alignment.beads if getattr(bead, side)}
        sides[side] = _replaced(getattr(alignment, side), texts, firsts, split)
    beads = []
    for bead, review in zip(alignment.beads, reviews, strict=True):
        groups = {}
        for side, (document, moved) in sides.items():
            indices = getattr(bead, side)
            groups[side] = tuple(moved[index] for index in indices if index in moved)
            if not indices and (text := getattr(review, f"{side}_text")) and text.strip():
                document = _with_segment(document, text, split)
                sides[side] = document, moved
                groups[side] = (len(document.segments) - 1,)
        beads.append(replace(bead, source=groups["source"], target=groups["target"]))
    return replace(alignment, source=sides["source"][0], target=sides["target"][0], beads=tuple(beads))


def _with_segment(document: Document, text: str, split: Split) -> Document:
    """Return the document with the text that a reviewer gave a null bead, at its end."""
    text = " ".join(text.split())
    segment = Segment(len(document.segments), text, sentences=tuple(split(text, document.lang)))
    return replace(document, segments=(*document.segments, segment))


def _replaced(
    document: Document, texts: dict[int, str], firsts: set[int], split: Split
) -> tuple[Document, dict[int, int]]:
    """Return the document with each corrected bead as one segment, and old index -> new index."""
    segments: list[Segment] = []
    moved: dict[int, int] = {}
    for segment in document.segments:
        if segment.index in texts and segment.index not in firsts:
            continue
        moved[segment.index] = len(segments)
        if segment.index in texts:
            text = " ".join(texts[segment.index].split())
            spans = tuple(split(text, document.lang))
            segments.append(replace(segment, index=len(segments), text=text, sentences=spans))
        else:
            segments.append(replace(segment, index=len(segments)))
    return replace(document, segments=tuple(segments)), moved
