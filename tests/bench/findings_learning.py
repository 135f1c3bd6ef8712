"""Learns align/check/weights.json: how probable a finding is to be true.

`python -m tests.bench.findings_learning PACKAGES [--write]` fetches the published pairs, plants errors into copies of
them, runs the checks on both, and fits a logistic model to what the findings rest on. Findings on right pairs count as
false, those on the planted errors as true. One pair in twelve holds an error: planted pairs are weighted so.
It prints how the probabilities are calibrated on works that the weights had not seen.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from align.check import CheckConfig, possible_findings
from align.check.context import Context
from align.check.evidence import Evidence, evidence
from align.check.likelihood import FindingWeights, columns, evidence_of, is_judged, write_finding_weights
from align.check.view import views_of
from align.exchange.bilingual import from_rows
from align.model import Finding
from align.score.calibration_curves import Curve
from align.score.slopes import Slope, hinges
from tests.bench.check_tables import fits
from tests.bench.findings_report import FindingLesson, Floats, Outcome, report, report_by_hand
from tests.bench.planted_errors import PlantedError, planted
from tests.bench.published_pairs import PublishedPair, published_pairs
from tests.bench.published_slips import digest, slips

WEIGHTS = Path(__file__).parents[2] / "align/check/weights.json"
ERRORS = 0.08
"""Share of pairs with an error: about one planted in twenty, and what translators left in."""
KINDS = {
    "polarity-removed": 0.3, "polarity-inserted": 0.05, "direction": 0.13, "number": 0.17, "date": 0.03, "name": 0.1,
    "drop": 0.14, "omission": 0.04, "addition": 0.04,
}  # fmt: skip
"""A kind of planted errors, or its first word -> its share of the errors. A negation is lost more often than added."""
PENALTY = 12.0
FOLDS = 6
_Judged = tuple[Finding, tuple[Evidence, Evidence] | None]
"""A finding, its features, and its features without links; None for one whose probability is set by hand."""
_STEP = 2000
"""Pairs that are checked at once."""


def outcomes(pairs: Sequence[PublishedPair], errors: Sequence[PlantedError]) -> list[Outcome]:
    """Check right and planted pairs; return every finding that is clearly true or false."""
    right = _found([(pair.japanese, pair.english) for pair in pairs])
    wrong = _found([(error.pair.japanese, error.english) for error in errors])
    out: list[Outcome] = [
        (finding, features, False, 1.0, pair.origin)
        for pair, items in zip(pairs, right, strict=True)
        for finding, features in items
        if (digest(pair.japanese, pair.english), finding.check) not in slips()
    ]
    known = {
        (pair.japanese, pair.english): {(finding.check, finding.message) for finding, _ in items}
        for pair, items in zip(pairs, right, strict=True)
    }
    counts = Counter(_group(error.kind) for error in errors)
    for error, items in zip(errors, wrong, strict=True):
        group = _group(error.kind)
        weight = len(pairs) * ERRORS * KINDS[group] / counts[group]
        before = known[error.pair.japanese, error.pair.english]
        for finding, features in items:
            if (finding.check, finding.message) not in before and _is_hit(error, finding):
                out.append((finding, features, True, weight, error.pair.origin))
    return out


def lessons(found: Sequence[Outcome]) -> list[FindingLesson]:
    """Return the findings that the model judges."""
    return [
        FindingLesson(*features, true, weight, origin, finding.check)
        for finding, features, true, weight, origin in found
        if features is not None
    ]


def _group(kind: str) -> str:
    return kind if kind in KINDS else kind.replace("+", "-").split("-")[0]


def _found(texts: Sequence[tuple[str, str]]) -> list[list[_Judged]]:
    """The judged findings of each pair with their features, every pair read alone."""
    out: list[list[_Judged]] = []
    off = frozenset({"inconsistency", "length", "punctuation", "untranslated", "omission", "addition"})
    for begin in range(0, len(texts), _STEP):
        some = texts[begin : begin + _STEP]
        context = Context(CheckConfig(off=off))
        alignment = from_rows([(str(n), *both) for n, both in enumerate(some)], "ja", "en")
        views = views_of(alignment)
        findings = possible_findings([views], context)[0]
        by_key = {view.key: view for view in views}
        judged = [one for one in findings if is_judged(one)]
        linked = iter(evidence_of(judged, by_key, context))
        features = [
            (next(linked), evidence(by_key[one.bead], one, None)) if is_judged(one) else None for one in findings
        ]
        place = {key: n for n, key in enumerate(alignment.keys)}
        rows: list[list[_Judged]] = [[] for _ in some]
        for finding, values in zip(findings, features, strict=True):
            rows[place[finding.bead]].append((finding, values))
        out += rows
        print(f"{begin + len(some)} of {len(texts)} pairs checked", flush=True)
    return out


def _is_hit(error: PlantedError, finding: Finding) -> bool:
    """True if the finding is of a check for this kind and marks the changed place, or only the source."""
    if not fits(error.kind, finding.check):
        return False
    old, new = error.pair.english, error.english
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = next((n for n, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b), 0)
    end = max(start, len(new) - tail)
    if not finding.target_spans or error.kind.startswith(("drop", "omission")):
        return True
    return any(first <= end + 12 and start - 12 <= last for first, last in finding.target_spans)


def fit(some: Sequence[FindingLesson], penalty: float = PENALTY) -> FindingWeights:
    """Fit a logistic function of piecewise linear features by weighted, penalised likelihood (L-BFGS).

    Every lesson is also learnt without its links, for runs without an encoder.
    """
    features = [features for one in some for features in (one.features, one.without_links)]
    table = columns(features)
    counts = {name: int((column != 0).sum()) for name, column in table.items()}
    table = {name: column for name, column in table.items() if counts[name] >= 5}
    knots = {name: _knots(name, column) for name, column in table.items()}
    basis = np.concatenate([hinges(table[name], knots[name]) for name in table], axis=1)
    spread = basis.std(axis=0)
    scale = np.where(spread > 1e-3, spread, 1.0)
    basis = basis / scale
    free = np.concatenate([np.full(1 + len(knots[name]), name.endswith("bias")) for name in table])
    answers = np.repeat([float(one.true) for one in some], 2)
    weights = np.repeat([one.weight for one in some], 2) * np.tile((0.8, 0.2), len(some))

    def loss(at: Floats) -> tuple[float, Floats]:
        odds = basis @ at
        value = weights @ (np.logaddexp(0.0, odds) - answers * odds) + penalty * (at[~free] ** 2).sum() / 2
        slope = basis.T @ (weights * (1.0 / (1.0 + np.exp(-odds)) - answers))
        slope[~free] += penalty * at[~free]
        return float(value), slope

    found = minimize(loss, np.zeros(basis.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x / scale
    slopes, start = {}, 0
    for name in table:
        stop = start + 1 + len(knots[name])
        slopes[name] = Slope(knots[name], tuple(found[start:stop].tolist()))
        start = stop
    return FindingWeights("1", slopes)


_STRAIGHT = (
    "linked",
    "answered",
    "elsewhere",
    "head",
    "strong",
    "clear",
    "weak",
    "straight",
    "crossed",
    "gain",
    "beside",
    "in place",
)
"""Endings of features that are probabilities of links: they have one slope."""


def _knots(name: str, column: NDArray[np.float32]) -> tuple[float, ...]:
    values = column[column != 0]
    if len(np.unique(values[:5000])) <= 4 or name.endswith(_STRAIGHT):
        return ()
    return tuple(sorted({round(float(value), 4) for value in np.quantile(values, (0.35, 0.7))}))


def unseen(some: Sequence[FindingLesson]) -> Floats:
    """Return the estimate of each lesson by weights that had not seen its work."""
    origins = sorted({one.origin for one in some})
    out = np.zeros(len(some))
    for fold in range(FOLDS):
        held = np.array([origins.index(one.origin) % FOLDS == fold for one in some])
        weights = fit([one for one, is_held in zip(some, held, strict=True) if not is_held])
        out[held] = weights.probabilities([one.features for one, is_held in zip(some, held, strict=True) if is_held])
    return out


def curve(chances: Floats, true: NDArray[np.bool_], weights: Floats) -> Curve:
    """A rising curve from the estimate to the share of true ones, by pooling adjacent violators in 20 equal bins."""
    order = np.argsort(chances)
    edges = np.searchsorted(np.cumsum(weights[order]), np.linspace(0, weights.sum(), 21)[1:-1])
    blocks = [
        [
            float(np.average(chances[part], weights=weights[part])),
            float(np.average(true[part], weights=weights[part])),
            float(weights[part].sum()),
        ]
        for part in np.split(order, edges)
        if len(part)
    ]
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            (a, x, m), (b, y, n) = merged[-2], merged[-1]
            merged[-2:] = [[(a * m + b * n) / (m + n), (x * m + y * n) / (m + n), m + n]]
    return ((0.0, 0.0), *((a, x) for a, x, _ in merged if 0 < a < 1), (1.0, max(0.98, merged[-1][1])))


def main() -> None:
    """Learn, print, and with --write keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, help="folder for the packages that are fetched")
    parser.add_argument("--limit", type=int, default=400, help="pairs of one work, at most")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pairs = published_pairs(options.packages, options.limit)
    found = outcomes(pairs, list(planted(pairs)))
    some = lessons(found)
    chances = unseen(some)
    true, mass = np.array([one.true for one in some]), np.array([one.weight for one in some])
    calibrated = curve(chances, true, mass)
    points = np.array(calibrated)
    report(some, np.interp(chances, points[:, 0], points[:, 1]))
    report_by_hand(found)
    if options.write:
        weights = FindingWeights("1", fit(some).slopes, calibrated)
        works = ", ".join(sorted({pair.origin for pair in pairs}))
        WEIGHTS.write_text(write_finding_weights(weights, f"{len(pairs)} published pairs: {works}"), encoding="utf-8")


if __name__ == "__main__":
    main()
