"""Debian's documentation packages: fetch, unpack without root, and pair their English and Japanese pages."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from align.errors import InputError, UsageError
from tests.bench.blocks import Block, read_page
from tests.bench.manuals import Source

Pair = tuple[str, str]
"""English and Japanese text of one block."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "title")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def fetch(packages: list[str], folder: Path) -> Path:
    """Download what `folder` lacks and unpack it; return the tree that holds `usr/`. Raises UsageError, InputError."""
    for program in ("apt-get", "dpkg"):
        if not shutil.which(program):
            raise UsageError(f"{program} is not here", cure="the sets are rebuilt on Debian or Ubuntu")
    folder.mkdir(parents=True, exist_ok=True)
    tree = folder / "tree"
    missing = [name for name in packages if not (folder / f"{name}.unpacked").exists()]
    if missing:
        _run(["apt-get", "download", "-q", *missing], folder)
    for name in missing:
        archives = sorted(folder.glob(f"{name}_*.deb"))
        if not archives:
            raise InputError("apt-get brought no archive", place=name, cure="run apt-get update")
        _run(["dpkg", "-x", str(archives[-1].resolve()), str(tree.resolve())], folder)
        (folder / f"{name}.unpacked").write_text(archives[-1].name + "\n", encoding="utf-8")
    return tree


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise InputError(last, place=" ".join(command[:2]), cure="run apt-get update, and check the network")


def pages(source: Source, tree: Path) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Pages whose blocks correspond and that are mostly translated: name and (English, Japanese, tag) of each block."""
    for english in _english(source, tree):
        name = str(english)
        for old, new in source.japanese:
            name = name.replace(old, new)
        japanese = Path(name)
        if not japanese.exists() or name == str(english) or ".ja." in english.name:
            continue
        both = list(_correspond(read_page(english), read_page(japanese), source.by_section))
        translated = [block for block in both if _is_translated(block, source.kana)]
        if len(translated) >= source.least and len(translated) >= 0.6 * len(both):
            yield _page_name(source, english, tree), translated


def _is_translated(block: tuple[str, str, str], share: float) -> bool:
    count = len(JAPANESE.findall(block[1]))
    return count >= max(1, share * len(block[1])) and not JAPANESE.search(block[0])


def _english(source: Source, tree: Path) -> list[Path]:
    brace = re.search(r"\{(.*)\}", source.english)
    names = brace[1].split(",") if brace else [""]
    patterns = [source.english.replace(brace[0], name) if brace else source.english for name in names]
    return [page for pattern in patterns for page in sorted(tree.glob(pattern), key=str)]


def _correspond(english: list[Block], japanese: list[Block], by_section: bool) -> Iterator[tuple[str, str, str]]:
    """The blocks that answer to each other: all if the pages have the same run of tags, else sections, else none."""
    if [tag for tag, _ in english] != [tag for tag, _ in japanese]:
        left, right = _sections(english), _sections(japanese)
        if by_section and [part[0][0] for part in left] == [part[0][0] for part in right]:
            for one, other in zip(left, right, strict=True):
                yield from _correspond(one, other, False)
        return
    for (tag, text), (_, other_text) in zip(english, japanese, strict=True):
        if len(text) > 1 and other_text:
            yield text, other_text, tag


def _sections(blocks: list[Block]) -> list[list[Block]]:
    """Cut before every heading."""
    parts: list[list[Block]] = []
    for block in blocks:
        if not parts or block[0] in HEADINGS:
            parts.append([])
        parts[-1].append(block)
    return parts


def documents(source: Source, tree: Path) -> list[tuple[str, list[Pair]]]:
    """The manual's documents. Blocks that occur more than four times in it are left out: nobody could place them."""
    found = list(pages(source, tree))
    counts = Counter((e, j) for _, blocks in found for e, j, _ in blocks)
    kept = [(name, [(e, j) for e, j, _ in blocks if counts[e, j] <= 4]) for name, blocks in found]
    kept = [(name, blocks) for name, blocks in kept if len(blocks) >= source.least]
    if source.short:
        kept = list(_joined(kept, random.Random(source.name)))
    if source.limit and len(kept) > source.limit:
        kept = [kept[number * len(kept) // source.limit] for number in range(source.limit)]
    return kept


def _joined(kept: list[tuple[str, list[Pair]]], rng: random.Random) -> Iterator[tuple[str, list[Pair]]]:
    first, blocks, size = "", [], rng.randint(15, 80)
    for name, more in kept:
        first, blocks = first or name, blocks + more
        if len(blocks) >= size:
            yield first, blocks
            first, blocks, size = "", [], rng.randint(15, 80)
    if len(blocks) >= 8:
        yield first, blocks


def _page_name(source: Source, page: Path, tree: Path) -> str:
    """Its path from the first folder that varies, without suffixes: distinct within the source."""
    fixed = list(takewhile(lambda part: not set(part) & set("*{"), Path(source.english).parent.parts))
    inner = page.relative_to(tree).parts[len(fixed) :]
    return "-".join([*inner[:-1], inner[-1].split(".")[0]])
