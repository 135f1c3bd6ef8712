"""Shares that one text states in words and the other in figures."""

from __future__ import annotations

import pytest

from align.support.rough_shares import shared_shares


def linked(japanese: str, english: str) -> bool:
    shared = shared_shares([japanese, "別の話である。"], [english], ("ja", "en"))
    assert shared[1, 0] == 0
    return bool(shared[0, 0] > 0)


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("空室率は１２．１％だった。", "One flat in eight stands empty."),
        ("回答者の68％が賛成した。", "Two-thirds of those asked were in favour."),
        ("入館者は定員の７４．８％だった。", "The hall was three-quarters full."),
        ("女性は４．９％にとどまる。", "Fewer than one member in twenty is a woman."),
        ("普及率は８９％である。", "Nine households out of ten have it."),
        ("利用者は半減した。", "The number of users fell by half."),
        ("出荷量は２割減った。", "A fifth less was shipped."),
        ("費用は1.9倍になった。", "The cost has almost doubled."),
    ],
)
def test_a_rough_share_answers_the_exact_one(japanese: str, english: str) -> None:
    assert linked(japanese, english)


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("回答者の68％が賛成した。", "A quarter of those asked were in favour."),
        ("三回目の会合だった。", "It was the third meeting in a row."),
        ("比率は45％である。", "The rate is 45%."),
    ],
)
def test_other_shares_ordinals_and_two_exact_figures_do_not(japanese: str, english: str) -> None:
    assert not linked(japanese, english)


def test_other_languages_share_nothing() -> None:
    assert not shared_shares(["50 % der Fläche"], ["half of the area"], ("de", "en")).any()
