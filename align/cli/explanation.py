"""What `align run --explain` prints: each bead with what speaks for it and against it, in words."""

from __future__ import annotations

from align.cli.wrapping import WIDTH, labelled
from align.model import Alignment, Bead
from align.reasons import next_best, reasons
from align.text.width import cut
from align.vocabulary import confidence_words, kind_words

_WEAK = 0.2
"""Reasons that add less than this to the log-odds are not printed."""


def print_evidence(alignment: Alignment) -> None:
    """Print each bead: kind and probability, the beginnings of its texts, reasons for and against, the next best."""
    for number, bead in enumerate(alignment.beads, start=1):
        crosses = ", told in another order" if bead.crosses else ""
        print(f"{alignment.id}:{number}  {kind_words(len(bead.source), len(bead.target))}, {_sureness(bead)}{crosses}")
        for text in (alignment.source_text(bead), alignment.target_text(bead)):
            if text:
                print(f"  {cut(text, WIDTH - 2)}")
        for label, text in _told(alignment, bead):
            print("\n".join(labelled(label, text)))
        if alignment.word_links is not None and not bead.is_null:
            print("\n".join(labelled("words", " · ".join(_word_links(alignment, bead)))))
        print()


def _sureness(bead: Bead) -> str:
    if bead.locked:
        return confidence_words(bead)
    share = "over 99%" if bead.probability >= 0.995 else f"{bead.probability:.0%}"
    return f"{confidence_words(bead)} ({share})"


def _told(alignment: Alignment, bead: Bead) -> list[tuple[str, str]]:
    found = [reason for reason in reasons(alignment, bead) if abs(reason.weight) >= _WEAK]
    lines = [
        ("for", "; ".join(reason.words for reason in found if reason.weight > 0)),
        ("against", "; ".join(reason.words for reason in found if reason.weight < 0)),
        ("next best", next_best(bead)),
    ]
    return [(label, text) for label, text in lines if text]


def _word_links(alignment: Alignment, bead: Bead) -> list[str]:
    """Return the linked words of a bead as "防衛 = Defense 0.99"."""
    texts = alignment.source_text(bead), alignment.target_text(bead)
    return [
        " = ".join(
            "+".join(text[start:stop] for start, stop in spans)
            for text, spans in zip(texts, (link.source, link.target), strict=True)
        )
        + f" {link.probability:.2f}"
        for link in alignment.links(bead).links
    ]
