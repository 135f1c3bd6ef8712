"""Sessions: what one transaction can ask of the history (`ReadSession`), and what it can add (`WriteSession`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from align.history.changes import Change
from align.history.schema import change, snapshot, text

KEYS_AT_ONCE = 500
"""Keys in one query; SQLite limits the variables of a statement."""

BeadTexts = tuple[str, Sequence[str], Sequence[str]]
"""A content key, and the source and target segments behind it."""


class ReadSession:
    """The history as one connection sees it. It has no method that writes."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def changes(self, pair: str | None, since: int = 0) -> list[Change]:
        """Changes after the seq `since`, in the order of `seq`; of one pair and of no pair, or of all (None)."""
        query = sa.select(change).where(change.c.seq > since).order_by(change.c.seq)
        if pair is not None:
            query = query.where(change.c.pair.in_([pair, ""]))
        return [_change(row) for row in self._connection.execute(query)]

    def page(self, pair: str | None, before: int, limit: int) -> list[Change]:
        """At most `limit` changes before the seq `before` (0: the newest), newest first."""
        query = sa.select(change).order_by(change.c.seq.desc()).limit(limit)
        if before:
            query = query.where(change.c.seq < before)
        if pair is not None:
            query = query.where(change.c.pair == pair)
        return [_change(row) for row in self._connection.execute(query)]

    def last(self) -> int:
        """The newest seq, 0 in an empty history."""
        return int(self._connection.execute(sa.select(sa.func.max(change.c.seq))).scalar() or 0)

    def find(self, ids: Iterable[str]) -> dict[str, Change]:
        """The changes with these ids; ids without a change are left out."""
        query = sa.select(change).where(change.c.id.in_(list(ids)))
        return {row.id: _change(row) for row in self._connection.execute(query)}

    def at(self, seq: int) -> Change | None:
        """The change with this seq."""
        row = self._connection.execute(sa.select(change).where(change.c.seq == seq)).first()
        return _change(row) if row else None

    def texts(self, beads: Iterable[str]) -> dict[str, tuple[list[str], list[str]]]:
        """The source and target segments behind content keys; keys whose texts were not kept are left out."""
        wanted = {bead: _text_key(bead) for bead in beads}
        keys = sorted(set(wanted.values()))
        found: dict[str, tuple[list[str], list[str]]] = {}
        for start in range(0, len(keys), KEYS_AT_ONCE):
            query = sa.select(text).where(text.c.bead.in_(keys[start : start + KEYS_AT_ONCE]))
            for row in self._connection.execute(query):
                found[row.bead] = (json.loads(row.source), json.loads(row.target))
        return {bead: found[key] for bead, key in wanted.items() if key in found}

    def snapshot(self, sha256: str) -> str | None:
        """The native form of an alignment that was opened before."""
        query = sa.select(snapshot.c.alignment).where(snapshot.c.sha256 == sha256)
        return self._connection.execute(query).scalar()


class WriteSession(ReadSession):
    """A transaction during which nobody else writes: read what is there, then append."""

    def append(self, new: Change) -> Change:
        """Write the change and return it with its seq.

        If its id is there already, return the change made before.
        """
        names = ("id", "pair", "kind", "bead", "reviewer", "at", "of", "request")
        values = {name: getattr(new, name) for name in names}
        values |= {name: json.dumps(getattr(new, name), ensure_ascii=False) for name in ("before", "after")}
        query = self._insert_new(change).returning(change.c.seq)
        row = self._connection.execute(query, values).first()
        return self.find([new.id])[new.id] if row is None else replace(new, seq=int(row.seq))

    def keep_texts(self, texts: Iterable[BeadTexts]) -> None:
        """Keep the texts behind content keys; the texts of a known key stay as they are."""
        rows = {
            _text_key(bead): {"bead": _text_key(bead), "source": _json(source), "target": _json(target)}
            for bead, source, target in texts
        }
        if rows:
            self._connection.execute(self._insert_new(text), list(rows.values()))

    def keep_snapshot(self, sha256: str, pair: str, at: str, alignment: str) -> None:
        """Keep an alignment's native form, once."""
        if self.snapshot(sha256) is None:
            values = {"sha256": sha256, "pair": pair, "at": at, "alignment": alignment}
            self._connection.execute(sa.insert(snapshot).values(values))

    def _insert_new(self, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
        """An insert that leaves out rows whose key is there already."""
        if self._connection.dialect.name == "postgresql":
            return postgresql.insert(table).on_conflict_do_nothing()
        return sqlite.insert(table).on_conflict_do_nothing()


def _change(row: sa.Row[tuple[object, ...]]) -> Change:
    fields = dict(row._mapping)
    fields["before"], fields["after"] = json.loads(fields["before"]), json.loads(fields["after"])
    fields["request"] = fields["request"] or ""
    return Change(**fields)


def _text_key(bead: str) -> str:
    """The content key without its count: "abc~2" -> "abc". Beads of equal texts share one row."""
    return bead.split("~")[0]


def _json(segments: Sequence[str]) -> str:
    return json.dumps(list(segments), ensure_ascii=False)
