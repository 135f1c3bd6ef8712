"""An edited XLIFF, 2.x or 1.2 -> rows: states become decisions, notes become comments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from align.errors import FormatError
from align.exchange.merge.rows import Reviewed, ReviewedRow
from align.exchange.row_digests import digest, read_mark
from align.exchange.states import decision2, decision12

_V2 = "{urn:oasis:names:tc:xliff:document:2."
_V12 = "{urn:oasis:names:tc:xliff:document:1.2}"
_MDA = "{urn:oasis:names:tc:xliff:metadata:2.0}"
_OURS = ("finding", "suggestion", "status")


def read(path: Path) -> Reviewed:
    """Read all units. Raises FormatError for what is no XLIFF."""
    cure = "give a file that `align export` wrote, edited in a CAT tool"
    try:
        content = path.read_bytes()
        if b"<!ENTITY" in content:
            raise FormatError("defines entities, which XLIFF never needs", place=str(path), cure=cure)
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise FormatError(f"not XML ({error})", place=str(path), cure=cure) from error
    except OSError as error:
        raise FormatError(error.strerror or "cannot be read", place=str(path), cure="check the path") from error
    if root.tag.startswith(_V2):
        return Reviewed(tuple(_units2(root, root.tag.removesuffix("xliff"))))
    if root.tag == f"{_V12}xliff":
        return Reviewed(tuple(_units12(root)))
    raise FormatError("not XLIFF 1.2 or 2.x", place=str(path), cure=cure)


def _units2(root: ElementTree.Element, ns: str) -> Iterator[ReviewedRow]:
    for unit in root.iter(f"{ns}unit"):
        facts = {meta.get("type", ""): meta.text or "" for meta in unit.iter(f"{_MDA}meta")}
        notes = [(note.get("category", ""), _text(note)) for note in unit.iter(f"{ns}note")]
        segments = list(unit.iter(f"{ns}segment"))
        targets = [target for segment in segments if (target := segment.find(f"{ns}target")) is not None]
        decisions = {
            decision2(
                segment.get("state", "initial"),
                segment.get("subState", ""),
                facts.get("verdict", ""),
                translated=_two_sided(facts, bool(targets)),
            )
            for segment in segments
        }
        yield ReviewedRow(
            place=f"unit {unit.get('id', '')}",
            id=unit.get("name", ""),
            key=facts.get("key", ""),
            mark=facts.get("mark", ""),
            verdict=decisions.pop() if len(decisions) == 1 else "",
            comment="\n".join(text for category, text in notes if category == "comment"),
            source="".join(_text(segment.find(f"{ns}source")) for segment in segments),
            target="".join(map(_text, targets)),
            remarks=tuple(("", text) for category, text in notes if category not in ("comment", *_OURS) and text),
        )


def _two_sided(facts: dict[str, str], has_target: bool) -> bool:
    """Return whether the bead had two sides when it was written; a target may have been added since."""
    kind = facts.get("kind", "")
    return not (kind.startswith("0-") or kind.endswith("-0")) if kind else has_target


def _units12(root: ElementTree.Element) -> Iterator[ReviewedRow]:
    for unit in root.iter(f"{_V12}trans-unit"):
        facts = {
            context.get("context-type", "").removeprefix("x-align-"): context.text or ""
            for context in unit.iter(f"{_V12}context")
        }
        target = unit.find(f"{_V12}target")
        exported = facts.get("verdict", "")
        comment, remarks = _comments12(unit, facts)
        yield ReviewedRow(
            place=f"trans-unit {unit.get('id', '')}",
            id=unit.get("resname", ""),
            key=facts.get("key", ""),
            mark=facts.get("mark", ""),
            verdict=decision12(
                target.get("state", "") if target is not None else "", unit.get("approved", ""), exported
            ),
            comment=comment,
            source=_text(unit.find(f"{_V12}source")),
            target=_text(target),
            remarks=tuple(remarks),
        )


def _comments12(unit: ElementTree.Element, facts: dict[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """Return the comment that we wrote, edited or not, and the notes that others added."""
    notes = [(note.get("from", ""), _text(note)) for note in unit.findall(f"{_V12}note")]
    notes = [(author, text) for author, text in notes if text and not author.startswith("align:")]
    exported = read_mark(facts.get("mark", "")).get("comment")
    if exported in (None, digest("")):
        return "", notes
    for place, (author, text) in enumerate(notes):
        if digest(text) == exported or author == facts.get("reviewer", ""):
            return text, notes[:place] + notes[place + 1 :]
    return "", notes


def _text(element: ElementTree.Element | None) -> str:
    return "".join(element.itertext()) if element is not None else ""
