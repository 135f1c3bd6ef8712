"""The entries of a table of contents: list items, not headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.segment.paragraphs import Paragraph

_HEAD = re.compile(r"(?i)(?:目[ 　]*次|もくじ|(?:table of )?contents|index)[:：]?")
_ENTRY = re.compile(r".*\S[ 　.…・·‥]+([0-9０-９]{1,4}|[ivxlc]{1,6})")
_FEWEST = 2


def set_contents(drafts: Sequence[Paragraph]) -> None:
    """Make the lines below "目次" or "Contents" items, where they end with the numbers of pages.

    The numbers must not fall, and two lines must have one. Declared items and cells stay.
    """
    for place, draft in enumerate(drafts):
        if not _HEAD.fullmatch(draft.text):
            continue
        entries: list[Paragraph] = []
        page = 0
        for entry in drafts[place + 1 :]:
            found = _ENTRY.fullmatch(entry.text)
            number = int(found.group(1)) if found and found.group(1)[0].isdecimal() else page
            if found is None or number < page:
                break
            entries.append(entry)
            page = number
        if len(entries) < _FEWEST:
            continue
        for entry in entries:
            if entry.kind in ("heading", "paragraph"):
                entry.kind, entry.level = "item", 0
