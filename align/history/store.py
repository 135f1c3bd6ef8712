"""The store: every change in one append-only history, in SQLite (WAL) or PostgreSQL.

An acknowledged change is on disk. This module loads no database library until a store is opened.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from align.errors import StoreError
from align.history.changes import Change, in_force, verdict_body, verdicts_in_force
from align.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.history.database import Database
    from align.history.sessions import ReadSession, WriteSession

DATABASE_NAME = "review.db"
"""The database's file name where the user names none; it lies beside the alignments."""


def sqlite_url(folder: Path) -> str:
    """The URL of a folder's review database."""
    return f"sqlite:///{folder / DATABASE_NAME}"


class Store:
    """The review database.

    Safe to use from several threads; several processes may open the same one.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, url: str) -> Store:
        """Open `sqlite:///PATH` or `postgresql://…`; create or migrate the schema.

        Raises StoreError, UsageError.
        """
        try:
            from align.history.database import Database
        except ImportError as error:
            cure = "pip install 'taiyaku[review]'"
            raise StoreError(f"the review database needs {error.name}", cure=cure) from error
        return cls(Database(url))

    def close(self) -> None:
        """Close all connections."""
        self.database.close()

    def check(self) -> None:
        """Raise StoreError if the database file is damaged. Reads the whole file."""
        self.database.check()

    def checkpoint_when_quiet(self) -> None:
        """Call this every now and then, so that `review.db` alone holds everything soon after the last change."""
        self.database.checkpoint_when_quiet()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def reading(self) -> AbstractContextManager[ReadSession]:
        """A session that can read, beside others that write. Raises StoreError."""
        return self.database.reading()

    def writing(self) -> AbstractContextManager[WriteSession]:
        """A transaction during which nobody else writes; an exception rolls it back.

        Raises StoreError.
        """
        return self.database.writing()

    def record(
        self, verdict: Verdict, *, pair: str = "", texts: tuple[Sequence[str], Sequence[str]] | None = None
    ) -> None:
        """Append one verdict.

        `texts`, the source and target segments of the bead, let a later edit of them be shown as a
        difference.
        """
        with self.writing() as session:
            earlier = verdicts_in_force(session.changes(pair)).get(verdict.bead, ())
            before = verdict_body(earlier[-1]) | {"reviewer": earlier[-1].reviewer} if earlier else {}
            if texts is not None:
                session.keep_texts([(verdict.bead, *texts)])
            change = Change(
                kind="verdict",
                pair=pair,
                reviewer=verdict.reviewer,
                bead=verdict.bead,
                before=before,
                after=verdict_body(verdict),
                at=verdict.at,
            )
            session.append(change)

    def verdicts(self, pair: str | None = None) -> dict[str, tuple[Verdict, ...]]:
        """The verdicts in force by content key, oldest first; of one pair and of no pair, or of all (None)."""
        with self.reading() as session:
            return verdicts_in_force(session.changes(pair))

    def dismiss(self, bead_key: str, check: str, message: str, *, reviewer: str = "", pair: str = "") -> None:
        """Record that a finding is harmless, so that it is not shown again."""
        after = {"check": check, "message": message}
        with self.writing() as session:
            session.append(Change(kind="dismiss", pair=pair, reviewer=reviewer, bead=bead_key, after=after))

    def dismissed(self, pair: str | None = None) -> frozenset[tuple[str, str, str]]:
        """The dismissed findings as (bead key, check, message); of one pair and of no pair, or of all (None)."""
        with self.reading() as session:
            standing = in_force(session.changes(pair))
        return frozenset((c.bead, c.after["check"], c.after["message"]) for c in standing if c.kind == "dismiss")

    def history(self, pair: str | None = None, *, before: int = 0, limit: int = 100) -> list[Change]:
        """At most `limit` changes, newest first, before the seq `before` (0: the newest); of one pair or of all."""
        with self.reading() as session:
            return session.page(pair, before, limit)
