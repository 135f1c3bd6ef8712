"""What `align run` prints: what was paired in words, or the table of pairs, then the files and the next step."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from align.cli.pair_summary import PairSummary
from align.cli.wrapping import WIDTH, columns, labelled, wrapped
from align.native import SUFFIX
from align.stages import Seconds
from align.text.width import cut
from align.vocabulary import count_of, kind_words

MOST_IN_FULL = 5
"""Up to so many pairs are told in several lines each, more of them in one line each."""
KINDS = ("1-1", "n-1", "1-n", "n-m", "1-0", "0-1")
"""The columns of the table. n and m are 2 or more; 1-0 and 0-1 count null beads of any size."""
_MOST_KINDS = 5
_MOST_NAMES = 10
"""Files or pairs that are listed by name."""


def print_results(
    done: Sequence[tuple[PairSummary, Sequence[Path]]], failed: Sequence[str], out: Path, table: bool
) -> None:
    """Print what was paired, in words or as a table, then the files and the next step."""
    rows = [row for row, _ in done]
    (print_table if table else print_words)(rows)
    print_end(rows, [path for _, files in done for path in files], failed, out)


def print_words(rows: Sequence[PairSummary]) -> None:
    """Print for each pair what was paired, left out and added, and where a person should look."""
    if len(rows) > MOST_IN_FULL:
        width = min(30, max(columns(row.id) for row in rows))
        for row in rows:
            name = cut(row.id, width)
            print(f"{name}{' ' * (width - columns(name))}  {_in_one_line(row)}")
        return
    for row in rows:
        print(_head(row))
        for label, text in _lines(row):
            print("\n".join(labelled(label, text)))


def _head(row: PairSummary) -> str:
    """Return the pair's name with its files; without their folders where these do not fit into the line."""
    for files in (row.files, [Path(name).name for name in row.files]):
        head = f"{row.id}  ({' + '.join(files)})"
        if all(files) and columns(head) <= WIDTH:
            return head
    return row.id


def _lines(row: PairSummary) -> Iterator[tuple[str, str]]:
    units = [
        f"{total} {side} {row.unit}{'' if total == 1 else 's'}"
        for total, side in zip(row.segments, row.sides, strict=True)
    ]
    yield "paired", f"{row.paired[0]} of {units[0]} with {row.paired[1]} of {units[1]}"
    if kinds := [(kind, count) for kind, count in row.kinds if all(kind)]:
        words = [f"{count} {kind_words(*kind)}" for kind, count in kinds[:_MOST_KINDS]]
        if rest := sum(count for _, count in kinds[_MOST_KINDS:]):
            words.append(f"{rest} of other kinds")
        yield "", ", ".join(words)
    if row.mismatch:
        yield "beware", "these two texts do not seem to belong together"
    yield from row.said
    if row.doubtful:
        yield "doubtful", f"{count_of(row.doubtful, 'pairing')} to look at: {row.doubtful_places}"
    else:
        yield "doubtful", "nothing"


def _in_one_line(row: PairSummary) -> str:
    if row.mismatch:
        return "these two texts do not seem to belong together"
    alone = row.alone
    parts = [f"{row.paired[0]} of {row.segments[0]} paired"]
    parts += [f"{count} {word}" for count, word in ((alone[0], "left out"), (alone[1], "added")) if count]
    parts += [f"{row.doubtful} doubtful"] if row.doubtful else []
    return ", ".join(parts)


