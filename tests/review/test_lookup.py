"""What is looked up beside a bead: glossary, renderings elsewhere, similar sources, any text."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import native
from align.facts.glossary import Term
from align.history.store import Store
from align.model import Alignment, BeadLinks, WordLink
from align.review.lookup import (
    GlossaryUse,
    LikeRow,
    WordRendering,
    WordUse,
    alike,
    glossary_uses,
    letter_pairs,
    passages_with,
    similar,
    word_uses,
)
from align.review.open_pairs import Hooks, OpenPair, OpenPairs, PairFile
from tests.history.talks import build

JAPANESE = ["首相は抑止力を強化する。", "首相は抑止力を高める。", "会談は五十分続いた。"]
ENGLISH = ["The premier will strengthen deterrence.", "The premier builds deterrence.", "The talks took 50 minutes."]


def alignment(name: str, english: list[str] = ENGLISH) -> Alignment:
    rows = [[("paragraph", text) for text in texts] for texts in (JAPANESE, english)]
    return build(name, *rows, [((i,), (i,), 0.9) for i in range(3)])


def span(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)


def links_of(part: Alignment) -> dict[str, BeadLinks]:
    """Links of 首相 and 抑止力 to what stands for them."""
    found = {}
    for bead, key in zip(part.beads, part.keys, strict=True):
        source, target = part.source_text(bead), part.target_text(bead)
        pairs = [("首相", "premier"), ("抑止力", "deterrence"), ("抑止力", "restraint")]
        spans = [
            WordLink(
                ((source.index(a), source.index(a) + len(a)),), ((target.index(b), target.index(b) + len(b)),), 0.9
            )
            for a, b in pairs
            if a in source and b in target
        ]
        found[key] = BeadLinks(tuple(spans))
    return found


@pytest.fixture
def pairs(store: Store, tmp_path: Path) -> list[OpenPair]:
    other = [ENGLISH[0], "The premier builds restraint.", ENGLISH[2]]
    files = []
    for name, english in (("one", ENGLISH), ("two", other)):
        native.save(alignment(name, english), tmp_path / f"{name}.align.json")
        files.append(PairFile(tmp_path / f"{name}.align.json", native.load))
    opened = OpenPairs(store, files, Hooks(links_of=links_of)).all()
    for found in opened:
        found.findings.all()
    return opened


def key_of(pairs: list[OpenPair], pair: int, bead: int) -> str:
    return pairs[pair].state.keys[bead]


def test_words_with_their_renderings_in_all_pairs_unusual_ones_first(pairs: list[OpenPair]) -> None:
    found = word_uses(pairs, "two", key_of(pairs, 1, 1))
    places = ("one", key_of(pairs, 0, 0))
    assert found == [
        WordUse("抑止力", ("restraint",), (WordRendering("deterrence", 3, places),)),
        WordUse("首相", ("premier",), (WordRendering("premier", 3, places),)),
    ]
    assert found[0].differs and not found[1].differs
    assert word_uses(pairs, "two", "gone") == []


def test_similar_sources_best_first_without_the_bead_itself(pairs: list[OpenPair]) -> None:
    found = similar(pairs, "one", key_of(pairs, 0, 0))
    assert [(one.place, one.share) for one in found][:1] == [(("two", key_of(pairs, 1, 0)), 1.0)]
    assert {one.place for one in found} == {
        ("two", key_of(pairs, 1, 0)),
        ("one", key_of(pairs, 0, 1)),
        ("two", key_of(pairs, 1, 1)),
    }
    assert similar(pairs, "one", "gone") == []


def test_any_text_is_found_on_either_side(pairs: list[OpenPair]) -> None:
    assert [one.place[0] for one in passages_with(pairs, "抑止力を高")] == ["one", "two"]
    assert passages_with(pairs, "RESTRAINT") == [
        LikeRow(("two", key_of(pairs, 1, 1)), JAPANESE[1], "The premier builds restraint.", 1.0)
    ]


def test_terms_of_the_glossary_in_the_order_of_the_text_and_whether_the_target_has_them() -> None:
    terms = [Term(("抑止力",), ("deterrence",)), Term(("首相",), ("prime minister", "PM")), Term(("会談",), ("talks",))]
    assert glossary_uses(terms, JAPANESE[0], ENGLISH[0]) == [
        GlossaryUse("首相", ("prime minister", "PM"), False),
        GlossaryUse("抑止力", ("deterrence",), True),
    ]


def test_alike_counts_common_letter_pairs() -> None:
    assert alike(letter_pairs("abc"), letter_pairs("ABC")) == 1.0
    assert alike(letter_pairs("abc"), letter_pairs("abd")) == 0.5
    assert alike(frozenset(), frozenset()) == 0.0
