"""Tables of small pairs for `tests.bench.corpora`: real texts, as many rows as wanted."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from align.evaluate.ladder_files import read_ladder
from align.pairs import bundled_data, find_pairs
from align.segment import read_document

_SYLLABLES = (
    "アa カka サsa タta ナna ハha マma ヤya ラra ワwa イi キki シshi チchi ニni ヒhi ミmi リri ウu クku スsu "
    "ツtsu ヌnu フfu ムmu ユyu ルru エe ケke セse テte ネne ヘhe メme レre オo コko ソso トto ノno ホho モmo ヨyo ロro"
).split()
_DIGITS = re.compile(r"[0-9]+")
_SHORT = 100, 200
"""Characters of a source and of a target that still make a small pair."""


def write_pairs(path: Path, count: int, beads: int = 3, seed: int = 7) -> Path:
    """Write a table of pairs, each of `beads` beads in a row out of a bundled document, told apart by a number."""
    random.seed(seed)
    documents = list(_bundled())
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            source, target, gold = random.choice(documents)
            first = random.randrange(len(gold) - beads)
            some = gold[first : first + beads]
            row = {
                "id": f"small-{number}",
                "source": "\n\n".join([f"第{number}号", *(source[i] for bead in some for i in bead[0])]),
                "target": "\n\n".join([f"Number {number}", *(target[i] for bead in some for i in bead[1])]),
            }
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def write_distinct(path: Path, count: int, sets: Path, seed: int = 7) -> Path:
    """Write a table of pairs that share no text: what a worker remembers of one is of no use for the next.

    A numbered heading, and a paragraph that a name made up for it opens: a bead of the bundled documents or of the
    clean benchmark sets in the folder `sets`, its numbers drawn anew.
    """
    dice = random.Random(seed)
    pool = sorted({*_short_beads(_bundled()), *_short_beads(_benchmark(sets))})
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            name = [dice.choice(_SYLLABLES) for _ in range(dice.randint(3, 6))]
            kana, roman = "".join(part[0] for part in name), "".join(part[1:] for part in name).title()
            source, target = _renumbered(*dice.choice(pool), dice)
            row = {
                "id": f"distinct-{number}",
                "source": f"第{number}号\n\n{kana}、{source}",
                "target": f"Number {number}\n\n{roman}, {target}",
            }
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


Texts = tuple[list[str], list[str], list[tuple[tuple[int, ...], tuple[int, ...]]]]


def _bundled() -> Iterator[Texts]:
    for pair in find_pairs([bundled_data()]):
        source, target = read_document(pair.source, "ja", id=pair.id), read_document(pair.target, "en", id=pair.id)
        gold = [(bead.source, bead.target) for bead in read_ladder(pair.source.parent / "gold.ladder").beads]
        yield list(source.texts()), list(target.texts()), gold


def _benchmark(sets: Path) -> Iterator[Texts]:
    for path in sorted(sets.glob("*-clean/*.gold")):
        source, target = (path.with_suffix(f".{lang}").read_text(encoding="utf-8").split("\n") for lang in ("ja", "en"))
        yield source, target, [(bead.source, bead.target) for bead in read_ladder(path).beads]


def _short_beads(documents: Iterator[Texts]) -> Iterator[tuple[str, str]]:
    for source, target, gold in documents:
        for here, there in gold:
            texts = "".join(source[i] for i in here), " ".join(target[i] for i in there)
            if all(text and len(text) <= most for text, most in zip(texts, _SHORT, strict=True)):
                yield texts


def _renumbered(source: str, target: str, dice: random.Random) -> tuple[str, str]:
    """Return the bead with other numbers, the same ones on both sides."""
    new: dict[str, str] = {}

    def change(match: re.Match[str]) -> str:
        old = match[0]
        return new.setdefault(old, str(dice.randrange(10 ** (len(old) - 1), 10 ** len(old))))

    return _DIGITS.sub(change, source), _DIGITS.sub(change, target)
