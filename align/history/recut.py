"""An alignment whose segments were cut or joined: its beads, support map and word links follow the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from align.history.edits import Group
from align.history.segmentation import Segmentation
from align.model import Alignment, Bead, BeadLinks, Place, SupportLink, SupportMap

Sides = tuple[Segmentation, Segmentation]
"""Both sides as they are cut now."""


def known_beads(opened: Alignment, sides: Sides) -> dict[Group, Bead]:
    """The computed beads by group as segments are numbered now, without those that a joined segment spoilt."""
    return {group: replace(bead, source=group[0], target=group[1]) for bead, group in _found(opened, sides) if group}


def recut_alignment(opened: Alignment, sides: Sides) -> Alignment:
    """The opened alignment with the segments as they are cut now.

    A cut segment's halves stay in its bead; beads that a joined segment ties together become one.
    """
    source, target = sides[0].document, sides[1].document
    found = list(_found(opened, sides))
    whole = [(bead, group) for bead, group in found if group]
    beads = [replace(bead, source=group[0], target=group[1]) for bead, group in whole]
    beads += _tied([bead for bead, group in found if not group], opened, sides)
    made = replace(opened, source=source, target=target, beads=tuple(beads), support=None, word_links=None)
    links = None if opened.word_links is None else _links(opened, made, [bead for bead, _ in whole])
    return replace(made, support=_support(opened.support, sides) if opened.support else None, word_links=links)


def _found(opened: Alignment, sides: Sides) -> Iterator[tuple[Bead, Group | None]]:
    """Each computed bead with its group now; None where a segment of it reaches beyond the bead."""
    first = Segmentation.of(opened.source), Segmentation.of(opened.target)
    for bead in opened.beads:
        source = sides[0].indices(first[0].stretches(bead.source))
        target = sides[1].indices(first[1].stretches(bead.target))
        yield bead, None if source is None or target is None else (source, target)


def _tied(beads: list[Bead], opened: Alignment, sides: Sides) -> Iterator[Bead]:
    """Beads of the segments that lie in more than one computed bead, with all that hangs together with them."""
    if not beads:
        return
    holder = {("s", index): number for number, bead in enumerate(beads) for index in bead.source}
    holder |= {("t", index): number for number, bead in enumerate(beads) for index in bead.target}
    group = list(range(len(beads)))
    members: dict[int, tuple[list[int], list[int]]] = {}
    placed: list[tuple[int, int, set[int]]] = []
    for side, name in enumerate("st"):
        for index in range(len(sides[side].starts)):
            holders = {holder[name, part.index] for part in sides[side].parts(index) if (name, part.index) in holder}
            if holders:
                placed.append((side, index, holders))
                roots = {group[number] for number in holders}
                group = [min(roots) if root in roots else root for root in group]
    for side, index, holders in placed:
        members.setdefault(group[min(holders)], ([], []))[side].append(index)
    for number, (source, target) in sorted(members.items()):
        yield replace(beads[number], source=tuple(source), target=tuple(target))


def _links(opened: Alignment, made: Alignment, whole: list[Bead]) -> dict[str, BeadLinks]:
    """The word links with the new keys of beads whose segments were cut, where their joined texts are the same."""
    links = dict(opened.word_links or {})
    old_keys = dict(zip(opened.beads, opened.keys, strict=True))
    for bead, new, key in zip(whole, made.beads, made.keys, strict=False):
        old = links.get(old_keys[bead])
        same = (opened.source_text(bead), opened.target_text(bead)) == (made.source_text(new), made.target_text(new))
        if old is not None and same:
            links.setdefault(key, old)
    return links


def _support(support: SupportMap, sides: Sides) -> SupportMap | None:
    """The map with each sentence at its place now; the halves of a cut sentence rest on what it rested on."""
    came: list[list[list[Place]]] = [
        [side.sentence_places(index) for index in range(len(side.document.segments))] for side in sides
    ]
    for side, places in zip(sides, came, strict=True):
        if any(len(own) != len(seg.sentences) for own, seg in zip(places, side.document.segments, strict=True)):
            return None
    at: list[dict[Place, list[Place]]] = [{}, {}]
    for found, places in zip(at, came, strict=True):
        for index, own in enumerate(places):
            for number, place in enumerate(own):
                found.setdefault(place, []).append((index, number))
    links = {
        (target, source): SupportLink(source, target, link.probability)
        for link in support.links
        for source in at[0].get(link.source, ())
        for target in at[1].get(link.target, ())
    }
    rows = [
        tuple(tuple(table[i][k] for i, k in own) for own in places)
        for table, places in zip((support.unused, support.unsupported), came, strict=True)
    ]
    return SupportMap(tuple(links[place] for place in sorted(links)), rows[0], rows[1])
