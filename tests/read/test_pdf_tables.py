"""Ruled tables and text that runs across its page, as browsers print them."""

from collections.abc import Callable

from align.read import read_content
from align.read.blocks import Block
from align.read.pdf.grids import grids_of
from align.read.pdf.rules import Rule
from tests.read.test_pdf_layout import PROSE, Sheet

_RULED = "table{border-collapse:collapse} td,th{border:1px solid #000;padding:2px 4px;vertical-align:top}"


def _blocks(content: bytes) -> list[Block]:
    return list(read_content(content, "x.pdf").blocks)


def _cells(content: bytes) -> list[str]:
    return [block.text for block in _blocks(content) if block.kind == "cell"]


def test_a_ruled_cell_of_several_lines_is_one_text(printed: Callable[..., bytes]) -> None:
    left = "堤の高さを川の上流から下流まで毎年測り、低いところを秋までに直す。"
    right = "町と村が費用を半分ずつ持ち、石は山から運ぶ。"
    rows = "".join(f"<tr><td width=150>{left}<td width=60>{year}年<td width=120>{right}" for year in (2021, 2022))
    found = _cells(printed(f"<p>{PROSE}</p><table>{rows}</table>", _RULED))
    assert found == [left, "2021年", right, left, "2022年", right]


def test_marks_in_narrow_ruled_columns_stay_apart(printed: Callable[..., bytes]) -> None:
    rows = "".join(f"<tr><td>{name}<td>○<td>◎<td>－" for name in ("堤", "橋", "水門"))
    found = _cells(printed(f"<table>{rows}</table>", _RULED + "td{padding:0}"))
    assert found == ["堤", "○", "◎", "－", "橋", "○", "◎", "－", "水門", "○", "◎", "－"]


def test_single_characters_in_ruled_rows_stay_apart(printed: Callable[..., bytes]) -> None:
    rows = "".join(
        f"<tr><td>{name}の点検を毎年する<td>{mark}" for name, mark in zip("堤橋道堰", "要不要未", strict=True)
    )
    found = _cells(printed(f"<table>{rows}</table>", _RULED + "td{padding:0;line-height:1.1}"))
    assert found[1::2] == ["要", "不", "要", "未"]


def test_items_in_a_ruled_cell_stay_apart(printed: Callable[..., bytes]) -> None:
    rows = f"<tr><td>点検<td>(1) {PROSE[:24]}<br>(2) {PROSE[24:52]}"
    found = _cells(printed(f"<table>{rows}<tr><td>費用<td>町が持つ。</table>", _RULED))
    assert found == ["点検", f"(1) {PROSE[:24]}", f"(2) {PROSE[24:52]}", "費用", "町が持つ。"]


def test_a_table_inside_of_a_cell_is_read_in_its_place(printed: Callable[..., bytes]) -> None:
    inner = "<table><tr><td>春<td>三回<tr><td>秋<td>一回</table>"
    rows = f"<tr><td>点検<td>次の回数とする。{inner}<td>町<tr><td>工事<td>別に定める。<td>村"
    found = _cells(printed(f"<table>{rows}</table>", _RULED + "td{padding:8px}"))
    assert found == ["点検", "次の回数とする。", "春", "三回", "秋", "一回", "町", "工事", "別に定める。", "村"]


def test_a_frame_around_prose_makes_no_cells(printed: Callable[..., bytes]) -> None:
    blocks = _blocks(printed(f"<div style='border:1px solid #000;padding:9px'><p>{PROSE * 3}</p></div>"))
    assert [(block.kind, block.text) for block in blocks] == [("", PROSE * 3)]


def test_a_table_beside_prose_is_read_once(printed: Callable[..., bytes]) -> None:
    rows = "".join(f"<tr><td>{2001 + number}年<td>{number}回" for number in range(5))
    body = f"<div style='columns:2'><p>{PROSE * 9}</p><table>{rows}</table><p>{PROSE * 4}</p></div>"
    found = _cells(printed(body, _RULED))
    assert found == [text for number in range(5) for text in (f"{2001 + number}年", f"{number}回")]


def test_columns_of_text_on_a_level_page_are_read_as_columns(printed: Callable[..., bytes]) -> None:
    tall = f"<div style='writing-mode:vertical-rl;height:180px;font-size:12pt'>{PROSE}</div>"
    texts = [block.text for block in _blocks(printed(f"<p>{PROSE * 6}</p>{tall}<p>{PROSE * 5}</p>"))]
    assert texts == [PROSE * 6, PROSE, PROSE * 5]


def test_a_list_of_single_characters_is_no_column_of_text() -> None:
    sheet = Sheet()
    for number, sign in enumerate("川山石土町村"):
        sheet.write(sign, 50, 780 - 16 * number)
        sheet.write(f"{sign}の字を使う言葉", 130, 780 - 16 * number)
    assert sheet.texts()[:4] == ["川", "川の字を使う言葉", "山", "山の字を使う言葉"]


def test_a_label_that_lies_on_its_side_is_one_text(printed: Callable[..., bytes]) -> None:
    label = "<div style='position:absolute;left:0;top:80px;transform:rotate(-90deg)'>Underlying causes</div>"
    body = f"{label}<div style='margin-left:120px'><p>{PROSE * 4}</p></div>"
    texts = [block.text for block in _blocks(printed(body))]
    assert sorted(texts) == ["Underlying causes", PROSE * 4]


def test_a_level_line_on_a_page_of_columns_is_one_text(printed: Callable[..., bytes]) -> None:
    level = "<div style='writing-mode:horizontal-tb;width:9em;margin:3em'>水害に備える町</div>"
    body = f"<div style='writing-mode:vertical-rl;height:700px'>{level}<p>{PROSE * 6}</p></div>"
    texts = [block.text for block in _blocks(printed(body))]
    assert sorted(texts) == sorted(["水害に備える町", PROSE * 6])


def test_a_line_behind_a_bullet_of_a_symbol_font_joins_it() -> None:
    sheet = Sheet()
    sheet.write("\uf06e " + PROSE[:26], 50, 780)
    sheet.write(PROSE[26:40], 70, 764)
    sheet.write("\uf06e " + PROSE[:20], 50, 748)
    assert [text.strip("\uf06e ") for text in sheet.texts()] == [PROSE[:40], PROSE[:20]]


def test_many_small_notes_do_not_make_the_text_large() -> None:
    sheet = Sheet()
    below = sheet.prose(50, 780, 24, 9)
    for number in range(1, 13):
        sheet.write(
            f"{number} https://example.org/papers/on-rivers-and-dikes/{number:04}/index.html", 50, below - 9 * number, 6
        )
    blocks = sheet.blocks()
    assert [block.kind for block in blocks[:1]] == [""]
    assert {block.kind for block in blocks[1:]} == {"item"}


def test_rules_that_meet_make_cells_and_a_missing_one_joins_two() -> None:
    rules = [Rule(0, y, 90, y) for y in (0, 20, 40)] + [Rule(x, 0, x, 40) for x in (0, 90)] + [Rule(30, 0, 30, 20)]
    (grid,) = grids_of(rules)
    assert [(cell.left, cell.right, cell.bottom) for cell in grid.cells] == [(0, 90, 20), (0, 30, 0), (30, 90, 0)]
    assert (grid.find(45, 30), grid.find(10, 10), grid.find(60, 10), grid.find(95, 10)) == (0, 1, 2, None)
