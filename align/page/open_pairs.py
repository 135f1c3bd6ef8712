"""All pairs under review: their files, desks and findings, read when first needed and again when they change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import AlignError, UsageError
from align.history.pair_state import Desk
from align.history.store import Store
from align.model import Alignment, Bead, Finding
from align.page.fact_marks import Say, as_written
from align.page.findings import FindingsOf, Remarks
from align.page.sentence_pairs import SentencePair, sentence_pairs


def no_findings(alignment: Alignment) -> Sequence[Finding]:
    """Stand in where nobody handed in the checks."""
    return ()


@dataclass(frozen=True)
class PairFile:
    """Where an alignment comes from, and where it goes back to."""

    path: Path
    load: Callable[[Path], Alignment]
    native: bool = True
    """True for NAME.align.json: the reviewed alignment can be written back in its place."""

    def stamp(self) -> tuple[int, int]:
        """Changes when the file does."""
        try:
            found = self.path.stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size


@dataclass(frozen=True)
class Hooks:
    """What the floors above lend to the review."""

    findings_of: FindingsOf = no_findings
    say: Say = as_written
    """A fact in words."""
    sentence_pairs_of: Callable[[Alignment, Bead], Sequence[SentencePair]] = sentence_pairs


@dataclass
class Open:
    """One pair that was read."""

    file: PairFile
    stamp: tuple[int, int]
    desk: Desk
    remarks: Remarks


class Desks:
    """The pairs by name."""

    def __init__(self, store: Store, files: Sequence[PairFile], hooks: Hooks | None = None) -> None:
        self.store, self.files, self.hooks = store, list(files), hooks or Hooks()
        self.troubles: dict[Path, str] = {}
        """Files that could not be read, and why."""
        self._open: dict[Path, Open] = {}
        self._ids: dict[str, Path] = {}
        self._lock = threading.RLock()

    def all(self) -> list[Open]:
        """Every pair that can be read, in the order of the files."""
        with self._lock:
            return [found for file in self.files if (found := self._get(file)) is not None]

    def get(self, pair: str) -> Open | None:
        """One pair, with its file read again if it changed; None if no file holds it."""
        with self._lock:
            if pair not in self._ids:
                self.all()
            path = self._ids.get(pair)
            file = next((file for file in self.files if file.path == path), None)
            return self._get(file) if file else None

    def opened(self) -> list[Open]:
        """The pairs that were read already."""
        with self._lock:
            return list(self._open.values())

    def write_back(self, pair: str) -> Path:
        """Write the reviewed alignment in place of the file it came from. Raises AlignError."""
        from align import native

        found = self.get(pair)
        if found is None:
            raise UsageError(f"no pair is called {pair!r}")
        path = found.file.path
        if not found.file.native:
            path = path.with_name(f"{path.name.split('.')[0]}{native.SUFFIX}")
            if path.exists():
                raise UsageError("there already", place=str(path), cure="review that file instead, or move it away")
        with found.desk.lock:
            native.save(found.desk.alignment(), path)
        return path

    def _get(self, file: PairFile) -> Open | None:
        found = self._open.get(file.path)
        stamp = file.stamp()
        if found and found.stamp == stamp:
            return found
        try:
            alignment = file.load(file.path)
            if self._ids.setdefault(alignment.id, file.path) != file.path:
                other = self._ids[alignment.id]
                raise UsageError(f"holds pair {alignment.id!r}, and so does {other}", place=str(file.path))
            desk = Desk.open(self.store, alignment, register=True)
        except AlignError as error:
            self.troubles[file.path] = str(error)
            return None
        self.troubles.pop(file.path, None)
        self._open[file.path] = Open(file, stamp, desk, Remarks(desk, self.hooks.findings_of))
        return self._open[file.path]
