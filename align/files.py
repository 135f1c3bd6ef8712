"""Reads a whole file, and writes one whole or not at all: the only place where `align` replaces a file."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from align.errors import FormatError, InputError, WriteError

DRAFT = ".align-"
"""The name of every draft begins so; one that a killed process left may be removed."""
_CURE = "check the path and the free space"
_OWN_STREAM = re.compile(r"/dev/std(out|err)|(?:/dev|/proc/self)/fd/([0-9]+)")
_STREAMS = ("/dev/", "/proc/")
"""Names in these folders stand for open streams. Another program may write to the same file before and after us."""


def content_of(path: Path) -> bytes:
    """Return the bytes of a file. Raises InputError with the system's reason."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path), cure="check the path") from error


def text_of(path: Path, trouble: str, cure: str) -> str:
    """Return the text of a UTF-8 file, without a byte order mark.

    Raises InputError for a file that cannot be read, FormatError with `trouble` and `cure` for one
    that is not UTF-8.
    """
    try:
        return content_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(trouble, place=str(path), cure=cure) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all. Raises WriteError."""
    with open_whole(path) as stream:
        stream.write(content)


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream to a draft; when the block ends well the draft is synced and takes the place of `path`.

    Another reader sees the old file or the new one, also after a power cut. If the block raises,
    the old file stays. A new file's mode follows the umask; a replaced file keeps mode and owner. A
    link stays a link: the file behind it is replaced. A file with several hard links, or in a
    folder that takes no new file, is written over in place once all content is there and has room.
    A pipe, a device or a name such as /dev/stdout is written to directly. Missing folders are made.
    Raises WriteError.
    """
    real = Path(os.path.realpath(path))
    try:
        old = _status_of(path)
        if _is_stream(path, old):
            with _open_stream(path) as stream:
                yield stream
            return
        if old is not None and _must_stay(real, old):
            with tempfile.TemporaryFile() as draft:
                yield cast(BinaryIO, draft)
                _copy_over(cast(BinaryIO, draft), real)
            return
        real.parent.mkdir(parents=True, exist_ok=True)
        with _draft_of(real, old) as stream:
            yield stream
    except OSError as error:
        raise WriteError(error.strerror or "cannot be written", place=str(path), cure=_CURE) from error
    _sync_folder(real.parent)


@contextmanager
def _draft_of(real: Path, old: os.stat_result | None) -> Iterator[BinaryIO]:
    """Yield a stream to a draft beside `real`, which takes its place with the mode and owner of `old`."""
    draft = real.parent / f"{DRAFT}{real.name[:40]}.{secrets.token_hex(6)}"
    # Created with mode 0666, so the system applies the umask: reading the umask would mean to
    # change it.
    first_mode = 0o666 if old is None else 0o600
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), first_mode)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if old is not None:
            with suppress(PermissionError):  # a draft that lies on a file system without owners or modes
                _give_to(draft, old)
                draft.chmod(stat.S_IMODE(old.st_mode))
        draft.replace(real)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _give_to(draft: Path, old: os.stat_result) -> None:
    """Give the draft the owner and group of the old file."""
    mine = draft.stat()
    if hasattr(os, "chown") and (mine.st_uid, mine.st_gid) != (old.st_uid, old.st_gid):
        os.chown(draft, old.st_uid, old.st_gid)


def _status_of(path: Path) -> os.stat_result | None:
    """Return the status of what lies at `path`, links followed; None where nothing lies there."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _is_stream(path: Path, old: os.stat_result | None) -> bool:
    """Return whether `path` names a pipe, a device or an open stream of a process."""
    if old is None or stat.S_ISDIR(old.st_mode):
        return False
    return not stat.S_ISREG(old.st_mode) or str(path.absolute()).startswith(_STREAMS)


def _open_stream(path: Path) -> BinaryIO:
    """Open a pipe or device.

    A name of this process's own stream gives that stream: what is in it stays in it.
    """
    own = _OWN_STREAM.fullmatch(str(path.absolute()))
    if own is None:
        return path.open("wb")
    handle = {"out": 1, "err": 2}.get(own[1]) if own[1] else int(own[2])
    return os.fdopen(os.dup(cast(int, handle)), "wb")


def _must_stay(real: Path, old: os.stat_result) -> bool:
    """Return whether the file cannot be replaced by another one: it has more names, or its folder takes no draft."""
    if not stat.S_ISREG(old.st_mode):
        return False
    return old.st_nlink > 1 or (os.access(real, os.W_OK) and not os.access(real.parent, os.W_OK))


def _copy_over(draft: BinaryIO, real: Path) -> None:
    """Put the content of the draft into an existing file.

    Room for it is taken before anything is written over.
    """
    size = draft.seek(0, os.SEEK_END)
    draft.seek(0)
    with real.open("r+b") as stream:
        if size and hasattr(os, "posix_fallocate"):
            os.posix_fallocate(stream.fileno(), 0, size)
        shutil.copyfileobj(draft, stream)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Ask the disk to keep a new name in `folder`; file systems that cannot do this are left alone."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
