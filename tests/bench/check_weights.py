"""Learns the weights of `align/check/sentence_support.py`: `python -m tests.bench.check_weights FOLDER`.

FOLDER holds NAME.ja and NAME.en, line k of one the translation of line k of the other (the clean benchmark set).
Paragraphs of two to six sentences with as many in both languages are taken; in one copy a sentence is dropped from one
side, in another two sentences of it are merged. One document in three is held out.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np

from align.check import sentence_support as sentences
from align.encode import load_encoder
from align.text.sentences import sentence_spans


def paragraphs(folder: Path) -> list[tuple[str, list[str], list[str]]]:
    """(document, source sentences, target sentences)."""
    found = []
    for path in sorted(folder.glob("*.ja")):
        sides = [path.read_text("utf-8").splitlines(), path.with_suffix(".en").read_text("utf-8").splitlines()]
        for source, target in zip(*sides, strict=True):
            left = [source[a:b] for a, b in sentence_spans(source, "ja")]
            right = [target[a:b] for a, b in sentence_spans(target, "en")]
            if 2 <= len(left) == len(right) <= 6:
                found.append((path.stem, left, right))
    return found


def samples(items, encoder, parts, row, chance):
    """Feature rows, whether the sentence was dropped, and the document, for both directions."""
    for document, source, target in items:
        for of_source in (True, False):
            own, other = (source, target) if of_source else (target, source)
            own_parts, other_parts = parts[[row[t] for t in own]], parts[[row[t] for t in other]]
            count = len(own)
            gone = chance.randrange(count)
            keep = [n for n in range(count) if n != gone]
            usual = sentences.USUAL if of_source else -sentences.USUAL
            kept = sentences.SentenceParts(own_parts, other_parts[keep], own, [other[n] for n in keep])
            rows = next(sentences.features(encoder, [kept]))
            rows[:, 4:6] -= usual
            yield from ((values, place == gone, document) for place, values in enumerate(rows))
            seam = chance.randrange(count - 1)
            merged = np.stack(
                [other_parts[n] + (other_parts[n + 1] if n == seam else 0) for n in range(count) if n != seam + 1]
            )
            texts = [other[n] + (" " + other[n + 1] if n == seam else "") for n in range(count) if n != seam + 1]
            rows = next(sentences.features(encoder, [sentences.SentenceParts(own_parts, merged, own, texts)]))
            rows[:, 4:6] -= usual
            yield from ((values, False, document) for values in rows)


def main() -> None:
    """Print the weights, and precision and recall on the documents held out."""
    items = paragraphs(Path(sys.argv[1]))
    encoder = load_encoder("use")
    texts = sorted({text for _, left, right in items for text in left + right})
    parts = encoder.parts(texts)
    row = {text: place for place, text in enumerate(texts)}
    found = list(samples(items, encoder, parts, row, random.Random(3)))
    x = np.array([values for values, _, _ in found])
    y = np.array([dropped for _, dropped, _ in found], dtype=float)
    names = sorted({document for _, _, document in found})
    held = np.isin([document for _, _, document in found], names[::3])
    mean, spread = x[~held].mean(axis=0), x[~held].std(axis=0)
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    w = np.zeros(z.shape[1])
    for _ in range(80):
        p = 1 / (1 + np.exp(-z[~held] @ w))
        hessian = (z[~held].T * (p * (1 - p))) @ z[~held] + 1e-3 * np.eye(len(w))
        w += np.linalg.solve(hessian, z[~held].T @ (y[~held] - p) - 1e-3 * w)
    raw = w[:-1] / spread
    print("FEATURES", sentences.FEATURES)
    print("WEIGHTS =", tuple(round(float(value), 2) for value in raw))
    print("BIAS =", round(float(w[-1] - (w[:-1] * mean / spread).sum()), 2))
    p = 1 / (1 + np.exp(-z[held] @ w))
    for cut in (0.3, 0.4, 0.5, 0.6, 0.7):
        said = p >= cut
        print(f"held out, at {cut}: precision {y[held][said].mean():.3f} recall {said[y[held] == 1].mean():.3f}")


if __name__ == "__main__":
    main()
