"""manifest.json: what OUT holds, how it was made and how fast.

Written when a run begins, about every half minute, and when it ends.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from align.corpus.storage import Storage
from align.corpus.tally import Tally
from align.errors import FormatError

NAME = "manifest.json"
MANIFEST_VERSION = 1


@dataclass
class Run:
    """One call of `align corpus`: what it did itself."""

    started: str
    """UTC, ISO 8601."""
    engine: str
    workers: int
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    """Of the workers, while they aligned."""
    partitions: int = 0
    pairs: int = 0
    tokens: int = 0
    lost_workers: int = 0
    peak_memory: int = 0
    """The most that one worker held, bytes; 0 where the system does not tell."""
    finished: bool = False

    @property
    def pairs_a_second(self) -> float:
        """Pairs by the clock."""
        return self.pairs / self.seconds if self.seconds else 0.0


@dataclass
class Manifest:
    """What OUT holds."""

    signature: str
    """Of the latest run."""
    input: str
    cut: dict[str, int]
    """How partitions are cut: {"tokens": …, "pairs": …}."""
    complete: bool = False
    partitions: int = 0
    signatures: dict[str, int] = field(default_factory=dict)
    """Signature -> partitions made with it; more than one only after --remix."""
    thresholds: dict[str, float] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    runs: list[Run] = field(default_factory=list)

    def save(self, storage: Storage) -> None:
        """Write it whole."""
        body = {"format": "align-corpus", "version": MANIFEST_VERSION, **asdict(self)}
        for run, row in zip(self.runs, body["runs"], strict=True):
            row["pairs_a_second"] = round(run.pairs_a_second, 3)
        storage.write(NAME, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode())


def load(storage: Storage) -> Manifest | None:
    """Return the manifest of a folder, None if it has none.

    Raises FormatError for one that is not ours.
    """
    content = storage.read(NAME)
    if content is None:
        return None
    try:
        body: dict[str, Any] = json.loads(content)
        if body.pop("format") != "align-corpus" or body.pop("version") != MANIFEST_VERSION:
            raise ValueError("another format or version")
        runs = [Run(**{key: row[key] for key in row if key != "pairs_a_second"}) for row in body.pop("runs")]
        return Manifest(**{**body, "tally": Tally.from_dict(body["tally"])}, runs=runs)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        place = storage.path(NAME)
        raise FormatError(f"not a corpus manifest ({error})", place=place, cure="give another -o") from error
