"""Learns align/words/clauses.json: `python -m tests.bench.clause_weights FOLDER... [--source en] [--write]`.

Each FOLDER holds `pairs.tsv` (id, ja, en), translated pairs that are taken as whole; what stands before the first "-"
of an id is the pair's source. In a copy of a pair, a program takes a clause of the target out whose words all answer
one clause of the source. The printed figures are cross-validated by source: no pair of the source was seen in learning.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.check.sentence_support import sides
from align.check.view import views_of
from align.encode import load_encoder
from align.encode.cache import CachedParts, cache_folder
from align.exchange.bilingual import from_rows
from align.model import Alignment, Span
from align.text.clauses import clause_spans
from align.text.sentences import sentence_spans
from align.words.clause_features import FEATURES, LinkedTexts, open_clauses
from align.words.clause_vectors import with_vectors
from align.words.of_alignment import with_word_links
from align.words.text_words import words_of
from align.words.vectors import WordVectors
from tests.bench.check_tables import table

Floats = NDArray[np.float64]
Langs = tuple[str, str]
RATE = 0.002
"""Share of whole pairs that may get a false finding at the threshold of 0.5."""
OUT = Path(__file__).parents[2] / "align" / "words" / "clauses.json"
_COMMONS = ((0.0, 0.15), (0.6, 1.01))
"""Shares of a span in common with the dropped clause: those of wrong and of right lessons."""


@dataclass(frozen=True)
class Dropped:
    """A pair without one of its English clauses, and the Japanese clause that it answered."""

    id: str
    source: str
    target: str
    clause: Span


def linked(rows: Sequence[tuple[str, str, str]], langs: Langs, parts: CachedParts) -> Alignment:
    """Return the pairs as an alignment with word links."""
    return with_word_links(from_rows(rows, *langs), parts)


def drops(alignment: Alignment, ids: Sequence[str]) -> list[Dropped]:
    """Take a clause out of each pair that allows it."""
    chance = random.Random(5)
    found = []
    for number, bead in enumerate(alignment.beads):
        source, target = alignment.source_text(bead), alignment.target_text(bead)
        if options := _options(alignment, number, source, target):
            clause, own = chance.choice(options)
            if text := _without(target, clause, alignment.target.lang):
                found.append(Dropped(ids[number], source, text, own))
    return found


def _clauses(text: str, lang: str) -> list[tuple[Span, int]]:
    """The clauses of sentences that have several, with the length of their sentence."""
    found = []
    for first, stop in sentence_spans(text, lang):
        some = clause_spans(text[first:stop], lang)
        found += [((first + a, first + b), stop - first) for a, b in some if len(some) > 1]
    return found


def _options(alignment: Alignment, number: int, source: str, target: str) -> list[tuple[Span, Span]]:
    """Clauses of the target whose links all lead into one clause of the source, with that clause."""
    links = alignment.links(alignment.beads[number]).links
    langs = alignment.source.lang, alignment.target.lang
    words = [
        [w.span for w in words_of(t, lang) if not w.light] for t, lang in zip((source, target), langs, strict=True)
    ]
    found = []
    for clause, whole in _clauses(target, langs[1]):
        inside = [span for span in words[1] if clause[0] <= span[0] < clause[1]]
        some = [link for link in links if any(clause[0] <= a < clause[1] for a, _ in link.target)]
        held = sum(any(a < stop and start < b for link in some for a, b in link.target) for start, stop in inside)
        if clause[1] - clause[0] > 0.7 * whole or len(some) < 2 or held < max(2, 0.6 * len(inside)):
            continue
        for own, _ in _clauses(source, langs[0]):
            ours = [span for span in words[0] if own[0] <= span[0] < own[1]]
            into = all(own[0] <= a < own[1] for link in some for a, _ in link.source[:1])
            answered = sum(any(a < stop and start < b for k in some for a, b in k.source) for start, stop in ours)
            if into and answered >= 0.6 * len(ours):
                found.append((clause, own))
    return found


def _without(text: str, clause: Span, lang: str) -> str:
    if lang == "ja":
        left = text[: clause[0]] + text[clause[1] :]
        left = re.sub("[、，；]+(?=[。！？]|$)", "", left)
        return left + "。" if left and left[-1] not in "。！？" and text[-1] == "。" else left
    left = text[: clause[0]].rstrip(" ,;:–—-(") + " " + text[clause[1] :].lstrip(" ,;:–—-)")
    left = re.sub(r"\s+([.,!?])", r"\1", left).strip()
    left = re.sub(r"\b(?:and|but|or|,)\s*([.!?])", r"\1", left)
    if left and left[-1] not in ".!?" and text[-1] in ".!?":
        left += text[-1]
    return left[:1].upper() + left[1:]


@dataclass(frozen=True)
class Lessons:
    """Clauses of some pairs: features, the pair of each, and how much of it was taken out."""

    rows: Floats
    pair: NDArray[np.int64]
    common: Floats
    ids: list[str]
    spans: list[Span]

    def of_pairs(self, values: Floats) -> Floats:
        """The highest value among each pair's clauses, 0 without any."""
        best = np.zeros(len(self.ids))
        np.maximum.at(best, self.pair, values)
        return best


