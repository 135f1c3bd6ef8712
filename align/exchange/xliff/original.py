"""An XLIFF that was read and is written again: everything in it stays, and what was decided is added.

Attributes, inline codes, notes, foreign elements and units without texts stay as they are. Only a
text that a correction takes the place of is written anew, the state of a decided segment, and what
an earlier export added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.containers import local_name, parse_xml
from align.exchange.again import FileRow, UnitAgain, UnitsAgain
from align.exchange.characters import xml_text
from align.exchange.grids import one_line
from align.exchange.rows import Export, ExportOptions, Row
from align.exchange.stated_languages import language_key
from align.exchange.xliff.annotations import COMMENT, FINDING, SUGGESTION
from align.exchange.xliff.own import own_facts
from align.exchange.xliff.units import Unit, read_units, segment_elements, unit_elements
from align.exchange.xml import DECLARATION, open_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_CURE = "give an XLIFF 1.2 or 2 file as its program saved it"
_XML = "http://www.w3.org/XML/1998/namespace"
_CODES_1, _CODES_2 = ("source-language", "target-language"), ("srcLang", "trgLang")
"""Attributes with the language codes: of a file in XLIFF 1.2, of the root in XLIFF 2."""


@dataclass(frozen=True)
class Dialect:
    """One version of XLIFF, as its writer writes it."""

    version: int
    namespaces: Mapping[str | None, str]
    """Prefix -> namespace; None for that of XLIFF itself."""
    unit: Callable[[Row], str]
    """A unit of one bead."""


def is_version(original: bytes, version: int, place: str) -> bool:
    """Return whether a file is XLIFF of a version, 1 or 2."""
    return parse_xml(original, place, cure=_CURE).get("version", "").startswith(f"{version}.")


def head_and_foot(export: Export, dialect: Dialect, version: str = "") -> tuple[str, str]:
    """Return declaration and opening tag of the file, and its closing tag; `version` takes the place of the stated."""
    root = parse_xml(export.original, export.alignment.id, cure=_CURE)
    if dialect.version == 2:
        _set_codes(root, export, _CODES_2)
    names = {**dialect.namespaces, **root.nsmap}
    prefixes = {uri: f"{prefix}:" for prefix, uri in names.items() if prefix} | {_XML: "xml:"}
    attributes = {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in names.items()}
    for name, value in root.attrib.items():
        uri, _, local = str(name).rpartition("}")
        attributes[prefixes.get(uri[1:], "") + local] = str(value)
    attributes |= {"version": version} if version else {}
    tag = f"{root.prefix}:xliff" if root.prefix else "xliff"
    return f"{DECLARATION}{open_tag(tag, attributes)}\n", f"</{tag}>\n"


def files_again(export: Export, options: ExportOptions, dialect: Dialect) -> Iterator[str]:
    """Yield the elements of the root of `export.original`, in its order; a `file` with the units that stay.

    A file whose units are all left out is left out, too.
    """
    from lxml import etree

    place = export.alignment.id
    root = parse_xml(export.original, place, cure=_CURE)
    writer = _Writer(export, options, dialect)
    for unit, element in zip(read_units(export.original, place), list(unit_elements(root)), strict=True):
        writer.write(unit, element)
    for child in root:
        if local_name(child) != "file" or next(unit_elements([child]), None) is not None:
            if dialect.version == 1:
                _set_codes(child, export, _CODES_1)
            yield etree.tostring(child, encoding="unicode", with_tail=False) + "\n"


class _Writer:
    """Changes the units of a parsed file, one after the other."""

    def __init__(self, export: Export, options: ExportOptions, dialect: Dialect) -> None:
        self._units = UnitsAgain(export, options)
        self._dialect = dialect

    def write(self, unit: Unit, element: _Element) -> None:
        """Put what is known into the unit, or take the unit away."""
        held = [segment for segment in unit.segments if not segment.ignorable]
        found = self._units.next((segment.source, segment.target or "") for segment in held)
        for row in found.new:
            element.addprevious(self._fresh(row))
        if found.stays:
            self._add(unit, element, found)
        elif (parent := element.getparent()) is not None:
            parent.remove(element)

    def _fresh(self, row: Row) -> _Element:
        """Return a new unit of a bead. Its id is none that another program makes."""
        from lxml import etree

        names = " ".join(
            f'xmlns{f":{prefix}" if prefix else ""}="{uri}"' for prefix, uri in self._dialect.namespaces.items()
        )
        made = etree.fromstring(f"<unit {names}>{self._dialect.unit(row)}</unit>")[0]
        made.set("id", f"align-{made.get('id')}")
        made.tail = "\n"
        return made

    def _add(self, unit: Unit, element: _Element, found: UnitAgain) -> None:
        """Put in decisions and corrections; facts and notes only where the unit is one bead, for they name one."""
        segments = segment_elements(element)
        own = own_facts(_without_ours(unit))
        _remove_ours(unit, element)
        for row, of_file in found.beads:
            fresh = self._fresh(row)
            _decide(row, segments[of_file.place], segment_elements(fresh)[0], element, fresh)
            _correct(row, of_file, segments[of_file.place])
        if len(found.beads) == 1 and len(segments) == 1:
            ((row, _),) = found.beads
            graft = _graft2 if self._dialect.version == 2 else _graft1
            graft(element, self._fresh(row), own if not row.review.decision else {**own, "own-state": ""})


def _without_ours(unit: Unit) -> Unit:
    """Return the unit without the notes that an earlier export wrote, which is told by its facts."""
    if "key" not in unit.facts:
        return unit
    notes = tuple(note for note in unit.notes if not _is_ours(note, unit))
    return replace(unit, notes=notes)


def _is_ours(note: tuple[str, str], unit: Unit) -> bool:
    label, _ = note
    if unit.version == 2:
        return label in (COMMENT, FINDING, SUGGESTION)
    return label.startswith("align:") or label == unit.facts.get("reviewer")


def _remove_ours(unit: Unit, element: _Element) -> None:
    """Take out what an earlier export has added."""
    if "key" not in unit.facts:
        return
    for inner in list(element.iter()):
        name, parent = local_name(inner), inner.getparent()
        label = inner.get("category", "") if unit.version == 2 else inner.get("from", "")
        ours = (
            (name == "note" and _is_ours((label, ""), unit))
            or (name == "metaGroup" and label == "align")
            or (name == "context-group" and inner.get("name", "").startswith("align-"))
        )
        if ours and parent is not None:
            parent.remove(inner)
            above = parent.getparent()
            if not len(parent) and local_name(parent) in ("notes", "metadata") and above is not None:
                above.remove(parent)


def _decide(row: Row, segment: _Element, fresh: _Element, unit: _Element, fresh_unit: _Element) -> None:
    """Write the state of a decision; without one, that of the file stays."""
    if not row.review.decision:
        return
    if local_name(segment) == "segment":
        _take(segment, fresh, ("state", "subState"))
        return
    _take(unit, fresh_unit, ("approved",))
    target, like = _child(segment, "target"), _child(fresh, "target")
    if target is not None and like is not None:
        _take(target, like, ("state", "state-qualifier"))


def _take(element: _Element, like: _Element, names: tuple[str, ...]) -> None:
    for name in names:
        element.attrib.pop(name, "")
        if value := like.get(name):
            element.set(name, value)


def _correct(row: Row, of_file: FileRow, segment: _Element) -> None:
    """Write each text of the bead that is another one than that of the file; a missing target is made."""
    for side, text, before in zip(("source", "target"), (row.source, row.target), of_file.texts, strict=True):
        if text == one_line(before):
            continue
        child = _child(segment, side)
        if child is None:
            child = segment.makeelement(segment.tag[: -len(local_name(segment))] + side)
            anchor = _child(segment, "seg-source")
            (anchor if anchor is not None else segment[0]).addnext(child)
        marks = [mark for mark in child if local_name(mark) == "mrk" and mark.get("mtype") == "seg"]
        for inner in list(child):
            if len(marks) != 1 or inner is not marks[0]:
                child.remove(inner)
        holder = child
        if len(marks) == 1:
            child.text = marks[0].tail = None
            holder = marks[0]
            for inner in list(holder):
                holder.remove(inner)
        holder.text = xml_text(text)


def _graft1(unit: _Element, fresh: _Element, own: Mapping[str, str]) -> None:
    """Put the context group and the notes of a new unit behind the texts of an old one."""
    group = _child(fresh, "context-group")
    if group is None:
        return
    for name, value in own.items():
        if value:
            made = group.makeelement(group[0].tag, {"context-type": f"x-align-{name}"})
            made.text = value
            group.append(made)
    texts = [child for child in unit if local_name(child) in ("source", "seg-source", "target")]
    for added in reversed([group, *(child for child in fresh if local_name(child) == "note")]):
        added.tail = "\n"
        texts[-1].addnext(added)


def _graft2(unit: _Element, fresh: _Element, own: Mapping[str, str]) -> None:
    """Put the metadata and the notes of a new unit into an old one."""
    metadata, notes = _child(fresh, "metadata"), _child(fresh, "notes")
    if metadata is not None:
        group = metadata[0]
        for name, value in own.items():
            if value:
                made = group.makeelement(group[0].tag, {"type": name})
                made.text = value
                group.append(made)
        if (known := _child(unit, "metadata")) is not None:
            known.append(group)
        else:
            unit.insert(0, metadata)
    if notes is None:
        return
    if (known := _child(unit, "notes")) is not None:
        known.extend(list(notes))
    else:
        before = next(child for child in unit if local_name(child) in ("originalData", "segment", "ignorable"))
        before.addprevious(notes)


def _child(element: _Element, name: str) -> _Element | None:
    return next((child for child in element if local_name(child) == name), None)


def _set_codes(element: _Element, export: Export, names: tuple[str, str]) -> None:
    """Write the language codes that the export asks for; those of the file stay if it asks for none."""
    alignment = export.alignment
    for name, code in zip(names, (alignment.source.lang, alignment.target.lang), strict=True):
        if code != language_key(code):
            element.set(name, code)
