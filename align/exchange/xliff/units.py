"""XLIFF 1.2 and 2.x -> units, with the texts of their segments, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.containers import local_name, parse_xml
from align.errors import FormatError
from align.exchange.grids import BilingualRow, Columns
from align.exchange.inline import plain_text
from align.exchange.xliff.comments import comment_definitions, comments_of_file, comments_of_unit
from align.exchange.xliff.tool_states import decision_of_tool

if TYPE_CHECKING:
    from lxml.etree import _Element

_CURE = "give an XLIFF 1.2 or 2 file as its program saved it"
_FACT_PREFIX = "x-align-"


@dataclass(frozen=True)
class UnitSegment:
    """The texts of one `segment`; in XLIFF 1.2 a unit has exactly one."""

    id: str
    source: str
    target: str | None
    """None if the file has no target here."""
    state: str
    sub_state: str = ""
    coded: tuple[str, str | None] = ("", None)
    """Source and target with the texts that inline codes stand for."""
    ignorable: bool = False
    """Whether this is an `ignorable`: white space between segments, not for translation."""


@dataclass(frozen=True)
class Unit:
    """One `unit` of XLIFF 2.x or `trans-unit` of 1.2."""

    version: int
    """1 or 2."""
    id: str
    name: str
    approved: str
    """The attribute of XLIFF 1.2; empty in 2.x."""
    facts: dict[str, str]
    """What `align export` wrote about the bead: key, mark, kind, verdict, reviewer…"""
    notes: tuple[tuple[str, str], ...]
    """(label, text): the label is the category in XLIFF 2.x and the author in 1.2."""
    comments: tuple[tuple[str, str], ...]
    """(author, text) of comments that tools put into the texts or elsewhere."""
    file: str
    """The name of the file that holds the unit: the pair, in files that we wrote."""
    segments: tuple[UnitSegment, ...]
    tool_decision: str = ""
    """The decision in a CAT tool's own attributes; empty where there is none."""


def read_units(content: bytes, place: str) -> Iterator[Unit]:
    """Yield all units in order. Raises FormatError for other files."""
    root = parse_xml(content, place, cure=_CURE)
    if local_name(root) != "xliff":
        raise FormatError("not XLIFF 1.2 or 2.x", place=place, cure=_CURE)
    for file in root:
        if local_name(file) != "file":
            continue
        whole = tuple(comments_of_file(file))
        defined = comment_definitions(file) | comment_definitions(root)
        for element in unit_elements([file]):
            unit = _unit2(element) if local_name(element) == "unit" else _unit12(element)
            comments = (*whole, *comments_of_unit(element, defined))
            yield replace(unit, comments=comments, file=file.get("original") or file.get("id") or "")
            whole = ()


def unit_elements(root: Iterable[_Element]) -> Iterator[_Element]:
    """Yield the elements of all units inside the `file` elements of a root, in order."""
    for file in root:
        if local_name(file) == "file":
            yield from _inside(file, "unit", "trans-unit")


def segment_elements(unit: _Element) -> list[_Element]:
    """Return the elements that hold the two texts of each segment for translation; in XLIFF 1.2 the unit itself."""
    return list(_inside(unit, "segment")) if local_name(unit) == "unit" else [unit]


def read_bilingual(content: bytes, place: str, langs: tuple[str, str], columns: Columns) -> Iterator[BilingualRow]:
    """Yield a row for each segment, named by its id, else by its unit's and its place in the unit.

    Raises FormatError for a file without units.
    """
    number = 0
    for unit in read_units(content, place):
        for place_in_unit, segment in enumerate(unit.segments, start=1):
            number += 1
            if segment.ignorable:
                continue
            suffix = f".{place_in_unit}" if len(unit.segments) > 1 else ""
            name = segment.id or (unit.id or str(number)) + suffix
            yield BilingualRow(name, segment.source, segment.target or "", unit.facts.get("kind", ""))
    if not number:
        raise FormatError("holds no unit", place=place, cure="give an XLIFF 1.2 or 2 file")


def stated_languages(content: bytes, place: str) -> tuple[str, str]:
    """Return the source and the target language that the file states; empty where it states none."""
    root = parse_xml(content, place, cure=_CURE)
    for element in (root, *(child for child in root if local_name(child) == "file")):
        source = element.get("srcLang") or element.get("source-language") or ""
        target = element.get("trgLang") or element.get("target-language") or ""
        if source or target:
            return source, target
    return "", ""


def _unit2(unit: _Element) -> Unit:
    return Unit(
        version=2,
        id=unit.get("id", ""),
        name=unit.get("name", ""),
        approved="",
        facts={meta.get("type", ""): meta.text or "" for meta in _inside(unit, "meta")},
        notes=tuple((note.get("category", ""), plain_text(note)) for note in _inside(unit, "note")),
        comments=(),
        file="",
        segments=tuple(_segment2(element) for element in _inside(unit, "segment", "ignorable")),
    )


def _segment2(element: _Element) -> UnitSegment:
    texts = _texts(element)
    return UnitSegment(
        element.get("id", ""),
        texts.get("source", ""),
        texts.get("target"),
        element.get("state", "initial"),
        element.get("subState", ""),
        ignorable=local_name(element) == "ignorable",
        coded=_coded(element),
    )


def _unit12(unit: _Element) -> Unit:
    targets = [child for child in unit if local_name(child) == "target"]
    texts = _texts(unit)
    state = targets[0].get("state", "") if targets else ""
    return Unit(
        version=1,
        id=unit.get("id", ""),
        name=unit.get("resname", ""),
        approved=unit.get("approved", ""),
        facts={
            context.get("context-type", "").removeprefix(_FACT_PREFIX): context.text or ""
            for context in _inside(unit, "context")
        },
        notes=tuple((note.get("from", ""), plain_text(note)) for note in unit if local_name(note) == "note"),
        comments=(),
        file="",
        segments=(UnitSegment("", texts.get("source", ""), texts.get("target"), state, coded=_coded(unit)),),
        tool_decision=decision_of_tool(unit),
    )


def _texts(element: _Element, *, with_codes: bool = False) -> dict[str, str]:
    """Return the texts of the first `source` and the first `target` among the children."""
    texts: dict[str, str] = {}
    for child in element:
        if (name := local_name(child)) in ("source", "target"):
            texts.setdefault(name, plain_text(child, with_codes=with_codes))
    return texts


def _coded(element: _Element) -> tuple[str, str | None]:
    texts = _texts(element, with_codes=True)
    return texts.get("source", ""), texts.get("target")


def _inside(element: _Element, *names: str) -> Iterator[_Element]:
    return (inner for inner in element.iter() if local_name(inner) in names)
