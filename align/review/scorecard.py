"""The score card of a pair: the errors that reviewers marked, per 1,000 words of the target, weighted as MQM does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from align.errors import UsageError
from align.history.pair_state import PairState
from align.history.spoken import spoken
from align.model import Document
from align.review.mqm import CATEGORIES, SEVERITIES, Tag, tag_of
from align.settings_file import cure_of_key, read_table
from align.text.language import primary

WEIGHTS: Mapping[str, float] = {"minor": 1.0, "major": 5.0, "critical": 25.0}
"""Penalty points of an error; `[mqm]` of align.toml may change them."""
CHARACTERS_A_WORD = 2.0
"""Japanese and Chinese are counted in characters; so many carry as much as an English word."""


@dataclass(frozen=True)
class Scorecard:
    """Errors by category and severity, and the words that they stand in."""

    pair: str
    words: int
    """Words of the target text."""
    errors: Mapping[Tag, int]
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)

    def count(self, category: str = "", severity: str = "") -> int:
        """The number of errors of a category and a severity; "" for all."""
        return sum(
            number
            for tag, number in self.errors.items()
            if category in ("", tag.category) and severity in ("", tag.severity)
        )

    @property
    def points(self) -> float:
        """The penalty points of all errors."""
        return sum(self.weights[tag.severity] * number for tag, number in self.errors.items())

    def per_thousand(self, value: float) -> float:
        """A number of errors or points per 1,000 words; 0 for an empty text."""
        return 1000 * value / self.words if self.words else 0.0

    @property
    def score(self) -> float:
        """100 less the penalty points per 100 words, at least 0."""
        return max(0.0, 100 - self.per_thousand(self.points) / 10)


def scorecard(state: PairState, weights: Mapping[str, float] = WEIGHTS, viewer: str = "") -> Scorecard:
    """The score card of a pair now, of the marks that `viewer` may see. Hold the state's lock.

    An error of one category in one bead counts once, whoever marked it, with its highest severity.
    An error that was marked before an edit of the pairing counts in the bead that holds its text
    now.
    """
    worst: dict[tuple[str, str], str] = {}
    for key, verdicts in spoken(state, viewer).items():
        for tag in filter(None, (tag_of(one.comment) for one in verdicts)):
            place = (key, tag.category)
            worst[place] = max(worst.get(place, SEVERITIES[0]), tag.severity, key=SEVERITIES.index)
    errors = Counter(Tag(category, severity) for (_, category), severity in worst.items())
    return Scorecard(state.id, words_of(state.base.target), errors, weights)


def words_of(document: Document) -> int:
    """The number of words; in Japanese and Chinese characters over CHARACTERS_A_WORD."""
    texts = document.texts()
    if primary(document.lang) in ("ja", "zh"):
        return round(sum(len(re.sub(r"[\W_]", "", text)) for text in texts) / CHARACTERS_A_WORD)
    return sum(len(re.findall(r"\w+(?:['’.,-]\w+)*", text)) for text in texts)


def write_scorecards(cards: Iterable[Scorecard], stream: TextIO) -> None:
    """Write a TSV: for each pair a line a category, then all errors together."""
    stream.write("\t".join(("pair", "category", *SEVERITIES, "per 1,000 words", "points", "words", "score")) + "\n")
    for card in cards:
        for category in (*CATEGORIES, ""):
            counts = [card.count(category, severity) for severity in SEVERITIES]
            points = sum(card.weights[name] * number for name, number in zip(SEVERITIES, counts, strict=True))
            rate = f"{card.per_thousand(sum(counts)):.2f}"
            row = [card.pair, category or "all", *map(str, counts), rate, f"{points:g}"]
            stream.write("\t".join([*row, str(card.words), "" if category else f"{card.score:.1f}"]) + "\n")


def load_weights(path: Path) -> Mapping[str, float]:
    """The weights in the table `[mqm]` of a TOML file; for what it lacks, WEIGHTS.

    Raises InputError, UsageError.
    """
    table = read_table(path, "mqm")
    weights = dict(WEIGHTS)
    for name, value in table.items():
        if name not in WEIGHTS:
            raise UsageError(f"[mqm] has no setting {name!r}", place=str(path), cure=cure_of_key(name, tuple(WEIGHTS)))
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise UsageError(f"{name} is not a number of 0 or more", place=str(path), cure=f"write {name} = 5")
        weights[name] = float(value)
    return weights
