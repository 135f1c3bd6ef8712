"""Parts of sentences, kept between runs: addressed by content, checked, and optional.

There is one SQLite file for each encoder signature, under the user's cache directory or
`ALIGN_CACHE_DIR`. A row that fails its checksum is computed again. A file that SQLite refuses is
deleted. An unusable cache never stops an alignment.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
import weakref
import zlib
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from align.encode.spill_buffer import SpillBuffer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from align.encode.interfaces import PartsEncoder, Progress

    _Encode = Callable[[list[str]], list[NDArray[np.float16]]]

_TEXTS_A_STEP = 256
_SHORT_CHARS, _SHORT_TEXTS = 24, 20_000
"""Texts of at most 24 characters are kept in memory, at most 20,000 of them, about 1 kB each.

Words and headings occur again in the next document.
"""
_WORD = "\0word:"
"""Prefix of the key of a word's vector; no text begins with it."""
_LAYOUT = 2
"""Version of what rows hold, a part of the file's name: files of other versions are left alone."""
_ROWS_A_QUERY = 500
"""Texts that one query looks up: SQLite bounds the parameters of a query."""
_LONGEST_SLICE = 10_000
"""Characters that are encoded at once: memory grows with them, and the sum over very many tokens leaves half precision.

The parts of a longer text are those of its slices.
"""


def cache_folder() -> Path:
    """The cache's folder: `ALIGN_CACHE_DIR`, or the system's folder for caches."""
    if place := os.environ.get("ALIGN_CACHE_DIR"):
        return Path(place)
    import platformdirs

    return Path(platformdirs.user_cache_dir("align", appauthor=False))


