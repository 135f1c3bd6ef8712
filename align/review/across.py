"""Findings of the checks that compare the pairs under review with each other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from align.history.pair_state import PairState
from align.model import Alignment, Finding

AcrossOf = Callable[[Sequence[Alignment]], Sequence[Sequence[Finding]]]
"""Takes alignments; returns the findings on each of them."""


@dataclass
class AcrossPairs:
    """The findings on all pairs, looked for once for as long as their files stay the same.

    Safe for threads.
    """

    states: Callable[[], Mapping[object, PairState]]
    """Returns the pairs that can be read, in their order; the key changes with the file."""
    across_of: AcrossOf
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _files: tuple[object, ...] = ()
    _found: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    def of(self, pair: str, *, anew: bool = False) -> tuple[Finding, ...]:
        """Return the findings on one pair; `anew` takes the edits into account that were made since."""
        with self._lock:
            states = self.states()
            if anew or self._files != tuple(states):
                alignments = [_edited(state) for state in states.values()]
                found = self.across_of(alignments)
                self._found = {one.id: tuple(items) for one, items in zip(alignments, found, strict=True)}
                self._files = tuple(states)
            return self._found.get(pair, ())


def _edited(state: PairState) -> Alignment:
    with state.lock:
        return state.alignment()
