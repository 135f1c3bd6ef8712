"""Database connections: SQLite in WAL mode with full durability, or PostgreSQL through psycopg 3."""

from __future__ import annotations

import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa

from align.errors import StoreError, UsageError
from align.history import schema
from align.history.sessions import ReadSession, WriteSession

WRITER_LOCK = 0x616C69676E
"""The key of the advisory lock that PostgreSQL's writers hold one after the other ("align" in ASCII)."""
WAIT_SECONDS = 15.0
"""The longest wait for another writer, a connection or an answer."""
QUIET_SECONDS = 1.0
LONGEST_MESSAGE = 200
"""Characters of a database's message, which may repeat what it was given."""
URL_FORMS = "give sqlite:///PATH or postgresql://USER@HOST/NAME"


class Database:
    """An open review database with the newest schema.

    Safe to use from several threads and processes.
    """

    def __init__(self, url: str) -> None:
        """Connect, and create or migrate the schema. Raises StoreError, UsageError."""
        self.engine = _engine(url)
        weakref.finalize(self, self.engine.dispose)  # connections are closed even where nobody calls `close`
        self._writing = threading.Lock()
        self._written = 0.0
        """When the last transaction was written, on the monotonic clock."""
        self._unmoved = True
        """Whether SQLite's log may hold what the file does not."""
        try:
            _prepare(self.engine)
        except sa.exc.SQLAlchemyError as error:
            self.engine.dispose()
            raise _store_error(error, self.engine) from error
        except StoreError:
            self.engine.dispose()
            raise

    def close(self) -> None:
        """Move what was written into the database file, and close all connections."""
        with suppress(StoreError):
            self.checkpoint(whole=True)
        self.engine.dispose()

    def checkpoint(self, *, whole: bool = False) -> None:
        """Move what was written from SQLite's log (`review.db-wal`) into the file, so that the file alone holds it.

        Nobody waits for it; with `whole` the log is emptied too, which waits for readers.
        PostgreSQL needs nothing.
        """
        if not self._unmoved or self.engine.dialect.name != "sqlite":
            return
        with self._errors(), self.engine.connect() as connection:
            at = self._written
            raw = connection.connection.dbapi_connection
            assert isinstance(raw, sqlite3.Connection)
            how = "truncate" if whole else "passive"
            _, pages, moved = raw.execute(f"pragma wal_checkpoint({how})").fetchone()
            self._unmoved = pages != moved or at != self._written

    def checkpoint_when_quiet(self) -> None:
        """Call this every now and then: checkpoints once nothing was written for QUIET_SECONDS."""
        if self._unmoved and time.monotonic() - self._written > QUIET_SECONDS:
            self.checkpoint()

    def check(self) -> None:
        """Raise StoreError if SQLite finds the file damaged. Reads the whole file."""
        if self.engine.dialect.name != "sqlite":
            return
        with self._errors(), self.engine.connect() as connection:
            found = str(connection.exec_driver_sql("pragma integrity_check(1)").scalar())
        if found != "ok":
            place = self.engine.url.render_as_string(hide_password=True)
            cure = "put a backup in its place (`align review --backup` makes them)"
            raise StoreError(f"is damaged: {' '.join(found.split())[:LONGEST_MESSAGE]}", place=place, cure=cure)

    @contextmanager
    def reading(self) -> Iterator[ReadSession]:
        """A session that can read, beside others that write. Raises StoreError."""
        with self._errors(), self.engine.connect() as connection:
            yield ReadSession(connection)

    @contextmanager
    def writing(self) -> Iterator[WriteSession]:
        """A transaction during which no other thread or process writes.

        An exception rolls it back. Raises StoreError.

        So the order of `seq` is the order in which changes become visible.
        """
        if not self._writing.acquire(timeout=WAIT_SECONDS):
            raise StoreError("the database does not answer", cure="try again in a moment")
        try:
            with self._errors(), _immediate(self.engine) as connection, connection.begin():
                _lock_writers(connection)
                yield WriteSession(connection)
            self._written, self._unmoved = time.monotonic(), True
        finally:
            self._writing.release()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
            raise _store_error(error, self.engine) from error


def _engine(url: str) -> sa.Engine:
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise UsageError("the database URL cannot be read", cure=URL_FORMS) from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(parsed)
    if backend in ("postgresql", "postgres"):
        try:
            import psycopg  # noqa: F401
        except ImportError as error:
            raise StoreError("PostgreSQL needs psycopg", cure="pip install 'taiyaku[postgres]'") from error
        return sa.create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_size=10,
            max_overflow=20,
            pool_timeout=WAIT_SECONDS,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": int(WAIT_SECONDS),
                "tcp_user_timeout": int(1000 * WAIT_SECONDS),
                "options": f"-c statement_timeout={int(1000 * WAIT_SECONDS)}",
            },
        )
    raise UsageError(f"database {backend!r} is not known", cure=URL_FORMS)


def _sqlite(url: sa.URL) -> sa.Engine:
    if url.database and url.database != ":memory:":
        folder = Path(url.database).parent
        if not folder.is_dir():
            raise StoreError("its folder does not exist", place=url.database, cure="create the folder first")
    engine = sa.create_engine(url.set(drivername="sqlite+pysqlite"), connect_args={"timeout": WAIT_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # `on_begin` sends BEGIN: the driver would send it too late
        connection.execute("pragma journal_mode=wal")
        connection.execute("pragma synchronous=full")

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        immediate = connection.get_execution_options().get("align_immediate")
        connection.exec_driver_sql("begin immediate" if immediate else "begin")

    return engine


def _immediate(engine: sa.Engine) -> sa.Connection:
    """A connection whose transactions take SQLite's write lock when they begin."""
    return engine.connect().execution_options(align_immediate=True)


def _lock_writers(connection: sa.Connection) -> None:
    """Wait until no other process writes; SQLite's `begin immediate` has done so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("select pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})


def _prepare(engine: sa.Engine) -> None:
    """Create or migrate the schema, under the writers' lock: two servers that start together do it once."""
    with engine.connect() as connection:
        if schema.version(connection) == schema.HEAD:
            return
    with _immediate(engine) as connection, connection.begin():
        _lock_writers(connection)
        found = schema.version(connection)
        if found > schema.HEAD:
            place = engine.url.render_as_string(hide_password=True)
            raise StoreError(f"made by a newer align (schema {found})", place=place, cure="update align")
        if found != schema.HEAD:
            schema.migrate(connection)


def _store_error(error: Exception, engine: sa.Engine) -> StoreError:
    """The database's message in one line, without the password."""
    place = engine.url.render_as_string(hide_password=True)
    message = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return StoreError(
        message[:LONGEST_MESSAGE], place=place, cure="check --database, and that it can be reached and written"
    )
