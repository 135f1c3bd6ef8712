"""The two files of a pair, their languages, and what is known of both before they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from align.model import Origin
from align.text.language_codes import check_language_code

STDIN = Path("-")

_SAFE_ID = re.compile(r"[^/\\\x00-\x1f.][^/\\\x00-\x1f]*")


@dataclass(frozen=True)
class PairFiles:
    """The two files of one document pair and what is known of them before they are read."""

    id: str
    """The pair's name: also the name of the files written about it."""
    source: Path
    target: Path
    """`-` is stdin; at most one side can be."""
    title: str = ""
    status: str = ""
    """Of the source, as its list says: "official", "project rendering, not the Ministry's text"."""
    licence: str = ""
    source_title: str = ""
    target_title: str = ""
    source_origin: Origin = field(default_factory=Origin)
    target_origin: Origin = field(default_factory=Origin)
    source_sha256: str = ""
    """As the list gives it; empty where nobody noted it."""
    target_sha256: str = ""

    def __post_init__(self) -> None:
        if trouble := name_trouble(self.id):
            raise ValueError(trouble)
        if self.source == STDIN == self.target:
            raise ValueError("only one side can be stdin")


def name_trouble(name: str) -> str:
    """Return why a name cannot be that of a pair, whose files are called so; empty for a good name."""
    if _SAFE_ID.fullmatch(name):
        return ""
    return f"{name!r} cannot be a pair's name: no slash, no leading dot, not empty"


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that file names carry, BCP 47."""

    source: str = "ja"
    target: str = "en"

    def __post_init__(self) -> None:
        check_language_code(self.source, "source language")
        check_language_code(self.target, "target language")
