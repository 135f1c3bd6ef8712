"""Stale decisions: their texts changed.

Finds the bead that each most likely belongs to, and the differences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from align.model import Alignment, Verdict
from align.text.joining import join_texts

NEAR = 0.3
"""Above this share of common character trigrams (Jaccard), a new bead may be the old one."""
LONGEST_DIFF = 6000
"""Characters of both texts together. Longer texts are shown as removed and added as a whole."""

DiffPart = tuple[str, str]
"""("same" | "gone" | "new", text)."""


@dataclass(frozen=True, slots=True)
class StaleVerdict:
    """A decision on texts that changed since, with the differences on both sides."""

    verdict: Verdict
    seq: int
    bead: str
    """The content key of the most similar bead now; "" if none is similar enough."""
    source: tuple[DiffPart, ...]
    target: tuple[DiffPart, ...]


class NearestBead:
    """Finds the bead of an alignment whose texts share most with old texts."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self._grams = [
            (_trigrams(alignment.source_text(bead)), _trigrams(alignment.target_text(bead))) for bead in alignment.beads
        ]

    def nearest(self, source: str, target: str, *, side: str = "") -> int | None:
        """The place of the bead that shares most trigrams with the texts, None if no share is above NEAR.

        With `side`, only the texts of "source" or "target" are compared.
        """
        wanted = _trigrams(source) | _trigrams(target)
        best, found = NEAR, None
        for place, (sources, targets) in enumerate(self._grams):
            grams = {"source": sources, "target": targets}.get(side) or sources | targets
            union = len(wanted | grams)
            share = len(wanted & grams) / union if union else 0.0
            if share > best:
                best, found = share, place
        return found

    def explain(
        self, verdict: Verdict, seq: int, texts: tuple[Sequence[str], Sequence[str]] | None, holder: str = ""
    ) -> StaleVerdict:
        """Find the verdict's bead, the one with the key `holder` if it is known.

        `texts` are its old texts; with None there is no difference.
        """
        if texts is None:
            return StaleVerdict(verdict, seq, holder, (), ())
        languages = self.alignment.source.lang, self.alignment.target.lang
        old = [join_texts(list(side), lang) for side, lang in zip(texts, languages, strict=True)]
        place = self.alignment.keys.index(holder) if holder in self.alignment.keys else self.nearest(*old)
        if place is None:
            return StaleVerdict(verdict, seq, "", (("gone", old[0]),), (("gone", old[1]),))
        bead = self.alignment.beads[place]
        new = self.alignment.source_text(bead), self.alignment.target_text(bead)
        return StaleVerdict(
            verdict, seq, self.alignment.keys[place], difference(old[0], new[0]), difference(old[1], new[1])
        )


def stale_verdicts(
    alignment: Alignment,
    verdicts: Mapping[int, Verdict],
    texts: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    holders: Mapping[str, str] | None = None,
) -> list[StaleVerdict]:
    """Explain verdicts, given by seq, that fit no bead of the alignment.

    `texts` gives the texts of content keys; `holders` the key of the bead that took the place of
    another one.
    """
    if not verdicts:
        return []
    finder = NearestBead(alignment)
    holders = holders or {}
    return [
        finder.explain(verdict, seq, texts.get(verdict.bead), holders.get(verdict.bead, ""))
        for seq, verdict in verdicts.items()
    ]


def difference(old: str, new: str) -> tuple[DiffPart, ...]:
    """The parts that stayed, went and came: word by word, in Japanese character by character.

    >>> difference("the old text", "the new text")
    (('same', 'the '), ('gone', 'old'), ('new', 'new'), ('same', ' text'))
    """
    if len(old) + len(new) > LONGEST_DIFF and old != new:
        return ("gone", old), ("new", new)
    olds, news = (re.findall(r"[A-Za-z0-9À-ɏ'’]+|\s+|.", text) for text in (old, new))
    parts: list[DiffPart] = []
    for name, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if name == "equal":
            parts.append(("same", "".join(olds[a:b])))
            continue
        if b > a:
            parts.append(("gone", "".join(olds[a:b])))
        if d > c:
            parts.append(("new", "".join(news[c:d])))
    return tuple(parts)


def says_something(verdict: Verdict) -> bool:
    """Whether a verdict holds a comment or a correction, which must not disappear."""
    return bool(verdict.comment or verdict.source_text or verdict.target_text)


def _trigrams(text: str) -> set[str]:
    return {text[start : start + 3] for start in range(max(1, len(text) - 2))} if text else set()
