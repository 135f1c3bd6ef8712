"""The table of README.md: `python -m tests.summaries.measure` prints one row a pair."""

from pathlib import Path

from tests.summaries.make_gold import pairs, read_support, sentences

FULL_LENGTH = 2.8  # English characters for one Japanese in a full translation, measured on the two pairs of data/


def characters(path: Path) -> int:
    """Return the length of a text: without space in Japanese, with one space between words in English."""
    words = path.read_text(encoding="utf-8").split()
    return len(("" if path.suffix == ".ja" else " ").join(words))


def condensation(pair: Path) -> float:
    """Return the length of the English over that of a full translation of the Japanese."""
    return characters(pair.with_suffix(".en")) / (FULL_LENGTH * characters(pair.with_suffix(".ja")))


def row(pair: Path) -> str:
    """Return the row of a pair: paragraphs and sentences of both sides, links, sentences without support, length."""
    counts = [(len(text), sum(map(len, text))) for text in (sentences(pair.with_suffix(s)) for s in (".ja", ".en"))]
    support = read_support(pair.with_suffix(".support"))
    links = sum(len(sources) for _, sources in support)
    bare = sum(not sources for _, sources in support)
    cells = [pair.name, *(f"{paragraphs} / {lines}" for paragraphs, lines in counts), str(links), str(bare)]
    return f"| {' | '.join(cells)} | {condensation(pair):.0%} |"


if __name__ == "__main__":
    for pair in pairs():
        print(pair.parent.name, row(pair))
