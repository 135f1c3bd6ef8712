"""Rows of many texts, for as long as a document is aligned: a few in memory, the others in a temporary file."""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float16]

_BYTES_IN_MEMORY = 1 << 26


class SpillBuffer:
    """Takes rows, float16[k, p], and returns them by number; beyond `in_memory` bytes they go to a file."""

    def __init__(self, in_memory: int = _BYTES_IN_MEMORY) -> None:
        self._file: IO[bytes] | None = None
        self._left = in_memory
        self._rows: list[Rows | tuple[int, int, int]] = []
        """The rows themselves, or their place in the file: offset, number of rows, width."""
        self._end = 0

    def __len__(self) -> int:
        return len(self._rows)

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, rows: Rows) -> int:
        """Keep the rows; return their number, counted from 0."""
        self._left -= rows.nbytes
        self._rows.append(rows if self._left >= 0 else self._written(rows))
        return len(self._rows) - 1

    def __getitem__(self, number: int) -> Rows:
        held = self._rows[number]
        if not isinstance(held, tuple):
            return held
        offset, count, width = held
        assert self._file is not None
        self._file.seek(offset)
        return np.frombuffer(self._file.read(2 * count * width), dtype=np.float16).reshape(count, width)

    def _written(self, rows: Rows) -> Rows | tuple[int, int, int]:
        """Write the rows at the file's end.

        If the disk is full or cannot be written, they stay in memory.
        """
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="align-", buffering=0)
            self._file.seek(self._end)
            if self._file.write(rows.tobytes()) < rows.nbytes:
                return rows
        except OSError:
            return rows
        place = (self._end, len(rows), rows.shape[1])
        self._end += rows.nbytes
        return place
