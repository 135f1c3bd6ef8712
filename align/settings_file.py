"""The file `align.toml`: one table a command, read whole or refused with the cure."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from pathlib import Path

from align.errors import InputError, UsageError

TABLES = ("run", "check", "review", "mqm")
"""The tables that the file may hold; docs/settings.md describes their keys."""
Table = dict[str, object]


def read_table(path: Path, name: str) -> Table:
    """Return the table called `name`; empty if the file has none.

    Raises InputError if the file is no TOML, UsageError if it holds a table that no command reads.
    """
    try:
        body: Table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path), cure="check the path") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"not TOML: {error}", place=str(path), cure="correct the TOML") from error
    for key, value in body.items():
        if key not in TABLES:
            trouble = f"no table or setting is called {key!r}"
            raise UsageError(trouble, place=str(path), cure=_cure_of_table(key, isinstance(value, dict)))
    table = body.get(name, {})
    if not isinstance(table, dict):
        raise InputError(f"[{name}] is not a table", place=str(path), cure=f"write [{name}] on a line of its own")
    return table


def cure_of_key(key: str, known: tuple[str, ...]) -> str:
    """Return the cure of a misspelt key: the nearest known one, else all of them.

    >>> cure_of_key("sourcelang", ("source_lang", "out"))
    "did you mean 'source_lang'?"
    """
    near = get_close_matches(key.replace("-", "_"), known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(known)}"


def _cure_of_table(key: str, is_table: bool) -> str:
    tables = ", ".join(f"[{name}]" for name in TABLES)
    if not is_table:
        return f"write it below one of {tables}"
    near = get_close_matches(key, TABLES, n=1)
    return f"did you mean [{near[0]}]?" if near else f"use one of {tables}"
