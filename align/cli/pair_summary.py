"""What `align run` says of one pair, as data: what was paired, left out and added, and where a person should look."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from align.cli.coverage_lines import coverage_lines
from align.coverage import support_coverage
from align.model import Alignment, Document
from align.text.ranges import ranges
from align.vocabulary import side_names

MOST_PLACES = 6
"""Doubtful beads whose places are named; the others are counted."""


@dataclass(frozen=True)
class PairSummary:
    """One pair, as it is handed from a worker to the printer."""

    id: str
    segments: tuple[int, int]
    paired: tuple[int, int]
    """Segments of each side in beads with two sides."""
    kinds: tuple[tuple[tuple[int, int], int], ...]
    """((2, 1), 3): three beads of two source segments and one target segment. Most frequent first."""
    coverage: float
    """The share of the source's characters in beads with a target, in 0…1."""
    doubtful: int
    """The number of beads that a person should look at."""
    doubtful_places: str = ""
    """Where the most doubtful of them stand: "ja.txt lines 12, 40; en.txt line 3"."""
    unit: str = "paragraph"
    """What a segment is: "paragraph", "sentence" or "line"."""
    sides: tuple[str, str] = ("source", "target")
    files: tuple[str, str] = ("", "")
    status: str = ""
    said: tuple[tuple[str, str], ...] = ()
    """("left out", "2 of 31 sentences: paragraphs 25–26"), and the same for what is added, condensed and moved."""
    mismatch: bool = False
    """The two texts do not seem to belong together."""

    @property
    def alone(self) -> tuple[int, int]:
        """Segments of each side that are paired with nothing."""
        return self.segments[0] - self.paired[0], self.segments[1] - self.paired[1]


def summarise(alignment: Alignment, unit: str = "paragraph", files: tuple[str, str] = ("", "")) -> PairSummary:
    """Return what is said of the alignment. `files`: where its two texts were read."""
    lengths = [len(text) for text in alignment.source.texts()]
    two_sided = [bead for bead in alignment.beads if not bead.is_null]
    covered = sum(lengths[i] for bead in two_sided for i in bead.source)
    coverage = support_coverage(alignment)
    kinds = Counter((len(bead.source), len(bead.target)) for bead in alignment.beads)
    mismatch = coverage is not None and not coverage.belongs_together
    return PairSummary(
        id=alignment.id,
        segments=(len(alignment.source), len(alignment.target)),
        paired=(sum(len(bead.source) for bead in two_sided), sum(len(bead.target) for bead in two_sided)),
        kinds=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        coverage=covered / max(1, sum(lengths)),
        doubtful=sum(bead.is_doubtful for bead in alignment.beads),
        doubtful_places=_doubtful_places(alignment, files),
        unit=unit,
        sides=side_names(alignment.source.lang, alignment.target.lang),
        files=files,
        status=alignment.source.origin.status,
        said=tuple(coverage_lines(coverage, unit)) if coverage and not mismatch else (),
        mismatch=mismatch,
    )


def _doubtful_places(alignment: Alignment, files: tuple[str, str]) -> str:
    doubtful = sorted((bead for bead in alignment.beads if bead.is_doubtful), key=lambda bead: bead.probability)
    shown = doubtful[:MOST_PLACES]
    sides = (
        (alignment.source, [bead.source for bead in shown]),
        (
            alignment.target,
            [bead.target for bead in shown if not bead.source],
        ),
    )
    parts = [
        f"{Path(name).name} {_places(document, held)}".strip()
        for name, (document, some) in zip(files, sides, strict=True)
        if (held := sorted(index for indices in some for index in indices))
    ]
    more = f"; {len(doubtful) - MOST_PLACES} more" if len(doubtful) > MOST_PLACES else ""
    return "; ".join(parts) + more


def _places(document: Document, indices: list[int]) -> str:
    """Return the lines of the segments ("lines 3, 8–9"), or whatever place their reader gave, or their numbers."""
    origins = [document.segments[index].origin for index in indices]
    lines = [origin.removeprefix("line ") for origin in origins if origin.startswith("line ")]
    if len(lines) == len(origins) and all(line.isascii() and line.isdigit() for line in lines):
        runs = ranges({int(line) - 1 for line in lines})
        return f"line{'s' if len(lines) > 1 else ''} {', '.join(runs)}"
    if all(origins):
        return "; ".join(dict.fromkeys(origins))
    return f"paragraph{'s' if len(indices) > 1 else ''} {', '.join(ranges(indices))}"
