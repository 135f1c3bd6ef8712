"""Learn align/score/weights.json: lessons from the sets, cross-validation by document, ablations, calibration.

Lessons are the documents of the dev sets as they are, and the same documents made again with other draws of noise:
with lists folded into one paragraph, which the sets do not have, with foreign paragraphs in the place of translations,
which they seldom have, in summaries and in full translations, and with any share of paragraphs left out. Folds are by
document: all makings of a page are in one fold. Held-out sets are never learnt from.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from align.encode import load_encoder
from align.encode.cache import CachedParts
from align.evaluate.ladder_files import Ladder
from align.evaluate.metrics import evaluate, is_right
from align.model import Bead
from align.score.candidates import all_candidates
from align.score.encoded_side import encode_side
from align.score.measured_pair import measure
from align.score.weights import Weights, default_weights, write_weights
from align.search.lattice import Lattice
from align.segment import read_document
from tests.bench import fit
from tests.bench.compare import Bench
from tests.bench.corpus import Sample, pages_of, samples
from tests.bench.debian import Pair
from tests.bench.fit import Lesson, Method, calibrate, learn_twice, lesson_of, looked_at
from tests.bench.moves import learn_moves, moves
from tests.bench.people import write_lists
from tests.bench.sets import CONDITIONS, Noise, Rung, make, write

SETS = ("dev-summary", "dev-noisy", "dev-clean")
AGAIN = (("summary", 1), ("noisy", 1), ("summary", 2), ("folded", 1), ("replaced", 1), ("swapped", 1), ("any", 1))
"""Kinds of noise that the documents are made with again, and the number of the draw."""
LISTS = 240
"""Lists of people among the lessons; those in another order are left out, because a ladder can only rise."""
ADDED = ("names_", "null_source_named", "null_source_unnamed", "null_target_named", "null_target_unnamed")
"""First words of the features that `learn_added` learns on top of all others."""
FOLDS = 3
WIDEST = 8
ABLATIONS = {
    "all features": (),
    "without words": ("words", "null_source_word", "null_target_word"),
    "without sentences": ("sentences", "null_source_sentences", "null_target_sentences"),
    "without margins": ("margin",),
    "without splits and trims": ("split", "trim"),
    "without what joining gains": ("join",),
    "without facts": ("facts", "latin", "null_source_facts", "null_target_facts"),
    "without length": ("length",),
    "without structure": ("form",),
    "without completeness": ("null_source_rate", "null_target_rate", "shape_joined_rate"),
}
"""What the ablation table leaves out: prefixes of features."""


@dataclass(frozen=True)
class Taught:
    """A lesson, the page it was made from, and the set it belongs to."""

    page: str
    set: str
    lesson: Lesson
    gold: Ladder


def lessons(bench: Bench, work: Path) -> list[Taught]:
    """All lessons: the sets, and the pages made again."""
    parts = CachedParts(load_encoder(bench.encoder), work / "vectors")
    found = lessons_of_sets(bench, parts)
    with tempfile.TemporaryDirectory() as folder:
        for kind, draw in AGAIN:
            name = f"{kind}-{draw}"
            _make_again(bench, Path(folder) / name, kind, draw)
            found += _taught(samples(Path(folder) / name), name, parts)
    return found + lessons_of_lists(parts)


def lessons_of_lists(parts: CachedParts) -> list[Taught]:
    """Lists of people, whose order is the same on both sides."""
    with tempfile.TemporaryDirectory() as folder:
        write_lists(Path(folder), [f"people-{number}" for number in range(LISTS)])
        return list(_taught([one for one in samples(Path(folder)) if not one.moved()], "lists", parts))


def lessons_of_sets(bench: Bench, parts: CachedParts) -> list[Taught]:
    """The documents of the sets as they are."""
    return [one for name in SETS for one in _taught(bench.chosen(name), name, parts)]


def _taught(chosen: Sequence[Sample], name: str, parts: CachedParts) -> Iterator[Taught]:
    for sample in chosen:
        sides = [
            encode_side(read_document(sample.folder / f"{sample.name}.{lang}", lang, id="x", lines=True), parts)
            for lang in ("ja", "en")
        ]
        if not all(map(len, sides)):
            continue
        gold = sample.gold()
        found = all_candidates(measure(sides[0], sides[1], WIDEST))
        lesson = lesson_of(sample.name, found, [(bead.source, bead.target) for bead in gold.beads])
        if lesson:
            yield Taught(sample.name, name, lesson, gold)


def _make_again(bench: Bench, folder: Path, kind: str, draw: int) -> None:
    """Write the pages of dev-clean with other noise."""
    folder.mkdir(parents=True)
    for name, blocks, pool in pages_of(bench.chosen("dev-clean")):
        rng = random.Random(f"{draw}/{kind}/{name}")
        makers = {"folded": folded, "replaced": replaced, "swapped": swapped, "any": any_rate}
        rungs = makers[kind](blocks, pool, rng) if kind in makers else make(blocks, pool, rng, CONDITIONS[kind])
        write(folder, name, rungs, rungs)


def replaced(blocks: Sequence[Pair], pool: Sequence[Pair], rng: random.Random) -> list[Rung]:
    """The blocks as a summary, one bead in eight with a foreign block in the place of its translation.

    Place alone pairs such segments; a reader would not.
    """
    rungs: list[Rung] = []
    for rung in make(blocks, pool, rng, CONDITIONS["summary"]):
        if rung.source and rung.target and rng.random() < 0.12:
            rungs += [Rung(rung.source, []), Rung([], [rng.choice(pool)[0]])]
        else:
            rungs.append(rung)
    return rungs


def swapped(blocks: Sequence[Pair], pool: Sequence[Pair], rng: random.Random) -> list[Rung]:
    """All blocks, a few with a foreign block in the place of their translation.

    That little is left out of a pair is no reason to believe in such beads.
    """
    share = rng.uniform(0.01, 0.08)
    rungs: list[Rung] = []
    for english, japanese in blocks:
        if rng.random() < share:
            rungs += [Rung([japanese], []), Rung([], [rng.choice(pool)[0]])]
        else:
            rungs.append(Rung([japanese], [english]))
    return rungs


def any_rate(blocks: Sequence[Pair], pool: Sequence[Pair], rng: random.Random) -> list[Rung]:
    """The blocks with more or less left out, each page at rates of its own: from a translation to a short summary."""
    return make(
        blocks,
        pool,
        rng,
        Noise(rng.uniform(0, 0.6), rng.uniform(0, 0.3), rng.uniform(0, 0.15), rng.uniform(0, 0.2), 0.1, 0.25),
    )


def folded(blocks: Sequence[Pair], pool: Sequence[Pair], rng: random.Random) -> list[Rung]:
    """The blocks with much left out, and every few of them a run of 4 to 8 folded into one on one side."""
    rungs: list[Rung] = []
    place = 0
    while place < len(blocks):
        if rng.random() < 0.04:
            group = blocks[place : place + rng.randint(4, WIDEST)]
            english, japanese = [pair[0] for pair in group], [pair[1] for pair in group]
            if rng.random() < 0.5:
                rungs.append(Rung(japanese, [" ".join(english)]))
            else:
                rungs.append(Rung(["".join(japanese)], english))
        else:
            group = blocks[place : place + rng.randint(1, 6)]
            rungs += make(group, pool, rng, Noise(0.3, 0.05, 0.05, 0.12, 0.10, 0.30))
        place += len(group)
    return rungs


def folds(taught: Sequence[Taught]) -> dict[str, int]:
    """The fold of each page; all makings of a page are in one."""
    pages = sorted({one.page for one in taught})
    random.Random(0).shuffle(pages)
    return {page: number % FOLDS for number, page in enumerate(pages)}


def cross_validate(taught: Sequence[Taught], method: Method) -> tuple[list[dict[str, Any]], list[tuple[Any, Any]]]:
    """Scores of each set on folds that the weights never saw; shares and rights of all beads found, for calibration."""
    fold_of = folds(taught)
    found: dict[str, tuple[list[Ladder], list[Ladder]]] = {}
    seen = []
    for fold in range(FOLDS):
        first, weights = learn_twice(
            [one.lesson for one in taught if fold_of[one.page] != fold], method, "cross-validation"
        )
        for one in taught:
            if fold_of[one.page] == fold and one.set in SETS:
                ladder, shares, right = _solve(replace(one, lesson=looked_at(one.lesson, first)), weights)
                gold, hypothesis = found.setdefault(one.set, ([], []))
                gold.append(one.gold)
                hypothesis.append(ladder)
                seen.append((shares, right))
    rows = []
    for name, (gold, hypothesis) in found.items():
        scores = evaluate(gold, hypothesis).to_json()
        rows.append({"set": name} | {kind: scores[kind] for kind in ("strict", "link", "null")})
    return rows, seen


def _solve(one: Taught, weights: Weights) -> tuple[Ladder, Any, Any]:
    lesson = one.lesson
    lattice = Lattice([lesson.size], [lesson.arcs])
    shares = lattice.bead_shares(lattice.posteriors(weights.scores(lesson.columns))[0])
    chosen = lattice.surest_ladder(shares)
    arcs = lesson.arcs.take(chosen)
    beads = tuple(
        Bead(tuple(range(i, i + a)), tuple(range(j, j + b)))
        for i, a, j, b in zip(arcs.i.tolist(), arcs.a.tolist(), arcs.j.tolist(), arcs.b.tolist(), strict=True)
    )
    return Ladder(beads, one.page), shares[chosen], np.array([is_right(bead, *_right(one.gold)) for bead in beads])


def _looked_solved(one: Taught, weights: Weights) -> Ladder:
    return _solve(replace(one, lesson=looked_at(one.lesson, weights)), weights)[0]


def _right(gold: Ladder) -> tuple[set[tuple[tuple[int, ...], tuple[int, ...]]], set[Any]]:
    """The gold's non-null beads, and its null segments."""
    null = [bead for bead in gold.beads if bead.is_null]
    segments = {("source", i) for bead in null for i in bead.source} | {
        ("target", j) for bead in null for j in bead.target
    }
    return {(bead.source, bead.target) for bead in gold.beads if not bead.is_null}, segments


