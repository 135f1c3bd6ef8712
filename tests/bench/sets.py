"""Rebuild the benchmark: documents with a known ladder, made from Debian's bilingual manuals with seeded noise.

NAME.ja and NAME.en hold one segment a line, NAME.gold the ladder as `[source]:[target]`, in source order. The crossing
sets also have NAME.moved: the beads of the gold that were carried elsewhere in the target.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.debian import Pair, documents, fetch
from tests.bench.manuals import DEV, HELD_OUT, Source

HOSTS = re.compile(r"\b(deb|security|httpredir|snapshot|http\.[a-z]+|ftp[a-z0-9.-]*|cdn[a-z0-9.-]*)\.debian\.org")
SENTENCE_END = {"ja": re.compile(r"(?<=[。！？])"), "en": re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(])")}


@dataclass(frozen=True)
class Noise:
    """How often, per block, a translation is made less than complete."""

    drop_target: float = 0
    drop_source: float = 0
    insert: float = 0
    """A foreign block of the same manual after this one, target side."""
    merge: float = 0
    """2 blocks (or, a quarter of the time, 3) become one segment on one side."""
    split: float = 0
    shorten: float = 0
    """One sentence of the target is left out."""
    move: float = 0
    """Share of the target's segments that are carried elsewhere, in runs of 1 to 3 beads."""


SUMMARY = {"drop_target": 0.22, "insert": 0.03, "merge": 0.12, "split": 0.10, "shorten": 0.30}
CONDITIONS = {
    "clean": Noise(),
    "summary": Noise(**SUMMARY),
    "noisy": Noise(drop_target=0.12, drop_source=0.12, insert=0.08, merge=0.15, split=0.15, shorten=0.15),
    "crossing": Noise(**SUMMARY, move=0.05),
}


@dataclass
class Rung:
    """The texts of one bead while a document is being made."""

    source: list[str]
    target: list[str]
    moved: bool = False


def build(out: Path, packages: Path, groups: Iterable[str] = ("dev", "held-out")) -> list[tuple[str, int, int]]:
    """Write OUT/dev-clean, … OUT/held-out-crossing; return name, documents and beads of each."""
    rows = []
    for group in groups:
        sources = DEV if group == "dev" else HELD_OUT
        tree = fetch(sorted({name for source in sources for name in source.packages}), packages)
        manuals = [(source, documents(source, tree)) for source in sources]
        for condition, noise in CONDITIONS.items():
            folder = out / f"{group}-{condition}"
            folder.mkdir(parents=True, exist_ok=True)
            beads = [_write_manual(folder, condition, noise, source, found) for source, found in manuals]
            rows.append((folder.name, sum(len(found) for _, found in manuals), sum(beads)))
    return rows


def _write_manual(
    folder: Path, condition: str, noise: Noise, source: Source, found: list[tuple[str, list[Pair]]]
) -> int:
    pool = [block for _, blocks in found for block in blocks]
    count = 0
    for name, blocks in found:
        rungs = make(blocks, pool, random.Random(f"{condition}/{source.name}/{name}"), noise)
        moved = move(rungs, random.Random(f"move/{source.name}/{name}"), noise.move) if noise.move else rungs
        count += write(folder, f"{source.name}-{name}", moved, rungs)
    return count


def make(blocks: Sequence[Pair], pool: Sequence[Pair], rng: random.Random, noise: Noise) -> list[Rung]:
    """The blocks as rungs in order, with noise. The order of the draws is part of the set: change nothing lightly."""
    rungs: list[Rung] = []
    place = 0
    while place < len(blocks):
        if rng.random() < noise.merge and place + 1 < len(blocks):
            group = blocks[place : place + (2 if rng.random() < 0.75 else 3)]
            rungs.append(_merged(group, rng))
            place += len(group)
            continue
        rung = Rung([blocks[place][1]], [blocks[place][0]])
        if rng.random() < noise.split:
            _split(rung, rng)
        if rng.random() < noise.shorten and len(rung.target) == 1:
            _shorten(rung, rng)
        draw = rng.random()
        if draw < noise.drop_target:
            rung.target = []
        elif draw < noise.drop_target + noise.drop_source:
            rung.source = []
        rungs.append(rung)
        place += 1
        if rng.random() < noise.insert:
            rungs.append(Rung([], [rng.choice(pool)[0]]))
    return rungs


def _merged(group: Sequence[Pair], rng: random.Random) -> Rung:
    english, japanese = [pair[0] for pair in group], [pair[1] for pair in group]
    if rng.random() < 0.5:
        return Rung(japanese, [" ".join(english)])
    return Rung(["".join(japanese)], english)


def _split(rung: Rung, rng: random.Random) -> None:
    lang = "ja" if rng.random() < 0.5 else "en"
    parts = sentences((rung.source if lang == "ja" else rung.target)[0], lang)
    if len(parts) < 2:
        return
    cut = rng.randrange(1, len(parts))
    halves = [_join(parts[:cut], lang), _join(parts[cut:], lang)]
    if lang == "ja":
        rung.source = halves
    else:
        rung.target = halves


