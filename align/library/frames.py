"""Tables of an alignment's segments, sentences and word links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.errors import AlignError
from align.model import Alignment

if TYPE_CHECKING:
    import pandas

_SEGMENT_COLUMNS = ["pair", "side", "index", "text", "kind", "level", "marker", "origin", "bead"]
_SENTENCE_COLUMNS = ["pair", "side", "segment", "sentence", "text", "bead", "alone"]
_LINK_COLUMNS = ["pair", "bead", "source", "target", "source_text", "target_text", "probability"]


def segments(alignment: Alignment) -> pandas.DataFrame:
    """Return one row a segment, the source first; `bead` is the number of its bead, from 0."""
    import pandas as pd

    beads = _beads(alignment)
    rows = [
        (alignment.id, side, one.index, one.text, one.kind, one.level, one.marker, one.origin, beads[side, one.index])
        for side, document in (("source", alignment.source), ("target", alignment.target))
        for one in document.segments
    ]
    return pd.DataFrame(rows, columns=_SEGMENT_COLUMNS)


def sentences(alignment: Alignment) -> pandas.DataFrame:
    """Return one row a sentence; `alone`: the probability that it has no counterpart, missing without a support map."""
    import pandas as pd

    beads = _beads(alignment)
    support = alignment.support
    rows = [
        (
            *(alignment.id, side, one.index, number, text, beads[side, one.index]),
            table[one.index][number] if table else None,
        )
        for side, document, table in (
            ("source", alignment.source, support.unused if support else ()),
            ("target", alignment.target, support.unsupported if support else ()),
        )
        for one in document.segments
        for number, text in enumerate(one.sentence_texts())
    ]
    return pd.DataFrame(rows, columns=_SENTENCE_COLUMNS)


def links(alignment: Alignment) -> pandas.DataFrame:
    """Return one row a word link; spans count characters of the bead's joined texts.

    Raises AlignError where they were never made.
    """
    import pandas as pd

    if alignment.word_links is None:
        raise AlignError("holds no word links", place=alignment.id, cure="make them: align.word_links(alignment)")
    rows = []
    for number, (bead, key) in enumerate(zip(alignment.beads, alignment.keys, strict=True)):
        if key not in alignment.word_links:
            continue
        texts = alignment.source_text(bead), alignment.target_text(bead)
        for link in alignment.word_links[key].links:
            words = [
                " … ".join(text[start:stop] for start, stop in spans)
                for text, spans in zip(texts, (link.source, link.target), strict=True)
            ]
            rows.append((alignment.id, number, link.source, link.target, *words, link.probability))
    return pd.DataFrame(rows, columns=_LINK_COLUMNS)


def _beads(alignment: Alignment) -> dict[tuple[str, int], int]:
    return {
        (side, index): number
        for number, bead in enumerate(alignment.beads)
        for side, indices in (("source", bead.source), ("target", bead.target))
        for index in indices
    }
