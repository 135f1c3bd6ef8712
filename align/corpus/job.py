"""The types of a corpus run: rows that name pairs, partitions of rows, jobs and reports.

A partition is the unit of work, of output, of resuming and of retrying. All types travel between
processes, so they are small, frozen and hold no open files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from align.corpus.filters import Thresholds
from align.corpus.tally import Tally

Place = tuple[int, int]
"""Where a row begins or ends in its table: (byte, 0) in lines, (row group, row) in Parquet."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair of documents as the input names it."""

    number: int
    """0-based place in the whole input; the one key that is always unique."""
    id: str
    source: str
    """The text itself, or a path or URL; `is_path` says which."""
    target: str
    is_path: bool = False
    tokens: int = 0
    """Estimated: UTF-8 bytes / 4, which fits Japanese and English alike."""
    version: str = ""
    """Size and time of both files, "" for texts: a changed file changes the partition's digest."""
    is_address: bool = False
    """True if the path is an address of the web, which is fetched with the guards of `align add`."""
    trouble: str = ""
    """Why the row cannot be read at all; "" where it can."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of pairs and how to read it."""

    url: str
    kind: str
    """"tsv", "jsonl" or "parquet"."""
    columns: tuple[str, str, str] = ("id", "source", "target")
    is_path: bool = False
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """A run of rows in a table that workers can read themselves."""

    table: TableSpec
    start: Place
    stop: Place
    """Of the last row: half-open."""


@dataclass(frozen=True, slots=True)
class Partition:
    """A run of rows that one worker aligns in one go and writes as one file."""

    index: int
    first: int
    """Number of its first row."""
    pairs: int
    tokens: int
    digest: str
    """Digest of all fields of the rows: equal digests and signatures give equal files."""
    share: float
    """How much of the input lies before its end, 0…1."""
    rows: tuple[PairRow, ...] = ()
    slice: Slice | None = None
    """Set instead of `rows` where workers can read the table."""

    @property
    def name(self) -> str:
        """The name of its file."""
        return partition_file(self.index)


def partition_file(index: int) -> str:
    """Return the name of a partition's file, the same under `beads/` and `pairs/`."""
    return f"part-{index:08}.parquet"


@dataclass(frozen=True, slots=True)
class AlignerSpec:
    """How a worker makes its aligner, by name: `module:function` and keyword arguments."""

    factory: str = "align.corpus.worker:load"
    options: tuple[tuple[str, object], ...] = (("encoder", "use"),)


@dataclass(frozen=True, slots=True)
class CorpusJob:
    """What every partition of a run shares."""

    out: str
    aligner: AlignerSpec = AlignerSpec()
    source_lang: str = "ja"
    target_lang: str = "en"
    lines: bool = False
    level: str = "paragraph"
    thresholds: Thresholds = field(default_factory=Thresholds)
    tries: int = 3
    """A pair that lost its worker so many times is reported, not tried again."""
    time_limit: float = 600.0
    """Seconds for one pair; a worker that takes longer is ended, which counts as a lost worker. 0: no limit."""
    signature: str = ""
    """What a worker's own signature must be, so that two versions never mix; "" asks for none."""


@dataclass(frozen=True, slots=True)
class PartitionReport:
    """What a worker reports of a finished partition."""

    tally: Tally = field(default_factory=Tally)
    cpu_seconds: float = 0.0
    memory: int = 0
    """The most memory that its process has held, bytes; 0 where the system does not tell."""