def _shorten(rung: Rung, rng: random.Random) -> None:
    parts = sentences(rung.target[0], "en")
    if len(parts) >= 2:
        parts.pop(rng.randrange(len(parts)))
        rung.target = [_join(parts, "en")]


def sentences(text: str, lang: str) -> list[str]:
    """The sentences of a text, as the noise splits and shortens it."""
    return [part.strip() for part in SENTENCE_END[lang].split(text) if part.strip()]


def _join(parts: list[str], lang: str) -> str:
    return ("" if lang == "ja" else " ").join(parts)


def move(rungs: list[Rung], rng: random.Random, share: float) -> list[Rung]:
    """The rungs in the target's new order; those that were carried away are marked.

    A run of 1 to 3 beads passes at least 3 other beads, and more than it holds itself, or it would be as true to say
    that the others had moved. Beads with a text that occurs twice stay: their place could not be known.
    """
    sides = [Counter(text for rung in rungs for text in side(rung)) for side in (_source, _target)]
    unique = {
        id(rung)
        for rung in rungs
        if rung.source
        and rung.target
        and all(sides[0][t] == 1 for t in rung.source)
        and all(sides[1][t] == 1 for t in rung.target)
    }
    wanted = share * sum(len(rung.target) for rung in rungs)
    left = int(wanted) + (rng.random() < wanted % 1)
    order = list(rungs)
    needs: dict[int, int] = {}
    for _ in range(40 * max(left, 1)):
        if left <= 0:
            break
        size = min(left, rng.choices((1, 2, 3), (0.6, 0.25, 0.15))[0])
        start = rng.randrange(len(order))
        run = order[start : start + size]
        if len(run) < size or any(id(rung) not in unique or rung.moved for rung in run):
            continue
        rest = order[:start] + order[start + size :]
        need = max(3, size + 1)
        places = [place for place in range(len(rest) + 1) if not _beside_moved(rest, place)]
        places = [place for place in places if _passed(rest, start, place) >= need]
        if rng.random() < 0.5:
            places = [place for place in places if abs(place - start) <= 12] or places
        if not places:
            continue
        place = rng.choice(places)
        changed = rest[:place] + run + rest[place:]
        wanted_passes = needs | {id(rung): need for rung in run}
        if not _all_pass(rungs, changed, wanted_passes):
            continue
        order, needs = changed, wanted_passes
        for rung in run:
            rung.moved = True
        left -= sum(len(rung.target) for rung in run)
    return order


def _source(rung: Rung) -> list[str]:
    return rung.source


def _target(rung: Rung) -> list[str]:
    return rung.target


def _passed(rest: list[Rung], start: int, place: int) -> int:
    """How many true beads that stay where they are lie between."""
    between = rest[min(start, place) : max(start, place)]
    return sum(1 for rung in between if rung.source and rung.target and not rung.moved)


def _beside_moved(rest: list[Rung], place: int) -> bool:
    """True next to a run that was moved: two runs must not melt into one."""
    return any(rung.moved for rung in rest[max(0, place - 1) : place + 1])


def _all_pass(rungs: list[Rung], order: list[Rung], needs: dict[int, int]) -> bool:
    """True if every moved rung still passes enough beads that stay: one of those may have been moved later."""
    still = {id(rung) for rung in rungs if rung.source and rung.target and id(rung) not in needs}
    before: dict[int, set[int]] = {}
    for sequence in (rungs, order):
        seen: set[int] = set()
        for rung in sequence:
            if id(rung) in needs:
                before[id(rung)] = seen ^ before.get(id(rung), set())
            elif id(rung) in still:
                seen = seen | {id(rung)}
    return all(len(before[key]) >= need for key, need in needs.items())


def ladder(rungs: list[Rung], source_order: list[Rung]) -> list[tuple[list[int], list[int], bool]]:
    """Indices of each bead, in source order: source segments count in `source_order`, target segments in `rungs`."""
    target_at, source_at, n, m = {}, {}, 0, 0
    for rung in rungs:
        target_at[id(rung)] = list(range(m, m + len(rung.target)))
        m += len(rung.target)
    for rung in source_order:
        source_at[id(rung)] = list(range(n, n + len(rung.source)))
        n += len(rung.source)
    return [(source_at[id(rung)], target_at[id(rung)], rung.moved) for rung in source_order]


def write(folder: Path, name: str, rungs: list[Rung], source_order: list[Rung]) -> int:
    """Write the document's files; return the number of beads."""
    beads = [bead for bead in ladder(rungs, source_order) if bead[0] or bead[1]]
    _write_lines(folder / f"{name}.ja", [text for rung in source_order for text in rung.source])
    _write_lines(folder / f"{name}.en", [text for rung in rungs for text in rung.target])
    _write_lines(folder / f"{name}.gold", [f"{source}:{target}" for source, target, _ in beads])
    if rungs is not source_order:
        _write_lines(folder / f"{name}.moved", [f"{source}:{target}" for source, target, moved in beads if moved])
    return len(beads)


def _write_lines(path: Path, lines: list[str]) -> None:
    text = HOSTS.sub(r"\1.debian.example", "".join(f"{line}\n" for line in lines))
    path.write_text(text, encoding="utf-8")
