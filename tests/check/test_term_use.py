"""Terms of the texts that are rendered in two ways: hints on the uses that differ from the usual rendering."""

from collections.abc import Sequence

import pytest

from align.check import CheckConfig, check_alignments
from align.check.config import CHECK_NAMES
from align.exchange.bilingual import from_rows
from align.model import Alignment

ONLY = CheckConfig(off=frozenset(CHECK_NAMES) - {"inconsistency"})
USUAL = (
    ("両国は拡大抑止を強化する。", "The two countries will strengthen extended deterrence."),
    ("大臣は拡大抑止の重要性を述べた。", "The Minister stated the importance of extended deterrence."),
    ("拡大抑止の協議を行った。", "They held consultations on extended deterrence."),
)
OTHER = ("拡大抑止は地域の安定に必要である。", "Enlarged deterrence is necessary for the stability of the region.")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))


def pair(name: str, rows: Sequence[tuple[str, str]], langs: tuple[str, str] = ("ja", "en")) -> Alignment:
    return from_rows([(f"{name}{n}", *row) for n, row in enumerate(rows)], *langs, id=name)


def told(*alignments: Alignment, config: CheckConfig = ONLY) -> list[tuple[str, str]]:
    """(pair, message) of the findings on terms, all of them hints."""
    found = zip(alignments, check_alignments(alignments, config), strict=True)
    hints = [(one.id, item) for one, items in found for item in items if "elsewhere; here" in item.message]
    assert all(item.severity == "hint" and item.check == "inconsistency" for _, item in hints)
    return [(name, item.message) for name, item in hints]


def test_a_term_with_another_rendering_in_one_pair_is_named_with_both() -> None:
    assert told(pair("a", [*USUAL, OTHER])) == [
        ("a", "拡大抑止 is “extended deterrence” elsewhere; here “Enlarged deterrence”")
    ]


def test_the_usual_rendering_may_stand_in_another_pair() -> None:
    assert [name for name, _ in told(pair("a", USUAL), pair("b", [OTHER]))] == ["b"]


def test_plurals_capitals_and_one_rendering_only_are_no_deviation() -> None:
    assert told(pair("a", [*USUAL, ("拡大抑止が議題である。", "Extended Deterrence is on the agenda.")])) == []
    assert told(pair("a", [USUAL[0], OTHER])) == [], "of two renderings none is the usual one"


def test_without_an_encoder_and_in_other_languages_terms_are_not_compared() -> None:
    rows = [*USUAL, OTHER]
    assert told(pair("a", rows), config=CheckConfig(off=ONLY.off, encoder="")) == []
    assert told(pair("a", rows, ("ja", "de"))) == []
