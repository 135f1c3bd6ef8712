"""Links by statistical aligners of sil-thot: HMM and fast_align, trained on 1-1 segments and the labelled pairs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from align.model import WordLink
from align.words.spans import spans_of
from align.words.text_words import words_of
from align.words.word import Word
from tests.bench.words_learning import WordLesson

_MOST_WORDS = 100
_ROUNDS = 5
MODELS = {"HMM": "HmmAlignmentModel", "fast_align": "FastAlignModel"}
"""Name -> class of thot.alignment."""


def training_pairs(sets: Path) -> list[tuple[str, str]]:
    """Return the 1-1 segments of every gold ladder below a folder of sets."""
    found = []
    for gold in sorted(sets.glob("dev-*/*.gold")):
        texts = [gold.with_suffix(suffix).read_text("utf-8").splitlines() for suffix in (".ja", ".en")]
        for line in gold.read_text("utf-8").splitlines():
            source, _, target = line.partition(":")
            places = [side.strip("[] ").split(",") for side in (source, target)]
            if all(len(side) == 1 and side[0].strip() for side in places):
                found.append((texts[0][int(places[0][0])], texts[1][int(places[1][0])]))
    return list(dict.fromkeys(found))


def peers(some: Sequence[WordLesson], sets: Path) -> dict[str, dict[str, list[WordLink]]]:
    """Return system -> name of a pair -> its links, in both directions and symmetrised by grow-diag-final-and."""
    import thot.alignment as ta

    training = [
        (_forms(words_of(source, "ja")), _forms(words_of(target, "en"))) for source, target in training_pairs(sets)
    ]
    training += [(_forms(one.block.sides[0].words), _forms(one.block.sides[1].words)) for one in some]
    training = [both for both in training if all(0 < len(side) <= _MOST_WORDS for side in both)]
    found = {}
    for name, kind in MODELS.items():
        models = [_trained(getattr(ta, kind), training, flipped=flipped) for flipped in (False, True)]
        found[f"sil-thot {name}"] = {one.pair.name: _links(one, models, ta) for one in some}
    return found


def _forms(words: Sequence[Word]) -> list[str]:
    return [word.form for word in words]


def _trained(kind: Any, training: list[tuple[list[str], list[str]]], *, flipped: bool) -> Any:
    model = kind()
    for source, target in training:
        model.add_sentence_pair(*((target, source) if flipped else (source, target)), 1)
    model.start_training()
    for _ in range(_ROUNDS):
        model.train()
    model.end_training()
    return model


def _links(one: WordLesson, models: list[Any], ta: ModuleType) -> list[WordLink]:
    words = one.block.sides[0].words, one.block.sides[1].words
    forms = _forms(words[0]), _forms(words[1])
    if not all(forms):
        return []
    aligner = ta.SymmetrizedAligner(models[0], models[1])
    aligner.heuristic = ta.SymmetrizationHeuristic.GROW_DIAG_FINAL_AND
    _, matrix = aligner.get_best_alignment(forms[0], forms[1])
    return [
        WordLink(spans_of(words[0], [row]), spans_of(words[1], [column]), 1.0)
        for row in range(len(forms[0]))
        for column in range(len(forms[1]))
        if matrix[row, column]
    ]
