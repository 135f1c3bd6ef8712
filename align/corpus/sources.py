"""PAIRS -> rows: a folder, a table, or a glob of tables or of documents, on any filesystem that fsspec knows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from align.corpus.job import PairRow, TableSpec
from align.corpus.storage import filesystem, is_local
from align.corpus.table_records import Record
from align.corpus.tables import TOKEN_BYTES, kind_of, records, row_of
from align.errors import IncompletePair, InputError, UsageError
from align.pairs import Languages, find_pairs
from align.pairs.naming import name_before

ADDRESS_TOKENS = 2_000
"""What a page is taken to hold before it was fetched."""
_STAMPS = ("ETag", "etag", "mtime", "LastModified", "updated", "created")
"""The fields in which file systems of fsspec say when a file changed; the first one found is used."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A row, how much of the whole input lies before its end, and its place where it came from a table."""

    row: PairRow
    share: float
    table: TableSpec | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class PairSource:
    """An input that was found: tables, or documents."""

    url: str
    tables: tuple[TableSpec, ...] = ()
    rows: tuple[PairRow, ...] = ()
    root: str = ""
    """The folder that paths in a table must lie in; "" is the table's own."""

    def __iter__(self) -> Iterator[Sourced]:
        """Every row in order, numbered from 0; tables are read as a stream."""
        number = 0
        for row in self.rows:
            number += 1
            yield Sourced(row, number / len(self.rows))
        for done, table in enumerate(self.tables):
            for record in records(table):
                row = row_of(record, number, table.is_path)
                if table.is_address and not row.trouble:
                    row = _addressed(row)
                elif table.is_path and not row.trouble:
                    row = _named(row, table.url, self.root)
                yield Sourced(row, (done + record.share) / len(self.tables), table, record)
                number += 1


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How the input is to be read."""

    source_lang: str = "ja"
    target_lang: str = "en"
    columns: tuple[str, str, str] = ("id", "source", "target")
    content: str = "text"
    """What the cells of a table hold: "text", "path" for files in `root`, or "address" for pages of the web."""
    root: str = ""
    """The folder that paths must lie in; "" is the table's own."""


def open_pairs(url: str, options: SourceOptions = SourceOptions()) -> PairSource:
    """Find what PAIRS names.

    Raises InputError where there is nothing, UsageError where it is no pairs.
    """
    fs, path = filesystem(url)
    there = _exists(fs, path)  # a name with brackets may be a file or a folder, and no pattern
    if not there and re.search(r"[*?\[]", url):
        return _glob(url, options)
    if there and fs.isdir(path):
        if is_local(fs):
            return PairSource(url, rows=tuple(_folder(Path(path), options)))
        return _listed(url, options, fs, lambda: fs.find(path, detail=True))
    if kind_of(url):
        return PairSource(url, tables=(_table(url, options),), root=options.root)
    if not there:
        raise InputError("no such file or folder", place=url, cure="check the path")
    cure = "give a folder, a .tsv, .csv, .jsonl or .parquet, or a glob"
    raise UsageError(f"{url} is no table of pairs", cure=cure)


def _exists(fs: Any, path: str) -> bool:  # noqa: ANN401
    try:
        return bool(fs.exists(path))
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise InputError(
            f"cannot be reached ({reason})", place=path, cure="check the address and your rights"
        ) from error


def _table(url: str, options: SourceOptions) -> TableSpec:
    kind = kind_of(url)
    if kind is None:
        raise UsageError(f"{url} is no table of pairs", cure="give .tsv, .csv, .jsonl or .parquet")
    is_address = options.content == "address"
    return TableSpec(url, kind, options.columns, is_address or options.content == "path", is_address)


def within(cell: str, table: str, root: str = "") -> str | None:
    """Return the full path of a file that a cell names, seen from the table's folder.

    None for what lies outside `root` (the table's folder by default), for what a link leads out of
    it, and for an address of another kind than the root's.
    """
    base = table.rpartition("/")[0] or "."
    root = root or base
    if "::" in cell or "\0" in cell:
        return None
    if "://" in base or "://" in root:
        full = cell if "://" in cell else f"{base}/{cell}"
        scheme, _, path = full.partition("://")
        root_scheme, _, outer = root.partition("://")
        path, outer = posixpath.normpath(path), posixpath.normpath(outer)
        return f"{scheme}://{path}" if scheme == root_scheme and path.startswith(f"{outer}/") else None
    if "://" in cell:
        return None
    try:
        real = (Path(base) / cell).resolve()
        return str(Path(base) / cell) if real.is_relative_to(Path(root).resolve()) else None
    except (OSError, ValueError, RuntimeError):  # a name that is too long, a circle of links
        return None


def _named(row: PairRow, table: str, root: str) -> PairRow:
    """Return the row of a table with full paths; a cell that names what may not be opened is the row's trouble."""
    source, target = (within(cell, table, root) for cell in (row.source, row.target))
    if source is None or target is None:
        where = f"outside {root}" if root else "outside the table's folder"
        trouble = f"a cell names a file {where}, or an address; give --root DIR, or --content address"
        return replace(row, source="", target="", trouble=trouble)
    return _stated(replace(row, source=source, target=target))


