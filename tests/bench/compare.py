"""Ours and the peers on the same documents, each in a process of its own; crossings; encoders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align import native
from align.errors import AlignError
from align.evaluate.calibration import Calibration
from align.evaluate.ladder_files import Ladder, read_ladder
from align.evaluate.metrics import evaluate
from tests.bench import peers
from tests.bench.corpus import Sample, ladder_of, samples
from tests.bench.worker import measure

PEERS = ("sentweave", "bertalign", "galechurch")


@dataclass(frozen=True)
class Bench:
    """Where things lie, and how many documents of each set are read."""

    work: Path
    documents: int = 0
    encoder: str = "use"
    peers: tuple[str, ...] = PEERS

    def folder(self, name: str) -> Path:
        return self.work / "sets" / name

    def chosen(self, name: str) -> list[Sample]:
        return samples(self.folder(name), self.documents)


def compare(bench: Bench, name: str) -> Iterator[dict[str, Any]]:
    """One row a system on the set `name`, ours first."""
    yield run_ours(bench, name)[0]
    made: dict[int, dict[str, Any]] = {}
    for wanted in bench.peers:
        peer, _, only = wanted.partition(":")
        if missing := peers.installed(peer):
            raise AlignError(missing, cure="or leave it out: --peers")
        for setting in [only] if only else peers.SETTINGS[peer]:
            arguments: dict[str, Any] = {"folder": bench.folder(name).resolve(), "documents": bench.documents}
            overlaps: dict[str, Any] = {}
            if peer != "galechurch":
                count = peers.overlaps_of(peer, setting)
                if count not in made:
                    made[count] = _overlaps(bench, name, count)
                overlaps = made[count]
                arguments["vectors"] = overlaps["folder"]
            if peer == "bertalign":
                arguments["package"] = peers.fetch_bertalign(bench.work / "bertalign").resolve()
            result = measure(peer, bench.work, setting=setting, **arguments)
            yield _row(bench, name, f"{peer} {setting}", result, overlaps)


def run_ours(bench: Bench, name: str, encoder: str = "") -> tuple[dict[str, Any], Calibration | None]:
    """Our row and calibration on the set `name`."""
    encoder = encoder or bench.encoder
    save = saved(bench, name, encoder)
    arguments = {"folder": bench.folder(name).resolve(), "documents": bench.documents, "encoder": encoder}
    result = measure("ours", bench.work, save=save.resolve(), **arguments)
    row, calibration = last_run(bench, name, encoder)
    row |= {
        "encode_seconds": result["seconds"]["encode"],
        "align_seconds": result["seconds"]["align"],
        "peak_mb": result["peak_mb"],
        "signature": result["signature"],
    }
    return row, calibration


def last_run(bench: Bench, name: str, encoder: str = "") -> tuple[dict[str, Any], Calibration | None]:
    """Scores and calibration of the ladders that our last run on the set left behind. Raises AlignError."""
    save = saved(bench, name, encoder or bench.encoder)
    chosen = bench.chosen(name)
    files = [save / f"{sample.name}{native.SUFFIX}" for sample in chosen]
    if missing := [path for path in files if not path.is_file()]:
        raise AlignError(f"{missing[0]}: no run on {name} left its ladders", cure="run the step compare first")
    found = evaluate([sample.gold() for sample in chosen], [read_ladder(path) for path in files])
    row = _scores(name, "align", found.to_json(), chosen)
    row["ece"] = found.calibration.ece if found.calibration else None
    row["signature"] = native.load(files[0]).signature
    return row, found.calibration


def saved(bench: Bench, name: str, encoder: str) -> Path:
    """Where the native files of a run lie."""
    return bench.work / "ours" / encoder.replace("/", "_").replace(":", "_") / name


def crossings(bench: Bench, name: str) -> dict[str, Any]:
    """Precision and recall of the beads that were carried elsewhere, by identical bead and by link."""
    row, _ = run_ours(bench, name)
    save = saved(bench, name, bench.encoder)
    totals = {"found": 0, "moved": 0, "right": 0, "found_links": 0, "moved_links": 0, "right_links": 0}
    for sample in bench.chosen(name):
        moved = sample.moved()
        found = {
            (bead.source, bead.target)
            for bead in read_ladder(save / f"{sample.name}{native.SUFFIX}").beads
            if bead.crosses and not bead.is_null
        }
        wanted_links, found_links = _links(moved), _links(found)
        totals["found"] += len(found)
        totals["moved"] += len(moved)
        totals["right"] += len(found & moved)
        totals["found_links"] += len(found_links)
        totals["moved_links"] += len(wanted_links)
        totals["right_links"] += len(found_links & wanted_links)
    return (
        row
        | totals
        | {
            "crossing_precision": _share(totals["right"], totals["found"]),
            "crossing_recall": _share(totals["right"], totals["moved"]),
            "crossing_link_precision": _share(totals["right_links"], totals["found_links"]),
            "crossing_link_recall": _share(totals["right_links"], totals["moved_links"]),
        }
    )


def _overlaps(bench: Bench, name: str, overlaps: int) -> dict[str, Any]:
    """The overlaps' vectors; made once a run for all embedding peers, beside ours, so that seconds can be compared."""
    label = bench.encoder.replace("/", "_").replace(":", "_")
    folder = bench.work / "vectors" / f"{name}-{bench.documents}-{label}-{overlaps}"
    arguments = {"folder": bench.folder(name).resolve(), "documents": bench.documents, "encoder": bench.encoder}
    made = measure("overlaps", bench.work, save=folder.resolve(), overlaps=overlaps, **arguments)
    return made | {"folder": str(folder.resolve())}


def _row(bench: Bench, name: str, system: str, result: dict[str, Any], overlaps: dict[str, Any]) -> dict[str, Any]:
    chosen = bench.chosen(name)
    hypotheses: list[Ladder] = [
        ladder_of(pairs, len(sample.lines("ja")), len(sample.lines("en")), sample.name)
        for pairs, sample in zip(result["ladders"], chosen, strict=True)
    ]
    row = _scores(name, system, evaluate([sample.gold() for sample in chosen], hypotheses).to_json(), chosen)
    return row | {
        "encode_seconds": overlaps["seconds"]["encode"] if overlaps else 0.0,
        "package_seconds": overlaps["seconds"].get("package") if overlaps else None,
        "alike": overlaps.get("alike"),
        "align_seconds": result["seconds"]["align"],
        "peak_mb": max(result["peak_mb"], overlaps["peak_mb"] if overlaps else 0.0),
        "encoder": overlaps.get("encoder", "none"),
    }


def _scores(name: str, system: str, body: dict[str, Any], chosen: list[Sample]) -> dict[str, Any]:
    kept = {metric: body[metric] for metric in ("strict", "link", "null")}
    return {"set": name, "system": system, "documents": len(chosen), "beads": body["beads"], **kept}


def _links(beads: set[tuple[tuple[int, ...], tuple[int, ...]]]) -> set[tuple[int, int]]:
    return {(i, j) for source, target in beads for i in source for j in target}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
