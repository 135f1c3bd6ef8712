r"""Tables of pairs with one row a line: TSV and JSON lines.

TSV has no quotes; `\n`, `\t`, `\r` and `\\` in a cell mean what they say. A first line that names the
columns is a header; without one they are id, source, target. JSON lines: one object a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from align.corpus.job import Slice, TableSpec
from align.corpus.table_records import Cells, Record, columns_of, from_cells, from_mapping, is_packed

_ESCAPE = re.compile(r"\\([ntr\\])")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
Parse = Callable[[str], Cells]


def read(fs: Any, path: str, table: TableSpec) -> Iterator[Record]:  # noqa: ANN401 - fsspec has no types
    """Yield every row that is not blank."""
    size = fs.size(path) or 1
    with fs.open(path, "rb", compression="infer") as stream:
        parse, begin = _parser(table, stream.readline())
        if not begin:
            stream.seek(0)
        place = begin
        for line in stream:
            end = place + len(line)
            if line.strip():
                share = min(1.0, end / size) if not is_packed(path) else 0.0
                yield Record((place, 0), (end, 0), share, 0, *_safely(parse, line))
            place = end


def read_slice(fs: Any, path: str, part: Slice) -> Iterator[Record]:  # noqa: ANN401
    """Yield the rows between the places of a slice."""
    with fs.open(path, "rb") as stream:
        parse, _ = _parser(part.table, stream.readline())
        stream.seek(part.start[0])
        body = stream.read(part.stop[0] - part.start[0])
    for line in body.split(b"\n"):
        if line.strip():
            yield Record((0, 0), (0, 0), 0.0, 0, *_safely(parse, line))


def _parser(table: TableSpec, first: bytes) -> tuple[Parse, int]:
    """How a line is read, and where the first row begins."""
    if table.kind == "jsonl":
        return lambda line: from_mapping(json.loads(line), table), 0
    names = first.decode("utf-8-sig", "replace").rstrip("\r\n").split("\t")
    wanted, has_header = columns_of(names, table)
    return lambda line: from_cells(_unescaped(line), wanted, len(names)), len(first) if has_header else 0


def _safely(parse: Parse, line: bytes) -> Cells:
    """Read a line's id, source, target and trouble: a bad row is a row, too."""
    try:
        return parse(line.decode("utf-8-sig").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        return "", "", "", f"the row is not UTF-8 (byte {error.start})"
    except (json.JSONDecodeError, RecursionError) as error:
        return "", "", "", f"the row is not JSON: {error}"


def _unescaped(line: str) -> list[str]:
    cells = line.split("\t")
    return [_ESCAPE.sub(lambda match: _ESCAPES[match[1]], cell) for cell in cells] if "\\" in line else cells
