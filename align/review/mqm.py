"""Error categories and severities, the core of MQM (Multidimensional Quality Metrics), as tags of comments.

A tag stands at the start of a comment: "[mistranslation, major] The number is another one." So it
goes into every export that carries comments, and comes back with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CATEGORIES = {
    "mistranslation": "accuracy",
    "omission": "accuracy",
    "addition": "accuracy",
    "untranslated": "accuracy",
    "terminology": "terminology",
    "linguistic": "linguistic conventions",
    "style": "style",
}
"""Category -> the dimension of MQM that it belongs to."""
SEVERITIES = ("minor", "major", "critical")

_TAG = re.compile(rf"\[({'|'.join(CATEGORIES)}), ({'|'.join(SEVERITIES)})\](?: |$)")


@dataclass(frozen=True, slots=True)
class Tag:
    """An error that a reviewer marked."""

    category: str
    severity: str

    def __post_init__(self) -> None:
        if self.category not in CATEGORIES:
            raise ValueError(f"category {self.category!r} is none of {', '.join(CATEGORIES)}")
        if self.severity not in SEVERITIES:
            raise ValueError(f"severity {self.severity!r} is none of {', '.join(SEVERITIES)}")

    def __str__(self) -> str:
        return f"[{self.category}, {self.severity}]"


def tag_of(comment: str) -> Tag | None:
    """The tag at the start of a comment, None if it has none.

    >>> tag_of("[omission, minor] The second sentence.")
    Tag(category='omission', severity='minor')
    """
    found = _TAG.match(comment)
    return Tag(found[1], found[2]) if found else None
