"""Reads a `pairs.toml`; data/README.md describes its form. `align.add.pairs_toml` changes one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from align.errors import FormatError, IncompletePair, InputError
from align.model import Origin
from align.pairs.pair_files import Languages, PairFiles

LIST_NAME = "pairs.toml"
_CURE = "data/README.md describes its form"


def read_list(
    path: Path, languages: Languages = Languages(), troubles: list[IncompletePair] | None = None
) -> list[PairFiles]:
    """Read a `pairs.toml`. Raises InputError, FormatError.

    A pair with one side only raises FormatError; where `troubles` is given it is noted there and
    the rest is read.
    """
    rows = rows_of(list_text(path), str(path))
    if not rows:
        raise FormatError("lists no [[pair]]", place=str(path), cure=_CURE)
    pairs = []
    for number, row in enumerate(rows, start=1):
        try:
            pairs.append(_pair(row, path.parent, languages))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            half = _incomplete(row, path, languages) if isinstance(error, KeyError) else None
            if half is not None and troubles is not None:
                troubles.append(half)
                continue
            trouble = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise FormatError(trouble, place=f"{path}: pair {number}", cure=_CURE) from error
    return pairs


def list_text(path: Path) -> str:
    """Return the text of a `pairs.toml`, without a byte order mark.

    Raises InputError, FormatError.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError("not UTF-8", place=str(path), cure="save it as UTF-8") from error
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path), cure="check the path") from error


def rows_of(text: str, place: str) -> list[dict[str, Any]]:
    """Return the tables `[[pair]]` of a list, none for a list without any. Raises FormatError."""
    try:
        rows = tomllib.loads(text).get("pair", [])
    except tomllib.TOMLDecodeError as error:
        raise FormatError(f"not TOML: {error}", place=place, cure=_CURE) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FormatError("lists no [[pair]]: pair is not an array of tables", place=place, cure=_CURE)
    return rows


def _pair(row: dict[str, Any], folder: Path, languages: Languages) -> PairFiles:
    source, target = row[languages.source], row[languages.target]
    titles = [str(row.get(f"title_{lang}", "")) for lang in (languages.source, languages.target)]
    return PairFiles(
        id=str(row["id"]),
        source=folder / str(source["file"]),
        target=folder / str(target["file"]),
        title=titles[1] or titles[0],
        status=str(source.get("status", "")),
        licence=str(source.get("licence", "")),
        source_title=titles[0],
        target_title=titles[1],
        source_origin=_origin(source, row),
        target_origin=_origin(target, row),
        source_sha256=str(source.get("sha256", "")),
        target_sha256=str(target.get("sha256", "")),
    )


def _origin(side: dict[str, Any], row: dict[str, Any]) -> Origin:
    return Origin(
        place=str(side.get("origin", "")) or str(side["file"]),
        licence=str(side.get("licence", "")),
        status=str(side.get("status", "")),
        retrieved_at=str(side.get("retrieved_at", "")),
        published=str(side.get("published", row.get("date", ""))),
    )


def _incomplete(row: dict[str, Any], path: Path, languages: Languages) -> IncompletePair | None:
    """Return what to say of a pair that has one side so far, None for another fault."""
    missing = [lang for lang in (languages.source, languages.target) if lang not in row]
    sides = [key for key, value in row.items() if isinstance(value, dict)]
    if len(missing) != 1 or len(sides) != 1 or "id" not in row:
        return None
    name, lang = str(row["id"]), missing[0]
    cure = f"bring it in with `align add FILE --pair {name} --lang {lang}`"
    return IncompletePair(f"no {lang} for this pair", pair=name, place=f"{path}: {name}", cure=cure)
