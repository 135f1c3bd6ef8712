"""What speaks for a word that the other side renders by its opposite: what both words and their neighbours answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.check.counterpart import counterpart
from align.check.opposite_words import Opposed, answers_side, opposed
from align.check.polarity import compared, inside, negations
from align.check.view import BeadView
from align.model import BeadLinks, Finding, Span

_NEAR_JA, _NEAR_EN = 7, 24
"""Characters between an opposite and a word beside it, at most."""


@dataclass(frozen=True)
class _Link:
    """Words of the Japanese and the English text that answer each other."""

    japanese: Sequence[Span]
    english: Sequence[Span]
    probability: float


def opposite_evidence(view: BeadView, finding: Finding, links: BeadLinks | None) -> dict[str, float]:
    """Return the features of a word that the other side renders by its opposite; {} for another finding."""
    japanese = view.from_japanese
    if not finding.source_spans or not finding.target_spans or japanese is None:
        return {}
    source, target = finding.source_spans[0], finding.target_spans[0]
    if view is not japanese:
        source, target = target, source
    here, there = counterpart(japanese, source[0], of_source=True)
    one = _opposed(japanese, (source, target), (here, there))
    if one is None:
        return {}
    lost, added = negations(*compared(japanese))
    negated = inside(lost, here) - inside(added, there)
    found = {
        "opposite answered": float(one.answered),
        "opposite said": float(one.said),
        "opposite alone": float(not one.answered and not one.said),
        "opposite negated": float(negated != 0),
        "opposite negations": min(2.0, inside(added, there)),
        "opposite apart": abs(_place(source, here) - _place(target, there)),
        "opposite short": float(there[1] - there[0] < 60),
        "opposite paired": float(_paired(japanese)),
    }
    if links is not None:
        found |= _linked(japanese, one, (source, target), list(_oriented(links, exchanged=view is not japanese)))
        alone = found["opposite alone"]
        found |= {f"opposite alone {name}": alone * found[f"opposite {name}"] for name in ("linked", "beside", "open")}
        found["opposite in place"] = found["opposite linked"] * found["opposite beside"]
        found["opposite alone in place"] = alone * found["opposite in place"]
    return found


def _opposed(view: BeadView, both: tuple[Span, Span], hulls: tuple[Span, Span]) -> Opposed | None:
    """Return the entry of the table for two words; None if it lists no such pair."""
    (a, b), (c, d) = hulls
    wanted = (both[0][0] - a, both[0][1] - a), (both[1][0] - c, both[1][1] - c)
    found = opposed(view.source_folded[a:b], view.target_folded[c:d])
    return next((one for one in found if (one.source, one.target) == wanted), None)


def _place(span: Span, hull: Span) -> float:
    return (span[0] - hull[0]) / max(1, hull[1] - hull[0])


def _paired(view: BeadView) -> bool:
    return len(view.source_sentences.spans) == len(view.target_sentences.spans)


def _oriented(links: BeadLinks, *, exchanged: bool) -> Iterator[_Link]:
    for link in links.links:
        sides = (link.target, link.source) if exchanged else (link.source, link.target)
        yield _Link(*sides, link.probability)


def _linked(view: BeadView, one: Opposed, both: tuple[Span, Span], links: Sequence[_Link]) -> dict[str, float]:
    """What the two words are linked to, and whether words beside them are linked with each other."""
    source, target = both
    found = dict.fromkeys(
        ("linked", "source answered", "source elsewhere", "target answered", "target elsewhere", "beside"), 0.0
    )
    for link in links:
        left, right = _meet(source, link.japanese), _meet(target, link.english)
        if left and right:
            name = "linked"
        elif left:
            words = [view.target[slice(*span)] for span in link.english]
            is_answer = any(answers_side(word, one.sides[0]) for text in words for word in text.split())
            name = "source answered" if is_answer else "source elsewhere"
        elif right:
            text = "".join(view.source[slice(*span)] for span in link.japanese)
            name = "target answered" if one.sides[1].japanese.search(text) else "target elsewhere"
        elif _near(source, link.japanese, _NEAR_JA) and _near(target, link.english, _NEAR_EN):
            name = "beside"
        else:
            continue
        found[name] = max(found[name], link.probability)
    found["open"] = float(not any(found[name] for name in found if name != "beside"))
    return {f"opposite {name}": value for name, value in found.items()}


def _meet(place: Span, others: Sequence[Span]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)


def _near(place: Span, others: Sequence[Span], reach: int) -> bool:
    return any(max(start - place[1], place[0] - end) <= reach for start, end in others)
