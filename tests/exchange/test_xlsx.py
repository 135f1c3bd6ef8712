import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from align.errors import UsageError
from align.exchange import Export, ExportOptions
from align.exchange.markers import text_with_markers
from align.exchange.xlsx.layout import CELL_LIMIT, COLUMNS, HEADER_ROW, cell_pieces, sheet_name
from align.model import DECISIONS, Alignment, Bead, Document, Segment


def book_of(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def lines(sheet) -> list[dict[str, object]]:
    return [
        dict(zip(COLUMNS, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=HEADER_ROW + 2)
    ]


def plain(text: str) -> str:
    return re.sub(r"_x005F_(?=x[0-9A-F]{4}_)", "_", text).replace("\x1b", "␛")


def test_every_bead_is_a_row_with_its_texts(written, sample):
    sheet = book_of(written("xlsx", sample))["2026-01-15"]
    rows = lines(sheet)
    pair = sample.alignment
    assert [row["ID"] for row in rows] == [f"2026-01-15:{number}" for number in range(1, 10)]
    for row, bead, key in zip(rows, pair.beads, pair.keys, strict=True):
        assert plain(row["Source"] or "") == plain(text_with_markers(pair.source, bead.source, "all").text)
        assert plain(row["Target"] or "") == plain(text_with_markers(pair.target, bead.target, "all").text)
        assert row["Confidence"] == pytest.approx(bead.probability)
        assert row["Key"].startswith(key + " ")
    assert [row["Verdict"] for row in rows[:6]] == [
        "accept",
        None,
        "needs-fix",
        "reject",
        "accept",
        "intended-omission",
    ]
    assert "conflict: Tanaka accept, 鈴木 <S> reject" in rows[3]["Findings"]
    assert "Tanaka suggests for ja: 直した文" in rows[4]["Findings"]


def test_no_text_becomes_a_formula_or_a_number(written, sample):
    for sheet in book_of(written("xlsx", sample)).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row), sheet.title
    sheet = book_of(written("xlsx", sample))["2026-01-15"]
    row = lines(sheet)[4]
    assert row["Source"] == "<r><t>書式</t></r>"
    assert row["Target"] == "-1+1 +2 @cmd <script>alert('x')</script>"
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(written("xlsx", sample))).read("xl/worksheets/sheet2.xml")


def test_a_reviewer_finds_what_they_need(written, sample):
    book = book_of(written("xlsx", sample))
    assert book.sheetnames == ["Summary", "2026-01-15"]
    sheet = book["2026-01-15"]
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref == "A2:J11"
    assert "project rendering, not the Ministry's text" in sheet["A1"].value
    validations = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert validations["D3:D11"].formula1 == '"' + ",".join(filter(None, DECISIONS)) + '"'
    assert validations["A3:A11"].type == "custom"
    assert validations["A3:A11"].formula1 == "FALSE()"
    assert validations["J3:J11"].type == "custom"
    assert sheet["A3"].protection.locked
    assert not sheet["D3"].protection.locked
    assert sheet["C3"].alignment.wrap_text
    colours = {sheet.cell(row, COLUMNS.index("Confidence") + 1).fill.fgColor.rgb for row in (3, 5, 11)}
    assert len(colours) == 3
    summary = book["Summary"]
    assert [cell.value for cell in summary[6]][:12] == [
        *("2026-01-15", "Summary & <more>", 9, 9, 9),
        pytest.approx(1 - len("栄誉礼が実施された。") / sum(map(len, sample.alignment.source.texts()))),
        *(1, 1, 1, 3, 2, 5),
    ]


def test_several_pairs_are_several_sheets(written, sample, second):
    book = book_of(written("xlsx", sample, second, second))
    assert len(book.sheetnames) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)
    assert len({name.casefold() for name in book.sheetnames}) == 4
    assert lines(book.worksheets[2])[1]["ID"] == f"{second.alignment.id}:2"


@pytest.mark.parametrize(
    ("pair", "name"),
    [
        ("a/b:c*d?[e]\\f", "a_b_c_d__e__f"),
        ("x" * 40, "x" * 31),
        ("𠮷" * 20, "𠮷" * 15),
        ("'quoted'", "quoted"),
        ("", "pair"),
        ("History", "History~2"),
        ("summary", "summary~2"),
        ("''", "pair"),
    ],
)
def test_sheet_names(pair, name):
    taken = {"summary", "history"}
    assert sheet_name(pair, taken) == name
    assert sheet_name(pair, taken) != name


def huge(length: int) -> Export:
    source = Document("huge", "ja", (Segment(0, "𠮷" * length),))
    target = Document("huge", "en", (Segment(0, "short"),))
    return Export(Alignment(source, target, (Bead((0,), (0,)),)))


def test_text_beyond_a_cell_goes_on_below_and_nothing_is_cut(written):
    rows = lines(book_of(written("xlsx", huge(20_000)))["huge"])
    assert [row["ID"] for row in rows] == ["huge:1 (1/2)", "huge:1 (2/2)"]
    assert all(len(row["Source"].encode("utf-16-le")) // 2 <= CELL_LIMIT for row in rows)
    assert "".join(row["Source"] for row in rows) == "𠮷" * 20_000
    assert [row["Target"] for row in rows] == ["short", None]


@pytest.mark.parametrize("length", [0, 1, 32_767, 32_768, 65_534, 65_535])
def test_parts_join_to_the_whole(length):
    text = "ab" * (length // 2) + "c" * (length % 2)
    pieces = cell_pieces(text)
    assert "".join(pieces) == text
    assert all(len(piece) <= CELL_LIMIT for piece in pieces)
    assert len(pieces) == max(1, -(-length // CELL_LIMIT))


def test_more_rows_than_excel_holds_are_refused(written, second, monkeypatch):
    monkeypatch.setattr("align.exchange.xlsx.writer.SHEET_ROWS", 3)
    with pytest.raises(UsageError, match="more than 3 rows"):
        written("xlsx", second)


def test_an_empty_choice_gives_a_sheet_without_rows(written, second):
    options = ExportOptions(verdicts="accepted")
    book = book_of(written("xlsx", second, options=options))
    assert lines(book.worksheets[1]) == []


@pytest.mark.needs("libreoffice")
def test_libreoffice_reads_every_text(written, sample, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(written("xlsx", sample))
    office = shutil.which("soffice") or shutil.which("libreoffice")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "b"), "a.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=200)
    pair = sample.alignment
    rows = lines(openpyxl.load_workbook(tmp_path / "b" / "a.xlsx")["2026-01-15"])
    for row, bead in zip(rows, pair.beads, strict=True):
        assert plain(row["Source"] or "") == plain(text_with_markers(pair.source, bead.source, "all").text)
        assert plain(row["Target"] or "") == plain(text_with_markers(pair.target, bead.target, "all").text)


def test_undated_alignments_give_the_same_bytes_too(written, sample):
    undated = replace(sample, alignment=replace(sample.alignment, created=""))
    assert written("xlsx", undated) == written("xlsx", undated)