class CachedParts:
    """Returns the parts of texts.

    Each distinct text is encoded once, and not at all if an earlier run encoded it.
    """

    def __init__(self, encoder: PartsEncoder, folder: Path | None = None) -> None:
        self._encoder = encoder
        self._memory: dict[str, NDArray[np.float16]] = {}
        self._store: _Store | None = None
        if folder is not None:
            name = re.sub(r"[^A-Za-z0-9.@-]+", "_", encoder.signature)
            self._store = _Store(folder / f"{name}.{_LAYOUT}.sqlite")

    def pieces(self, texts: Sequence[str], progress: Progress | None = None) -> list[NDArray[np.float16]]:
        """Return float16[k, p] for each text, as `encoder.pieces` does; half precision whether cached or new."""
        buffer, numbers = self.buffered_pieces(texts, progress)
        return [buffer[number] for number in numbers]

    def buffered_pieces(self, texts: Sequence[str], progress: Progress | None = None) -> tuple[SpillBuffer, list[int]]:
        """Return the pieces of the distinct texts in a spill buffer, and each text's number in it."""
        buffer = SpillBuffer()
        numbers: dict[str, int] = {}
        for text, rows in self._found(dict.fromkeys(texts), self._encode_pieces, progress):
            numbers[text] = buffer.add(rows)
        return buffer, [numbers[text] for text in texts]

    def word_vectors(self, words: Sequence[str]) -> NDArray[np.float16]:
        """Return unit rows, float16[len(words), dim], for single words; cached under keys of their own."""
        keys = [_WORD + word for word in words]
        rows = dict(self._found(dict.fromkeys(keys), self._encode_words))
        if not keys:
            return np.zeros((0, self._encoder.dim), dtype=np.float16)
        return np.concatenate([rows[key] for key in keys])

    def _encode_pieces(self, texts: list[str]) -> list[NDArray[np.float16]]:
        slices = [_slices(text) for text in texts]
        found = iter(self._encoder.pieces(list(chain.from_iterable(slices))))
        return [np.concatenate([next(found) for _ in some]).astype(np.float16) for some in slices]

    def _encode_words(self, keys: list[str]) -> list[NDArray[np.float16]]:
        parts = self._encoder.parts([key.removeprefix(_WORD)[:_LONGEST_SLICE] for key in keys])
        vectors = self._encoder.combine(parts.astype(np.float16).astype(np.float32))
        return list(vectors.astype(np.float16)[:, None, :])

    def _found(
        self, distinct: Iterable[str], encode: _Encode, progress: Progress | None = None
    ) -> Iterator[tuple[str, NDArray[np.float16]]]:
        """Yield each text and its rows: from memory, from an earlier run, or new."""
        unknown = []
        for text in distinct:
            if text in self._memory:
                yield text, self._memory[text]
            else:
                unknown.append(text)
        missing = unknown
        if self._store:
            missing = []
            for begin in range(0, len(unknown), _ROWS_A_QUERY):
                some = unknown[begin : begin + _ROWS_A_QUERY]
                kept = self._store.read(some)
                self._keep_short(kept)
                yield from kept.items()
                missing += [text for text in some if text not in kept]
        missing.sort(key=len)
        for begin in range(0, len(missing), _TEXTS_A_STEP):
            step = missing[begin : begin + _TEXTS_A_STEP]
            new = dict(zip(step, encode(step), strict=True))
            if self._store:
                self._store.write(new)
            self._keep_short(new)
            yield from new.items()
            if progress:
                progress(begin + len(step), len(missing))

    def _keep_short(self, rows: dict[str, NDArray[np.float16]]) -> None:
        short = {text: row for text, row in rows.items() if len(text) <= _SHORT_CHARS}
        if len(self._memory) + len(short) > _SHORT_TEXTS:
            self._memory = {}
        self._memory |= short

    def combine(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """Turn sums of parts into unit rows, as the encoder does."""
        return self._encoder.combine(sums)


class _Store:
    """One cache file. Each of its failures ends in a closed cache, never in an exception."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._connection = sqlite3.connect(path, timeout=5.0, isolation_level=None, check_same_thread=False)
                weakref.finalize(self, self._connection.close)  # who made the cache need not close it
                self._connection.execute("PRAGMA journal_mode=WAL")
                self._connection.execute("PRAGMA synchronous=OFF")
                self._connection.execute(
                    "CREATE TABLE IF NOT EXISTS pieces "
                    "(key BLOB PRIMARY KEY, rows BLOB, width INTEGER, checksum INTEGER) WITHOUT ROWID"
                )
                return
            except sqlite3.OperationalError:  # locked, read-only or no space: go on without a cache
                self._close()
                return
            except (sqlite3.DatabaseError, OSError):
                self._close()
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def read(self, texts: Sequence[str]) -> dict[str, NDArray[np.float16]]:
        """Return text -> rows for the texts, at most `_ROWS_A_QUERY`, that the file holds intact."""
        if self._connection is None:
            return {}
        text_of = {_key(text): text for text in texts}
        query = f"SELECT key, rows, width, checksum FROM pieces WHERE key IN ({','.join('?' * len(text_of))})"
        found: dict[str, NDArray[np.float16]] = {}
        try:
            for key, body, width, checksum in self._connection.execute(query, list(text_of)):
                if isinstance(body, bytes) and _checksum(key, body, width) == checksum:
                    found[text_of[key]] = np.frombuffer(body, dtype=np.float16).reshape(-1, width)
        except sqlite3.DatabaseError:
            self._delete()
            return {}
        return found

    def write(self, rows: dict[str, NDArray[np.float16]]) -> None:
        """Write the rows.

        If the file cannot be written, the cache is closed and not used any more.
        """
        if self._connection is None:
            return
        batch = []
        for text, row in rows.items():
            key, body, width = _key(text), row.tobytes(), row.shape[1]
            batch.append((key, body, width, _checksum(key, body, width)))
        try:
            self._connection.execute("BEGIN")
            self._connection.executemany("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?, ?)", batch)
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError:
            self._close()
        except sqlite3.DatabaseError:
            self._delete()

    def _delete(self) -> None:
        self._close()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def _slices(text: str) -> list[str]:
    """Return the text, or its slices if it is too long to be encoded at once."""
    if len(text) <= _LONGEST_SLICE:
        return [text]
    return [text[begin : begin + _LONGEST_SLICE] for begin in range(0, len(text), _LONGEST_SLICE)]


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def _checksum(key: bytes, body: bytes, width: object) -> int:
    return zlib.crc32(key + body + str(width).encode())
