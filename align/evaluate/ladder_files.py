"""Read gold and hypothesis ladders: native files, or files in vecalign's format.

The latter have one bead a line, `[source indices]:[target indices]`. A third field (the cost),
empty lines and lines that begin with "#" are skipped. Every segment must be listed; one without a
counterpart as `[7]:[]` or `[]:[7]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from align import native
from align.errors import FormatError, InputError, UsageError
from align.files import text_of
from align.model import Bead

GOLD_SUFFIXES = (".gold", ".ladder")
GOLD_IN_FOLDER = "gold.ladder"
HYPOTHESIS_SUFFIXES = (native.SUFFIX, ".ladder")

_LINE = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\](?:\s*:.*)?")
_LARGEST = 10_000_000
"""The largest index that is read, so that a typing error does not fill the memory."""
_CURE = "write [source indices]:[target indices], such as [3, 4]:[5]"
_ONE_BEAD = "each segment belongs to one bead"


@dataclass(frozen=True)
class Ladder:
    """The beads of one document pair in the order of their file; each segment is in one bead."""

    beads: tuple[Bead, ...]
    place: str = ""
    graded: bool = False
    """True if an aligner wrote the beads' probabilities, that is in a native file."""
    signature: str = ""

    @cached_property
    def n_source(self) -> int:
        """The number of source segments."""
        return sum(len(bead.source) for bead in self.beads)

    @cached_property
    def n_target(self) -> int:
        """The number of target segments."""
        return sum(len(bead.target) for bead in self.beads)


def read_ladder(path: Path) -> Ladder:
    """Read a ladder or a native file. Raises InputError, FormatError."""
    if path.name.endswith(native.SUFFIX):
        alignment = native.load(path)
        return Ladder(alignment.beads, str(path), graded=True, signature=alignment.signature)
    return parse_ladder(text_of(path, "not a ladder: not UTF-8 text", _CURE), str(path))


def parse_ladder(text: str, place: str = "ladder") -> Ladder:
    r"""Read the text of a ladder. Raises FormatError with `place` and the line's number.

    >>> [bead.kind for bead in parse_ladder("[0]:[0, 1]\n[1]:[]\n").beads]
    ['1-2', '1-0']
    """
    beads: list[Bead] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        here = f"{place}:{number}"
        sides = _parse_line(line, here)
        for name, indices, seen in zip(("source", "target"), sides, used, strict=True):
            for index in indices:
                if index in seen:
                    raise FormatError(f"{name} {index} is used twice", place=here, cure=_ONE_BEAD)
                seen.add(index)
        beads.append(Bead(source=tuple(sorted(sides[0])), target=tuple(sorted(sides[1]))))
    if not beads:
        raise FormatError("holds no bead", place=place, cure=_CURE)
    for name, seen in zip(("source", "target"), used, strict=True):
        if missing := set(range(len(seen))) - seen:
            listed = "[{}]:[]" if name == "source" else "[]:[{}]"
            cure = f"write {listed.format(min(missing))} if it has no counterpart"
            raise FormatError(f"{name} {min(missing)} is in no bead", place=place, cure=cure)
    return Ladder(tuple(beads), place)


def find_ladders(gold: Path, hypothesis: Path) -> tuple[list[tuple[Path, Path]], list[str], list[str]]:
    """Return (pairs of files, gold names without hypothesis, hypothesis names without gold).

    Both arguments are files, or both are folders. A folder of gold holds NAME.gold, NAME.ladder,
    NAME.align.json or NAME/gold.ladder. A folder of hypotheses holds NAME.align.json or
    NAME.ladder; of the two the first is taken, because it has probabilities. Raises InputError,
    UsageError.
    """
    found = find_files(gold, hypothesis, (*GOLD_SUFFIXES, native.SUFFIX), HYPOTHESIS_SUFFIXES, GOLD_IN_FOLDER)
    if not found[0] and not found[1]:
        raise InputError("no gold in this folder", place=str(gold), cure="name it NAME.gold or NAME/gold.ladder")
    return found


def find_files(
    gold: Path, hypothesis: Path, golds: Sequence[str], hypotheses: Sequence[str], in_folder: str
) -> tuple[list[tuple[Path, Path]], list[str], list[str]]:
    """Return the same for files of other suffixes; `in_folder` is the name of a gold file NAME/gold.SUFFIX."""
    for path in (gold, hypothesis):
        if not path.exists():
            raise InputError("no such file or folder", place=str(path), cure="check the path")
    if gold.is_dir() != hypothesis.is_dir():
        raise UsageError(f"{gold} and {hypothesis} are a file and a folder", cure="give two files or two folders")
    if not gold.is_dir():
        return [(gold, hypothesis)], [], []
    wanted = _by_name(gold, golds)
    for path in sorted(gold.glob(f"*/{in_folder}")):
        wanted.setdefault(path.parent.name, path)
    found = _by_name(hypothesis, hypotheses)
    pairs = [(path, found[name]) for name, path in sorted(wanted.items()) if name in found]
    return pairs, sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))


def _by_name(folder: Path, suffixes: Sequence[str]) -> dict[str, Path]:
    """Map names without suffix to files. Of two files with one name, the earlier suffix wins."""
    found: dict[str, Path] = {}
    for suffix in suffixes:
        for path in sorted(folder.glob(f"*{suffix}")):
            found.setdefault(path.name.removesuffix(suffix), path)
    return found


def _parse_line(line: str, here: str) -> tuple[list[int], list[int]]:
    match = _LINE.fullmatch(line)
    if not match:
        raise FormatError(f"not a bead: {line[:40]!r}", place=here, cure=_CURE)
    try:
        sides = [[int(index) for index in group.split(",")] if group.strip() else [] for group in match.groups()]
    except ValueError as error:
        raise FormatError(f"not a bead: {line[:40]!r}", place=here, cure=_CURE) from error
    if not sides[0] and not sides[1]:
        raise FormatError("both sides are empty", place=here, cure="a bead must hold at least one segment")
    if max(sides[0] + sides[1]) > _LARGEST:
        raise FormatError(f"index {max(sides[0] + sides[1])} is too large", place=here, cure="indices count from 0")
    return sides[0], sides[1]
