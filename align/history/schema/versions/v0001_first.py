"""Migration 0001: the tables change, snapshot and text, and triggers that refuse updates and deletions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("change", "snapshot", "text")


def upgrade() -> None:
    """Create the tables and their triggers."""
    seq = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "change",
        sa.Column("seq", seq, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("pair", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("bead", sa.String(32), nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("of", seq, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("change_pair_seq", "change", ["pair", "seq"])
    op.create_table(
        "snapshot",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("pair", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("alignment", sa.Text, nullable=False),
    )
    op.create_table(
        "text",
        sa.Column("bead", sa.String(32), primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
    )
    _make_append_only()


def _make_append_only() -> None:
    """Create triggers that refuse updates and deletions."""
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for act in ("update", "delete"):
                op.execute(
                    f"create trigger {table}_no_{act} before {act} on {table} "
                    "begin select raise(abort, 'the history is append-only'); end"
                )
        return
    op.execute(
        "create function align_append_only() returns trigger language plpgsql as "
        "$$ begin raise exception 'the history is append-only'; end $$"
    )
    for table in TABLES:
        op.execute(
            f"create trigger {table}_append_only before update or delete on {table} "
            "for each row execute function align_append_only()"
        )
