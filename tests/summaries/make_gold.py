"""Gold beads of the summaries: the connected groups of the support links, in paragraph terms.

`python -m tests.summaries.make_gold` writes NAME.gold beside every NAME.support.
"""

from collections.abc import Iterator
from pathlib import Path

from align.segment import sentence_spans

HERE = Path(__file__).parent
HALVES = ("dev", "held")

Place = tuple[int, int]  # paragraph and sentence, both from 0
Support = list[tuple[Place, list[Place]]]  # a target sentence and the source sentences it rests on


def pairs() -> Iterator[Path]:
    """Yield the path of each pair without its suffix, by half and name."""
    for half in HALVES:
        for path in sorted((HERE / half).glob("*.support")):
            yield path.with_suffix("")


def sentences(path: Path) -> list[list[str]]:
    """Return the sentences of each line of a text; the suffix of the file is its language."""
    lang = path.suffix[1:]
    lines = path.read_text(encoding="utf-8").splitlines()
    return [[line[start:stop] for start, stop in sentence_spans(line, lang)] for line in lines]


def place(text: str) -> Place:
    """Read `p.s`. ValueError if it is something else."""
    paragraph, sentence = text.strip().split(".")
    return int(paragraph), int(sentence)


def read_support(path: Path) -> Support:
    """Read lines `p.s <- a.b, c.d`. ValueError if a line is something else."""
    support: Support = []
    for line in path.read_text(encoding="utf-8").splitlines():
        target, arrow, sources = line.partition("<-")
        if not arrow:
            raise ValueError(f"{path.name}: no arrow in {line!r}")
        support.append((place(target), [place(source) for source in sources.split(",") if source.strip()]))
    return support


def groups(support: Support) -> list[tuple[list[int], list[int]]]:
    """Return the connected groups of linked paragraphs as (source indices, target indices)."""
    found: list[tuple[set[int], set[int]]] = []
    for (target, _), sources in support:
        if not sources:
            continue
        new = ({source for source, _ in sources}, {target})
        apart = []
        for group in found:
            if group[0] & new[0] or group[1] & new[1]:
                new = (new[0] | group[0], new[1] | group[1])
            else:
                apart.append(group)
        found = [*apart, new]
    return [(sorted(sources), sorted(targets)) for sources, targets in found]


def gold(support: Support, source_count: int, target_count: int) -> str:
    """Return the text of a gold file: beads by their first source index, nulls in between."""
    linked = groups(support)
    used_sources = {index for sources, _ in linked for index in sources}
    used_targets = {index for _, targets in linked for index in targets}
    beads = linked + [([index], []) for index in range(source_count) if index not in used_sources]
    beads.sort(key=lambda bead: bead[0])
    for index in range(target_count):
        if index not in used_targets:  # it stands behind the bead of the target before it
            at = next((at for at, (_, targets) in enumerate(beads) if index - 1 in targets), -1) + 1
            while at < len(beads) and not beads[at][0]:
                at += 1
            beads.insert(at, ([], [index]))
    return "".join(f"{sources}:{targets}\n" for sources, targets in beads)


def gold_of(pair: Path) -> str:
    """Return what the gold file of a pair must hold."""
    counts = [len(sentences(pair.with_suffix(suffix))) for suffix in (".ja", ".en")]
    return gold(read_support(pair.with_suffix(".support")), *counts)


if __name__ == "__main__":
    for pair in pairs():
        pair.with_suffix(".gold").write_text(gold_of(pair), encoding="utf-8")
