"""Printed pages in the order in which people read them: columns, tables, notes, titles, furigana."""

import pytest

from align.read.blocks import Block
from align.read.pdf.columns import bands
from align.read.pdf.glyphs import Piece
from align.read.pdf.layout import lines_of, without_letter_spaces
from align.read.pdf.lines import Line
from align.read.pdf.notes import note_sign
from align.read.pdf.reflow import blocks_of
from align.read.pdf.running import without_running_lines
from align.read.pdf.small_print import without_furigana

PROSE = "川の水は春になると山の雪が解けて増え、下流の町では堤の上を人が見て回る。夏の前に土を盛り、秋に石を積む。"
HEIGHTS = 842.0


class Sheet:
    """A page that is written on line by line; positions in points, ten a sign."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []

    def write(self, text: str, left: float, base: float, size: float = 10) -> None:
        right = left + size * sum(0.5 if char.isascii() else 1 for char in text)
        self.pieces.append(Piece(text, left, right, base, size, len(self.pieces)))

    def prose(self, left: float, base: float, signs: int, rows: int) -> float:
        """Full lines of prose, and a last one that is half full; return the height of the line below."""
        text = PROSE * (1 + signs * rows // len(PROSE))
        for number in range(rows):
            self.write(text[number * signs : (number + 1) * signs], left, base - 16 * number)
        self.write(text[signs * rows : signs * rows + signs // 2], left, base - 16 * rows)
        return base - 16 * (rows + 1)

    def blocks(self) -> list[Block]:
        return blocks_of(lines_of(self.pieces, 1))

    def texts(self) -> list[str]:
        return [block.text for block in self.blocks()]


def written(signs: int, rows: int) -> str:
    """The text that `Sheet.prose` writes."""
    return (PROSE * (1 + signs * rows // len(PROSE)))[: signs * rows + signs // 2]


def test_the_left_column_is_read_whole_beside_a_table() -> None:
    sheet = Sheet()
    sheet.prose(50, 780, 22, 20)
    for number in range(8):
        for place, cell in enumerate((f"{2001 + number}年", f"{31 + number}", f"{7 + number}")):
            sheet.write(cell, 310 + 70 * place, 780 - 16 * number)
    sheet.prose(310, 620, 22, 8)
    blocks = sheet.blocks()
    assert blocks[0].text == written(22, 20)
    assert [block.text for block in blocks if block.kind == "cell"][:6] == ["2001年", "31", "7", "2002年", "32", "8"]
    assert blocks[-1].text == written(22, 8)


def test_columns_are_columns_however_the_file_draws_them() -> None:
    """A file may draw a page row by row. Then the running text tells that these are columns."""
    sheet = Sheet()
    sheet.prose(50, 780, 22, 12)
    sheet.prose(310, 780, 22, 12)
    for order, piece in enumerate(sorted(sheet.pieces, key=lambda piece: (-piece.base, piece.left))):
        piece.order = order
    assert sheet.texts() == [written(22, 12)] * 2


def test_a_table_of_two_columns_stays_a_table() -> None:
    sheet = Sheet()
    for number, (left, right) in enumerate(
        [("項目", "内容"), ("場所", "川の北の公園"), ("時刻", "朝の九時から"), ("費用", "いらない")]
    ):
        sheet.write(left, 50, 700 - 20 * number)
        sheet.write(right, 250, 700 - 20 * number)
    assert sheet.texts() == ["項目", "内容", "場所", "川の北の公園", "時刻", "朝の九時から", "費用", "いらない"]


def test_a_title_across_columns_divides_them() -> None:
    sheet = Sheet()
    sheet.prose(50, 780, 22, 5)
    sheet.prose(310, 780, 22, 5)
    sheet.write("川を見て回る人びとの一年をまとめた長い見出しがここに立つ、上の段と下の段のあいだに", 60, 640)
    sheet.prose(50, 600, 22, 5)
    sheet.prose(310, 600, 22, 5)
    order = [min(piece.order for piece in band) for band in bands(sheet.pieces)]
    assert order == sorted(order) and len(order) == 5


def test_the_lines_of_a_cell_are_one_cell() -> None:
    sheet = Sheet()
    rows = [
        ("組", "仕事", "日"),
        ("北組", "堤の上の草を刈", "六月の初めの土"),
        ("", "って集める", "曜日"),
        ("南組", "石を運ぶ", "十月"),
    ]
    for row, base in zip(rows, (700, 682, 668, 650), strict=True):
        for place, cell in enumerate(row):
            if cell:
                sheet.write(cell, 80 + 110 * place, base)
    cells = ["組", "仕事", "日", "北組", "堤の上の草を刈って集める", "六月の初めの土曜日", "南組", "石を運ぶ", "十月"]
    assert sheet.texts() == cells


def test_rows_under_a_group_stay_rows() -> None:
    """The name of a group may stand beside its first row alone. Short cells are full lines of no cell."""
    sheet = Sheet()
    for number, row in enumerate([("北", "草を刈る人の組", "六人"), ("", "石", "四人"), ("", "土", "二人")]):
        for place, cell in enumerate(row):
            if cell:
                sheet.write(cell, 80 + 110 * place, 700 - 14 * number)
    assert sheet.texts() == ["北", "草を刈る人の組", "六人", "石", "四人", "土", "二人"]


def test_furigana_is_taken_off() -> None:
    sheet = Sheet()
    sheet.write("堤の上を人が見て回る。", 80, 700)
    sheet.write("つつみ", 78, 708, 5)
    kept, ruby = without_furigana(sheet.pieces)
    assert ([piece.text for piece in kept], [piece.text for piece in ruby]) == (["堤の上を人が見て回る。"], ["つつみ"])


def test_a_small_note_is_no_furigana() -> None:
    sheet = Sheet()
    sheet.write("堤の上を人が見て回る。", 80, 700)
    sheet.write("つつみ", 80, 680, 5)
    assert without_furigana(sheet.pieces)[1] == []


@pytest.mark.parametrize(
    ("spaced", "closed"),
    [
        ("お 知 ら せ", "お知らせ"),
        ("目 次", "目次"),
        ("新しい フ ォ ン ト の 話", "新しい フォントの話"),
        ("A B C D E", "A B C D E"),
        ("東京 大阪", "東京 大阪"),
    ],
)
def test_widely_set_words_are_closed(spaced: str, closed: str) -> None:
    assert without_letter_spaces(spaced) == closed


def test_a_raised_number_is_no_part_of_the_number_before_it() -> None:
    sheet = Sheet()
    sheet.write("面積は2026", 80, 700)
    sheet.pieces.append(Piece("3", sheet.pieces[-1].right, sheet.pieces[-1].right + 3, 702, 5, 1))
    sheet.pieces.append(Piece("平方", sheet.pieces[-1].right, sheet.pieces[-1].right + 20, 700, 10, 2))
    assert sheet.texts() == ["面積は2026³平方"]


def test_a_larger_bullet_makes_no_heading() -> None:
    sheet = Sheet()
    sheet.write("•", 80, 700, 15)
    sheet.write("堤の草を刈る", 98, 700)
    for number in range(4):
        sheet.write("堤の上を人が見て回り、草を刈る。", 80, 670 - 16 * number)
    first = sheet.blocks()[0]
    assert (first.kind, first.text) == ("", "• 堤の草を刈る")


def test_footnotes_follow_the_paragraph_and_are_no_headings() -> None:
    lines: list[Line] = []
    for page in (1, 2):
        sheet = Sheet()
        if page == 1:
            for number in range(3):
                sheet.write(
                    "川の水は春になると増え、下流の町では堤の上を人が見て回り、草を刈って、石を", 80, 300 - 16 * number
                )
            sheet.write("1", 80, 152, 5)
            sheet.write("堤の高さは五メートルある。", 86, 150, 8)
        else:
            sheet.write("積む。", 80, 760)
            sheet.write("秋の終わりに堤を直す。", 90, 744)
        lines += lines_of(sheet.pieces, page)
    blocks = blocks_of(lines)
    assert blocks[0].text.endswith("石を積む。")
    assert (blocks[1].kind, blocks[1].marker, blocks[1].text) == ("item", "1", "堤の高さは五メートルある。")
    assert blocks[2].text.endswith("堤を直す。")


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("¹ 規則を見よ。", ("1", "規則を見よ。")),
        ("＊県の資料。", ("*", "県の資料。")),
        ("注 県の資料。", ("注", "県の資料。")),
        ("県の資料。", ("", "県の資料。")),
    ],
)
def test_the_sign_of_a_note_is_its_marker(note: str, parts: tuple[str, str]) -> None:
    assert note_sign(note) == parts


def running(titles: list[str]) -> list[str]:
    """The lines that are left of pages with such titles at the top."""
    lines: list[Line] = []
    for page, title in enumerate(titles, start=1):
        sheet = Sheet()
        sheet.write(title, 80, 810, 9)
        for number in range(4):
            sheet.write(f"第{page}の頁、{number}番目の行である。", 80, 760 - 16 * number)
        lines += lines_of(sheet.pieces, page)
    return [line.text for line in without_running_lines(lines, dict.fromkeys(range(1, len(titles) + 1), HEIGHTS))]


def test_running_titles_that_change_by_chapter_go() -> None:
    left = running(["川の春 1", "川の春 2", "堤の夏 3", "堤の夏 4", "石の秋 5", "石の秋 6"])
    assert not any(name in text for text in left for name in ("川の春", "堤の夏", "石の秋"))
    left = running(["川の春", "川の春", "堤の夏", "堤の夏", "石の秋", "石の秋"])
    assert not any(name in text for text in left for name in ("川の春", "堤の夏", "石の秋"))


def test_titles_that_each_page_has_for_itself_stay() -> None:
    titles = ["川の春", "堤の夏", "石の秋", "雪の冬", "水の年"]
    assert [text for text in running(titles) if text in titles] == titles


def test_lines_set_narrower_than_the_column_are_joined() -> None:
    sheet = Sheet()
    base = sheet.prose(80, 780, 30, 4)
    end = sheet.prose(80, base - 20, 44, 4)
    sheet.write("堤の草を刈る。", 80, end - 20)
    assert sheet.texts() == [written(30, 4), written(44, 4), "堤の草を刈る。"]
