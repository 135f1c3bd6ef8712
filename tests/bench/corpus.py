"""A set on the disk: NAME.ja, NAME.en, NAME.gold; read whole or as an even sample of its documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from align.evaluate.ladder_files import Ladder, read_ladder
from align.model import Bead

Pairs = Iterable[tuple[Sequence[int], Sequence[int]]]


@dataclass(frozen=True)
class Sample:
    """One document pair of a set."""

    name: str
    folder: Path

    def lines(self, lang: str) -> list[str]:
        """The segments of one side."""
        text = (self.folder / f"{self.name}.{lang}").read_text(encoding="utf-8")
        return [line for line in text.split("\n") if line.strip()]

    def blocks(self) -> list[tuple[str, str]]:
        """The (English, Japanese) lines of a set in which they correspond, line by line."""
        return list(zip(self.lines("en"), self.lines("ja"), strict=True))

    def gold(self) -> Ladder:
        """The ladder that is right."""
        return read_ladder(self.folder / f"{self.name}.gold")

    def moved(self) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
        """The beads that were carried elsewhere; empty but in a crossing set."""
        path = self.folder / f"{self.name}.moved"
        if not path.exists() or not path.read_text(encoding="utf-8").strip():
            return set()
        pairs = [line.split(":") for line in path.read_text(encoding="utf-8").splitlines()]
        return {(_indices(source), _indices(target)) for source, target in pairs}


def samples(folder: Path, documents: int = 0) -> list[Sample]:
    """The set's documents by name; `documents` > 0 takes so many, evenly spread. Raises InputError."""
    names = sorted(path.name.removesuffix(".gold") for path in folder.glob("*.gold"))
    if not names:
        raise InputError("no NAME.gold in this folder", place=str(folder), cure="python -m tests.bench sets")
    if documents and documents < len(names):
        names = [names[place * len(names) // documents] for place in range(documents)]
    return [Sample(name, folder) for name in names]


def pages_of(chosen: Sequence[Sample]) -> Iterator[tuple[str, list[tuple[str, str]], list[tuple[str, str]]]]:
    """Name and (English, Japanese) blocks of each page, and the blocks of its whole manual: for making it again."""
    found = {sample.name: sample.blocks() for sample in chosen}
    for name, blocks in found.items():
        manual = name.split("-")[0]
        yield name, blocks, [block for other, some in found.items() if other.split("-")[0] == manual for block in some]


def ladder_of(pairs: Pairs, n_source: int, n_target: int, place: str = "") -> Ladder:
    """A peer's beads as a ladder; segments that it says nothing about become null."""
    beads = [Bead(tuple(sorted(source)), tuple(sorted(target))) for source, target in pairs if source or target]
    used = [{i for bead in beads for i in bead.source}, {j for bead in beads for j in bead.target}]
    beads += [Bead((index,), ()) for index in range(n_source) if index not in used[0]]
    beads += [Bead((), (index,)) for index in range(n_target) if index not in used[1]]
    return Ladder(tuple(beads), place)


def fingerprint(chosen: Sequence[Sample]) -> str:
    """8 hexadecimal digits over all texts and ladders."""
    digest = hashlib.sha256()
    for sample in chosen:
        for suffix in ("ja", "en", "gold"):
            digest.update((sample.folder / f"{sample.name}.{suffix}").read_bytes())
    return digest.hexdigest()[:8]


def _indices(text: str) -> tuple[int, ...]:
    inner = text.strip().strip("[]")
    return tuple(int(index) for index in inner.split(",")) if inner else ()
