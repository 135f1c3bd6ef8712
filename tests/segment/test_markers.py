"""The numbering in front of headings and list items."""

import pytest

from align.segment.markers import parse_marker, split_marker

FOUND = [
    ("（１）防衛協力", "（１）", "(1)", 1, "防衛協力"),
    ("(1) With regard to", "(1)", "(1)", 1, "With regard to"),
    ("- (1) With regard to", "(1)", "(1)", 1, "With regard to"),
    ("- a. accelerate efforts", "a.", "a.", 1, "accelerate efforts"),
    ("- progress in co-production", "-", "bullet", 0, "progress in co-production"),
    ("・自衛官の処遇改善", "・", "bullet", 0, "自衛官の処遇改善"),
    ("○ 我が国の取組", "○", "bullet", 0, "我が国の取組"),
    ("ア　装備協力", "ア", "ア", 1, "装備協力"),
    ("イ ミサイルの共同生産", "イ", "ア", 2, "ミサイルの共同生産"),
    ("（ウ）宇宙", "（ウ）", "(ア)", 3, "宇宙"),
    ("①沖縄", "①", "①", 1, "沖縄"),
    ("１　総論", "１", "1", 1, "総論"),
    ("２　日米防衛協力", "２", "1", 2, "日米防衛協力"),
    ("１．日米防衛協力", "１．", "1.", 1, "日米防衛協力"),
    ("1.Bilateral Defense Cooperation", "1.", "1.", 1, "Bilateral Defense Cooperation"),
    ("2. Realignment", "2.", "1.", 2, "Realignment"),
    ("4 Realignment of U.S. Forces etc.", "4", "1", 4, "Realignment of U.S. Forces etc."),
    ("1.1. Console basics", "1.1.", "1.1", 1, "Console basics"),
    ("第1章 GNU/Linux", "第1章", "chapter", 1, "GNU/Linux"),
    ("第三　防衛力", "第三", "chapter", 3, "防衛力"),
    ("一　趣旨", "一", "一", 1, "趣旨"),
    ("十二、附則", "十二、", "一", 12, "附則"),
    ("(iv) space", "(iv)", "(i)", 4, "space"),
    ("Ⅱ．態勢", "Ⅱ．", "I", 2, "態勢"),
    ("(b) cyber", "(b)", "(a)", 2, "cyber"),
    ("3.1.1 次期の計画", "3.1.1", "1.1", 1, "次期の計画"),
    ("Section 2 – Scope", "Section 2 –", "chapter", 2, "Scope"),
    ("3) third", "3)", "1)", 3, "third"),
]


@pytest.mark.parametrize(("text", "written", "kind", "ordinal", "rest"), FOUND, ids=[row[0] for row in FOUND])
def test_markers_are_split_off(text: str, written: str, kind: str, ordinal: int, rest: str) -> None:
    marker, left = split_marker(text)
    assert marker is not None
    assert (marker.text, marker.kind, marker.ordinal, left) == (written, kind, ordinal, rest)


NONE = [
    "1月15日、両閣僚は会談した。",
    "第1条 、第5条は残る。",
    "１５日",
    "2026年1月",
    "50 minutes later they left.",
    "12 countries took part.",
    "2 plus 2 meeting was held.",
    "1.5 billion yen",
    "１．５億円",
    "A. B. Smith came.",
    "○○省は述べた。",
    "（以上）",
    "(SDF) personnel",
    "2+2",
    "-5 degrees",
    "アメリカは述べた。",
    "一致した。",
    "（1）",
    "・",
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_marker_stays(text: str) -> None:
    assert split_marker(text) == (None, text)


def test_a_marker_that_the_format_gives() -> None:
    assert parse_marker("iii)").kind != "bullet"
    assert parse_marker("1.1.2").depth == 3
    assert parse_marker("•").ordinal == 0
