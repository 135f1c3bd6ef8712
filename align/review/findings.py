"""Findings of a pair under review, by bead.

Checks run in the background: first on all beads, then on edited ones.

The checks may take long for thousands of beads. The page gets what is known and asks again for the
rest. The first run reads the alignment as `align check` does, with its support map and word links.
A bead that an edit made is checked by itself. Findings across beads and pairs come last, and only
on beads that were there when the pairs were compared.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from align.errors import AlignError
from align.history.edits import group_of
from align.history.pair_state import PairState
from align.history.placed_edits import BeadName
from align.model import Alignment, Bead, BeadLinks, Document, Finding
from align.review.renderings import LinkedBead, Renderings, Stray
from align.text.joining import join_texts

CHECKS = "checks"
"""The name of the threads that run checks."""

FindingsOf = Callable[[Alignment], Sequence[Finding]]
LinksOf = Callable[[Alignment], Mapping[str, BeadLinks]]
Across = Callable[[bool], Sequence[Finding]]
"""Returns the findings across pairs; True takes the edits into account that were made since."""
ByBead = dict[str, tuple[Finding, ...]]


class ChecksError(AlignError):
    """The checks failed with an exception."""

    def __init__(self, error: Exception) -> None:
        what = str(error) if isinstance(error, AlignError) else f"{type(error).__name__}: {error}".splitlines()[0]
        super().__init__(
            f"the checks failed: {what}", cure="correct or leave out that check in align.toml, then start again"
        )


def known_links(alignment: Alignment) -> Mapping[str, BeadLinks]:
    """The word links that the alignment holds, by content key; none if it holds none."""
    return alignment.word_links or {}


def no_across(anew: bool) -> Sequence[Finding]:
    """The default of `across`: nothing is compared with other pairs."""
    return ()


class BackgroundFindings:
    """The findings on one pair's beads. Safe to use from several threads."""

    def __init__(
        self,
        state: PairState,
        findings_of: FindingsOf,
        links_of: LinksOf = known_links,
        across: Across = no_across,
    ) -> None:
        self.state, self.findings_of, self.links_of, self.across = state, findings_of, links_of, across
        self._found: dict[BeadName, tuple[Finding, ...]] = {}
        self._across: Sequence[Finding] = ()
        self._linking = False
        self._links: dict[BeadName, BeadLinks] = {}
        self.renderings = Renderings(())
        """How the words of the beads that were checked are rendered."""
        self.strays: Mapping[str, tuple[Stray, ...]] = {}
        """The names without their usual counterparts, by content key."""
        self._checking, self._starting = threading.Lock(), threading.Lock()
        self._thread: threading.Thread | None = None
        self.trouble: ChecksError | None = None
        """Why the last run failed, None if it did not. The next call runs the checks again."""

    def known(self, wait: float = 0.0) -> tuple[ByBead, bool]:
        """The known findings by content key without dismissed ones, and whether all beads are checked and linked.

        If beads are missing, a run starts in the background; wait for it for up to `wait` seconds.
        """
        if missing := self._missing():
            running = self._start()
            if wait:
                running.join(wait)
                missing = self._missing()
        with self.state.lock:
            dismissed = set(self.state.dismissed.values())
            names = list(zip(self.state.ladder.names(), self.state.keys, strict=True))
        by_bead: ByBead = {}
        across: dict[str, list[Finding]] = {}
        for one in self._across:
            across.setdefault(one.bead, []).append(one)
        for name, key in names:
            found = (*self._found.get(name, ()), *across.get(key, ()))
            kept = [one for one in found if (key, one.check, one.message) not in dismissed]
            if kept:
                by_bead[key] = tuple(replace(one, bead=key) for one in kept)
        return by_bead, not missing and not self._linking

    def all(self) -> ByBead:
        """The findings on all beads; waits for the checks. Raises ChecksError."""
        self._run()
        if self.trouble is not None:
            raise self.trouble
        return self.known()[0]

    def for_file(self) -> ByBead:
        """The findings as `align export` has them: the alignment is checked as a whole.

        Raises ChecksError.
        """
        if not self.state.regrouped:
            return self.all()
        with self.state.lock:
            alignment, dismissed = self.state.alignment(), set(self.state.dismissed.values())
        found: dict[str, list[Finding]] = {}
        try:
            for one in (*self.findings_of(alignment), *self.across(True)):
                if (one.bead, one.check, one.message) not in dismissed:
                    found.setdefault(one.bead, []).append(one)
        except Exception as error:
            raise ChecksError(error) from error
        return {key: tuple(several) for key, several in found.items()}

    def _missing(self) -> list[tuple[Bead, BeadName]]:
        with self.state.lock:
            named = zip(self.state.beads, self.state.ladder.names(), strict=True)
            return [(bead, name) for bead, name in named if name not in self._found]

    def _unchecked(self) -> tuple[Alignment, list[tuple[Bead, BeadName]]]:
        """The beads that were not checked, and the alignment whose segments they number."""
        with self.state.lock:
            return self.state.base, self._missing()

    def _start(self) -> threading.Thread:
        """The run in the background, begun if there is none.

        It has started, so that anybody may wait for it.
        """
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self.trouble = None
                self._thread = threading.Thread(target=self._run, name=CHECKS, daemon=True)
                self._thread.start()
            return self._thread

    def _run(self) -> None:
        try:
            self._check()
        except Exception as error:
            self.trouble = ChecksError(error)

    def _check(self) -> None:
        with self._checking:
            while True:
                base, missing = self._unchecked()
                if not missing:
                    break
                beads = [bead for bead, _ in missing]
                part = base if tuple(beads) == tuple(base.beads) else excerpt(base, beads)
                by_key: dict[str, list[Finding]] = {key: [] for key in part.keys}
                for finding in self.findings_of(part):
                    by_key[finding.bead].append(finding)
                self._linking = True  # the findings are shown meanwhile
                names = [name for _, name in missing]
                for name, key in zip(names, part.keys, strict=True):
                    self._found[name] = tuple(by_key[key])
                try:
                    self._read_links(names, part)
                    self._across = self.across(False)
                finally:
                    self._linking = False
            self.trouble = None

    def _read_links(self, names: Sequence[BeadName], part: Alignment) -> None:
        """Link the words of beads, which `part` holds alone, and find anew how words are rendered in all beads."""
        links = self.links_of(part)
        for name, key in zip(names, part.keys, strict=True):
            self._links[name] = links.get(key, BeadLinks())
        with self.state.lock:
            langs = self.state.base.source.lang, self.state.base.target.lang
            linked = [
                (key, self.state.texts(group_of(bead)), self._links[name])
                for bead, key, name in zip(self.state.beads, self.state.keys, self.state.ladder.names(), strict=True)
                if name in self._links
            ]
        linked_beads = [
            LinkedBead(key, (join_texts(texts[0], langs[0]), join_texts(texts[1], langs[1])), links)
            for key, texts, links in linked
        ]
        self.renderings = Renderings(linked_beads)
        self.strays = self.renderings.strays()


def excerpt(alignment: Alignment, beads: Sequence[Bead]) -> Alignment:
    """An alignment of these beads alone, in their order; segments are renumbered from 0.

    It has no support map.

    If the alignment holds links of all these beads, they are kept.
    """
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
    part = replace(alignment, source=source, target=target, beads=moved, support=None, word_links=None)
    if alignment.word_links is None:
        return part
    known = dict(zip(map(group_of, alignment.beads), alignment.keys, strict=True))
    links = {
        key: alignment.word_links[old]
        for bead, key in zip(beads, part.keys, strict=True)
        if (old := known.get(group_of(bead))) is not None and old in alignment.word_links
    }
    whole = all(bead.is_null or key in links for bead, key in zip(beads, part.keys, strict=True))
    return replace(part, word_links=links) if whole else part


def _part(document: Document, indices: Sequence[int]) -> tuple[Document, dict[int, int]]:
    places = {index: place for place, index in enumerate(sorted(indices))}
    segments = tuple(replace(document.segments[index], index=place) for index, place in places.items())
    return replace(document, segments=segments), places
