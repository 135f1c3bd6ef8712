"""What `align run --explain` prints: each bead with what spoke for it."""

from __future__ import annotations

from align.model import Alignment, Bead


def print_evidence(alignment: Alignment) -> None:
    """Print each bead with probability, beginnings of its texts and evidence, the strongest first."""
    for number, bead in enumerate(alignment.beads, start=1):
        locked = " locked" if bead.locked else " crosses" if bead.crosses else ""
        print(f"{alignment.id}:{number}  {bead.kind}  {bead.probability:.2f}{locked}")
        for text in (alignment.source_text(bead), alignment.target_text(bead)):
            if text:
                print(f"    {text[:70]}{'…' if len(text) > 70 else ''}")
        for item in sorted(bead.evidence, key=lambda item: -abs(item.weight)):
            print(f"    {item.weight:+6.2f}  {item.name} {item.value:.2f}  {item.detail}".rstrip())
        if alignment.word_links is not None and not bead.is_null:
            print("    words " + " · ".join(_word_links(alignment, bead)))
        print()


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
