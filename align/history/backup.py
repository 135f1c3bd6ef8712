"""Backups: SQLite's own copy of the file, or the whole history as JSON lines that can be read back anywhere.

The first line names the format and its version; then one line a row, table by table; the last line
counts the rows, so a file that was cut is noticed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa

from align.errors import FormatError, StoreError
from align.files import open_whole
from align.history import schema
from align.history.store import Store

FORMAT_VERSION = 1
TABLES: dict[str, sa.Table] = {"change": schema.change, "snapshot": schema.snapshot, "text": schema.text}
ROWS_AT_ONCE = 500


def back_up(store: Store, path: Path) -> int:
    """Write a backup and return the number of changes: JSON lines if the name ends in .jsonl, else a SQLite file.

    Others may write meanwhile. The file is whole or absent. Raises StoreError, WriteError.
    """
    if path.suffix == ".jsonl":
        with open_whole(path) as stream:
            return write_history(store, stream)
    engine = store.database.engine
    if engine.dialect.name != "sqlite":
        raise StoreError("only SQLite can be copied as a file", place=str(path), cure="give a name ending in .jsonl")
    with open_whole(path) as stream, engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite3.Connection)
        with closing(sqlite3.connect(":memory:")) as copy:
            raw.backup(copy)
            content = bytearray(copy.serialize())
            content[18:20] = b"\x01\x01"  # the file needs no log beside it to be read
            stream.write(content)
            return int(copy.execute("select count(*) from change").fetchone()[0])


def write_history(store: Store, stream: BinaryIO) -> int:
    """Write all tables as JSON lines and return the number of changes."""
    counts: dict[str, int] = {}
    with store.database.engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("set transaction isolation level repeatable read"))
        stream.write(_line({"format": "align-history", "version": FORMAT_VERSION}))
        for name, table in TABLES.items():
            counts[name] = 0
            for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(
                sa.select(table).order_by(*table.primary_key.columns)
            ):
                stream.write(_line({"table": name, **row._mapping}))
                counts[name] += 1
        stream.write(_line({"rows": counts}))
    return counts["change"]


def restore(store: Store, path: Path) -> int:
    """Read JSON lines into an empty database and return the number of changes.

    All rows are written, or none. Raises FormatError, StoreError for a database that holds changes
    already.
    """
    place = str(path)
    try:
        with path.open("rb") as stream, store.database.engine.connect() as connection, connection.begin():
            if connection.execute(sa.select(schema.change.c.seq).limit(1)).first():
                raise StoreError("the database holds a history already", place=place, cure="give --database a new one")
            counts = dict.fromkeys(TABLES, 0)
            for name, rows in _batches(_rows(stream, place, counts)):
                connection.execute(sa.insert(TABLES[name]), rows)
            if connection.dialect.name == "postgresql":
                following = "select setval(pg_get_serial_sequence('change', 'seq'), max(seq)) from change"
                connection.execute(sa.text(following))
    except OSError as error:
        raise FormatError(error.strerror or "cannot be read", place=place, cure="check the path") from error
    except sa.exc.SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0][:200]
        raise FormatError(f"holds rows that the database refuses: {said}", place=place) from error
    return counts["change"]


Row = tuple[str, dict[str, object]]


def _rows(stream: BinaryIO, place: str, counts: dict[str, int]) -> Iterator[Row]:
    """The table and the values of each line; counts them, and compares with the last line."""
    ended = False
    for number, line in enumerate(stream, start=1):
        row = _object(line, f"{place}:{number}")
        if number == 1:
            if row != {"format": "align-history", "version": FORMAT_VERSION}:
                raise FormatError("is no history of this align", place=place, cure="give a file of `--backup`")
        elif "rows" in row:
            ended = row["rows"] == counts
        else:
            table = row.pop("table", None)
            if not isinstance(table, str) or table not in TABLES or set(row) != set(TABLES[table].c.keys()):
                raise FormatError("is no row of a history", place=f"{place}:{number}")
            counts[table] += 1
            yield table, row
    if not ended:
        raise FormatError("was cut off, or lines are missing", place=place, cure="take another backup")


def _batches(rows: Iterable[Row]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    name, batch = "", list[dict[str, object]]()
    for table, row in rows:
        if batch and (table != name or len(batch) == ROWS_AT_ONCE):
            yield name, batch
            batch = []
        name = table
        batch.append(row)
    if batch:
        yield name, batch


def _line(body: dict[str, object]) -> bytes:
    return (json.dumps(body, ensure_ascii=False) + "\n").encode("utf-8")


def _object(line: bytes, place: str) -> dict[str, object]:
    try:
        body = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FormatError("is not JSON", place=place) from error
    if not isinstance(body, dict):
        raise FormatError("is no row of a history", place=place)
    return body
