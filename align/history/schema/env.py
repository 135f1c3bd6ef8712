"""Alembic runs this file: it migrates on the connection that `schema.migrate` passes."""

from __future__ import annotations

from alembic import context

from align.history.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
