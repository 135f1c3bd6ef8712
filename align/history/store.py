"""The store: every change in one append-only history, in SQLite (WAL) or PostgreSQL.

Writers take turns, so the order of `seq` is the order in which changes became visible.
An acknowledged change is on disk.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from align.errors import StoreError
from align.history.changes import Change, in_force, verdict_body
from align.history.commit_queue import Line
from align.model import Alignment, Bead, Verdict

if TYPE_CHECKING:
    import sqlalchemy as sa

WRITER_LOCK = 0x616C69676E
"""The advisory lock under which PostgreSQL's writers take turns ("align")."""
CONFIRMING = ("accept", "intended-omission", "intended-addition")
"""Decisions that confirm the pairing itself."""

Texts = tuple[Sequence[str], Sequence[str]]


class Store:
    """The review database. Safe to use from several threads; several processes may open the same one."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.line: Line[Any] = Line()
        """Where changes wait that are made in one transaction."""
        self._turn = threading.Lock()

    @classmethod
    def open(cls, url: str) -> Store:
        """Open `sqlite:///PATH` or `postgresql://…`; create or migrate the schema. Raises StoreError."""
        from align.history.database import connect

        return cls(connect(url))

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A transaction in which nobody else writes: read what is there, then append. Raises StoreError."""
        import sqlalchemy as sa

        try:
            with self._turn, self.engine.connect().execution_options(align_immediate=True) as connection:
                with connection.begin():
                    if connection.dialect.name == "postgresql":
                        connection.execute(sa.text("select pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
                    yield Writer(connection)
        except sa.exc.SQLAlchemyError as error:
            raise trouble(error, self.engine) from error

    @contextmanager
    def reading(self) -> Iterator[Writer]:
        """The same view without the turn: for reading only. Raises StoreError."""
        import sqlalchemy as sa

        try:
            with self.engine.connect() as connection:
                yield Writer(connection)
        except sa.exc.SQLAlchemyError as error:
            raise trouble(error, self.engine) from error

    def record(self, verdict: Verdict, *, pair: str = "", texts: Texts | None = None) -> None:
        """Append one verdict. `texts`, source and target segments of the bead, let a later edit be shown as a diff."""
        with self.writing() as writer:
            before = list(_by_bead(writer.changes(pair)).get(verdict.bead, ()))
            body = verdict_body(before[-1]) | {"reviewer": before[-1].reviewer} if before else {}
            if texts is not None:
                writer.remember([(verdict.bead, *texts)])
            change = Change(
                kind="verdict",
                pair=pair,
                reviewer=verdict.reviewer,
                bead=verdict.bead,
                before=body,
                after=verdict_body(verdict),
                at=verdict.at,
            )
            writer.append(change)

    def verdicts(self, pair: str | None = None) -> dict[str, tuple[Verdict, ...]]:
        """The verdicts in force by content key, oldest first; of one pair (with those of no pair), or of all."""
        with self.reading() as reader:
            return {bead: tuple(found) for bead, found in _by_bead(reader.changes(pair)).items()}

    def dismiss(self, bead_key: str, check: str, message_key: str, *, reviewer: str = "", pair: str = "") -> None:
        """Record that a finding is harmless, so that it is not shown again."""
        after = {"check": check, "message": message_key}
        with self.writing() as writer:
            writer.append(Change(kind="dismiss", pair=pair, reviewer=reviewer, bead=bead_key, after=after))

    def dismissed(self) -> frozenset[tuple[str, str, str]]:
        """The dismissed findings as (bead key, check, message key)."""
        with self.reading() as reader:
            standing = in_force(reader.changes(None))
        return frozenset((c.bead, c.after["check"], c.after["message"]) for c in standing if c.kind == "dismiss")

    def history(self, pair: str | None = None, *, before: int = 0, limit: int = 100) -> list[Change]:
        """Changes, newest first; `before` is a seq to go on from, 0 for the newest."""
        with self.reading() as reader:
            return reader.page(pair, before, limit)

    def current(self, alignment: Alignment) -> Alignment:
        """The alignment as its reviewers left it: their edits made, the beads they confirmed locked."""
        from align.history.pair_state import Desk

        desk = Desk.open(self, alignment)
        return desk.alignment()

    def confirmed(self, alignment: Alignment) -> tuple[Bead, ...]:
        """The beads whose pairing a person confirmed, in the ladder's order: locks for the next alignment."""
        return tuple(bead for bead in self.current(alignment).beads if bead.locked)


class Writer:
    """One transaction's view of the history."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def changes(self, pair: str | None, since: int = 0) -> list[Change]:
        """Changes after `since` in the order of `seq`; of one pair with those of no pair, or of all (None)."""
        import sqlalchemy as sa

        from align.history.schema import change

        query = sa.select(change).where(change.c.seq > since).order_by(change.c.seq)
        if pair is not None:
            query = query.where(change.c.pair.in_([pair, ""]))
        return [_change(row) for row in self.connection.execute(query)]

    def page(self, pair: str | None, before: int, limit: int) -> list[Change]:
        """At most `limit` changes before the seq `before` (0: the newest), newest first."""
        import sqlalchemy as sa

        from align.history.schema import change

        query = sa.select(change).order_by(change.c.seq.desc()).limit(limit)
        if before:
            query = query.where(change.c.seq < before)
        if pair is not None:
            query = query.where(change.c.pair == pair)
        return [_change(row) for row in self.connection.execute(query)]

    def last(self) -> int:
        """The newest seq, 0 in an empty history."""
        import sqlalchemy as sa

        from align.history.schema import change

        return int(self.connection.execute(sa.select(sa.func.max(change.c.seq))).scalar() or 0)

    def find(self, ids: Iterable[str]) -> dict[str, Change]:
        """The changes of these ids, as far as they were made."""
        import sqlalchemy as sa

        from align.history.schema import change

        query = sa.select(change).where(change.c.id.in_(list(ids)))
        return {row.id: _change(row) for row in self.connection.execute(query)}

    def at(self, seq: int) -> Change | None:
        """The change of this seq."""
        import sqlalchemy as sa

        from align.history.schema import change

        row = self.connection.execute(sa.select(change).where(change.c.seq == seq)).first()
        return _change(row) if row else None

    def append(self, new: Change) -> Change:
        """Write the change and return it with its seq; a change whose id is there already is not made again."""
        from align.history.schema import change

        values = {name: getattr(new, name) for name in ("id", "pair", "kind", "bead", "reviewer", "at", "of")}
        values |= {name: json.dumps(getattr(new, name), ensure_ascii=False) for name in ("before", "after")}
        query = self._insert(change).on_conflict_do_nothing().returning(change.c.seq)
        row = self.connection.execute(query, values).first()
        return self.find([new.id])[new.id] if row is None else replace(new, seq=int(row.seq))

    def remember(self, texts: Iterable[tuple[str, Sequence[str], Sequence[str]]]) -> None:
        """Keep the texts behind content keys; what is known already stays."""
        from align.history.schema import text

        rows = [
            {"bead": bead.split("~")[0], "source": _json(source), "target": _json(target)}
            for bead, source, target in texts
        ]
        if rows:
            unique = list({row["bead"]: row for row in rows}.values())
            self.connection.execute(self._insert(text).on_conflict_do_nothing(), unique)

    def texts(self, beads: Iterable[str]) -> dict[str, tuple[list[str], list[str]]]:
        """The source and target segments behind content keys, as far as they were kept."""
        import sqlalchemy as sa

        from align.history.schema import text

        wanted = {bead: bead.split("~")[0] for bead in beads}
        names = sorted(set(wanted.values()))
        found: dict[str, tuple[list[str], list[str]]] = {}
        for start in range(0, len(names), 500):
            query = sa.select(text).where(text.c.bead.in_(names[start : start + 500]))
            for row in self.connection.execute(query):
                found[row.bead] = (json.loads(row.source), json.loads(row.target))
        return {bead: found[name] for bead, name in wanted.items() if name in found}

    def _insert(self, table: sa.Table) -> Any:  # noqa: ANN401 - the two dialects' inserts have no common type
        if self.connection.dialect.name == "postgresql":
            from sqlalchemy.dialects import postgresql

            return postgresql.insert(table)
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)

    def snapshot(self, sha256: str) -> str | None:
        """The native form of an alignment that was opened before."""
        import sqlalchemy as sa

        from align.history.schema import snapshot

        return self.connection.execute(sa.select(snapshot.c.alignment).where(snapshot.c.sha256 == sha256)).scalar()

    def keep_snapshot(self, sha256: str, pair: str, at: str, alignment: str) -> None:
        """Keep an alignment's native form, once."""
        import sqlalchemy as sa

        from align.history.schema import snapshot

        if self.snapshot(sha256) is None:
            values = {"sha256": sha256, "pair": pair, "at": at, "alignment": alignment}
            self.connection.execute(sa.insert(snapshot).values(values))


def trouble(error: Exception, engine: sa.Engine) -> StoreError:
    """One line for whatever the database said; never a password."""
    place = engine.url.render_as_string(hide_password=True)
    said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return StoreError(said, place=place, cure="check --database, and that it can be reached and written")


def _by_bead(changes: Iterable[Change]) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = defaultdict(list)
    for change in in_force(changes):
        for verdict in change.verdicts():
            found[verdict.bead].append(verdict)
    return found


def _change(row: Any) -> Change:  # noqa: ANN401 - a row of whatever driver
    fields = dict(row._mapping)
    fields["before"], fields["after"] = json.loads(fields["before"]), json.loads(fields["after"])
    return Change(**fields)


def _json(value: Sequence[str]) -> str:
    return json.dumps(list(value), ensure_ascii=False)
