"""Alignment <-> NAME.align.json, the file every other command starts from.

FORMAT_VERSION history
  2  support: the links between sentences, and the probability of each sentence to have none; absent in older files.
     word_links: the word links of each bead, if they were asked for.
     listed of a segment: its marker is the format's own numbering.
  1  first: source, target (segments with kind, level, marker, sentences, origin), beads with evidence, signature.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from align.errors import FormatError
from align.files import text_of, write_whole
from align.json_fields import Fields, excerpt
from align.model import (
    Alignment,
    Bead,
    BeadLinks,
    Document,
    Evidence,
    Origin,
    Segment,
    SupportLink,
    SupportMap,
    WordLink,
)

FORMAT_VERSION = 2
READABLE_VERSIONS = (1, 2)
SUFFIX = ".align.json"
LONGEST_TROUBLE = 200
"""Characters of an error that may come from the file."""
ORIGIN_FIELDS = tuple(field.name for field in fields_of(Origin))


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
    if alignment.support:
        body["support"] = _support(alignment.support)
    text = json.dumps(body, ensure_ascii=False, indent=1)
    if alignment.word_links is not None:
        beads = ",\n  ".join(_one_line(_bead_links(*one)) for one in alignment.word_links.items())
        head = text.removesuffix("\n}")
        text = f'{head},\n "word_links": [\n  {beads}\n ]\n}}'
    return text + "\n"


def _one_line(body: dict[str, Any]) -> str:
    """JSON on one line; a bead has many links, and a line for each number would make half of the file."""
    return json.dumps(body, ensure_ascii=False)


def loads(text: str, place: str = "alignment") -> Alignment:
    """Read what `dumps` wrote.

    `place` names the file in errors, which then say where in it. Raises FormatError.
    """
    try:
        body = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FormatError("not JSON", place=place, cure="give a file that `align run` wrote") from error
    if not isinstance(body, dict) or body.get("format") != "align":
        raise FormatError("not an alignment", place=place, cure="give a file that `align run` wrote")
    version = body.get("version")
    if version not in READABLE_VERSIONS:
        raise FormatError(
            f"format version {excerpt(version)}, this align reads {' and '.join(map(str, READABLE_VERSIONS))}",
            place=place,
            cure="align the pair again, or update align",
        )
    try:
        root = Fields(body)
        return Alignment(
            source=_read_document(root.child("source")),
            target=_read_document(root.child("target")),
            beads=tuple(_read_bead(bead) for bead in root.children("beads")),
            signature=root.text("signature"),
            created=root.text("created"),
            support=_read_support(root) if body.get("support") else None,
            word_links=_read_word_links(root) if body.get("word_links") is not None else None,
        )
    except (ValueError, TypeError) as error:
        raise FormatError(f"damaged: {error}"[:LONGEST_TROUBLE], place=place, cure="align the pair again") from error


def save(alignment: Alignment, path: Path) -> None:
    """Write the file whole or not at all."""
    write_whole(path, dumps(alignment).encode("utf-8"))


def load(path: Path) -> Alignment:
    """Read one NAME.align.json. Raises InputError, FormatError."""
    return loads(text_of(path, "not UTF-8", "give a file that `align run` wrote"), str(path))


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
    if segment.listed:
        body["listed"] = True
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


def _read_document(fields: Fields) -> Document:
    origin = fields.child("origin")
    return Document(
        id=fields.text("id"),
        lang=fields.text("lang"),
        segments=tuple(_read_segment(index, part) for index, part in enumerate(fields.children("segments"))),
        title=fields.text("title"),
        sha256=fields.text("sha256"),
        origin=Origin(**{name: origin.text(name, "") for name in ORIGIN_FIELDS}),
    )


def _read_segment(index: int, fields: Fields) -> Segment:
    return Segment(
        index=index,
        text=fields.text("text"),
        kind=fields.text("kind"),
        level=fields.whole("level", 0),
        marker=fields.text("marker", ""),
        sentences=tuple(fields.spans("sentences")),
        origin=fields.text("origin", ""),
        listed=fields.flag("listed"),
    )


def _read_bead(fields: Fields) -> Bead:
    return Bead(
        source=tuple(fields.wholes("source")),
        target=tuple(fields.wholes("target")),
        probability=fields.number("probability"),
        evidence=tuple(Evidence(*item) for item in fields.evidence("evidence")),
        crosses=fields.flag("crosses"),
        locked=fields.flag("locked"),
    )


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _support(support: SupportMap) -> dict[str, Any]:
    return {
        "links": [[*link.source, *link.target, round(link.probability, 4)] for link in support.links],
        "unused": [[round(value, 4) for value in row] for row in support.unused],
        "unsupported": [[round(value, 4) for value in row] for row in support.unsupported],
    }


def _read_support(root: Fields) -> SupportMap:
    fields = root.child("support")
    return SupportMap(
        links=tuple(
            SupportLink((int(i), int(a)), (int(j), int(b)), probability)
            for i, a, j, b, probability in fields.number_rows("links", 5)
        ),
        unused=tuple(map(tuple, fields.number_rows("unused"))),
        unsupported=tuple(map(tuple, fields.number_rows("unsupported"))),
    )


def _bead_links(key: str, found: BeadLinks) -> dict[str, Any]:
    links = [
        {"source": link.source, "target": link.target, "probability": round(link.probability, 4)}
        for link in found.links
    ]
    return {"bead": key, "links": links, "source_only": found.source_only, "target_only": found.target_only}


def _read_word_links(root: Fields) -> dict[str, BeadLinks]:
    return {
        fields.text("bead"): BeadLinks(
            tuple(
                WordLink(tuple(link.spans("source")), tuple(link.spans("target")), link.number("probability"))
                for link in fields.children("links")
            ),
            tuple(fields.spans("source_only")),
            tuple(fields.spans("target_only")),
        )
        for fields in root.children("word_links")
    }
