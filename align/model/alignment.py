"""An alignment: two documents, their beads, and what each target sentence rests on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from align.errors import AlignError
from align.model.beads import Bead
from align.model.checked import check_fields, check_items, check_optional, check_values
from align.model.documents import Document
from align.model.support import Place, SupportMap
from align.model.word_links import BeadLinks
from align.text.joining import join_texts

if TYPE_CHECKING:
    import pandas

_LINK_COLUMNS = ["pair", "source", "target", "source_text", "target_text", "probability"]


@dataclass(frozen=True, repr=False)
class Alignment:
    """The beads of one document pair, in reading order; every segment of each side lies in exactly one bead."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    signature: str = ""
    """Names all that the numbers depend on, in the manner of sacreBLEU: `align:0.1|enc:use3@…|weights:…`."""
    created: str = ""
    """UTC, ISO 8601, when it was made."""
    support: SupportMap | None = None
    """What each target sentence rests on; None where it was never computed."""
    word_links: Mapping[str, BeadLinks] | None = None
    """The word links of the beads with two sides, by content key; None where nobody asked for them."""

    def __post_init__(self) -> None:
        check_fields(self, source=Document, target=Document, signature=str, created=str)
        check_items(self, "beads", Bead)
        check_optional(self, support=SupportMap, word_links=Mapping)
        check_values(self, "word_links", BeadLinks)
        if self.support:
            tables = ("source", self.source, self.support.unused), ("target", self.target, self.support.unsupported)
            for side, document, table in tables:
                if [len(row) for row in table] != [len(segment.sentences) for segment in document.segments]:
                    raise ValueError(f"the support map does not fit the sentences of the {side}")
        for side, document in (("source", self.source), ("target", self.target)):
            counts = Counter(index for bead in self.beads for index in getattr(bead, side))
            for index in range(len(document)):
                if counts[index] != 1:
                    raise ValueError(f"{side} {index} lies in {counts[index]} beads; each segment belongs to one bead")
            if len(counts) != len(document):
                extra = min(set(counts) - set(range(len(document))))
                raise ValueError(f"{side} {extra} does not exist; the document has {len(document)} segments")

    def __repr__(self) -> str:
        sides = f"{len(self.source)} {self.source.lang} + {len(self.target)} {self.target.lang} segments"
        doubtful = sum(bead.is_doubtful for bead in self.beads)
        return f"<{type(self).__name__} {self.id!r}: {sides} in {len(self.beads)} beads, {doubtful} doubtful>"

    @property
    def id(self) -> str:
        """The pair's name."""
        return self.source.id

    def source_text(self, bead: Bead) -> str:
        """The bead's source, its segments joined as its language joins sentences; "" for a 0-n bead."""
        return join_texts([self.source.segments[i].text for i in bead.source], self.source.lang)

    def target_text(self, bead: Bead) -> str:
        """The bead's target, its segments joined as its language joins sentences; "" for an n-0 bead."""
        return join_texts([self.target.segments[i].text for i in bead.target], self.target.lang)

    def links(self, bead: Bead) -> BeadLinks:
        """The word links of a bead; empty for a null bead, and for one that was made after the links.

        Raises ValueError if the alignment holds no links: `align.word_links` makes them.
        """
        if self.word_links is None:
            raise ValueError("this alignment holds no word links; make them with align.word_links(alignment)")
        return self.word_links.get(self._key_of[bead], BeadLinks())

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """A content key for each bead: equal texts give equal keys, whatever their place.

        20 hexadecimal digits of SHA-256 over both sides' texts; the second bead with the same texts
        gets "~2", the third "~3", so keys are distinct within a pair and survive a re-alignment.
        """
        return tuple(self._keys())

    @cached_property
    def _key_of(self) -> dict[Bead, str]:
        return dict(zip(self.beads, self.keys, strict=True))

    def _keys(self) -> Iterator[str]:
        seen: Counter[str] = Counter()
        for bead in self.beads:
            key = content_key(
                [self.source.segments[i].text for i in bead.source],
                [self.target.segments[i].text for i in bead.target],
            )
            seen[key] += 1
            yield key if seen[key] == 1 else f"{key}~{seen[key]}"

    def to_frame(self, of: Literal["beads", "support"] = "beads") -> pandas.DataFrame:
        """One row a bead: id, key, kind, source and target (index tuples), texts, probability, crosses, evidence.

        With "support", one row a link: pair, source and target (segment and sentence, from 0), both
        sentences, probability. Raises AlignError where the support map was never computed,
        ValueError for another name.
        """
        import pandas as pd

        if of == "support":
            return pd.DataFrame(self._link_rows(), columns=_LINK_COLUMNS)
        if of != "beads":
            raise ValueError(f"a frame holds beads or support, not {of!r}")
        rows = [
            {
                "pair": self.id,
                "id": f"{self.id}:{number}",
                "key": key,
                "kind": bead.kind,
                "source": bead.source,
                "target": bead.target,
                "source_text": self.source_text(bead),
                "target_text": self.target_text(bead),
                "probability": bead.probability,
                "crosses": bead.crosses,
                "evidence": {item.name: item.weight for item in bead.evidence},
            }
            for number, (bead, key) in enumerate(zip(self.beads, self.keys, strict=True), start=1)
        ]
        columns = list(rows[0]) if rows else ["pair", "id", "key", "kind", "source", "target"]
        return pd.DataFrame(rows, columns=columns)

    def _link_rows(self) -> list[tuple[str, Place, Place, str, str, float]]:
        if self.support is None:
            raise AlignError("holds no support map", place=self.id, cure="align the pair again: align run")
        texts = [[segment.sentence_texts() for segment in side.segments] for side in (self.source, self.target)]
        return [
            (
                *(self.id, link.source, link.target),
                *(texts[0][link.source[0]][link.source[1]], texts[1][link.target[0]][link.target[1]]),
                link.probability,
            )
            for link in self.support.links
        ]


def content_key(source: list[str], target: list[str]) -> str:
    """20 hexadecimal digits that depend on both sides' texts and on nothing else."""
    body = "\x1d".join(["\x1e".join(source), "\x1e".join(target)])
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:20]
