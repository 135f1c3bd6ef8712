"""Who is signed in, who was invited, and who signed in when: a small SQLite file beside the review database.

It holds digests of secrets only, so nobody who reads it can sign in. Sessions survive a restart of
the server.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
import time
import unicodedata
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from align.errors import StoreError

FILE_NAME = "review.access.db"
SESSION_SECONDS = 30 * 86400.0
"""A browser must sign in again after this time."""
INVITATION_SECONDS = 14 * 86400.0
"""An invitation that nobody used ends after this time."""

TABLES = """
create table if not exists setting (name text primary key, value text not null);
create table if not exists session (digest text primary key, reviewer text not null, until real not null);
create table if not exists invitation (digest text primary key, name text not null, until real not null);
create table if not exists account (folded text primary key, name text not null);
create table if not exists reader (folded text primary key);
create table if not exists password (folded text primary key, kept text not null);
create table if not exists sign_in (at real not null, name text not null, address text not null, how text not null);
"""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One line of the log: `at` is in seconds since 1970, `how` is "link", "password" or "invitation"."""

    at: float
    name: str
    address: str
    how: str


class Access:
    """The file, or memory without a path.

    Safe to use from several threads and processes. Raises StoreError.
    """

    def __init__(self, path: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self.path, self.clock = path, clock
        self._lock = threading.Lock()
        with self._errors():
            if path is not None and not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # nobody else may read it
            self._connection = sqlite3.connect(path or ":memory:", timeout=10, check_same_thread=False)
            weakref.finalize(self, self._connection.close)  # also when a table cannot be made
            self._connection.executescript(TABLES)
            self._connection.commit()
        self.server = self.setting("server", secrets.token_hex(6))
        """The name of this database's cookies: two servers in one browser do not sign each other out."""

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def setting(self, name: str, default: str) -> str:
        """A value that is kept; `default` is kept at the first time."""
        self._run("insert or ignore into setting values (?, ?)", name, default)
        return str(self._run("select value from setting where name = ?", name)[0][0])

    def keep_setting(self, name: str, value: str) -> None:
        """Replace a value."""
        self._run("insert or replace into setting values (?, ?)", name, value)

    def open_session(self, secret: str, reviewer: str) -> float:
        """Keep a session; returns when it ends. Sessions that ended are removed."""
        now = self.clock()
        self._run("delete from session where until <= ?", now)
        self._run("insert into session values (?, ?, ?)", digest(secret), reviewer, now + SESSION_SECONDS)
        return now + SESSION_SECONDS

    def session(self, secret: str) -> tuple[str, float] | None:
        """A session's reviewer and end; None if there is no such session."""
        query = "select reviewer, until from session where digest = ? and until > ?"
        rows = self._run(query, digest(secret), self.clock())
        return (str(rows[0][0]), float(rows[0][1])) if rows else None

    def rename_session(self, secret: str, reviewer: str) -> None:
        """Give a session another reviewer."""
        self._run("update session set reviewer = ? where digest = ?", reviewer, digest(secret))

    def close_session(self, secret: str) -> None:
        """End a session."""
        self._run("delete from session where digest = ?", digest(secret))

    def invite(self, name: str) -> str:
        """Make a secret that signs `name` in once.

        From now on the common password does not sign in under this name.
        """
        secret, now = secrets.token_urlsafe(24), self.clock()
        self._run("delete from invitation where until <= ?", now)
        self._run("insert or replace into account values (?, ?)", folded(name), name)
        self._run("insert into invitation values (?, ?, ?)", digest(secret), name, now + INVITATION_SECONDS)
        return secret

    def invited(self, secret: str) -> str | None:
        """The name of an invitation, which stays as it is; None if it is unknown, used or too old."""
        query = "select name from invitation where digest = ? and until > ?"
        rows = self._run(query, digest(secret), self.clock())
        return str(rows[0][0]) if rows else None

    def use_invitation(self, secret: str) -> str | None:
        """Use up an invitation and return its name; None if it is unknown, used or too old."""
        query = "delete from invitation where digest = ? and until > ? returning name"
        rows = self._run(query, digest(secret), self.clock())
        return str(rows[0][0]) if rows else None

    def keep_password(self, name: str, kept: str) -> None:
        """Keep a name's own password in the form of `align.page.passwords`; it replaces the one before."""
        self._run("insert or replace into password values (?, ?)", folded(name), kept)

    def kept_password(self, name: str) -> str:
        """The name's own password as it is kept, "" if it has none."""
        rows = self._run("select kept from password where folded = ?", folded(name))
        return str(rows[0][0]) if rows else ""

    def has_passwords(self) -> bool:
        """Whether anybody has an own password."""
        return bool(self._run("select 1 from password limit 1"))

    def is_invited(self, name: str) -> bool:
        """Whether the common password does not sign in under this name."""
        return bool(self._run("select 1 from account where folded = ?", folded(name)))

    def account(self, name: str) -> str | None:
        """The name as it was invited, whatever the case in which it is given; None if it was not."""
        rows = self._run("select name from account where folded = ?", folded(name))
        return str(rows[0][0]) if rows else None

    def has_invited(self) -> bool:
        """Whether anybody was ever invited."""
        return bool(self._run("select 1 from account limit 1"))

    def set_reader(self, name: str, reads_only: bool) -> None:
        """Say whether a name may only read: it then decides, comments and edits nothing."""
        change = "insert or ignore into reader values (?)" if reads_only else "delete from reader where folded = ?"
        self._run(change, folded(name))

    def is_reader(self, name: str) -> bool:
        """Whether a name may only read."""
        return bool(self._run("select 1 from reader where folded = ?", folded(name)))

    def log(self, name: str, address: str, how: str) -> None:
        """Note that somebody signed in."""
        self._run("insert into sign_in values (?, ?, ?, ?)", self.clock(), name, address, how)

    def has_signed_in(self, name: str) -> bool:
        """Whether somebody signed in under this name before."""
        return bool(self._run("select 1 from sign_in where name = ? limit 1", name))

    def sign_ins(self) -> list[SignIn]:
        """Everybody who signed in, oldest first."""
        rows = self._run("select at, name, address, how from sign_in order by at")
        return [SignIn(float(at), str(name), str(address), str(how)) for at, name, address, how in rows]

    def _run(self, statement: str, *values: str | float) -> list[tuple[str | float, ...]]:
        with self._errors(), self._lock, self._connection:
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            trouble = f"sessions cannot be kept: {error}"
            raise StoreError(trouble, place=str(self.path or ""), cure="check the folder and its space") from error


def digest(secret: str) -> str:
    """SHA-256 of a secret. The secrets are random and long, so no salt is needed."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def folded(name: str) -> str:
    """A name as it is compared: NFKC, case folded."""
    return unicodedata.normalize("NFKC", name).casefold().strip()
