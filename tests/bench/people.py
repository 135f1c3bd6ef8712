"""Lists of people in two languages, made from tables of names, posts and places: attendance, personnel, committees.

Nobody in them exists. A list has sections under headings; persons are left out of one side, or stand in another order.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from tests.bench.sets import Rung, write

ONLY_JAPANESE = ("（敬称略）", "（五十音順）", "開催要領", "記", "（同）", "場所　本庁舎3階会議室", "以上", "資料1")
ONLY_ENGLISH = (
    "(titles as of the day of the meeting)",
    "In alphabetical order",
    "Note",
    "What follows is a translation.",
)


@dataclass(frozen=True)
class Someone:
    """A person with a post, in both languages."""

    kanji: tuple[str, str]
    romaji: tuple[str, str]
    woman: bool = False
    post: tuple[str, str] = ("", "")
    place: tuple[str, str] = ("", "")


@dataclass
class Style:
    """How one list writes its persons; drawn once a list."""

    japanese: str
    english: str
    gap: float
    shuffled: str
    space: str = ""
    split: bool = False
    lost: tuple[float, float] = field(default=(0.0, 0.0))


@lru_cache(maxsize=1)
def _tables() -> dict[str, list[tuple[str, str]]]:
    """Kind of word -> (Japanese, English), from people.tsv."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines():
        kind, japanese, english = line.split("	")
        found.setdefault(kind, []).append((japanese, english))
    return found


def _someone(rng: random.Random) -> Someone:
    post, place = rng.choice(_tables()["posts"]), rng.choice(_tables()["places"])
    if rng.random() < 0.06:
        katakana, latin = rng.choice(_tables()["foreign"])
        first, last = latin.split(" ")
        return Someone((katakana, ""), (last, first), rng.random() < 0.5, post, place)
    woman = rng.random() < 0.3
    surname, given = rng.choice(_tables()["surnames"]), rng.choice(_tables()["women" if woman else "men"])
    return Someone((surname[0], given[0]), (surname[1], given[1]), woman, post, place)


def _style(rng: random.Random) -> Style:
    loss = rng.choice([(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.3, 0.1), (0.25, 0.25), (0.5, 0.3)])
    order = rng.choices(["same", "swaps", "alphabet"], [0.7, 0.2, 0.1])[0]
    japanese = rng.choice(["bracket", "before", "office", "behind", "bare"])
    english = rng.choice(["initial", "full", "colon", "capitals", "titled", "bare"])
    return Style(japanese, english, rng.choice([0, 0.05, 0.1]), order, rng.choice(["", "", " ", "　"]),
                 rng.random() < 0.1, loss)  # fmt: skip


def _japanese(one: Someone, style: Style) -> list[str]:
    name = style.space.join(part for part in one.kanji if part)
    post, place = one.post[0], one.place[0]
    if style.split and style.japanese == "before":
        return [post, name]
    return [
        {
            "bracket": f"{name}（{post}）",
            "before": f"{post}　{name}",
            "office": f"{place}{post}{name}",
            "behind": f"{name} {place}{post}",
            "bare": name,
        }[style.japanese]
    ]


def _english(one: Someone, style: Style) -> list[str]:
    surname, given = one.romaji
    title = "Ms." if one.woman else "Mr."
    post, place = one.post[1], one.place[1]
    return [
        {
            "initial": f"{title} {given[0]}. {surname}, {post}",
            "full": f"{given} {surname}, {post}, {place}",
            "colon": f"{post}, {place}: {given} {surname}",
            "capitals": f"{surname.upper()} {given} ({post})",
            "titled": f"{title} {given} {surname}, {post} of the {place}",
            "bare": f"{given} {surname}" if style.japanese != "bare" else f"{title} {given[0]}. {surname}",
        }[style.english]
    ]


def _section(rng: random.Random, style: Style, heading: tuple[str, str]) -> tuple[list[Rung], list[Rung]]:
    """The rungs of a section in the order of the Japanese, and in that of the English text."""
    people: list[Rung] = []
    names: dict[int, str] = {}
    for _ in range(rng.choice([1, 2, 3, 4, 6, 8, 10, 12])):
        one = _someone(rng)
        rung = Rung(_japanese(one, style), _english(one, style))
        draw = rng.random()
        if draw < style.lost[0]:
            rung.target = []
        elif draw < sum(style.lost):
            rung.source = []
        names[id(rung)] = one.romaji[0]
        people.append(rung)
    turned = list(people)
    if style.shuffled == "alphabet":
        turned.sort(key=lambda rung: names[id(rung)])
    elif style.shuffled == "swaps" and len(turned) > 3:
        place = rng.randrange(len(turned) - 1)
        turned.insert(place, turned.pop(rng.randrange(place + 1, min(place + 3, len(turned)))))
    head = Rung([heading[0]], [heading[1]])
    if rng.random() < style.gap:
        head = rng.choice([Rung(head.source, []), Rung([], head.target)])
    alone = [Rung([rng.choice(ONLY_JAPANESE)], []), Rung([], [rng.choice(ONLY_ENGLISH)])]
    extra = [rung for rung in alone if rng.random() < 2 * style.gap]
    return [head, *extra, *people], [head, *extra, *turned]


def make_list(seed: str) -> tuple[list[Rung], list[Rung]]:
    """Return the rungs of a list in the order of its Japanese side, and in that of its English side."""
    rng = random.Random(seed)
    style = _style(rng)
    title = rng.choice(_tables()["titles"])
    source = [Rung([title[0]], [title[1]])]
    target = list(source)
    for heading in rng.sample(_tables()["headings"], rng.choice([1, 2, 3, 4])):
        one, other = _section(rng, style, heading)
        source, target = source + one, target + other
    closing = [
        Rung([japanese], [english]) for japanese, english in rng.sample(_tables()["prose"], rng.choice([0, 0, 1, 3]))
    ]
    return source + closing, target + closing


def write_lists(folder: Path, seeds: Sequence[str]) -> None:
    """Write NAME.ja, NAME.en and NAME.gold for each seed."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        source, target = make_list(seed)
        moved_from = {id(rung): place for place, rung in enumerate(source)}
        kept = _rising([moved_from[id(rung)] for rung in target])
        for rung in target:
            rung.moved = moved_from[id(rung)] not in kept
        write(folder, seed, target, source)


def _rising(places: Sequence[int]) -> set[int]:
    """The values of a longest rising subsequence."""
    best: list[list[int]] = []
    for value in places:
        before = max((run for run in best if run[-1] < value), key=len, default=[])
        best.append([*before, value])
    return set(max(best, key=len, default=[]))
