"""Alignments to review in tests: a short pair in which two beads are wrong, and long ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.model import Alignment, Bead, Document, Evidence, Finding, Segment

SOURCE = (
    ("heading", "１　全般"),
    ("paragraph", "両閣僚は、令和8年1月15日、ワシントンD.C.で会談した。会談は約50分間行われた。"),
    ("paragraph", "両閣僚は、抑止力を強化することで一致した。"),
    ("paragraph", "小泉防衛大臣は、防衛費を増やすと述べた。"),
    ("heading", "２　今後"),
    ("paragraph", "両閣僚は、緊密に連携することを確認した。"),
    ("paragraph", "次回の会談は東京で行われる。"),
    ("paragraph", "記者会見は行われなかった。"),
)
TARGET = (
    ("heading", "1. Overview"),
    ("paragraph", "The two ministers met in Washington, D.C., on January 15, 2026, for about 50 minutes."),
    ("paragraph", "They agreed to strengthen deterrence."),
    ("paragraph", "Minister Koizumi said that defence spending would grow."),
    ("heading", "2. What follows"),
    ("paragraph", "The next meeting will be held in Tokyo."),
    ("paragraph", "They confirmed that they would cooperate closely."),
    ("paragraph", "Both sides thanked their staff."),
)
BEADS = (
    ((0,), (0,), 0.99),
    ((1,), (1,), 0.97),
    ((2,), (2,), 0.93),
    ((3,), (3,), 0.41),
    ((4,), (4,), 0.98),
    ((5,), (5,), 0.35),
    ((6,), (6,), 0.55),
    ((7,), (), 0.8),
    ((), (7,), 0.7),
)


def document(id: str, lang: str, rows: Sequence[tuple[str, str]]) -> Document:
    segments = tuple(
        Segment(i, text, kind, level=1 if kind == "heading" else 0, origin=f"line {i + 1}")
        for i, (kind, text) in enumerate(rows)
    )
    return Document(id, lang, segments, title=rows[0][1] if rows else "")


def build(
    id: str = "talks",
    source: Sequence[tuple[str, str]] = SOURCE,
    target: Sequence[tuple[str, str]] = TARGET,
    beads: Sequence[tuple[tuple[int, ...], tuple[int, ...], float]] = BEADS,
) -> Alignment:
    evidence = (Evidence("coverage", 0.8, 1.5, "both ways"), Evidence("length", 0.1, -0.2))
    return Alignment(
        document(id, "ja", source),
        document(id, "en", target),
        tuple(Bead(s, t, p, evidence) for s, t, p in beads),
        signature="align:test",
    )


def long_alignment(beads: int, id: str = "long") -> Alignment:
    """A pair of many 1-1 beads with texts of very unequal length."""
    source = [
        ("paragraph", f"第{i}段落。" + "この文は長さをそろえるためのものである。" * (i * 7 % 9)) for i in range(beads)
    ]
    target = [
        ("paragraph", f"Paragraph {i}. " + "This sentence is here for its length. " * (i * 5 % 8)) for i in range(beads)
    ]
    target = [(kind, text.strip()) for kind, text in target]
    return build(id, source, target, [((i,), (i,), 0.4 + 0.6 * ((i * 37) % 100) / 100) for i in range(beads)])


def findings_of(alignment: Alignment) -> list[Finding]:
    """A stand-in for the checks: a word that every check would find."""
    found = []
    for bead, key in zip(alignment.beads, alignment.keys, strict=True):
        text = alignment.target_text(bead)
        if (place := text.find("50 minutes")) >= 0:
            found.append(Finding(key, "duration", "warning", "“about” 50 minutes", ((0, 2),), ((place, place + 10),)))
    return found


def edited(alignment: Alignment, side: str, index: int, text: str) -> Alignment:
    """The alignment after somebody changed one segment's text."""
    old = getattr(alignment, side)
    segments = list(old.segments)
    segments[index] = Segment(index, text, segments[index].kind, segments[index].level)
    return replace(alignment, **{side: replace(old, segments=tuple(segments))})