def print_table(rows: Sequence[PairSummary]) -> None:
    """Print one row a pair, and what its columns count."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("pair", overflow="fold")
    for name in ("segments", *KINDS, "covered", "doubtful"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        counts = Counter({kind: 0 for kind in KINDS})
        for kind, count in row.kinds:
            counts[_column(*kind)] += count
        segments = f"{row.segments[0]}:{row.segments[1]}"
        cells = [row.id, segments, *map(str, counts.values()), f"{row.coverage:.0%}", str(row.doubtful)]
        table.add_row(*map(Text, cells))
    console = Console(highlight=False, markup=False)
    console.print(table)
    print("2-1: two source paragraphs into one; 1-0: left out; 0-1: added.")
    print("covered: share of the source in beads with a target, by characters.")
    print("doubtful: beads with a probability below 0.8.")


def print_end(rows: Sequence[PairSummary], files: Sequence[Path], failed: Sequence[str], out: Path) -> None:
    """Print the status of sources that are not official, what failed, the files that were written and the next step."""
    for status in sorted({row.status for row in rows} - {"", "official"}):
        names = [row.id for row in rows if row.status == status]
        _print_wrapped(f'The source of {_names(names)} is marked "{status}".')
    if failed:
        pairs = f"{len(failed)} of {count_of(len(rows) + len(failed), 'pair')}"
        _print_wrapped(f"Not aligned: {pairs}: {_names(failed)}. The reasons stand above.")
    _print_written(files, out)
    pages = [path for path in files if path.suffix == ".html"]
    if pages:
        _print_next(f"open {pages[0]} in a browser", f"align review {out}")
    else:
        _print_next(f"align review {out}", f"align export {out} --to html")


_CURES = {
    "load the model": "give several pairs to one run, or keep an `align.Aligner` in Python",
    "encode": "sentences that were encoded before are taken from the cache, unless --no-cache is given",
    "word links": "leave --links out where nobody needs them",
    "write": "write fewer formats with --to; html, xlsx, docx and xliff also run the checks",
}
"""Stage -> what makes it shorter."""


def print_times(pair: str, seconds: Seconds) -> None:
    """Print on stderr where the time of one pair went, the longest stage first."""
    longest = sorted(seconds.items(), key=lambda item: -item[1])
    stages = ", ".join(f"{name} {spent:.2f}" for name, spent in longest)
    print(f"align: {pair}: {sum(seconds.values()):.2f} s: {stages}", file=sys.stderr)


def print_slowest(pairs: Sequence[tuple[str, Seconds]], workers: int) -> None:
    """Print on stderr which pair and which stage took longest, and what makes them shorter."""
    total: Counter[str] = Counter()
    for _, seconds in pairs:
        total.update(seconds)
    if not total:
        return
    if len(pairs) > 1:
        name, seconds = max(pairs, key=lambda one: sum(one[1].values()))
        more = "" if workers > 1 else "; --workers 2 aligns two pairs at once"
        print(f"align: slowest pair: {name}, {sum(seconds.values()):.2f} s{more}", file=sys.stderr)
    stage, spent = max(total.items(), key=lambda item: item[1])
    share = spent / (sum(total.values()) or 1.0)
    cure = f"; {_CURES[stage]}" if stage in _CURES else ""
    print(f"align: slowest stage: {stage}, {share:.0%} of the time{cure}", file=sys.stderr)


def _print_written(files: Sequence[Path], out: Path) -> None:
    names = [path.name for path in files]
    if len(names) > _MOST_NAMES:
        endings = Counter(_ending(name) for name in names)
        names = [f"{count} *{ending}" for ending, count in endings.items()]
    line = f"Written to {out}:"
    for name in names:
        item = f" {name}" if name == names[-1] else f" {name},"
        if columns(line + item) > WIDTH:
            print(line)
            line = " "
        line += item
    print(line)


def _ending(name: str) -> str:
    return SUFFIX if name.endswith(SUFFIX) else Path(name).suffix


def _print_next(first: str, second: str) -> None:
    together = f"Next: {first}, or: {second}"
    print(together if columns(together) <= WIDTH else f"Next: {first}\n  or: {second}")


def _print_wrapped(text: str) -> None:
    first, *rest = wrapped(text, WIDTH - 2)
    print("\n  ".join([first, *rest]))


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _MOST_NAMES else f"{len(names)} pairs"


def _column(source: int, target: int) -> str:
    """Return the column that counts a kind: "n-1" for three into one."""
    if not source or not target:
        return "1-0" if source else "0-1"
    if source > 1 and target > 1:
        return "n-m"
    return f"{'1' if source == 1 else 'n'}-{'1' if target == 1 else 'n'}"
