"""Read the labelled word links: Japanese and English sentence pairs with their links as spans.

README.md says how a link was decided. A span is (start, end) in characters of the Japanese or the
English text, end exclusive. A link joins one or more spans of one side with one or more of the other.
`python -m tests.links.links_set` prints the table of counts of README.md.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
HALVES = ("dev", "held")
REGISTERS = ("government", "business", "law", "technical", "news")
KEYS = {
    *("id", "free", "ja", "en", "sure", "possible"),
    *("source_only", "target_only", "source_light", "target_light"),
}

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Link:
    """The spans of both sides that answer each other; each side holds at least one, in text order."""

    source: Spans
    target: Spans


@dataclass(frozen=True)
class LabelledPair:
    """A sentence pair with its links and its content words without a counterpart.

    `source` is Japanese, `target` English. Light spans hold words that count neither as content nor
    as unanswered. `free` is true where the English condenses, adds or rewords.
    """

    name: str
    source: str
    target: str
    free: bool
    sure: tuple[Link, ...]
    possible: tuple[Link, ...]
    source_only: Spans
    target_only: Spans
    source_light: Spans
    target_light: Spans


def occurrences(text: str, surface: str) -> list[Span]:
    """Return where `surface` stands in `text` as a whole: not within a longer Latin word or number."""
    pattern = re.escape(surface)
    if re.match(r"[A-Za-z]", surface):
        pattern = r"(?<![A-Za-z])" + pattern
    if re.match(r"[0-9]", surface):
        pattern = r"(?<![0-9A-Za-z])(?<![0-9][.,])" + pattern
    if re.search(r"[A-Za-z]$", surface):
        pattern += r"(?![A-Za-z])"
    if re.search(r"[0-9]$", surface):
        pattern += r"(?![0-9])(?![.,][0-9])"
    return [found.span() for found in re.finditer(pattern, text)]


def place(text: str, written: str) -> Span:
    """Return the span of "語" (its first occurrence) or "語#2" (its second). ValueError if there is none."""
    surface, _, number = written.partition("#")
    if not surface.strip():
        raise ValueError(f"{written!r} names no text; write a word of the sentence")
    found = occurrences(text, surface)
    nth = int(number or 1)
    if not 1 <= nth <= len(found):
        raise ValueError(f"{written!r} is not there, {surface!r} stands {len(found)} times in {text!r}")
    return found[nth - 1]


def _places(text: str, written: str | list[str]) -> Spans:
    words = [written] if isinstance(written, str) else written
    if not words:
        raise ValueError(f"a link has no span in {text!r}; name the words of both sides")
    return tuple(sorted(place(text, word) for word in words))


def pair_of(line: str) -> LabelledPair:
    """Read one line of a file. ValueError if a key is missing or a surface is not in its sentence."""
    item = json.loads(line)
    if set(item) != KEYS:
        raise ValueError(f"keys missing or unknown: {sorted(set(item) ^ KEYS)}")
    source, target = item["ja"], item["en"]

    def links(key: str) -> tuple[Link, ...]:
        return tuple(Link(_places(source, left), _places(target, right)) for left, right in item[key])

    def words(key: str, text: str) -> Spans:
        return tuple(sorted(place(text, word) for word in item[key]))

    return LabelledPair(
        item["id"],
        source,
        target,
        item["free"],
        links("sure"),
        links("possible"),
        words("source_only", source),
        words("target_only", target),
        words("source_light", source),
        words("target_light", target),
    )


def read_pairs(half: str, register: str) -> list[LabelledPair]:
    """Return the pairs of one file in its order. ValueError names the line that is wrong."""
    path = HERE / half / f"{register}.jsonl"
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            pairs.append(pair_of(line))
        except ValueError as error:
            raise ValueError(f"{half}/{path.name}:{number}: {error}") from None
    return pairs


def counts() -> Iterator[str]:
    """Yield the lines of the table of counts, one for each file and one for each half."""
    yield "| half | register | pairs | free | two sentences | sure | possible | Japanese only | English only |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for half in HALVES:
        files = {register: read_pairs(half, register) for register in REGISTERS}
        files["all"] = [pair for pairs in files.values() for pair in pairs]
        for register, pairs in files.items():
            numbers = (
                len(pairs),
                sum(pair.free for pair in pairs),
                sum(pair.source.count("。") > 1 for pair in pairs),
                sum(len(pair.sure) for pair in pairs),
                sum(len(pair.possible) for pair in pairs),
                sum(len(pair.source_only) for pair in pairs),
                sum(len(pair.target_only) for pair in pairs),
            )
            yield f"| {half} | {register} | {' | '.join(map(str, numbers))} |"


if __name__ == "__main__":
    print("\n".join(counts()))
