"""What speaks for a bead, in a reader's words: the features' contributions to its log-odds, summed by group."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from align.model import Evidence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.candidates import Candidates
    from align.score.weights import Weights

GROUPS = {
    "margin": "similarity",
    "join": "similarity",
    "split": "similarity",
    "trim": "similarity",
    "sentences": "sentences",
    "words": "words",
    "facts": "facts",
    "latin": "facts",
    "names": "names",
    "length": "length",
    "form": "structure",
    "shape": "size",
    "null": "alone",
}
"""First word of a feature's name -> the group that a reader sees. Other features are shown under their first word."""
_SHOWN = (
    "margin",
    "margin_cosine",
    "sentences_source",
    "sentences_target",
    "words_source",
    "words_target",
    "facts_shared",
    "latin_shared",
    "length_long",
    "length_short",
    "form_same_number",
    "form_other_number",
    "null_source_nearest",
    "null_target_nearest",
)
"""Features whose values are shown to a reader."""


def evidence_of(found: Candidates, weights: Weights, arcs: Sequence[int]) -> list[tuple[Evidence, ...]]:
    """Return for each chosen candidate the groups with features that are not zero, greatest weight first."""
    chosen = np.asarray(arcs, dtype=np.int64)
    columns = {name: column[chosen] for name, column in found.columns.items()}
    totals: dict[str, NDArray[np.float64]] = {}
    present: dict[str, NDArray[np.bool_]] = {}
    for name, column in columns.items():
        if name in weights.slopes:
            group = GROUPS.get(first := name.partition("_")[0], first)
            totals[group] = totals.get(group, 0.0) + weights.slopes[name].of(column)
            present[group] = present.get(group, False) | (column != 0)
    shown = []
    values = {name: columns[name].tolist() for name in _SHOWN if name in columns}
    for place, arc in enumerate(chosen):
        row = defaultdict(float, {name: column[place] for name, column in values.items()})
        items = [
            Evidence(group, _value(group, row), float(total[place]), _detail(group, row, found, int(arc)))
            for group, total in totals.items()
            if present[group][place]
        ]
        shown.append(tuple(sorted(items, key=lambda item: -abs(item.weight))))
    return shown


def _value(group: str, row: Mapping[str, float]) -> float:
    """Return the one number that is shown for the group; `row` gives the value of any feature."""
    match group:
        case "similarity":
            return row["margin_cosine"]
        case "sentences":
            return min(row["sentences_source"], row["sentences_target"])
        case "words":
            return min(row["words_source"], row["words_target"])
        case "facts":
            return row["facts_shared"] + row["latin_shared"]
        case "length":
            return row["length_long"] - row["length_short"]
        case "structure":
            return row["form_same_number"] - row["form_other_number"]
        case "alone":
            return row["null_source_nearest"] + row["null_target_nearest"]
        case _:
            return 1.0


def _detail(group: str, row: Mapping[str, float], found: Candidates, arc: int) -> str:
    """Return what is shown beside the number; "" for nothing."""
    match group:
        case "similarity":
            return f"cosine {row['margin_cosine']:.2f}, {row['margin']:+.2f} against the nearest others"
        case "words":
            return f"content words answered: source {row['words_source']:.0%}, target {row['words_target']:.0%}"
        case "facts":
            return ", ".join(found.pair.anchors.shared_in(*found.arcs.at(arc)))
        case "length":
            off = row["length_long"] - row["length_short"]
            return f"source {abs(math.expm1(off)):.0%} {'longer' if off > 0 else 'shorter'} than usual"
        case "structure":
            if row["form_same_number"]:
                return "same number in front"
            return "different numbers in front" if row["form_other_number"] else ""
        case "alone":
            nearest = row["null_source_nearest"] + row["null_target_nearest"]
            return f"nearest other-side segment {nearest:+.2f} against its neighbours"
        case _:
            return ""
