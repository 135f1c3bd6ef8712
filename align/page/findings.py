"""Findings of a pair under review, kept by bead: all beads once, in the background, then only those that edits made.

A pair of thousands of beads takes the checks a while; the page is told what is known, and asks again for the rest.
Consistency across beads is judged in the first pass; a bead that an edit made is checked by itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from align.errors import AlignError
from align.history.edits import Group, group_of
from align.history.pair_state import Desk
from align.model import Alignment, Bead, Document, Finding

FindingsOf = Callable[[Alignment], Sequence[Finding]]
ByBead = dict[str, tuple[Finding, ...]]


class ChecksError(AlignError):
    """The checks themselves failed."""

    def __init__(self, error: Exception) -> None:
        said = str(error) if isinstance(error, AlignError) else f"{type(error).__name__}: {error}".splitlines()[0]
        super().__init__(f"the checks failed: {said}", cure="mend or leave out that check in align.toml, start again")


class Remarks:
    """What the checks say about one desk's beads. Safe to use from several threads."""

    def __init__(self, desk: Desk, findings_of: FindingsOf) -> None:
        self.desk, self.findings_of = desk, findings_of
        self._found: dict[Group, tuple[Finding, ...]] = {}
        self._checking = threading.Lock()
        self._thread: threading.Thread | None = None
        self.trouble: ChecksError | None = None
        """Why the last attempt failed; the next one tries again."""

    def known(self, wait: float = 0.0) -> tuple[ByBead, bool]:
        """The findings by content key as far as they are known, without those dismissed, and whether that is all.

        What is missing is begun in the background; `wait` gives it some seconds, enough for a short pair.
        """
        if missing := self._missing():
            self._begin()
            if wait and self._thread is not None:
                self._thread.join(wait)
                missing = self._missing()
        with self.desk.lock:
            dismissed = set(self.desk.dismissed.values())
            groups = list(zip(map(group_of, self.desk.beads), self.desk.keys, strict=True))
        by_bead: ByBead = {}
        for group, key in groups:
            kept = [one for one in self._found.get(group, ()) if (key, one.check, one.message) not in dismissed]
            if kept:
                by_bead[key] = tuple(replace(one, bead=key) for one in kept)
        return by_bead, not missing

    def all(self) -> ByBead:
        """The findings of every bead; waits for the checks. Raises ChecksError."""
        self._quietly()
        if self.trouble is not None:
            raise self.trouble
        return self.known()[0]

    def _missing(self) -> list[Bead]:
        with self.desk.lock:
            return [bead for bead in self.desk.beads if group_of(bead) not in self._found]

    def _begin(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self.trouble = None
            self._thread = threading.Thread(target=self._quietly, name="checks", daemon=True)
            self._thread.start()

    def _quietly(self) -> None:
        try:
            self._check()
        except Exception as error:
            self.trouble = ChecksError(error)

    def _check(self) -> None:
        with self._checking:
            while beads := self._missing():
                part = excerpt(self.desk.base, beads)
                by_key: dict[str, list[Finding]] = {key: [] for key in part.keys}
                for finding in self.findings_of(part):
                    by_key[finding.bead].append(finding)
                for bead, key in zip(beads, part.keys, strict=True):
                    self._found[group_of(bead)] = tuple(by_key[key])
            self.trouble = None


def excerpt(alignment: Alignment, beads: Sequence[Bead]) -> Alignment:
    """An alignment of these beads alone, in their order, its segments numbered anew."""
    source, source_at = _part(alignment.source, [index for bead in beads for index in bead.source])
    target, target_at = _part(alignment.target, [index for bead in beads for index in bead.target])
    moved = tuple(
        replace(
            bead,
            source=tuple(source_at[index] for index in bead.source),
            target=tuple(target_at[index] for index in bead.target),
        )
        for bead in beads
    )
    return replace(alignment, source=source, target=target, beads=moved)


def _part(document: Document, indices: Sequence[int]) -> tuple[Document, dict[int, int]]:
    places = {index: place for place, index in enumerate(sorted(indices))}
    segments = tuple(replace(document.segments[index], index=place) for index, place in places.items())
    return replace(document, segments=segments), places
