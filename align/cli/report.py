"""What `align run` prints: the table of pairs, and with --explain the evidence for each bead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from align.cli.coverage_lines import coverage_lines
from align.coverage import support_coverage
from align.model import Alignment, Bead

LOOK_BELOW = 0.5
"""A person should look at beads of a lower probability: they are more likely wrong than right."""
KINDS = ("1-1", "n-1", "1-n", "n-m", "1-0", "0-1")
"""The columns of the table. n and m are 2 or more; 1-0 and 0-1 count null beads of any size."""


@dataclass(frozen=True)
class PairSummary:
    """One row of the table."""

    id: str
    title: str
    segments: tuple[int, int]
    kinds: tuple[tuple[str, int], ...]
    """("2-1", 3), most frequent first."""
    coverage: float
    """The share of the source's characters in beads with a target, in 0…1."""
    to_look_at: int
    """The number of beads below LOOK_BELOW that nobody locked."""
    status: str = ""
    said: tuple[str, ...] = ()
    """Two lines: what the target leaves out, and what it adds. Empty without a support map."""


def summarise(alignment: Alignment, title: str = "") -> PairSummary:
    """Return the alignment's row of the table."""
    lengths = [len(text) for text in alignment.source.texts()]
    covered = sum(lengths[i] for bead in alignment.beads if bead.target for i in bead.source)
    coverage = support_coverage(alignment)
    kinds = Counter(bead.kind for bead in alignment.beads)
    return PairSummary(
        id=alignment.id,
        title=title,
        segments=(len(alignment.source), len(alignment.target)),
        kinds=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        coverage=covered / max(1, sum(lengths)),
        to_look_at=sum(bead.probability < LOOK_BELOW and not bead.locked for bead in alignment.beads),
        status=alignment.source.origin.status,
        said=tuple(coverage_lines(alignment.id, coverage)) if coverage else (),
    )


def print_table(rows: Sequence[PairSummary], out: Path, formats: Sequence[str]) -> None:
    """Print one row and two lines a pair, the pairs without an official source, and where the results are."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("pair", overflow="fold")
    for name in ("segments", *KINDS, "covered", "look"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        counts = Counter({kind: 0 for kind in KINDS})
        for kind, count in row.kinds:
            counts[_column(kind)] += count
        segments = f"{row.segments[0]}:{row.segments[1]}"
        cells = [row.id, segments, *map(str, counts.values()), f"{row.coverage:.0%}", str(row.to_look_at)]
        table.add_row(*map(Text, cells))
    console = Console(highlight=False, markup=False)
    console.print(table)
    for line in (line for row in rows for line in row.said):
        console.print(line, soft_wrap=True)
    for status in sorted({row.status for row in rows} - {"", "official"}):
        names = [row.id for row in rows if row.status == status]
        console.print(f'{_count(names)}: the source is marked "{status}"', soft_wrap=True)
    written = "NAME.align.json" + (f" and {', '.join(formats)}" if formats else "")
    console.print(f"{out}: {written}", soft_wrap=True)
    if any(row.to_look_at for row in rows):
        console.print(f"look: beads with a probability below {LOOK_BELOW}", soft_wrap=True)


def print_evidence(alignment: Alignment) -> None:
    """Print each bead with probability, beginnings of its texts and evidence, the strongest first."""
    for number, bead in enumerate(alignment.beads, start=1):
        locked = " locked" if bead.locked else " crosses" if bead.crosses else ""
        print(f"{alignment.id}:{number}  {bead.kind}  {bead.probability:.2f}{locked}")
        for text in (alignment.source_text(bead), alignment.target_text(bead)):
            if text:
                print(f"    {text[:70]}{'…' if len(text) > 70 else ''}")
        for item in sorted(bead.evidence, key=lambda item: -abs(item.weight)):
            print(f"    {item.weight:+6.2f}  {item.name} {item.value:.2f}  {item.detail}".rstrip())
        if alignment.word_links is not None and not bead.is_null:
            print("    words " + " · ".join(_word_links(alignment, bead)))
        print()


def _word_links(alignment: Alignment, bead: Bead) -> list[str]:
    """Return the linked words of a bead as "防衛 = Defense 0.99"."""
    texts = alignment.source_text(bead), alignment.target_text(bead)
    return [
        " = ".join(
            "+".join(text[start:stop] for start, stop in spans)
            for text, spans in zip(texts, (link.source, link.target), strict=True)
        )
        + f" {link.probability:.2f}"
        for link in alignment.links(bead).links
    ]


def _column(kind: str) -> str:
    """Return the column that counts a kind: "n-1" for "3-1"."""
    source, target = kind.split("-")
    if "0" in (source, target):
        return "1-0" if target == "0" else "0-1"
    if source != "1" and target != "1":
        return "n-m"
    return f"{'1' if source == '1' else 'n'}-{'1' if target == '1' else 'n'}"


def _count(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 5 else f"{len(names)} pairs"
