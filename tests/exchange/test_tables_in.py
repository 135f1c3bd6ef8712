"""Tables and memories as people make them: heads, columns, quotes, languages and cells are read as they are meant."""

from datetime import datetime, time

import openpyxl
import pytest

from align.errors import UsageError
from align.exchange.bilingual import Columns, read_bilingual, row_id
from align.exchange.tmx import units_passed_over
from align.model import Alignment, Bead, Document, Segment


def ids(alignment):
    return [row_id(alignment, bead) for bead in alignment.beads]


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def texts(path, **more):
    alignment = read_bilingual(path, **more)
    return [(alignment.source_text(bead), alignment.target_text(bead)) for bead in alignment.beads]


@pytest.mark.parametrize(
    "heads",
    [
        ("和文", "英文"),
        ("原文", "訳文"),
        ("日本語原文", "英語訳文"),
        ("日本語", "英訳"),
        ("Source segment", "Target segment"),
        ("Japanese (Japan)", "English (United States)"),
        ("SOURCE_TEXT", "Target Text"),
        ("ja-JP", "en-US"),
        ("Ｊａｐａｎｅｓｅ", "English"),
    ],
)
def test_heads_in_the_words_that_people_use(heads, tmp_path):
    rows = [
        ("No.", *heads, "Source URL", "Target notes"),
        ("7", "会議", "Meeting", "https://a.example/x", "a long note"),
    ]
    path = write(tmp_path / "a.tsv", "\n".join("\t".join(row) for row in rows))
    assert texts(path) == [("会議", "Meeting")]
    assert ids(read_bilingual(path)) == ["7"]


def test_a_column_of_remarks_is_never_guessed_to_be_a_text(tmp_path):
    lines = [
        "会議は今日始まった。\tThe meeting began.\tOK\tA long remark about the style of it",
        "予算。\tThe budget.\t\tAnother",
    ]
    path = write(tmp_path / "a.tsv", "\n".join(lines))
    with pytest.raises(UsageError, match=r"column 2 and column 4 could hold the target texts; name it with --target"):
        read_bilingual(path)
    assert texts(path, columns=Columns(target="2"))[1] == ("予算。", "The budget.")


def test_links_numbers_and_short_marks_are_no_texts(tmp_path):
    lines = [
        "1\thttps://a.example/very/long\t会議は今日始まった。\tThe meeting began.\tOK",
        "2\t\t予算。\tThe budget.\tOK",
    ]
    assert texts(write(tmp_path / "a.tsv", "\n".join(lines)))[1] == ("予算。", "The budget.")


def test_two_columns_of_one_language_are_asked_about(tmp_path):
    path = write(tmp_path / "a.tsv", "ja\ten\tEnglish\n会議\tMeeting\tTalks\n")
    with pytest.raises(UsageError, match=r"'en' \(column 2\) and 'english' \(column 3\) could hold the target texts"):
        read_bilingual(path)


def test_a_quotation_mark_at_the_start_of_a_cell_swallows_no_row(tmp_path):
    body = (
        'ja\ten\n一\t"Start of a quote\n二\tand its end"\n三\t"Yes" he said\n四\t"whole ""cell"""\n五\t"two\nlines"\n'
    )
    assert [target for _, target in texts(write(tmp_path / "a.tsv", body))] == [
        '"Start of a quote',
        'and its end"',
        '"Yes" he said',
        'whole "cell"',
        "two lines",
    ]


def test_rows_of_one_id_stay_apart(tmp_path):
    path = write(tmp_path / "a.tsv", "id\tja\ten\n1\t会議\tMeeting\n1\t予算\tBudget\n")
    assert ids(read_bilingual(path)) == ["1", "1 (2)"]


TWO = (
    '<xliff version="1.2"><file source-language="{}" target-language="{}"><body>'
    '<trans-unit id="1"><source>A</source><target>B</target></trans-unit></body></file></xliff>'
)


def test_the_languages_that_a_file_states_are_followed(tmp_path):
    path = write(tmp_path / "a.xlf", TWO.format("en-US", "ja-JP"))
    alignment = read_bilingual(path)
    assert (alignment.source.lang, alignment.target.lang) == ("en", "ja")
    path = write(tmp_path / "b.xlf", TWO.format("ja", "fr"))
    with pytest.raises(UsageError, match="its languages are ja and fr; give --source-lang ja --target-lang fr"):
        read_bilingual(path)
    assert read_bilingual(path, target_lang="fr").target.lang == "fr"


