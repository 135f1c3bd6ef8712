"""The reliability diagram: what probabilities promise, against how often such beads or links are right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from align.evaluate.calibration import Calibration

COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#8e6c8a", "#b8860b", "#555555")


def draw(calibrations: Mapping[str, Calibration], signature: str, path: Path, things: str = "beads") -> None:
    """Write the diagram as PNG; one line a set, with its calibration error in the legend.

    `things`: what the probabilities are of.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (plain, close) = pyplot.subplots(1, 2, figsize=(11, 5.4), dpi=110)
    for axes, low in ((plain, 0.0), (close, 0.8)):
        axes.plot([low, 1], [low, 1], color="#999999", linewidth=1, linestyle="--", label="perfect")
        for number, (name, calibration) in enumerate(calibrations.items()):
            points = [point for point in calibration.points if point.beads]
            axes.plot(
                [point.probability for point in points],
                [point.accuracy for point in points],
                marker="o",
                markersize=4,
                linewidth=1.2,
                color=COLOURS[number % len(COLOURS)],
                label=f"{name}  ECE {calibration.ece:.4f}",
            )
        axes.set_xlim(low, 1.005)
        axes.set_ylim(low, 1.005)
        axes.set_xlabel("mean probability of a bin")
        axes.grid(color="#eeeeee")
        axes.set_axisbelow(True)
    plain.set_ylabel(f"share of its {things} that are exactly right")
    plain.legend(frameon=False, loc="lower right", fontsize=9)
    plain.set_title(f"all {things}, 15 equal-mass bins", fontsize=10)
    close.set_title("the same, above 0.8", fontsize=10)
    figure.text(0.01, 0.01, signature[:180], fontsize=6, color="#777777")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
    pyplot.close(figure)


def rows(calibrations: Mapping[str, Calibration]) -> list[dict[str, Any]]:
    """One row a set, for the table."""
    return [
        {"set": name, "ece": found.ece, "brier": found.brier, "beads": found.beads}
        for name, found in calibrations.items()
    ]