def _addressed(row: PairRow) -> PairRow:
    """Return the row of a table of addresses; a cell that holds none is the row's trouble."""
    if all(re.match("https?://", cell, re.IGNORECASE) for cell in (row.source, row.target)):
        return replace(row, is_address=True, tokens=2 * ADDRESS_TOKENS)
    return replace(row, source="", target="", trouble="a cell holds no address; give http://… or https://…")


def _stated(row: PairRow) -> PairRow:
    """Return the row with size and version of both files."""
    infos = [_info(path) for path in (row.source, row.target)]
    return replace(
        row,
        tokens=sum(size for size, _ in infos) // TOKEN_BYTES + 1,
        version=" ".join(version for _, version in infos),
    )


def _info(url: str) -> tuple[int, str]:
    """Size and version of a file; a missing file is a worker's trouble to report."""
    try:
        fs, path = filesystem(url)
        return _version(fs.info(path))
    except (OSError, ValueError, InputError):
        return 0, "missing"


def _version(info: dict[str, Any]) -> tuple[int, str]:
    size = int(info.get("size") or 0)
    stamp = next((info[key] for key in _STAMPS if key in info), "")
    return size, f"{size}@{stamp}"


def _folder(folder: Path, options: SourceOptions) -> Iterator[PairRow]:
    """Read a local folder as every other command does.

    A pair with one side only is a row with its trouble.
    """
    troubles: list[IncompletePair] = []
    found = find_pairs([folder], Languages(options.source_lang, options.target_lang), troubles)
    rows = [PairRow(0, pair.id, str(pair.source), str(pair.target), is_path=True) for pair in found]
    rows += [PairRow(0, error.pair, "", "", is_path=True, trouble=str(error)) for error in troubles]
    for number, row in enumerate(rows):
        named = replace(row, number=number)
        yield named if row.trouble else _stated(named)


def _glob(url: str, options: SourceOptions) -> PairSource:
    fs, path = filesystem(url)
    return _listed(url, options, fs, lambda: fs.glob(path, detail=True))


def _listed(url: str, options: SourceOptions, fs: Any, listing: Callable[[], dict[str, Any]]) -> PairSource:  # noqa: ANN401
    """Return the tables, or the documents, that a listing of files gives."""
    try:
        found = listing()
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise InputError(f"cannot be listed ({reason})", place=url, cure="check the address and your rights") from error
    files = {name: info for name, info in sorted(found.items()) if info.get("type") == "file"}
    if not files:
        raise InputError("nothing matches", place=url, cure="put the pattern in quotes and check it")
    tables = [name for name in files if kind_of(name)]
    if len(tables) == len(files):
        return PairSource(
            url, tables=tuple(_table(fs.unstrip_protocol(name), options) for name in tables), root=options.root
        )
    rows = tuple(_document_rows(fs, files, options))
    if not rows:
        langs = f"NAME.{options.source_lang}.EXT and NAME.{options.target_lang}.EXT"
        raise InputError("no pair among the files that match", place=url, cure=f"name them {langs}")
    return PairSource(url, rows=rows)


def _document_rows(fs: Any, files: dict[str, Any], options: SourceOptions) -> Iterator[PairRow]:  # noqa: ANN401
    """Pairs among files named NAME.LANG.EXT, NAME.LANG or NAME/LANG.EXT, by name."""
    sides: dict[str, dict[str, list[str]]] = {}
    for name in files:
        for lang in (options.source_lang, options.target_lang):
            pair = _pair_name(name, lang)
            if pair:
                sides.setdefault(pair, {}).setdefault(lang, []).append(name)
    root = _common_folder(list(sides))
    for number, (pair, found) in enumerate(sorted(sides.items())):
        chosen = [found.get(lang, []) for lang in (options.source_lang, options.target_lang)]
        counts = [len(names) for names in chosen]
        if counts != [1, 1]:
            trouble = f"{counts[0]} source and {counts[1]} target files for this pair, one of each is needed"
            yield PairRow(number, pair[len(root) :], "", "", is_path=True, trouble=trouble)
            continue
        source, target = (fs.unstrip_protocol(names[0]) for names in chosen)
        infos = [_version(files[names[0]]) for names in chosen]
        yield PairRow(
            number,
            pair[len(root) :],
            source,
            target,
            is_path=True,
            tokens=sum(size for size, _ in infos) // TOKEN_BYTES + 1,
            version=" ".join(version for _, version in infos),
        )


def _pair_name(path: str, lang: str) -> str:
    """Name the pair of a document, with its folder; "" for a file that names no language."""
    folder, _, file = path.rpartition("/")
    name = name_before(file, lang)
    if name is None:
        return ""
    return f"{folder}/{name}" if name else folder


def _common_folder(paths: list[str]) -> str:
    """Return the folder that all paths share, with its slash: ids are told from there on."""
    folders = [path.rsplit("/", 1)[0] + "/" for path in paths if "/" in path]
    if len(folders) < len(paths) or not folders:
        return ""
    first, last = min(folders), max(folders)
    end = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[: first.rfind("/", 0, end) + 1]
