"""Writes a file whole or not at all: the only place where `align` replaces a file."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from align.errors import WriteError

DRAFT = ".align-"
"""The name of every draft begins so; one that a killed process left may be removed."""
_CURE = "check the path and the free space"


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all. Raises WriteError."""
    with open_whole(path) as stream:
        stream.write(content)


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream to a draft beside `path`; when the block ends well the draft is synced and takes its place.

    Another reader sees the old file or the new one, also after a power cut. If the block raises, the old file stays.
    A new file's mode follows the umask, a replaced file keeps its mode. A link stays a link: the file behind it is
    replaced. A device or a pipe is written to directly. Missing folders are made. Raises WriteError.
    """
    real = Path(os.path.realpath(path))
    try:
        mode = _mode_of(real)
        if mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            with real.open("wb") as stream:
                yield stream
            return
        real.parent.mkdir(parents=True, exist_ok=True)
        draft = real.parent / f"{DRAFT}{real.name[:40]}.{secrets.token_hex(6)}"
        # Created with mode 0666, so the system applies the umask: reading the umask would mean to change it.
        first_mode = 0o666 if mode is None else 0o600
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), first_mode)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if mode is not None:
                with suppress(PermissionError):  # a draft that lies on a file system without modes
                    draft.chmod(stat.S_IMODE(mode))
            draft.replace(real)
        except BaseException:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise WriteError(error.strerror or "cannot be written", place=str(path), cure=_CURE) from error
    _sync_folder(real.parent)


def _mode_of(path: Path) -> int | None:
    """Return the mode of what lies at `path`, None where nothing lies there."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    """Ask the disk to keep a new name in `folder`; file systems that cannot do this are left alone."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
