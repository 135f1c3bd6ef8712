"""Engines: SQLite in WAL mode with full durability, PostgreSQL through psycopg 3; the newest schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from align.errors import StoreError, UsageError


def connect(url: str) -> Any:  # noqa: ANN401 - sqlalchemy.Engine, imported only here
    """Open the database and create or migrate its schema. Raises StoreError, UsageError."""
    try:
        import sqlalchemy as sa
    except ImportError as error:
        raise StoreError("the review store needs SQLAlchemy", cure="pip install 'taiyaku[review]'") from error
    from align.history.store import trouble

    engine = _engine(url)
    try:
        _prepare(engine)
    except sa.exc.SQLAlchemyError as error:
        engine.dispose()
        raise trouble(error, engine) from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def _engine(url: str) -> Any:  # noqa: ANN401
    import sqlalchemy as sa

    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise UsageError(
            "the database URL cannot be read", cure="give sqlite:///PATH or postgresql://USER@HOST/NAME"
        ) from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(parsed)
    if backend in ("postgresql", "postgres"):
        try:
            import psycopg  # noqa: F401
        except ImportError as error:
            raise StoreError("PostgreSQL needs psycopg", cure="pip install 'taiyaku[postgres]'") from error
        return sa.create_engine(
            parsed.set(drivername="postgresql+psycopg"), pool_size=10, max_overflow=20, pool_pre_ping=True
        )
    raise UsageError(f"database {backend!r} is not known", cure="give sqlite:///PATH or postgresql://USER@HOST/NAME")


def _sqlite(url: Any) -> Any:  # noqa: ANN401
    import sqlalchemy as sa

    if url.database and url.database != ":memory:":
        folder = Path(url.database).parent
        if not folder.is_dir():
            raise StoreError("its folder does not exist", place=url.database, cure="create the folder first")
    engine = sa.create_engine(url.set(drivername="sqlite+pysqlite"), connect_args={"timeout": 60})

    @sa.event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401
        connection.isolation_level = None  # we say BEGIN ourselves: the driver's own would come too late
        connection.execute("pragma journal_mode=wal")
        connection.execute("pragma synchronous=full")

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        immediate = connection.get_execution_options().get("align_immediate")
        connection.exec_driver_sql("begin immediate" if immediate else "begin")

    return engine


def _prepare(engine: Any) -> None:  # noqa: ANN401
    """Migrate under a lock, so that two servers that start together do it once."""
    import sqlalchemy as sa

    from align.history import schema
    from align.history.store import WRITER_LOCK

    with engine.connect() as connection:
        if schema.version(connection) == schema.HEAD:
            return
    with engine.connect().execution_options(align_immediate=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("select pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        found = schema.version(connection)
        if found > schema.HEAD:
            place = engine.url.render_as_string(hide_password=True)
            raise StoreError(f"made by a newer align (schema {found})", place=place, cure="update align")
        if found != schema.HEAD:
            schema.migrate(connection)
