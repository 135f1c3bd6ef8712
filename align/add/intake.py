"""Keep a document in a folder of pairs: its text, its unchanged bytes, and an entry with its origin."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from align.add.pairs_toml import with_side
from align.errors import InputError, UsageError, WriteError
from align.files import write_whole
from align.pairs.list_file import LIST_NAME, list_text, rows_of

LOCK_NAME = ".pairs.lock"
_ID = re.compile(r"[A-Za-z0-9\u3041-\u9fff][\w.\u3041-\u9fff-]{0,99}")
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SUFFIXES = {
    "html": ".html", "pdf": ".pdf", "docx": ".docx", "markdown": ".md", "text": ".txt", "mhtml": ".mhtml",
    "subtitles": ".srt", "po": ".po", "epub": ".epub", "odt": ".odt", "rtf": ".rtf", "rst": ".rst", "org": ".org",
    "mediawiki": ".wiki", "latex": ".tex", "docbook": ".xml", "asciidoc": ".adoc",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A document that was read and is to be kept in the folder."""

    pair: str
    lang: str
    text: str
    """As it will stand in the text file."""
    content: bytes
    """The bytes as they were fetched or read."""
    format: str
    origin: str
    """URL, or the path as the user gave it."""
    retrieved_at: str = ""
    title: str = ""
    date: str = ""
    licence: str = ""
    status: str = ""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.pair) or self.pair.endswith("."):
            raise UsageError(
                f"{self.pair!r} cannot be a pair's name", cure="give letters, digits, - and _, such as 2026-01-15"
            )
        if not _LANG.fullmatch(self.lang):
            raise UsageError(f"{self.lang!r} is no language", cure="give ja or en")
        if self.date and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.date):
            raise UsageError(f"{self.date!r} is no date", cure="give it as 2026-01-15")


@dataclass(frozen=True, slots=True)
class Plan:
    """What keeping the item would do."""

    state: str
    """"new", "same" (nothing to do) or "other" (the pair holds another text on this side)."""
    path: Path
    """Of the text file."""
    known: dict[str, str]
    """The entry that stands in the list for this side."""


def plan(folder: Path, item: Item) -> Plan:
    """Return what keeping the item would change in the folder. Raises FormatError, InputError."""
    text = _read_list(folder)
    rows = rows_of(text, str(folder / LIST_NAME))
    row: dict[str, Any] = next((one for one in rows if one.get("id") == item.pair), {})
    side = row.get(item.lang, {})
    known = {str(key): str(value) for key, value in side.items()} if isinstance(side, dict) else {}
    path = folder / item.pair / f"{item.lang}.txt"
    held = _inside(folder, known.get("file", "")) or path
    try:
        body = held.read_bytes() if held.is_file() else None
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(held), cure="check its permissions") from error
    if body is None:
        return Plan("new", path, known)
    digest = hashlib.sha256(item.content).hexdigest()
    same = digest in (known.get("original_sha256"), known.get("sha256")) or body == item.text.encode("utf-8")
    return Plan("same" if same and known else "other", path, known)


def keep(folder: Path, item: Item, now: datetime | None = None) -> list[Path]:
    """Write text, bytes and entry, all or none of them; return the paths.

    Replaced files are kept in `old/`.

    Raises WriteError, FormatError, InputError.
    """
    found = plan(folder, item)
    home = folder / item.pair
    body = item.text.encode("utf-8")
    original = home / f"{item.lang}-original{_SUFFIXES[item.format]}"
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    side = {"file": f"{item.pair}/{item.lang}.txt"}
    writes: dict[Path, bytes] = {}
    if item.content != body:
        side["original"] = f"{item.pair}/{original.name}"
        writes[original] = item.content
    writes[found.path] = body
    side |= {"origin": item.origin, "retrieved_at": item.retrieved_at, "status": item.status, "licence": item.licence}
    if found.known.get("official"):
        side["official"] = found.known["official"]
    if item.date or found.known.get("published"):
        side["published"] = item.date or found.known["published"]
    side["sha256"] = hashlib.sha256(body).hexdigest()
    if "original" in side:
        side["original_sha256"] = hashlib.sha256(item.content).hexdigest()
    row = {"id": item.pair, f"title_{item.lang}": item.title, "date": item.date}
    with _alone(folder):
        listed = with_side(_read_list(folder), str(folder / LIST_NAME), row, item.lang, side)
        writes = {**_moved(folder, found, stamp), **writes, folder / LIST_NAME: listed.encode("utf-8")}
        _write_all(writes)
    stale = _inside(folder, found.known.get("original", ""))
    if found.state == "other" and stale is not None and stale not in writes:
        stale.unlink(missing_ok=True)
    return list(writes)


def _moved(folder: Path, found: Plan, stamp: str) -> dict[Path, bytes]:
    """Return the present files of this side under the names that they get in `old/`."""
    home = found.path.parent
    copies: dict[Path, bytes] = {}
    for name in (found.known.get("file", ""), found.known.get("original", ""), found.path.name):
        path = _inside(folder, name) if "/" in name else home / name if name else None
        if path is not None and path.is_file():
            copies[home / "old" / f"{stamp}-{path.name}"] = path.read_bytes()
    return copies


def _inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file that the list names; None for no name, or for a file outside the folder."""
    if not name:
        return None
    path = folder / name
    return path if path.resolve().is_relative_to(folder.resolve()) else None


def _read_list(folder: Path) -> str:
    path = folder / LIST_NAME
    return list_text(path) if path.exists() else ""


def _write_all(writes: dict[Path, bytes]) -> None:
    """Write every file, or leave every file as it was."""
    before = {path: path.read_bytes() if path.is_file() else None for path in writes}
    done: list[Path] = []
    try:
        for path, content in writes.items():
            done.append(path)
            write_whole(path, content)
    except BaseException:
        for path in done:
            content_before = before[path]
            if content_before is None:
                path.unlink(missing_ok=True)
            else:
                write_whole(path, content_before)
        raise


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's list while it changes, so that two `align add` do not lose each other's entry."""
    from filelock import FileLock

    lock = FileLock(folder / LOCK_NAME)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        cure = "check the path and its permissions"
        raise WriteError(error.strerror or "cannot be written", place=str(folder), cure=cure) from error
    try:
        yield
    finally:
        lock.release()
