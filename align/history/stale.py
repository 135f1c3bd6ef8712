"""Old decisions whose texts are gone: which bead of today each belongs to, and what changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from align.model import Alignment, Verdict
from align.text.joining import join_texts

NEAR = 0.3
"""Least share of common character trigrams at which an old bead is taken for a new one."""
LONGEST_DIFF = 6000
"""Characters; a longer text is shown as removed and added whole."""

DiffPart = tuple[str, str]
"""("same" | "gone" | "new", text)."""


@dataclass(frozen=True, slots=True)
class StaleVerdict:
    """A decision on texts that have changed since, with both sides' differences."""

    verdict: Verdict
    seq: int
    bead: str
    """The content key of the bead that it most likely belongs to now; "" if none is near."""
    source: tuple[DiffPart, ...]
    target: tuple[DiffPart, ...]


class Finder:
    """Finds the bead of an alignment that is nearest to old texts."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self._grams = [
            _trigrams(alignment.source_text(bead)) | _trigrams(alignment.target_text(bead)) for bead in alignment.beads
        ]

    def nearest(self, source: str, target: str) -> int | None:
        """The place of the nearest bead, None if no bead shares enough."""
        wanted = _trigrams(source) | _trigrams(target)
        best, found = NEAR, None
        for place, grams in enumerate(self._grams):
            union = len(wanted | grams)
            share = len(wanted & grams) / union if union else 0.0
            if share > best:
                best, found = share, place
        return found

    def explain(self, verdict: Verdict, seq: int, texts: tuple[Sequence[str], Sequence[str]] | None) -> StaleVerdict:
        """Tie one old verdict to the alignment; without its old texts it has no place."""
        if texts is None:
            return StaleVerdict(verdict, seq, "", (), ())
        languages = self.alignment.source.lang, self.alignment.target.lang
        old = [join_texts(list(side), lang) for side, lang in zip(texts, languages, strict=True)]
        place = self.nearest(*old)
        if place is None:
            return StaleVerdict(verdict, seq, "", ((("gone", old[0]),)), ((("gone", old[1]),)))
        bead = self.alignment.beads[place]
        new = self.alignment.source_text(bead), self.alignment.target_text(bead)
        return StaleVerdict(
            verdict, seq, self.alignment.keys[place], difference(old[0], new[0]), difference(old[1], new[1])
        )


def stale_verdicts(
    alignment: Alignment, verdicts: Mapping[int, Verdict], texts: Mapping[str, tuple[Sequence[str], Sequence[str]]]
) -> list[StaleVerdict]:
    """Explain verdicts (by seq) that fit no bead of the alignment; `texts` are those behind their content keys."""
    if not verdicts:
        return []
    finder = Finder(alignment)
    return [finder.explain(verdict, seq, texts.get(verdict.bead)) for seq, verdict in verdicts.items()]


def difference(old: str, new: str) -> tuple[DiffPart, ...]:
    """What was removed and added, word by word, and character by character in Japanese.

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


def _trigrams(text: str) -> set[str]:
    return {text[start : start + 3] for start in range(max(1, len(text) - 2))} if text else set()
