"""Which folder a run may write to, and which files in it are its own.

A file is ours if it has one of our names and lies in a folder with our manifest. Nothing else is
ever removed.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from align.corpus import manifest as manifests
from align.corpus.manifest import Manifest
from align.corpus.storage import BEADS, PAIRS, QUARANTINE, Storage, filesystem, is_local
from align.errors import UsageError
from align.files import DRAFT

_PART = re.compile(r"part-[0-9]{8,}\.parquet")
_NOTE = re.compile(r"[0-9]+\.json")
_MAGIC = re.compile(r"[*?\[]")


def own_manifest(storage: Storage, source_url: str = "") -> Manifest | None:
    """Return the manifest of OUT, None for a folder that is empty or not there yet.

    Raises UsageError for an OUT that holds the input, or that holds files and no manifest;
    FormatError for a manifest that is not ours.
    """
    if source_url and _lies_in(source_url, storage):
        raise UsageError("holds the input", place=storage.place, cure="give an -o of its own, such as ./corpus")
    found = manifests.load(storage)
    if found is None and (foreign := [name for name in storage.names("") if not name.startswith(DRAFT)]):
        trouble = f"is not empty ({', '.join(foreign[:3])}{', …' if len(foreign) > 3 else ''}) and no corpus"
        raise UsageError(trouble[:200], place=storage.place, cure="give a new or an empty -o")
    return found


def partitions_there(storage: Storage, folder: str) -> dict[str, int]:
    """Return the partitions of `beads` or `pairs` with their sizes; files with other names are not ours."""
    return {name: size for name, size in storage.sizes(folder).items() if _PART.fullmatch(name)}


def sweep(storage: Storage) -> None:
    """Remove what a killed run left half-written, and what it noted of its tries.

    Needs a manifest in the folder.
    """
    if storage.read(manifests.NAME) is None:
        return
    for name in storage.names(QUARANTINE):
        if _NOTE.fullmatch(name):
            storage.remove(f"{QUARANTINE}/{name}")
    if not storage.is_local:
        return
    for folder in ("", BEADS, PAIRS, QUARANTINE):
        for path in Path(storage.path(folder)).glob(f"{DRAFT}*"):
            if path.is_file() and not path.is_symlink() and path.name != storage.lock_name:
                path.unlink(missing_ok=True)


def _lies_in(source_url: str, storage: Storage) -> bool:
    """Whether the input, or the folder that a glob begins in, is OUT or lies in it."""
    fs, path = filesystem(source_url)
    if is_local(fs) != storage.is_local or (not storage.is_local and type(fs) is not storage.kind):
        return False
    if not fs.exists(path) and (magic := _MAGIC.search(path)):
        path = path[: magic.start()].rpartition("/")[0] or "/"
    if storage.is_local:
        return Path(path).resolve().is_relative_to(Path(storage.path("")).resolve())
    inner, outer = (posixpath.normpath("/" + place.strip("/")) for place in (path, storage.path("")))
    return inner == outer or inner.startswith(outer.rstrip("/") + "/")
