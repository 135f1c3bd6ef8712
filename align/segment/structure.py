"""Which paragraphs are headings and list items, and how deep they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.segment.contents import set_contents
from align.segment.markers import Marker
from align.segment.paragraphs import Paragraph
from align.text.endings import ends_clause
from align.text.width import columns

_WIDEST_HEADING = 100
_MANY_HEADINGS = 4
"""A document with so many declared headings declares all of them. Fewer may be the title and those of the site."""
_WIDEST_PLAIN_HEADING = 80
_HEADING_MARKERS = frozenset(
    {"1", "1.", "1.1", "1-1", "I", "I.", "chapter", "一", "(1)", "ア", "(ア)", "a.", "(a)", "①", "1)", "(一)"}
)
_BRACKETED = re.compile(r"[【＜〈《<\[［■◆●○◎□].{1,40}[】＞〉》>\]］]?\Z")
_DATE = re.compile(
    r"(?:令和|平成|昭和|西暦)?\s*[0-9０-９元]{1,4}\s*年|[0-9０-９]{1,2}\s*月\s*[0-9０-９]{1,2}\s*日"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}\b"
    r"|\b\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LINK = re.compile(
    r"(?:in|to)?\s*(?:Japanese|English)(?:\s+version)?|.*[(（\[]?\s*(?:PDF|Word|Excel)(?:[^)）]{0,20})[)）\]]|PDF.*|(?:英語|日本語)(?:版|ページ|サイト)?.{0,6}"
    r"|https?://\S+",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"（[^（）]{1,60}）|\([^()]{1,60}\)")
_ANNEX = re.compile(r"附[ 　]*則(?:[ 　]*（[^（）]{1,40}）)?(?:[ 　]*抄)?")
"""What stands above the rules at the end of a law."""
_UNITS = re.compile("[編部章節款目条項]")
_BODY = re.compile(r"Ministry\b.*|Department\b.*|.{1,14}(?:省|庁|局|課|室|府|官房)")
_ABBREVIATED = re.compile(r"(?:\betc|\bU\.S|\bU\.N|\bD\.C|\bLtd|\bInc)\.\Z")
_OMITTED = re.compile(r"[（(\[［〔](?:[前中後以下]?略|以上|続く|つづく|[0-9０-９]{1,3})[）)\]］〕]|[*＊…・.\s]+")
"""Signs that stand alone on a line and head nothing: "（略）", a note's number, a row of stars."""
_PLAIN_ENDS = re.compile(r"(?:以上|了|記)\Z")


def set_kinds(drafts: Sequence[Paragraph]) -> None:
    """Set kind and level of every paragraph, in place.

    Where the format declares headings, a short line without a number is none. Where it declares
    many, nothing else is a heading.
    """
    declared = sum(draft.declared and draft.kind == "heading" for draft in drafts)
    plain = not declared
    last: dict[str, Paragraph] = {}
    for place, draft in enumerate(drafts):
        if draft.declared and (draft.kind != "paragraph" or draft.marker is None):
            continue
        before = drafts[place - 1] if place else None
        after = drafts[place + 1] if place + 1 < len(drafts) else None
        draft.kind = _kind(draft, before, after, plain)
        if draft.kind == "heading" and draft.marker is not None and _continues_items(draft.marker, last):
            draft.kind = "item"
        if draft.marker is not None:
            last[_counted_as(draft.marker)] = draft
        if draft.kind == "heading" and declared >= _MANY_HEADINGS:
            draft.kind = "item" if draft.marker is not None else "paragraph"
    if plain:
        _find_title(drafts)
    set_contents(drafts)
    _set_heading_levels(drafts)
    _set_item_levels(drafts)


def title(drafts: Sequence[Paragraph]) -> str:
    """The first heading without a number among the first 12 paragraphs, "" if there is none."""
    for draft in drafts[:12]:
        if draft.kind == "heading" and draft.marker is None:
            return draft.text
    return ""


def _kind(draft: Paragraph, before: Paragraph | None, after: Paragraph | None, plain: bool) -> str:
    """The kind of an undeclared paragraph.

    `plain`: a short line without a number may be a heading.
    """
    marker = draft.marker
    if marker is not None:
        if marker.kind not in _HEADING_MARKERS or after is None or not _heading_like(draft, _WIDEST_HEADING):
            return "item"
        if _sibling(marker, after.marker, 1) or (before is not None and _sibling(marker, before.marker, -1)):
            return "item"
        return "heading"
    if after is None or not _heading_like(draft, _WIDEST_PLAIN_HEADING) or _OMITTED.fullmatch(draft.text):
        return "paragraph"
    if _ANNEX.fullmatch(draft.text):
        return "heading"
    if _DATE.search(draft.text) and not draft.text.endswith(("概要", "Summary", ")", "）")):
        return "paragraph"
    if _LINK.fullmatch(draft.text) or _BODY.fullmatch(draft.text) or _PLAIN_ENDS.search(draft.text):
        return "paragraph"
    if _BRACKETED.fullmatch(draft.text):
        return "heading"
    if not plain:
        return "paragraph"
    prose = after.marker is not None or ends_clause(after.text) or columns(after.text) > _WIDEST_HEADING
    return "heading" if prose and (draft.gap or before is None) and (after.gap or draft.gap) else "paragraph"


