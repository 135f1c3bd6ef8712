"""The progress bar of `align run`: on stderr, only where stderr is a terminal, only for long work."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

FEWEST_PAIRS = 3
FEWEST_SENTENCES = 1000
"""Below both, the work is done before a bar is read."""


class ProgressBar:
    """Counts pairs, and within a long pair the sentences that are encoded."""

    def __init__(self, pairs: int) -> None:
        self._bars: Progress | None = None
        self._pairs: TaskID | None = None
        self._sentences: TaskID | None = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bars = Progress(*columns, console=Console(stderr=True), transient=True)
            self._pairs = self._bars.add_task("pairs", total=pairs, visible=pairs >= FEWEST_PAIRS)

    def __enter__(self) -> ProgressBar:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def pair_done(self) -> None:
        """One more pair is written, or has failed."""
        if self._bars and self._pairs is not None:
            self._bars.advance(self._pairs)
            self._forget_sentences()

    def encoding(self, done: int, total: int) -> None:
        """`done` of `total` sentences of one text are encoded."""
        if not self._bars or total < FEWEST_SENTENCES:
            return
        if self._sentences is None:
            self._sentences = self._bars.add_task("sentences", total=total)
        self._bars.update(self._sentences, completed=done, total=total)
        if done >= total:
            self._forget_sentences()

    def _forget_sentences(self) -> None:
        if self._bars and self._sentences is not None:
            self._bars.remove_task(self._sentences)
            self._sentences = None
