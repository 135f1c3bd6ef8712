"""Writes a file whole or not at all: the only place where `align` replaces a file."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from align.errors import WriteError


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all. Raises WriteError."""
    with open_whole(path) as stream:
        stream.write(content)


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream to a draft beside `path`; when the block ends well the draft is synced and takes its place.

    Another reader sees the old file or the new one, also after a power cut. If the block raises, the old file stays.
    Missing folders are made. Raises WriteError.
    """
    draft = path.parent / f".align-{path.name[:40]}.{secrets.token_hex(6)}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Created with mode 0666, so the system applies the umask: reading the umask would mean to change it.
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            stream: BinaryIO
            with os.fdopen(handle, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        cure = "check the path and the free space"
        raise WriteError(error.strerror or "cannot be written", place=str(path), cure=cure) from error
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Ask the disk to keep a new name in `folder`; file systems that cannot do this are left alone."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
