"""What spoke for a bead, in a reader's words: the features' shares of its log-odds, summed by group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from align.model import Evidence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.beads import Candidates
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
    "length": "length",
    "form": "structure",
    "shape": "size",
    "null": "alone",
}
"""First word of a feature's name -> the group a reader sees."""


def evidence_of(found: Candidates, weights: Weights, arc: int) -> tuple[Evidence, ...]:
    """Return the groups that say something about one candidate, heaviest first."""
    row = {name: column[arc : arc + 1] for name, column in found.columns.items()}
    totals: dict[str, float] = {}
    for name, column in row.items():
        if name in weights.slopes and column[0] != 0:
            group = GROUPS[name.partition("_")[0]]
            totals[group] = totals.get(group, 0.0) + float(weights.slopes[name].of(column)[0])
    items = [
        Evidence(group, _value(group, row), weight, _detail(group, row, found, arc)) for group, weight in totals.items()
    ]
    return tuple(sorted(items, key=lambda item: -abs(item.weight)))


def _value(group: str, row: Mapping[str, NDArray]) -> float:  # type: ignore[type-arg]
    """One number that stands for the group."""

    def of(name: str) -> float:
        return float(row[name][0]) if name in row else 0.0

    match group:
        case "similarity":
            return of("margin_cosine")
        case "sentences":
            return min(of("sentences_source"), of("sentences_target"))
        case "words":
            return min(of("words_source"), of("words_target"))
        case "facts":
            return of("facts_shared") + of("latin_shared")
        case "length":
            return of("length_long") - of("length_short")
        case "structure":
            return of("form_same_number") - of("form_other_number")
        case "alone":
            return of("null_source_nearest") + of("null_target_nearest")
        case _:
            return 1.0


def _detail(group: str, row: Mapping[str, NDArray], found: Candidates, arc: int) -> str:  # type: ignore[type-arg]
    def of(name: str) -> float:
        return float(row[name][0]) if name in row else 0.0

    arcs = found.arcs
    match group:
        case "similarity":
            return f"cosine {of('margin_cosine'):.2f}, {of('margin'):+.2f} against the nearest others"
        case "words":
            return f"content words answered: source {of('words_source'):.0%}, target {of('words_target'):.0%}"
        case "facts":
            return ", ".join(found.features.anchors.shared(arcs.i[arc], arcs.a[arc], arcs.j[arc], arcs.b[arc]))
        case "length":
            off = of("length_long") - of("length_short")
            return f"source {abs(off):.0%} {'longer' if off > 0 else 'shorter'} than usual (log ratio)"
        case "structure":
            if of("form_same_number"):
                return "same number in front"
            return "different numbers in front" if of("form_other_number") else ""
        case "alone":
            nearest = of("null_source_nearest") + of("null_target_nearest")
            return f"nearest other-side segment {nearest:+.2f} against its neighbours"
        case _:
            return ""
