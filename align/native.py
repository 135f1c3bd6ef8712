"""Alignment <-> NAME.align.json, the file every other command starts from.

FORMAT_VERSION history
  1  first: source, target (segments with kind, level, marker, sentences, origin), beads with evidence, signature.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from align.errors import FormatError, InputError
from align.files import write_whole
from align.model import Alignment, Bead, Document, Evidence, Origin, Segment

FORMAT_VERSION = 1
SUFFIX = ".align.json"


def dumps(alignment: Alignment) -> str:
    """The alignment as JSON text: same alignment, same text."""
    body = {
        "format": "align",
        "version": FORMAT_VERSION,
        "signature": alignment.signature,
        "created": alignment.created,
        "source": _document(alignment.source),
        "target": _document(alignment.target),
        "beads": [_bead(bead) for bead in alignment.beads],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def loads(text: str, place: str = "alignment") -> Alignment:
    """Read what `dumps` wrote. `place` names the file in errors. Raises FormatError."""
    try:
        body = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise FormatError("not JSON", place=place, cure="give a file that `align run` wrote") from error
    if not isinstance(body, dict) or body.get("format") != "align":
        raise FormatError("not an alignment", place=place, cure="give a file that `align run` wrote")
    version = body.get("version")
    if version != FORMAT_VERSION:
        raise FormatError(
            f"format version {version!r}, this align reads {FORMAT_VERSION}",
            place=place,
            cure="align the pair again, or update align",
        )
    try:
        return Alignment(
            source=_read_document(body["source"]),
            target=_read_document(body["target"]),
            beads=tuple(_read_bead(bead) for bead in body["beads"]),
            signature=str(body["signature"]),
            created=str(body["created"]),
        )
    except KeyError as error:
        raise FormatError(f"field {error} is missing", place=place, cure="align the pair again") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise FormatError(f"damaged: {error}", place=place, cure="align the pair again") from error


def save(alignment: Alignment, path: Path) -> None:
    """Write the file whole or not at all."""
    write_whole(path, dumps(alignment).encode("utf-8"))


def load(path: Path) -> Alignment:
    """Read one NAME.align.json. Raises InputError, FormatError."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError("not UTF-8", place=str(path), cure="give a file that `align run` wrote") from error
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path), cure="check the path") from error
    return loads(text, str(path))


def _document(document: Document) -> dict[str, Any]:
    body = asdict(document)
    body["segments"] = [_segment(segment) for segment in document.segments]
    return body


def _segment(segment: Segment) -> dict[str, Any]:
    body: dict[str, Any] = {"text": segment.text, "kind": segment.kind}
    if segment.level:
        body["level"] = segment.level
    if segment.marker:
        body["marker"] = segment.marker
    if segment.sentences != ((0, len(segment.text)),):
        body["sentences"] = segment.sentences
    if segment.origin:
        body["origin"] = segment.origin
    return body


def _bead(bead: Bead) -> dict[str, Any]:
    body: dict[str, Any] = {
        "source": bead.source,
        "target": bead.target,
        "probability": round(bead.probability, 6),
    }
    if bead.evidence:
        body["evidence"] = [
            [item.name, round(item.value, 4), round(item.weight, 4), item.detail] for item in bead.evidence
        ]
    if bead.crosses:
        body["crosses"] = True
    if bead.locked:
        body["locked"] = True
    return body


def _read_document(body: dict[str, Any]) -> Document:
    segments = tuple(
        Segment(
            index=index,
            text=part["text"],
            kind=part["kind"],
            level=part.get("level", 0),
            marker=part.get("marker", ""),
            sentences=tuple((int(start), int(stop)) for start, stop in part.get("sentences", ())),
            origin=part.get("origin", ""),
        )
        for index, part in enumerate(body["segments"])
    )
    return Document(
        id=body["id"],
        lang=body["lang"],
        segments=segments,
        title=body["title"],
        sha256=body["sha256"],
        origin=Origin(**body["origin"]),
    )


def _read_bead(body: dict[str, Any]) -> Bead:
    return Bead(
        source=tuple(body["source"]),
        target=tuple(body["target"]),
        probability=float(body["probability"]),
        evidence=tuple(Evidence(*item) for item in body.get("evidence", ())),
        crosses=bool(body.get("crosses", False)),
        locked=bool(body.get("locked", False)),
    )
