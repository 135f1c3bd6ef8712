"""What was read against what another program reads: shares lost and foreign, pieces in order, ends, headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from align.model import Segment

_SHINGLE = 8
_LEADER = re.compile(r"[.…·・]{4,}")
_WINDOW = 40
_QUARTER = 10
_CLOSED = re.compile(r"[。．.!！?？:：;；…‥」』）)】〕］\]>＞〉》”\"'’、,，]\s*\Z")
_OPEN = re.compile(r"[をはがにへとの、,]\Z|(?:^|\s)[a-z]{2,}\Z")


def plain(text: str) -> str:
    """The characters of a text without white space, without leaders, compatible forms as one (ﬁ, ⽇)."""
    return _LEADER.sub("", re.sub(r"[\s\u00ad\u200b\u200c\ufeff]+", "", unicodedata.normalize("NFKC", text)))


def uncovered(lines: Iterable[str], other: str) -> tuple[int, int]:
    """How many characters of the lines stand in no run of eight that `other` has, and how many there are."""
    shingles = {other[place : place + _SHINGLE] for place in range(len(other) - _SHINGLE + 1)}
    missing = total = 0
    for line in map(plain, lines):
        total += len(line)
        if len(line) < _SHINGLE:
            missing += 0 if line in other else len(line)
            continue
        covered = 0
        for place in range(len(line) - _SHINGLE + 1):
            if line[place : place + _SHINGLE] in shingles:
                start = max(covered, place)
                missing += start - covered
                covered = place + _SHINGLE
        missing += len(line) - min(covered, len(line))
    return missing, total


def share(part: tuple[int, int]) -> float:
    """The first of both numbers as a share of the second, 0.0 of nothing."""
    return part[0] / part[1] if part[1] else 0.0


def in_one_piece(theirs: str, ours: str) -> tuple[int, int]:
    """Of the other program's strings of 40 characters whose quarters we have: how many stand in one piece, and all."""
    theirs, ours = plain(theirs), plain(ours)
    whole = known = 0
    for place in range(0, len(theirs) - _WINDOW + 1, _WINDOW // 2):
        window = theirs[place : place + _WINDOW]
        if all(window[at : at + _QUARTER] in ours for at in range(0, _WINDOW, _QUARTER)):
            known += 1
            whole += window in ours
    return whole, known


def open_ends(segments: Sequence[Segment]) -> tuple[int, int]:
    """Paragraphs of forty characters and more that end within a sentence, and all of them.

    A paragraph ends so if it has no closing sign, or a comma, and ends with a particle or a small letter, or if the
    next one begins with a small letter.
    """
    long = [place for place, one in enumerate(segments) if one.kind == "paragraph" and len(one.text) >= 40]
    count = 0
    for place in long:
        text = segments[place].text
        follower = segments[place + 1].text if place + 1 < len(segments) else ""
        broken = not _CLOSED.search(text) and (bool(_OPEN.search(text)) or follower[:1].islower())
        count += broken or text.endswith(("、", ",", "，"))
    return count, len(long)


def headings(found: Iterable[str], declared: Iterable[str]) -> tuple[int, int, int]:
    """Headings that both have, those found, those declared; numbers in front do not count."""
    left, right = ([_bare(text) for text in side] for side in (found, declared))
    left, right = [one for one in left if one], [one for one in right if one]
    rest = list(right)
    both = 0
    for one in left:
        if one in rest:
            rest.remove(one)
            both += 1
    return both, len(left), len(right)


def _bare(text: str) -> str:
    return re.sub(r"^(?:第?[0-9一二三四五六七八九十]+[章節条部.]?|[0-9.]+|[A-Z]\.)+", "", plain(text).rstrip("¶#§"))


def wrong_joins(lines: Sequence[str], ours: str, reference: str) -> tuple[int, int]:
    """Ends of lines that were joined and should not have been, or the other way, and all that the reference decides.

    Two lines belong together where the reference has the end of one and the start of the next in one piece.
    """
    wrong = known = 0
    for before, after in zip(map(plain, lines), map(plain, lines[1:]), strict=False):
        end, start = before[-8:], after[:8]
        if len(end) < 6 or len(start) < 6 or end not in reference or start not in reference:
            continue
        known += 1
        wrong += ((end + start) in reference) != ((end + start) in ours)
    return wrong, known
