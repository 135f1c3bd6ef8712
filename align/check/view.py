"""One bead as the checks see it: two texts and their facts, which are read once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from align.check.sentences import BeadSentences, sentences_of
from align.facts import facts
from align.facts.matching import FactMatch, match_facts
from align.model import Alignment, Bead, Document, Fact, Finding, Span
from align.text.folding import fold
from align.text.language import primary

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class BeadView:
    """The two texts of a bead. Spans in findings count code points of `source` and `target`."""

    key: str
    bead: Bead
    source: str
    target: str
    source_lang: str
    target_lang: str
    alignment: Alignment

    @property
    def is_copy(self) -> bool:
        """Whether both sides are the same text: nothing in it can differ."""
        return self.source_folded.split() == self.target_folded.split()

    @cached_property
    def source_facts(self) -> tuple[Fact, ...]:
        """Facts of the source."""
        return facts(self.source, self.source_lang)

    @cached_property
    def target_facts(self) -> tuple[Fact, ...]:
        """Facts of the target."""
        return facts(self.target, self.target_lang)

    @cached_property
    def source_fact_at(self) -> dict[Span, Fact]:
        """The facts of the source by their places; of several at one place the first."""
        return {fact.span: fact for fact in reversed(self.source_facts)}

    @cached_property
    def target_fact_at(self) -> dict[Span, Fact]:
        """The facts of the target by their places; of several at one place the first."""
        return {fact.span: fact for fact in reversed(self.target_facts)}

    @cached_property
    def matched(self) -> FactMatch:
        """Which facts of the two sides agree, contradict each other, or stand on one side only."""
        return match_facts(self.source_facts, self.target_facts)

    @cached_property
    def source_sentences(self) -> BeadSentences:
        """The sentences of the source."""
        return sentences_of(self._documents[0], self.bead.source, self.source)

    @cached_property
    def target_sentences(self) -> BeadSentences:
        """The sentences of the target."""
        return sentences_of(self._documents[1], self.bead.target, self.target)

    @property
    def _documents(self) -> tuple[Document, Document]:
        """The documents of both sides; a view with exchanged sides has the source of the alignment as its target."""
        both = self.alignment.source, self.alignment.target
        return both if self.source_lang == both[0].lang else both[::-1]

    @cached_property
    def source_folded(self) -> str:
        """The source with half-width letters and digits; every character keeps its place."""
        return fold(self.source)

    @cached_property
    def target_folded(self) -> str:
        """The target with half-width letters and digits; every character keeps its place."""
        return fold(self.target)

    @cached_property
    def from_japanese(self) -> BeadView | None:
        """The bead with Japanese as its source and English as its target; None for other languages.

        Its `alignment` is that of this view, so a view of English and Japanese comes back
        exchanged.
        """
        langs = primary(self.source_lang), primary(self.target_lang)
        if langs == ("ja", "en"):
            return self
        if langs != ("en", "ja"):
            return None
        return self._exchanged

    @cached_property
    def _exchanged(self) -> BeadView:
        bead = replace(self.bead, source=self.bead.target, target=self.bead.source)
        return BeadView(self.key, bead, self.target, self.source, self.target_lang, self.source_lang, self.alignment)

    @property
    def is_null(self) -> bool:
        """True if one side is empty."""
        return self.bead.is_null

    def finding(
        self, check: str, severity: str, message: str, source: Sequence[Span] = (), target: Sequence[Span] = ()
    ) -> Finding:
        """Make a finding on this bead."""
        return Finding(self.key, check, severity, message, tuple(source), tuple(target))


BY_HAND = {"error": 0.9, "warning": 0.6, "hint": 0.3}
"""Severity -> probability of a finding of a kind that is too rare to be learnt from published pairs."""


def set_by_hand(finding: Finding) -> Finding:
    """Return a finding of a rare kind with the probability of its severity."""
    return replace(finding, probability=BY_HAND[finding.severity])


_SIDES = re.compile(r"\b(source|target)\b")


def exchanged(finding: Finding) -> Finding:
    """Return a finding on a view with exchanged sides as one on the bead itself."""
    message = _SIDES.sub(lambda word: "target" if word[0] == "source" else "source", finding.message)
    return replace(finding, message=message, source_spans=finding.target_spans, target_spans=finding.source_spans)


def views_of(alignment: Alignment) -> list[BeadView]:
    """Return every bead of an alignment, in order."""
    return [
        BeadView(
            key,
            bead,
            alignment.source_text(bead),
            alignment.target_text(bead),
            alignment.source.lang,
            alignment.target.lang,
            alignment,
        )
        for key, bead in zip(alignment.keys, alignment.beads, strict=True)
    ]
