"""The tables of the review database, and its migrations (alembic, under versions/).

change    every change, in the order of `seq`
snapshot  every alignment that was opened for review, by the SHA-256 of its native form
text      the texts behind a content key, so that an old decision can be shown beside the new text

Rows are only added; triggers refuse updates and deletions.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

HEAD = "0002"
"""The newest migration; a test compares it with the files under versions/."""

metadata = sa.MetaData()

Seq = sa.BigInteger().with_variant(sa.Integer, "sqlite")

change = sa.Table(
    "change",
    metadata,
    sa.Column("seq", Seq, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(64), nullable=False, unique=True),
    sa.Column("pair", sa.Text, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("bead", sa.String(32), nullable=False),
    sa.Column("reviewer", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("of", Seq, nullable=True),
    sa.Column("request", sa.String(64), nullable=True),
    sa.Index("change_pair_seq", "pair", "seq"),
    sqlite_autoincrement=True,
)

snapshot = sa.Table(
    "snapshot",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("pair", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("alignment", sa.Text, nullable=False),
)

text = sa.Table(
    "text",
    metadata,
    sa.Column("bead", sa.String(32), primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("target", sa.Text, nullable=False),
)


def version(connection: sa.Connection) -> str:
    """The migration that the database has reached, "" for a new database."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(sa.text("select version_num from alembic_version")).scalar() or ""


def migrate(connection: sa.Connection) -> None:
    """Migrate the database to HEAD in the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