def learn_weights(bench: Bench, out: Path, version: str) -> list[dict[str, Any]]:
    """Learn from all lessons, calibrate on what cross-validation saw, write the file; return the scores."""
    taught = lessons(bench, bench.work)
    method = Method()
    rows, seen = cross_validate(taught, method)
    _, weights = learn_twice([one.lesson for one in taught], method, version)
    shares, right = (np.concatenate(values) for values in zip(*seen, strict=True))
    weights = calibrate(weights, shares, right)
    weights, row = learn_moves(moves(bench, weights), folds(taught), weights)
    out.write_text(write_weights(weights, _learnt_from(taught)), "utf-8")
    return [*rows, row]


def learn_added(bench: Bench, out: Path, version: str) -> list[dict[str, Any]]:
    """Learn the weights of the added features alone, from lists of people and the sets; return the scores.

    The other weights, the calibration and the crossings stay.
    """
    parts = CachedParts(load_encoder(bench.encoder), bench.work / "vectors")
    taught = lessons_of_lists(parts) + lessons_of_sets(bench, parts)
    frozen = default_weights()
    fold_of, rows = folds(taught), []
    learnt = [
        fit.learn_added([one.lesson for one in taught if fold_of[one.page] != fold], frozen, ADDED, version)
        for fold in range(FOLDS)
    ]
    for name in ("lists", *SETS):
        some = [one for one in taught if one.set == name]
        solved = [_looked_solved(one, learnt[fold_of[one.page]]) for one in some]
        scores = evaluate([one.gold for one in some], solved).to_json()
        rows.append({"set": name} | {kind: scores[kind] for kind in ("strict", "link", "null")})
    weights = fit.learn_added([one.lesson for one in taught], frozen, ADDED, version)
    before = json.loads(out.read_text("utf-8"))["learnt_from"].partition("; added:")[0]
    out.write_text(write_weights(weights, f"{before}; added: {_learnt_from(taught)}"), "utf-8")
    return rows


def _learnt_from(taught: Sequence[Taught]) -> str:
    kinds = ", ".join([*SETS, "lists of people"])
    return f"{len({one.page for one in taught})} pages of {kinds}, {len(taught)} makings"


def ablate(bench: Bench) -> list[dict[str, Any]]:
    """Cross-validated scores without each group of features."""
    taught = lessons_of_sets(bench, CachedParts(load_encoder(bench.encoder), bench.work / "vectors"))
    table = []
    for label, left_out in ABLATIONS.items():
        rows, _ = cross_validate(taught, Method(left_out=left_out, rounds=40))
        table += [{"features": label} | row for row in rows]
    return table
