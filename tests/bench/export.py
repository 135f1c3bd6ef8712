"""Exports at size, and how well beads are cut into sentences: `python -m tests.bench.export [SET_FOLDER]`.

Memory: 100 alignments of 1,000 beads into one file, `align export` in a process of its own, its peak resident memory.
Sentences: the set's segments are joined into paragraphs of a few, beads and all, and refined again; the gold is known.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from align import native
from align.evaluate.ladder_files import Ladder
from align.evaluate.metrics import evaluate
from align.model import Alignment, Bead, Document, Segment, Span
from align.text.joining import join_texts
from tests.bench import report
from tests.bench.corpus import Sample, samples
from tests.bench.worker import ROOT

FORMATS = ("tsv", "jsonl", "parquet", "html", "tmx", "xliff", "xliff12", "xlsx", "docx", "tei")
PAIRS, BEADS = 100, 1_000
LIMIT_MB = 500
GROUP = 4
"""Beads that make one paragraph."""


def memory(work: Path) -> Iterator[dict[str, Any]]:
    """One row a format: seconds, peak memory and size of a file of 100,000 beads."""
    folder = work / "alignments"
    for number in range(PAIRS):
        native.save(_large(number), folder / f"pair{number:03}.align.json")
    for format in FORMATS:
        path = work / f"all.{format}"
        command = [
            sys.executable,
            "-m",
            "align",
            "export",
            str(folder),
            "--to",
            format,
            "-o",
            str(path),
            "--no-findings",
        ]
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
        yield {
            "format": format,
            "beads": PAIRS * BEADS,
            "peak_mb": round(usage.ru_maxrss / 1024, 1),
            "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 1),
            "seconds": round(time.monotonic() - start, 1),
            "file_mb": round(path.stat().st_size / 1e6, 1),
        }
        path.unlink()


def _large(number: int) -> Alignment:
    """A pair of 1,000 beads with paragraphs of ordinary length, no two alike."""
    source = [
        f"第{number}文書の第{i}段落。" + "両閣僚は、日米同盟の抑止力と対処力の強化を確認した。" * 3
        for i in range(BEADS)
    ]
    target = [
        f"Paragraph {i} of document {number}. " + "The Ministers confirmed the Alliance. " * 5 for i in range(BEADS)
    ]
    documents = [
        Document(f"pair{number:03}", lang, tuple(Segment(i, text.strip()) for i, text in enumerate(texts)))
        for lang, texts in (("ja", source), ("en", target))
    ]
    beads = tuple(Bead((i,), (i,), 0.9) for i in range(BEADS))
    return Alignment(*documents, beads, "align:bench", "2026-01-01T00:00:00Z")


def sentences(folder: Path, documents: int) -> dict[str, Any]:
    """Strict, link and null scores of refining paragraphs of `GROUP` beads, on the set in `folder`."""
    from align.pipeline import load_aligner

    aligner = load_aligner()
    gold, found = [], []
    paragraphs = 0
    for sample in samples(folder, documents):
        alignment = paragraphs_of(sample)
        paragraphs += len(alignment.beads)
        gold.append(sample.gold())
        found.append(Ladder(aligner.refine(alignment).beads, sample.name))
    scores = evaluate(gold, found).scores
    rows = {name: {"f1": one.f1, "low": one.low, "high": one.high} for name, one in scores.items()}
    return {
        "set": folder.name,
        "documents": len(gold),
        "paragraphs": paragraphs,
        "signature": aligner.signature,
        **rows,
    }


def paragraphs_of(sample: Sample, size: int = GROUP) -> Alignment:
    """The document with every few beads joined into one paragraph a side, whose sentences are the set's segments."""
    lines = {lang: sample.lines(lang) for lang in ("ja", "en")}
    sides: dict[str, list[Segment]] = {"ja": [], "en": []}
    beads = []
    for group in _groups(list(sample.gold().beads), size):
        places = []
        for lang, side in (("ja", "source"), ("en", "target")):
            texts = [lines[lang][index] for bead in group for index in getattr(bead, side)]
            places.append((len(sides[lang]),) if texts else ())
            if texts:
                text, spans = _joined(texts, lang)
                sides[lang].append(Segment(len(sides[lang]), text, sentences=spans))
        beads.append(Bead(*places))
    source, target = (Document(sample.name, lang, tuple(segments)) for lang, segments in sides.items())
    return Alignment(source, target, tuple(beads))


def _groups(beads: list[Bead], size: int) -> Iterator[list[Bead]]:
    """Runs of `size` beads in reading order."""
    for start in range(0, len(beads), size):
        yield beads[start : start + size]


def _joined(texts: list[str], lang: str) -> tuple[str, tuple[Span, ...]]:
    spans, text = [], ""
    for one in texts:
        text = join_texts([text, one], lang) if text else one
        spans.append((len(text) - len(one), len(text)))
    return text, tuple(spans)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.export", description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path, help="folders of NAME.ja, NAME.en, NAME.gold")
    parser.add_argument("--documents", type=int, default=24, help="of each set, evenly spread; 0 is all")
    parser.add_argument("--no-memory", action="store_true", help="only the sentences")
    parser.add_argument("--results", type=Path, default=ROOT / "tests" / "bench" / "results")
    options = parser.parse_args(arguments)
    rows: dict[str, Any] = {"memory": [], "sentences": []}
    kept = options.results / "export.json"
    before = json.loads(kept.read_text(encoding="utf-8"))["rows"] if kept.exists() else rows
    for folder in options.sets:
        row = sentences(folder, options.documents)
        rows["sentences"].append(row)
        scores = ", ".join(f"{name} F1 {row[name]['f1']:.3f}" for name in ("strict", "link", "null"))
        print(
            f"{row['set']}: {row['paragraphs']} paragraphs of {GROUP} beads in {row['documents']} documents: {scores}"
        )
    if not options.no_memory:
        with tempfile.TemporaryDirectory() as work:
            for row in memory(Path(work)):
                rows["memory"].append(row)
                over = "" if row["peak_mb"] < LIMIT_MB else f"  MORE THAN {LIMIT_MB} MB"
                told = (
                    "{format:<8} {beads:,} beads: {peak_mb:6.1f} MB peak, {cpu_seconds:5.1f} CPU s, {file_mb:6.1f} MB"
                )
                print(told.format(**row) + over, flush=True)
    rows = {name: several or before[name] for name, several in rows.items()}
    signature = rows["sentences"][0]["signature"] if rows["sentences"] else "align:bench"
    report.keep(options.results, "export", rows, signature)
    return int(any(row["peak_mb"] >= LIMIT_MB for row in rows["memory"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