def _find_title(drafts: Sequence[Paragraph]) -> None:
    """Make the first line a heading if no heading precedes the first prose: a title above a date."""
    lead: list[Paragraph] = []
    for draft in drafts[:8]:
        if draft.kind != "paragraph" or draft.declared or not _heading_like(draft, _WIDEST_PLAIN_HEADING):
            break
        lead.append(draft)
    else:
        return
    if draft.kind == "heading" and draft.marker is None:
        return
    for draft in lead:
        if not (_DATE.search(draft.text) or _LINK.fullmatch(draft.text) or _BODY.fullmatch(draft.text)):
            draft.kind = "heading"
            return


def _heading_like(draft: Paragraph, widest: int) -> bool:
    text = draft.text
    if columns(text) > widest or text.endswith((",", "、", "，")):
        return False
    return not ends_clause(text) or bool(_ABBREVIATED.search(text))


def _sibling(marker: Marker, other: Marker | None, step: int) -> bool:
    return other is not None and _counted_as(other) == _counted_as(marker) and other.ordinal == marker.ordinal + step


def _counted_as(marker: Marker) -> str:
    """The kind of a marker; 章, 節 and 条 are counted each for itself."""
    return marker.kind + "".join(_UNITS.findall(marker.text)[:1])


def _continues_items(marker: Marker, last: dict[str, Paragraph]) -> bool:
    """True if the number before it, wherever its list was interrupted, belongs to an item."""
    before = last.get(_counted_as(marker))
    return before is not None and before.kind == "item" and _sibling(marker, before.marker, -1)


def _set_heading_levels(drafts: Sequence[Paragraph]) -> None:
    """Set the levels of undeclared headings.

    Headings without a number have level 1. Each kind of numbering is one deeper than the kind that
    appeared before it; 章, 節 and 款 are kinds of their own. A caption in brackets, such as laws have,
    is one deeper than the numbered heading before it.
    """
    kinds: list[str] = []
    base = 1 if any(d.kind == "heading" and d.marker is None and not _CAPTION.fullmatch(d.text) for d in drafts) else 0
    numbered = base
    for draft in drafts:
        if draft.kind != "heading" or (draft.declared and draft.level):
            continue
        if draft.marker is None:
            draft.level = numbered + 1 if _CAPTION.fullmatch(draft.text) else 1
            continue
        kind = _counted_as(draft.marker)
        if kind not in kinds:
            kinds.append(kind)
        draft.level = numbered = base + kinds.index(kind) + draft.marker.depth


def _set_item_levels(drafts: Sequence[Paragraph]) -> None:
    """Set the levels of list items: a new kind of marker is one deeper, a known one returns.

    Declared depths stay, unless the document also has numbers written by hand: then both count
    together.
    """
    mixed = any(draft.kind == "item" and not (draft.declared and draft.level) for draft in drafts)
    stack: list[_OpenList] = []
    interrupted: list[_OpenList] = []
    for place, draft in enumerate(drafts):
        if draft.kind == "heading":
            stack, interrupted = [], []
            continue
        if draft.kind != "item":
            if stack:
                stack, interrupted = [], stack
            continue
        kind = draft.marker.kind if draft.marker is not None else "bullet"
        if kind == "bullet" and draft.marker is not None:
            kind = draft.marker.text
        if not stack and interrupted and draft.marker is not None:
            deeper = draft.indent > interrupted[-1].indent
            inside = draft.marker.ordinal > 1 or deeper or _returns(drafts, place, interrupted)
            stack = interrupted if inside else []
        if not (draft.declared and draft.level):
            stack = _pushed(stack, kind, draft.indent)
        elif mixed:
            upper = next((at for at, row in enumerate(stack) if row.declared >= draft.level), len(stack))
            stack = [*stack[:upper], _OpenList(kind, draft.indent, draft.level)]
        else:
            continue
        draft.level = len(stack)


def _returns(drafts: Sequence[Paragraph], place: int, interrupted: Sequence[_OpenList]) -> bool:
    """True if the list before a paragraph goes on after it, under the same heading."""
    kinds = {row.kind for row in interrupted}
    for draft in drafts[place + 1 : place + 60]:
        if draft.kind == "heading":
            return False
        if draft.marker is not None and draft.marker.ordinal > 1 and draft.marker.kind in kinds:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _OpenList:
    """An open list: the kind of its markers, its indent, and its declared depth, 0 for none."""

    kind: str
    indent: int
    declared: int = 0


def _pushed(stack: list[_OpenList], kind: str, indent: int) -> list[_OpenList]:
    """The open lists around an item.

    It belongs to an open list of its kind at its indent or further out; else it opens a new list.
    """
    for place in range(len(stack) - 1, -1, -1):
        row = stack[place]
        if row.kind == kind and (indent >= row.indent or place == 0) and indent - row.indent < 2:
            return stack[: place + 1]
    while stack and indent < stack[-1].indent:
        stack = stack[:-1]
    return [*stack, _OpenList(kind, indent)]
