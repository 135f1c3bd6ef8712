"""Migration 0002: a change keeps the digest of the request that asked for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; changes made before have none."""
    op.add_column("change", sa.Column("request", sa.String(64), nullable=True))
