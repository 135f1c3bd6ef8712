"""Reads a bilingual table or exchange file as an alignment of 1-1 beads.

The formats are TSV, CSV, XLSX, TMX, XLIFF 1.2 and 2, PO and JSON Lines. A row with one empty side
becomes a null alignment; a row with two empty sides is left out. `Segment.origin` keeps the id of
the row, or its number if it has none.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from align.errors import FormatError, InputError
from align.exchange.formats import bilingual_format, bilingual_reader
from align.exchange.grids import FOUND_COLUMNS, BilingualRow, Columns, one_line
from align.exchange.stated_languages import languages_to_read
from align.files import content_of
from align.model import Alignment, Bead, Document, Origin, Segment

_OF_ALIGN = "bilingual:align"
"""Begins the signature of a file in which no empty side is a gap in somebody's translation."""
__all__ = ["BilingualRow", "Columns", "from_rows", "read_bilingual", "row_id"]


def read_bilingual(
    path: Path,
    *,
    source_lang: str = "ja",
    target_lang: str = "en",
    columns: Columns = FOUND_COLUMNS,
    format: str | None = None,
) -> Alignment:
    """Read a bilingual file, of the named format or as its suffix says.

    Raises InputError, FormatError, UsageError.
    """
    content = content_of(path)
    name = format or bilingual_format(path.suffix)
    if not name:
        cure = "give .tsv, .csv, .xlsx, .ods, .tmx, .xlf, .po or .jsonl, or a NAME.align.json"
        raise InputError("no bilingual format has this suffix", place=str(path), cure=cure)
    reader = bilingual_reader(name)
    langs = (source_lang, target_lang)
    if stated := getattr(reader, "stated_languages", None):
        langs = languages_to_read(stated(content, str(path)), langs, str(path))
    rows = list(reader.read_bilingual(content, str(path), langs, columns))
    alignment = from_rows(rows, *langs, id=path.name.split(".")[0], place=str(path))
    if not alignment.beads:
        raise FormatError("holds no row with text", place=str(path), cure="check the columns and languages")
    digest = hashlib.sha256(content).hexdigest()
    source, target = (replace(side, sha256=digest) for side in (alignment.source, alignment.target))
    return replace(
        alignment, source=source, target=target, signature=f"{_OF_ALIGN if _states_nulls(rows) else 'bilingual'}:{name}"
    )


def from_rows(
    rows: Iterable[tuple[str, ...]],
    source_lang: str = "ja",
    target_lang: str = "en",
    *,
    id: str = "table",
    place: str = "",
) -> Alignment:
    """Return an alignment of (id, source, target) rows; each text in one line and in NFC.

    An id that comes again gets a number behind it: "7 (2)".
    """
    seen: Counter[str] = Counter()
    sources: list[Segment] = []
    targets: list[Segment] = []
    beads: list[Bead] = []
    for given, source, target, *_ in rows:
        left, right = one_line(source), one_line(target)
        if not left and not right:
            continue
        seen[given] += 1
        name = given if seen[given] == 1 else f"{given} ({seen[given]})"
        for text, segments in ((left, sources), (right, targets)):
            if text:
                segments.append(Segment(len(segments), text, "cell", origin=name))
        beads.append(Bead((len(sources) - 1,) if left else (), (len(targets) - 1,) if right else ()))
    origin = Origin(place=place)
    return Alignment(
        Document(id, source_lang, tuple(sources), origin=origin),
        Document(id, target_lang, tuple(targets), origin=origin),
        tuple(beads),
        "bilingual",
    )


def _states_nulls(rows: Iterable[BilingualRow]) -> bool:
    """Return whether an empty side is meant in each row that has one: the file says that it is a null alignment."""
    empty = [row for row in rows if bool(row.source.strip()) != bool(row.target.strip())]
    return bool(empty) and all(row.kind.strip().partition(" ")[0] in ("1-0", "0-1") for row in empty)


def row_id(alignment: Alignment, bead: Bead) -> str:
    """Return the id of the row that a bead of `from_rows` was made of."""
    segment = alignment.source.segments[bead.source[0]] if bead.source else alignment.target.segments[bead.target[0]]
    return segment.origin
