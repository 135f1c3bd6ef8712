"""Where a corpus lies: a folder on any filesystem that fsspec knows.

Every write is whole or absent.

OUT/
  beads/part-NNNNNNNN.parquet    one row a bead
  pairs/part-NNNNNNNN.parquet    one row a pair; written after its beads, so its presence says that both are whole
  failures.parquet               the pairs that could not be aligned, with the reason
  manifest.json                  signature, counts, throughput, thresholds
  .align-tries/                  which row a retried partition is at; gone when it is done
  .align-lock                    held by the run that writes here

Drafts of files begin with `.align-`, too. `ownership` says which of all this a run may remove.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.errors import AlignError, InputError, WriteError
from align.files import DRAFT, write_whole

if TYPE_CHECKING:
    from filelock import BaseFileLock

BEADS, PAIRS, QUARANTINE = "beads", "pairs", f"{DRAFT}tries"
_CHUNK = 1 << 20
_LOCK, _PROBE = f"{DRAFT}lock", f"{DRAFT}probe"


class Storage:
    """Named files under one root.

    Raises InputError for what cannot be read, WriteError for what cannot be written.
    """

    def __init__(self, root: str) -> None:
        self._fs, self._root = filesystem(root)
        self.is_local = is_local(self._fs)
        self.kind = type(self._fs)
        self.lock_name = _LOCK
        self.place = self._root if self.is_local else root

    def path(self, name: str) -> str:
        """Return the full path of a name."""
        return f"{self._root.rstrip('/')}/{name}"

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all."""
        if self.is_local:
            write_whole(Path(self.path(name)), content)
            return
        try:
            self._fs.pipe_file(self.path(name), content)  # object stores show an object when its upload is complete
        except Exception as error:
            raise _unwritable(self.path(name), error) from error

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None where there is none."""
        try:
            with _told(self.path(name), "read"):
                content: bytes = self._fs.cat_file(self.path(name))
                return content
        except _Missing:
            return None

    def sizes(self, folder: str) -> dict[str, int]:
        """Return the files of a folder with their sizes, without folders and those that are being written."""
        files = {name: size for name, size in self._entries(folder).items() if size is not None}
        return {name: size for name, size in files.items() if not name.startswith(".")}

    def names(self, folder: str) -> list[str]:
        """Return the names of all files and folders in a folder, sorted; [] where there is none."""
        return list(self._entries(folder))

    def _entries(self, folder: str) -> dict[str, int | None]:
        """Return what lies in a folder, sorted by name, with the sizes of its files; a folder's size is None."""
        try:
            with _told(self.path(folder), "listed"):
                entries = self._fs.ls(self.path(folder), detail=True, refresh=True)
        except _Missing:
            return {}
        sizes = {
            entry["name"].rstrip("/").rsplit("/", 1)[-1]: None
            if entry.get("type") == "directory"
            else int(entry["size"] or 0)
            for entry in entries
            if entry["name"].strip("/") != self.path(folder).strip("/")  # a store may list the folder in itself
        }
        return dict(sorted(sizes.items()))

    def digest(self, name: str) -> str:
        """Return 32 hexadecimal digits over a file's bytes, "" for a file that cannot be read."""
        total = hashlib.blake2b(digest_size=16)
        try:
            with self._fs.open(self.path(name), "rb") as stream:
                while part := stream.read(_CHUNK):
                    total.update(part)
        except OSError:
            return ""
        return total.hexdigest()

    def footer(self, name: str) -> dict[str, str]:
        """Return the key-value metadata of a Parquet file, {} for a file that is no whole Parquet file."""
        import pyarrow
        import pyarrow.parquet

        try:
            with self._fs.open(self.path(name), "rb") as stream:
                metadata = pyarrow.parquet.read_metadata(stream).metadata or {}
        except (OSError, pyarrow.ArrowInvalid):
            return {}
        return {key.decode(): value.decode("utf-8", "replace") for key, value in metadata.items()}

    def open(self, name: str) -> Any:  # noqa: ANN401 - a binary stream of whatever filesystem it is
        """Open a file to read."""
        return self._fs.open(self.path(name), "rb")

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self._fs.rm_file(self.path(name))

    def check(self) -> None:
        """See that files can be written here, before anything costly is begun.

        Raises WriteError.
        """
        if self.is_local:
            if lock := self.lock():
                lock.release()
            return
        self.write(_PROBE, b"")
        self.remove(_PROBE)

    def lock(self) -> BaseFileLock | None:
        """Take the folder for this process until it ends, however it ends; `release()` gives it back.

        None on a file system that is not this machine's: it has no locks. Raises WriteError if
        another process has it.
        """
        if not self.is_local:
            return None
        from filelock import FileLock, Timeout

        path = Path(self.path(_LOCK))
        lock = FileLock(path, timeout=0)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            trouble = "another `align corpus` is writing here"
            raise WriteError(trouble, place=self.place, cure="wait for it, or give another -o") from None
        except OSError as error:
            raise _unwritable(str(path.parent), error) from error
        return lock


class _Missing(Exception):
    pass


@contextlib.contextmanager
def _told(place: str, verb: str) -> Any:  # noqa: ANN401 - a generator of nothing
    """Turn what a filesystem raises into one line for a user."""
    try:
        yield
    except FileNotFoundError as error:
        raise _Missing from error
    except AlignError:
        raise
    except Exception as error:
        raise _refused(place, verb, error) from error


def _refused(place: str, verb: str, error: Exception) -> InputError:
    return InputError(f"cannot be {verb} ({_reason(error)})", place=place, cure="check the path and your rights")


def _unwritable(place: str, error: Exception) -> WriteError:
    return WriteError(f"cannot be written ({_reason(error)})", place=place, cure="check the path and your rights")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"


def filesystem(url: str) -> tuple[Any, str]:
    """Return the filesystem of a path or URL, and the path on it.

    Raises AlignError where a library is missing.
    """
    try:
        import fsspec.core
    except ImportError as error:
        raise AlignError("`align corpus` needs fsspec", cure="pip install 'taiyaku[dask]'") from error
    try:
        fs, path = fsspec.core.url_to_fs(os.path.expanduser(url))  # noqa: PTH111 - may be a URL
    except (ImportError, ValueError) as error:
        raise InputError(str(error), place=url, cure="check the address, or install its fsspec library") from error
    return fs, path


def is_local(fs: Any) -> bool:  # noqa: ANN401
    """Return true for files of this machine."""
    return "file" in ((fs.protocol,) if isinstance(fs.protocol, str) else fs.protocol)
