"""The summary of a run as lines of text: counts, throughput, distributions, filters."""

from __future__ import annotations

from collections.abc import Iterator

from align.corpus.drive import State
from align.corpus.manifest import Run
from align.corpus.tally import Tally, quantile

_BARS = " ▁▂▃▄▅▆▇█"


def summary(state: State, place: str) -> Iterator[str]:
    """Yield the lines. Pairs that fell into a filter are counted, since their beads are kept."""
    manifest = state.manifest
    tally = manifest.tally
    partitions = "1 partition" if manifest.partitions == 1 else f"{manifest.partitions:,} partitions"
    yield (
        f"{place}: {tally.pairs:,} pairs in {partitions}; {tally.beads:,} beads: "
        f"{tally.links:,} links, {tally.source_only:,} source only, {tally.target_only:,} target only"
    )
    if state.nothing_to_do:
        yield "nothing to do: all partitions are there, whole and of these rows"
    else:
        yield from _work(state)
    yield ""
    yield from distributions(tally)
    yield ""
    yield from filters(tally, manifest.thresholds)
    if len(manifest.signatures) > 1:
        yield ""
        yield "mixed signatures:"
        yield from (f"  {count:,} partitions  {name}" for name, count in manifest.signatures.items())


def _work(state: State) -> Iterator[str]:
    run = state.run
    notes = [f"{state.skipped:,} partitions were there"] if state.skipped else []
    notes += [f"{state.redone:,} done again, as their rows had changed"] if state.redone else []
    notes += [f"{state.removed:,} removed, as their rows are gone"] if state.removed else []
    notes += [f"{run.lost_workers:,} workers lost"] if run.lost_workers else []
    yield f"this run: {rate(run)}" + "".join(f"; {note}" for note in notes)


def rate(run: Run) -> str:
    """Return how much was done, and how fast."""
    per_core = run.cpu_seconds / run.pairs * 1000 if run.pairs else 0.0
    memory = f", at most {run.peak_memory / 1e6:,.0f} MB a worker" if run.peak_memory else ""
    return (
        f"{run.pairs:,} pairs in {duration(run.seconds)} on {run.engine}: {run.pairs_a_second:,.1f} pairs/s, "
        f"{per_core:,.1f} ms of CPU a pair{memory}"
    )


def distributions(tally: Tally) -> Iterator[str]:
    """Yield a bar chart of each distribution, from 0 at the left to 1 at the right, with three quantiles."""
    yield f"{'':20} 0{'':19}1   10 %   50 %   90 %"
    for name, bins in (
        ("link probability", tally.probability),
        ("source coverage", tally.source_coverage),
        ("target coverage", tally.target_coverage),
    ):
        most = max(bins) or 1
        bars = "".join(_BARS[-(-8 * count // most)] for count in bins)
        points = "".join(f"{quantile(bins, share):7.2f}" for share in (0.1, 0.5, 0.9)) if sum(bins) else ""
        yield f"{name:20} |{bars}|{points}"


def filters(tally: Tally, thresholds: dict[str, float]) -> Iterator[str]:
    """List the filters with threshold and count."""
    aligned = tally.pairs - tally.failed
    yield f"{'filter':20} {'below':>6} {'pairs':>12} {'share':>8}"
    for mark, least in thresholds.items():
        count = tally.marks.get(mark, 0)
        yield f"{mark:20} {least:6g} {count:12,} {_percent(count, aligned):>8}"
    yield f"{'any of them':20} {'':6} {tally.marked:12,} {_percent(tally.marked, aligned):>8}   marked, not removed"
    yield f"{'failed':20} {'':6} {tally.failed:12,} {_percent(tally.failed, tally.pairs):>8}   see failures.parquet"


def duration(seconds: float) -> str:
    """Return a duration as text: 12 s, 3 min 05 s, 2 h 10 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
