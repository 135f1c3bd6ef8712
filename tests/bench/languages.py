"""Measures pairs of languages without labelled data of this project: `python -m tests.bench.languages FOLDER`.

FOLDER keeps Debian's packages of two manuals in several languages (`apt-get download`). Pages whose blocks have the
same tags in both languages are paired block by block; then blocks are left out on both sides (12 %), foreign ones
inserted into the target (8 %) and 15 % merged in twos and threes on one side. One row a pair of languages.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from align.evaluate.ladder_files import Ladder
from align.evaluate.metrics import evaluate
from align.model import Bead, Document, Segment
from align.pipeline import PairAligner, load_aligner
from tests.bench.blocks import Block, read_page
from tests.bench.debian import fetch

PACKAGES = [
    *(f"gimp-help-{lang}" for lang in ("en", "ja", "de", "ko")),
    *(f"debian-reference-{lang}" for lang in ("en", "ja", "de", "zh-cn")),
]
PAGES = {
    "gimp": ("usr/share/gimp/2.0/help/{}/*.html", ("en", "ja", "de", "ko")),
    "debref": ("usr/share/debian-reference/ch*.{}.html", ("en", "ja", "de", "zh-cn")),
}
WRITTEN = {"ja": "[ぁ-ヿ]", "ko": "[가-힣]", "zh-cn": "[一-鿿]", "de": "[a-zäöü]", "en": "[a-z]"}
PAIRS = (
    ("ja", "en"), ("ja", "de"), ("ja", "ko"), ("ja", "zh-cn"), ("en", "de"), ("en", "ko"), ("en", "zh-cn"),
    ("de", "en"), ("ko", "ja"), ("zh-cn", "ja"),
)  # fmt: skip
MOST = 4
"""Documents a manual and pair of languages."""
EVERY = 6
"""Of the pages of a manual, every sixth is read."""
SIZE = 60
"""Blocks from which on a document ends: short pages are joined."""
DROP, INSERT, MERGE = 0.12, 0.08, 0.15

Blocks = list[tuple[str, str]]


def documents(tree: Path, manual: str, langs: tuple[str, str]) -> list[Blocks]:
    """Return documents of blocks in both languages; blocks that are the same in both are left out."""
    pattern, there = PAGES[manual]
    if not set(langs) <= set(there):
        return []
    found: list[Blocks] = []
    open_: Blocks = []
    for page in sorted(tree.glob(pattern.format(langs[0])))[:: EVERY if manual == "gimp" else 1]:
        other = (
            page.parent.parent / langs[1] / page.name
            if manual == "gimp"
            else Path(str(page).replace(f".{langs[0]}.", f".{langs[1]}."))
        )
        if not other.exists():
            continue
        sides = _page(page), _page(other)
        if [tag for tag, _ in sides[0]] != [tag for tag, _ in sides[1]]:
            continue
        both = [(one, two) for (_, one), (_, two) in zip(*sides, strict=True) if _translated(one, two, langs)]
        if len(both) >= 0.6 * len(sides[0]):
            open_ += both
        if len(open_) >= SIZE:
            found.append(open_)
            open_ = []
    return found[:: max(1, len(found) // MOST)][:MOST]


@cache
def _page(path: Path) -> list[Block]:
    return read_page(path)


def _translated(one: str, two: str, langs: tuple[str, str]) -> bool:
    return one != two and all(re.search(WRITTEN[lang], text) for lang, text in zip(langs, (one, two), strict=True))


def noisy(
    blocks: Blocks, rng: random.Random, pool: Blocks, langs: tuple[str, str]
) -> tuple[list[str], list[str], Ladder]:
    """Return both sides and the gold ladder."""
    sides: tuple[list[str], list[str]] = [], []
    beads: list[Bead] = []

    def add(source: list[str], target: list[str]) -> None:
        begin = len(sides[0]), len(sides[1])
        sides[0].extend(source)
        sides[1].extend(target)
        beads.append(Bead(tuple(range(begin[0], len(sides[0]))), tuple(range(begin[1], len(sides[1])))))

    place = 0
    while place < len(blocks):
        group = blocks[place : place + (rng.choice((2, 2, 2, 3)) if rng.random() < MERGE else 1)]
        place += len(group)
        source, target = [list(side) for side in zip(*group, strict=True)]
        draw = rng.random()
        if len(group) > 1 and draw < 0.5:
            source = [_glue(langs[0]).join(source)]
        elif len(group) > 1:
            target = [_glue(langs[1]).join(target)]
        elif draw < DROP:
            target = []
        elif draw < 2 * DROP:
            source = []
        add(source, target)
        if rng.random() < INSERT:
            add([], [rng.choice(pool)[1]])
    return *sides, Ladder(tuple(beads))


def _glue(lang: str) -> str:
    return "" if lang in ("ja", "zh-cn") else " "


def measured(aligner: PairAligner, some: list[Blocks], langs: tuple[str, str]) -> str:
    """Return one row: documents, beads of the gold, F1 of beads and of null alignments."""
    pool = [block for blocks in some for block in blocks]
    gold, found = [], []
    for number, blocks in enumerate(some):
        *sides, ladder = noisy(blocks, random.Random(f"{langs}/{number}"), pool, langs)
        made = [
            Document(str(number), lang, tuple(Segment(place, text) for place, text in enumerate(texts)))
            for lang, texts in zip(langs, sides, strict=True)
        ]
        gold.append(ladder)
        found.append(Ladder(aligner.align(made[0], made[1]).beads))
    result = evaluate(gold, found, resamples=100)
    strict, null = (result.scores[name].f1 for name in ("strict", "null"))
    return f"| {' – '.join(langs)} | {result.documents} | {result.beads:,} | {strict:.3f} | {null:.3f} |"


def rows(folder: Path) -> Iterator[str]:
    """Yield one row of a table a pair of languages."""
    tree = fetch(PACKAGES, folder)
    aligner = load_aligner(cache=False)
    for langs in PAIRS:
        some = [blocks for manual in PAGES for blocks in documents(tree, manual, langs)]
        yield measured(aligner, some, langs)


if __name__ == "__main__":
    for line in rows(Path(sys.argv[1])):
        print(line, flush=True)
