"""Lines of a printed page: where a column ends, what begins an item, and what a table of contents says."""

from align.read.pdf.glyphs import Piece
from align.read.pdf.layout import lines_of
from align.read.pdf.reflow import blocks_of, without_leaders


def page(*rows: str, step: float = 16) -> list[str]:
    """The texts of the blocks that such lines make, each sign ten points wide."""
    pieces = [Piece(row, 80, 80 + 10 * len(row), 780 - step * number, 10) for number, row in enumerate(rows)]
    return [block.text for block in blocks_of(lines_of(pieces, 1))]


FULL = [
    "県は春から新しい計画をまとめ各地で説明の会を開",
    "いて集まった人の意見を聞き秋までに案を直すこと",
    "にしている。日時は広報で知らせる。",
]


def test_one_overlong_line_does_not_keep_all_lines_apart() -> None:
    shown = page(*FULL, "https://example.org/2026/plans/for/the/next/years.html", *FULL)
    assert shown == ["".join(FULL), "https://example.org/2026/plans/for/the/next/years.html", "".join(FULL)]


def test_the_rest_of_a_katakana_word_begins_no_item() -> None:
    rows = [
        "県は春から計画をまとめ各地で説明の会（ミーティン",
        "グ）を開いて人の意見を聞き秋までに案を直すことに",
        "している。日時は広報で知らせる。",
    ]
    assert page(*rows) == ["".join(rows)]


def test_entries_of_a_table_of_contents_stay_apart_and_lose_their_dots() -> None:
    assert page("はじめに.................1", "計画のねらい.............2", "費用.....................9") == [
        "はじめに 1",
        "計画のねらい 2",
        "費用 9",
    ]
    assert without_leaders("序文 ・・・・・・・・ 12") == "序文 12"
    assert without_leaders("続く.......") == "続く......."


def test_a_line_that_is_a_few_signs_short_does_not_divide_a_word() -> None:
    rows = [
        "県は春から計画をまとめ各地で町の新しい図書館の建物",
        "と本などの並べ方を見せるための小さい案内のモデ",
        "ル 7 に合わせて説明の会を開き秋までに案を直すこと",
        "にしている（ネット版もある。日時は広報で知らせる。",
    ]
    assert page(*rows) == ["".join(rows)]
