"""Change one side of one pair in a `pairs.toml`, and leave the rest of the file as its author wrote it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from align.errors import FormatError

_CURE = "mend the file by hand; data/README.md describes its form"
_HEADER = re.compile(r"^[ \t]*\[")
_PAIR = re.compile(r"^[ \t]*\[\[[ \t]*pair[ \t]*\]\]")
_HEAD = "# Document pairs; `align add` writes them, `align run` reads them.\n"


def parse(text: str, place: str) -> dict[str, Any]:
    """The list as tables. Raises FormatError."""
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormatError(f"not TOML: {error}", place=place, cure=_CURE) from error
    rows = body.get("pair", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FormatError("pair is not an array of tables", place=place, cure=_CURE)
    return body


def with_side(text: str, place: str, row: Mapping[str, str], lang: str, side: Mapping[str, str]) -> str:
    """The list with one side set, and the pair added if it is new.

    `row` holds the pair's own fields: "id", and titles and date where they are given; of a known pair only empty or
    missing ones are filled in. Raises FormatError for a file that is no list of pairs.
    """
    body = parse(text, place)
    wanted = _changed(body, row, lang, side)
    edited = _edited(text, wanted, row, lang, side)
    if _same(edited, wanted):
        return edited
    return _HEAD + "\n" + _dumped(wanted)  # comments are lost only where the file's layout is beyond us


def _changed(body: Mapping[str, Any], row: Mapping[str, str], lang: str, side: Mapping[str, str]) -> dict[str, Any]:
    """The tables as they shall be."""
    rows = [dict(known) for known in body.get("pair", [])]
    known = next((one for one in rows if one.get("id") == row["id"]), None)
    if known is None:
        known = {}
        rows.append(known)
    for key, text in row.items():
        if text and not known.get(key):
            known[key] = text
    known[lang] = dict(side)
    return {**body, "pair": rows}


def _edited(text: str, wanted: Mapping[str, Any], row: Mapping[str, str], lang: str, side: Mapping[str, str]) -> str:
    """The text with the lines of that side replaced, or with new lines where it had none."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    table = _table(f"pair.{lang}", side)
    span = _pair_span(lines, row["id"])
    if span is None:
        head = [] if lines else [_HEAD]
        whole = next(dict(one) for one in wanted["pair"] if one.get("id") == row["id"])
        own = {key: value for key, value in whole.items() if not isinstance(value, dict)}
        return "".join([*lines, *head, "\n", *_table("[pair]", own), "\n", *table])
    start, stop = span
    first = next((place for place in range(start + 1, stop) if _HEADER.match(lines[place])), stop)
    known = tomllib.loads("".join(lines[start:stop]))["pair"][0]
    added = [f"{key} = {_value(value)}\n" for key, value in row.items() if value and key not in known]
    for key, value in row.items():
        if value and known.get(key) == "":
            at = next(
                (at for at in range(start, first) if re.match(rf"[ \t]*{re.escape(key)}[ \t]*=", lines[at])), None
            )
            if at is not None:
                lines[at] = f"{key} = {_value(value)}\n"
    side_start = next((place for place in range(start + 1, stop) if _names(lines[place], f"pair.{lang}")), None)
    if side_start is None:
        kept = _without_blank_end(lines[start:stop])
        body = [*kept, "\n", *table, *(lines[start + len(kept) : stop] or ["\n"])]
        end = first - start
    else:
        side_stop = next((at for at in range(side_start + 1, stop) if _HEADER.match(lines[at])), stop)
        tail = lines[side_start:side_stop]
        blank = tail[len(_without_blank_end(tail)) :]
        body = [*lines[start:side_start], *table, *blank, *lines[side_stop:stop]]
        end = min(first, side_start) - start
    if added:
        end = len(_without_blank_end(body[:end]))
        body[end:end] = added
    return "".join([*lines[:start], *body, *lines[stop:]]).rstrip("\n") + "\n"


def _pair_span(lines: list[str], name: str) -> tuple[int, int] | None:
    """The lines of the pair with that id, as (first, one past the last)."""
    starts = [place for place, line in enumerate(lines) if _PAIR.match(line)]
    for start, stop in pairwise([*starts, len(lines)]):
        try:
            rows = tomllib.loads("".join(lines[start:stop])).get("pair", [])
        except tomllib.TOMLDecodeError:
            continue
        if rows and rows[0].get("id") == name:
            return start, stop
    return None


def _names(line: str, table: str) -> bool:
    match = re.match(r"^[ \t]*\[[ \t]*([^\[\]]+?)[ \t]*\]", line)
    return match is not None and re.sub(r"[ \t\"']", "", match.group(1)) == table


def _without_blank_end(lines: list[str]) -> list[str]:
    """The lines without blank lines and comments at their end, which belong to what follows."""
    stop = len(lines)
    while stop and (not lines[stop - 1].strip() or lines[stop - 1].lstrip().startswith("#")):
        stop -= 1
    return lines[:stop]


def _same(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _table(name: str, fields: Mapping[str, Any]) -> list[str]:
    return [f"[{name}]\n", *(f"{_key(key)} = {_value(value)}\n" for key, value in fields.items())]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _value(key)


def _value(value: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + "}"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _dumped(body: Mapping[str, Any]) -> str:
    """The whole list anew, values kept, comments gone."""
    out = [f"{_key(key)} = {_value(value)}\n" for key, value in body.items() if key != "pair"]
    for row in body["pair"]:
        sides = {key: value for key, value in row.items() if isinstance(value, dict)}
        own = {key: value for key, value in row.items() if key not in sides}
        out += ["\n" if out else "", *_table("[pair]", own)]
        for lang, side in sides.items():
            out += ["\n", *_table(f"pair.{_key(lang)}", side)]
    return "".join(out)
