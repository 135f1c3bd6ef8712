"""How words are rendered elsewhere, and names that stand beside none of their usual words."""

from __future__ import annotations

from collections.abc import Sequence

from align.model import BeadLinks, WordLink
from align.review.renderings import LinkedBead, Renderings, Stray


def bead(key: str, source: str, target: str, *links: tuple[str, str], alone: Sequence[str] = ()) -> LinkedBead:
    """A bead whose links are given as words; `alone` are words of the target that nothing answers."""

    def span(text: str, word: str) -> tuple[int, int]:
        return text.index(word), text.index(word) + len(word)

    made = tuple(WordLink((span(source, one),), (span(target, other),), 0.9) for one, other in links)
    return LinkedBead(key, (source, target), BeadLinks(made, (), tuple(span(target, word) for word in alone)))


FIRST = bead("a", "首相は大阪を訪れた。", "The premier visited Osaka again.", ("首相", "premier"), ("大阪", "Osaka"))
SECOND = bead(
    "b", "首相は大阪を出た。", "The prime minister left Osaka.", ("首相", "prime minister"), ("大阪", "Osaka")
)


def test_the_most_frequent_rendering_comes_first() -> None:
    third = bead("c", "首相の話", "a word of the premier", ("首相", "premier"))
    found = Renderings([FIRST, SECOND, third]).of("首相", 0)
    assert found == {"premier": ["a", "c"], "prime": ["b"], "minister": ["b"]}
    assert Renderings([FIRST, SECOND]).of("PREMIER", 1) == {"首相": ["a"]}
    assert Renderings([FIRST, SECOND]).of("首相", 0, besides="a") == {"prime": ["b"], "minister": ["b"]}
    assert Renderings([FIRST]).of("雨", 0) == {}


def test_a_name_that_stands_for_another_word_elsewhere_is_stray() -> None:
    wrong = bead("c", "首相は三浦氏に会った。", "The premier met Osaka today.", ("三浦氏", "Osaka"))
    open_ = bead("d", "彼は三浦氏に会った。", "He met Osaka today.", alone=["Osaka"])
    assert Renderings([FIRST, SECOND, wrong]).strays() == {"c": (Stray("Osaka", ("大阪",)),)}
    assert list(Renderings([FIRST, SECOND, open_]).strays()) == ["d"]


def test_names_at_home_and_words_that_are_no_names_are_not_stray() -> None:
    right = bead("c", "三浦氏は大阪にいた。", "Mr. Miura was in Osaka.", ("三浦氏", "Miura"))
    written = bead("d", "Osakaの人", "a man of Osaka", alone=["Osaka"])
    begins = bead("e", "雨だ。", "Rain. Osaka fell.", alone=["Osaka"])
    new = bead("f", "雨だ。", "It rains in Kobe.", alone=["Kobe"])
    assert Renderings([FIRST, SECOND, right, written, begins, new]).strays() == {}
    small = bead("g", "地球の石", "the Stone", ("石", "Stone"))
    assert Renderings([small, bead("h", "木", "the tree of Stone or stone", alone=["Stone"])]).strays() == {}


def test_english_may_be_the_source() -> None:
    one = LinkedBead("a", ("He left Osaka.", "大阪を出た。"), BeadLinks((WordLink(((8, 13),), ((0, 2),), 0.9),)))
    two = LinkedBead("b", ("He saw Osaka.", "神戸を見た。"), BeadLinks((), ((7, 12),), ()))
    assert Renderings([one, two]).strays() == {"b": (Stray("Osaka", ("大阪",)),)}


def test_an_acronym_that_is_spelled_out_is_not_stray() -> None:
    one = bead("a", "このUIを使う。", "We use the UI here.", ("UI", "UI"))
    out = LinkedBead("b", ("この UI は新しい。", "The user interface is new."), BeadLinks((), ((3, 5),), ()))
    wrong = LinkedBead("c", ("この UI は新しい。", "The window is new."), BeadLinks((), ((3, 5),), ()))
    assert list(Renderings([one, out, wrong]).strays()) == ["c"]
