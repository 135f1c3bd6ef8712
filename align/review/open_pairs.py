"""The pairs of a running review: each file's state and findings, read at first use and again when the file changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from align import native
from align.errors import AlignError, StoreError, UsageError
from align.facts.glossary import Term
from align.history.pair_state import PairState
from align.history.store import Store
from align.history.submit import Submitter
from align.json_fields import excerpt
from align.model import Alignment, Finding
from align.review.across import AcrossOf, AcrossPairs
from align.review.fact_marks import FactInWords, as_written
from align.review.findings import BackgroundFindings, FindingsOf, LinksOf, known_links
from align.review.scorecard import WEIGHTS

MISSING = (0, 0)
"""The stamp of a file that is not there; a file with this stamp is tried again at every look."""
LONGEST_TROUBLE = 200
"""Characters of an unexpected error that a card shows."""


def no_terms() -> Sequence[Term]:
    """The default of `Hooks.terms`: there is no glossary."""
    return ()


def no_findings(alignment: Alignment) -> Sequence[Finding]:
    """The default of `Hooks.findings_of`: no checks run."""
    return ()


def nothing_across(alignments: Sequence[Alignment]) -> Sequence[Sequence[Finding]]:
    """The default of `Hooks.across_of`: pairs are not compared with each other."""
    return [()] * len(alignments)


@dataclass(frozen=True)
class PairFile:
    """The file that an alignment is read from."""

    path: Path
    load: Callable[[Path], Alignment]
    native: bool = True
    """True for NAME.align.json, which the reviewed alignment can replace."""

    def stamp(self) -> tuple[int, int]:
        """The file's time and size, which differ after a change; (0, 0) if it is missing."""
        try:
            found = self.path.stat()
        except OSError:
            return MISSING
        return found.st_mtime_ns, found.st_size


@dataclass(frozen=True)
class Hooks:
    """Functions that the page uses and the caller provides."""

    findings_of: FindingsOf = no_findings
    """The findings on one alignment, without those across pairs."""
    across_of: AcrossOf = nothing_across
    links_of: LinksOf = known_links
    fact_in_words: FactInWords = as_written
    terms: Callable[[], Sequence[Term]] = no_terms
    """The terms of the glossary."""
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    """Penalty points of an error in the score card, by severity."""


@dataclass
class OpenPair:
    """One pair that was read from its file."""

    file: PairFile
    stamp: tuple[int, int]
    state: PairState
    findings: BackgroundFindings


@dataclass(frozen=True)
class BrokenFile:
    """A file that cannot be opened, with the reason in one line."""

    path: Path
    stamp: tuple[int, int]
    trouble: str


class OpenPairs:
    """The pairs by name. Safe to use from several threads."""

    def __init__(self, store: Store, files: Sequence[PairFile], hooks: Hooks | None = None) -> None:
        self.store, self.files, self.hooks = store, list(files), hooks or Hooks()
        self.submitter = Submitter(store)
        self._broken: dict[Path, BrokenFile] = {}
        self._open: dict[Path, OpenPair] = {}
        self._paths: dict[str, Path] = {}
        self._across = AcrossPairs(self._states, self.hooks.across_of)
        self._opening = {file.path: threading.Lock() for file in files}
        """Held while a file is opened, which asks the database: nobody waits for another file's opening."""

    def all(self) -> list[OpenPair]:
        """Every pair that can be read, in the order of the files."""
        return [found for file in self.files if (found := self._get(file)) is not None]

    def get(self, pair: str) -> OpenPair | None:
        """One pair, read again if its file changed; None if no file holds it."""
        if pair not in self._paths:
            self.all()
        path = self._paths.get(pair)
        file = next((file for file in self.files if file.path == path), None)
        return self._get(file) if file else None

    def broken(self) -> list[BrokenFile]:
        """The files that could not be opened at the last try, in the order of the files."""
        return [found for file in self.files if (found := self._broken.get(file.path))]

    def trouble_of(self, pair: str) -> str:
        """Why the pair of this name, which was open before, cannot be opened now; "" if nothing is known."""
        found = self._broken.get(self._paths.get(pair, Path()))
        return found.trouble if found else ""

    def opened(self) -> list[OpenPair]:
        """The pairs that were read already."""
        return list(self._open.values())

    def write_back(self, pair: str) -> Path:
        """Write the reviewed alignment to its file; for a bilingual file, to NAME.align.json beside it.

        Raises AlignError.
        """
        found = self.get(pair)
        if found is None:
            raise UsageError(f"no pair is called {pair!r}")
        path = found.file.path
        if not found.file.native:
            path = path.with_name(f"{path.name.split('.')[0]}{native.SUFFIX}")
            if path.exists():
                raise UsageError("exists already", place=str(path), cure="review that file instead, or move it away")
        with found.state.lock:
            native.save(found.state.alignment(), path)
            if found.file.native:  # our own file is no new alignment: the state goes on, and undo works
                found.stamp = found.file.stamp()
        return path

    def _get(self, file: PairFile) -> OpenPair | None:
        found = self._open.get(file.path)
        if found and found.stamp == file.stamp():
            return found
        with self._opening[file.path]:
            return self._opened(file)

    def _opened(self, file: PairFile) -> OpenPair | None:
        found = self._open.get(file.path)
        stamp = file.stamp()
        if found and found.stamp == stamp:
            return found
        broken = self._broken.get(file.path)
        if broken and broken.stamp == stamp and stamp != MISSING:
            return None
        try:
            alignment = file.load(file.path)
            if self._paths.setdefault(alignment.id, file.path) != file.path:
                other = self._paths[alignment.id]
                raise UsageError(f"holds pair {excerpt(alignment.id)}, and so does {other}", place=str(file.path))
            state = PairState.open(self.store, alignment, register=True)
        except StoreError as error:  # the database may answer at the next try
            self._broken[file.path] = BrokenFile(file.path, MISSING, str(error))
            return None
        except Exception as error:  # one broken file or history must not take the other pairs' pages along
            self._broken[file.path] = BrokenFile(file.path, stamp, _line(file.path, error))
            return None
        self._broken.pop(file.path, None)
        across = partial(self._across_of, state.id)
        findings = BackgroundFindings(state, self.hooks.findings_of, self.hooks.links_of, across)
        self._open[file.path] = OpenPair(file, stamp, state, findings)
        return self._open[file.path]

    def _across_of(self, pair: str, anew: bool) -> Sequence[Finding]:
        return self._across.of(pair, anew=anew)

    def _states(self) -> Mapping[object, PairState]:
        """The pairs by their files and the files' stamps."""
        return {(found.file.path, found.stamp): found.state for found in self.all()}


def title_of(state: PairState) -> str:
    """The pair's title, or its name if it has none."""
    return state.base.target.title or state.base.source.title or state.id


def _line(path: Path, error: Exception) -> str:
    if isinstance(error, AlignError):
        return str(error)
    said = " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_TROUBLE]
    return f"{path}: cannot be opened: {said}"
