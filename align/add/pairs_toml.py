"""Change one side of one pair in a `pairs.toml`, and leave the rest of the file as its author wrote it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, MutableMapping
from typing import Any

from align.errors import FormatError
from align.pairs.list_file import rows_of

_HEAD = "# Document pairs; `align add` writes them, `align run` reads them."


def with_side(text: str, place: str, row: Mapping[str, str], lang: str, side: Mapping[str, str]) -> str:
    """Return the list with one side set, and the pair added if it is new.

    `row` holds the pair's own fields: "id", and titles and date where they are given; of a known
    pair only empty or missing ones are filled in. Comments, order and spacing of everything else
    stay; so do the comments beside fields of the side. Raises FormatError for a file that is no
    list of pairs, or that cannot be changed in this way.
    """
    from tomlkit.exceptions import TOMLKitError

    rows = rows_of(text, place)
    known = next((one for one in rows if one.get("id") == row["id"]), None)
    if known is None:
        known = {}
        rows.append(known)
    _set_side(known, row, lang, side)
    line_end = "\r\n" if "\r\n" in text else "\n"
    try:
        edited = _edited(text.replace("\r\n", "\n"), row, lang, side).rstrip("\n") + "\n"
        if tomllib.loads(edited) == {**tomllib.loads(text), "pair": rows}:
            return edited.replace("\n", line_end)
        trouble = "its layout cannot be changed here without loss"
    except (TOMLKitError, tomllib.TOMLDecodeError, TypeError, ValueError, KeyError, AttributeError) as error:
        trouble = f"its layout cannot be changed here: {error}"
    cure = f"write [pair.{lang}] of {row['id']} as a table of its own; data/README.md describes the form"
    raise FormatError(trouble, place=place, cure=cure)


def _edited(text: str, row: Mapping[str, str], lang: str, side: Mapping[str, str]) -> str:
    """Return the text with the change made: tomlkit keeps the layout of what is not changed."""
    import tomlkit
    from tomlkit.items import Array

    document = tomlkit.parse(text)
    rows: Any = document.get("pair", ())
    known = next((one for one in rows if one.get("id") == row["id"]), None)
    if known is not None:
        table = tomlkit.inline_table() if isinstance(rows, Array) else tomlkit.table()
        table.update(side)
        if not isinstance(rows, Array):
            table.add(tomlkit.nl())
        _set_side(known, row, lang, side, table)
        return tomlkit.dumps(document)
    added: dict[str, Any] = {}
    _set_side(added, row, lang, side)
    if isinstance(rows, Array):
        rows.append(added)
        return tomlkit.dumps(document)
    return (text.rstrip("\n") or _HEAD) + "\n\n" + tomlkit.dumps({"pair": [added]})


def _set_side(
    pair: MutableMapping[str, Any],
    row: Mapping[str, str],
    lang: str,
    side: Mapping[str, str],
    new: MutableMapping[str, Any] | None = None,
) -> None:
    """Fill in the pair's own fields and set the side, field by field.

    `new` is the side as a table of tomlkit.
    """
    for key, value in row.items():
        if value and not pair.get(key):
            pair[key] = value
    held = pair.get(lang)
    if not isinstance(held, MutableMapping):
        pair[lang] = dict(side) if new is None else new
        return
    for key in [key for key in held if key not in side]:
        del held[key]
    for key, value in side.items():
        if held.get(key) != value:
            held[key] = value