def test_every_unit_of_a_memory_is_read_whatever_its_codes(tmp_path):
    def unit(*variants):
        return "<tu>" + "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in variants) + "</tu>"

    units = [
        unit(("jpn", "会議"), ("eng", "Meeting")),
        unit(("Japanese", "予算"), ("English", "Budget")),
        unit(("ja-JP", "防衛"), ("en-US", "Defense"), ("en-GB", "Defence")),
        unit(("ja", "片側")),
        unit(("fr", "rien")),
    ]
    path = write(tmp_path / "a.tmx", f'<tmx><header srclang="JPN"/><body>{"".join(units)}</body></tmx>')
    assert texts(path) == [
        ("会議", "Meeting"),
        ("予算", "Budget"),
        ("防衛", "Defense"),
        ("防衛", "Defence"),
        ("片側", ""),
    ]
    assert units_passed_over(path.read_bytes(), "", ("ja", "en")) == 1


def test_cells_of_a_sheet_are_read_as_they_are_shown(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Report of the week"])
    book.active.append([])
    book.active.append(["ja", "en"])
    for value, number_format, _ in SHOWN:
        book.active.append(["会議", value])
        book.active.cell(book.active.max_row, 2).number_format = number_format
    book.save(tmp_path / "a.xlsx")
    assert [target for _, target in texts(tmp_path / "a.xlsx")] == [text for *_, text in SHOWN]


SHOWN = [
    (datetime(2026, 1, 5), "yyyy-mm-dd", "2026-01-05"),
    (datetime(2026, 1, 5), 'yyyy"年"m"月"d"日"', "2026年1月5日"),
    (datetime(2026, 1, 5), "d mmmm yyyy", "5 January 2026"),
    (datetime(2026, 1, 5, 14, 5), "yyyy/m/d h:mm", "2026/1/5 14:05"),
    (datetime(2026, 1, 5, 14, 5), "h:mm AM/PM", "2:05 PM"),
    (time(9, 30), "hh:mm", "09:30"),
    (0.05, "0%", "5%"),
    (0.1234, "0.0%", "12.3%"),
    (1234567, "#,##0", "1,234,567"),
    (2.5, "0.00", "2.50"),
    (120, "General", "120"),
    (0.1, "General", "0.1"),
    (True, "General", "TRUE"),
]


@pytest.mark.parametrize("format", ["tsv", "csv", "xlsx", "xliff", "xliff12"])
def test_null_alignments_of_our_own_exports_are_no_empty_targets(format, tmp_path):
    from align.check import CheckConfig, check_alignment
    from align.exchange import Export, export, format_named

    sides = [
        Document("x", lang, tuple(Segment(i, text) for i, text in enumerate(several)))
        for lang, several in (("ja", ("会議が開かれた。", "栄誉礼。")), ("en", ("A meeting was held.", "Added.")))
    ]
    pair = Alignment(*sides, (Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,))))
    path = tmp_path / f"x{format_named(format).suffix}"
    export([Export(pair)], format, path)
    back = read_bilingual(path)
    assert len(back.beads) == 3
    off = CheckConfig(encoder="")
    assert not [one for one in check_alignment(back, off) if one.check == "untranslated"]
    rows = write(tmp_path / "b.tsv", "ja\ten\n会議\t\n")
    assert [one.check for one in check_alignment(read_bilingual(rows), off)] == ["untranslated"]


@pytest.mark.parametrize("count", [200])
def test_a_workbook_of_many_sheets_and_a_far_cell_is_read(count, tmp_path):
    book = openpyxl.Workbook()
    for number in range(count):
        sheet = book.create_sheet(f"s{number}")
        sheet.append(["ja", "en"])
        sheet.append(["会議", f"Meeting {number}"])
    book.worksheets[1]["XFD1048576"] = "far"
    book.save(tmp_path / "a.xlsx")
    assert len(texts(tmp_path / "a.xlsx")) == count