def lessons(alignment: Alignment, ids: Sequence[str], gone: Sequence[Span], parts: CachedParts) -> Lessons:
    """Read the clauses of all pairs."""
    some, pair, common = [], [], []
    for number, view in enumerate(views_of(alignment)):
        source, target = sides(view)
        langs = view.source_lang, view.target_lang
        texts = LinkedTexts(view.source, view.target, source.spans, target.spans, alignment.links(view.bead), langs)
        for clause in open_clauses(texts):
            some.append((texts, clause))
            pair.append(number)
            common.append(_common(clause.span, gone[number]) if gone else 0.0)
    vectors = WordVectors(parts, alignment.source.lang), WordVectors(parts, alignment.target.lang)
    rows = with_vectors(some, parts, vectors)
    return Lessons(rows, np.array(pair), np.array(common), list(ids), [clause.span for _, clause in some])


def _common(one: Span, other: Span) -> float:
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / max(one[1] - one[0], other[1] - other[0])


def fit(whole: Lessons, dropped: Lessons, left_out: str = "") -> tuple[Floats, float]:
    """Return weights and bias of a logistic model, without the pairs of one source."""

    def kept(some: Lessons) -> NDArray[np.bool_]:
        return np.array([not left_out or some.ids[number].split("-")[0] != left_out for number in some.pair])

    right = dropped.common >= _COMMONS[1][0]
    use = kept(dropped) & (right | (dropped.common < _COMMONS[0][1]))
    x = np.concatenate([whole.rows[kept(whole)], dropped.rows[use]])
    y = np.concatenate([np.zeros(int(kept(whole).sum())), right[use].astype(float)])
    mean, spread = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    penalty = np.r_[np.ones(len(mean)), 1e-6]
    weights = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ weights))
        curvature = (z.T * (p * (1 - p))) @ z + np.diag(penalty)
        weights -= np.linalg.solve(curvature, z.T @ (p - y) + penalty * weights)
    raw = weights[:-1] / spread
    return raw, float(weights[-1] - raw @ mean)


def write(lang: str, weights: Floats, bias: float) -> None:
    """Put the model for sources of one language into clauses.json."""
    body = json.loads(OUT.read_text("utf-8")) if OUT.exists() else {}
    named = {name: round(float(value), 3) for name, value in zip(FEATURES, weights, strict=True)}
    body[lang] = {"weights": named, "bias": round(bias, 3)}
    OUT.write_text(json.dumps(body, indent=1) + "\n", "utf-8")


def unseen_odds(whole: Lessons, dropped: Lessons) -> tuple[Floats, Floats]:
    """Return the log-odds of all clauses, by models that had not seen a pair of their source."""
    odds = np.zeros(len(whole.rows)), np.zeros(len(dropped.rows))
    for source in sorted({name.split("-")[0] for name in whole.ids}):
        weights, bias = fit(whole, dropped, source)
        for some, values in zip((whole, dropped), odds, strict=True):
            here = np.array([some.ids[number].split("-")[0] == source for number in some.pair])
            values[here] = some.rows[here] @ weights + bias
    return odds


def pairs_of(folders: Sequence[Path], langs: Langs) -> list[tuple[str, str, str]]:
    """Return (id, source, target) of all pairs with two texts."""
    pairs = [
        (row["id"], *(unicodedata.normalize("NFC", row[name]).strip() for name in langs))
        for folder in folders
        for row in table(folder / "pairs.tsv")
    ]
    return [pair for pair in pairs if pair[1] and pair[2]]


def main() -> None:
    """Print what the weights find in pairs of sources that they were not learnt from; with --write, keep them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--source", choices=("ja", "en"), default="ja", help="language of the source")
    parser.add_argument("--show", type=int, default=0, help="print this many of the likeliest clauses of whole pairs")
    parser.add_argument("--rate", type=float, default=RATE, help="share of whole pairs with a false finding at 0.5")
    parser.add_argument("--write", action="store_true", help=f"write the weights into {OUT.name}")
    options = parser.parse_args()
    langs: Langs = ("ja", "en") if options.source == "ja" else ("en", "ja")
    pairs = pairs_of(options.folders, langs)
    parts = CachedParts(load_encoder(), cache_folder())
    ids = [pair[0] for pair in pairs]
    alignment = linked(pairs, langs, parts)
    gone = drops(alignment, ids)
    whole = lessons(alignment, ids, [], parts)
    rows = [(one.id, one.source, one.target) for one in gone]
    dropped = lessons(linked(rows, langs, parts), [one.id for one in gone], [one.clause for one in gone], parts)
    print(f"{len(pairs)} whole pairs, {len(gone)} with a clause taken out")
    odds = unseen_odds(whole, dropped)
    chances = [some.of_pairs(1 / (1 + np.exp(-values))) for some, values in zip((whole, dropped), odds, strict=True)]
    falling = np.sort(chances[0])[::-1]
    for rate in (0.001, 0.002, 0.003, 0.005, 0.01):
        cut = falling[int(rate * len(pairs))]
        print(f"{100 * rate:.2f} findings for 100 whole pairs, above {cut:.3f}: {(chances[1] > cut).mean():.3f} found")
    if options.write:
        weights, bias = fit(whole, dropped)
        cut = falling[int(options.rate * len(pairs))]
        write(options.source, weights, bias - float(np.log(cut / (1 - cut))))
    for number in np.argsort(-chances[0])[: options.show]:
        mine = np.flatnonzero(whole.pair == number)
        first, stop = whole.spans[mine[np.argmax(odds[0][mine])]]
        print(f"{chances[0][number]:.2f} {ids[number]} 「{pairs[number][1][first:stop]}」 {pairs[number][2][:300]}")


if __name__ == "__main__":
    main()
