"""Bilingual tables and exchange files become 1-1 alignments that keep their row ids."""

import itertools
import warnings
import zipfile

import openpyxl
import pytest

from align.errors import FormatError, InputError, UsageError
from align.exchange.bilingual import Columns, read_bilingual, row_id


def ids(alignment):
    return [row_id(alignment, bead) for bead in alignment.beads]


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_tsv_with_header_and_ids(tmp_path):
    alignment = read_bilingual(write(tmp_path / "t.tsv", "id\tja\ten\nA1\t会議\tMeeting\nB7\t予算\tBudget\n"))
    assert ids(alignment) == ["A1", "B7"] and alignment.target.texts() == ["Meeting", "Budget"]


def test_a_table_without_header_finds_its_columns_and_numbers_its_rows(tmp_path):
    alignment = read_bilingual(write(tmp_path / "t.csv", '"Q&A <1>, again",質問と答え\nBudget,予算\n'))
    assert ids(alignment) == ["1", "2"] and alignment.source.texts() == ["質問と答え", "予算"]


def test_columns_by_name_letter_and_number(tmp_path):
    path = write(tmp_path / "t.csv", "key,before,after,note\nx,会議,Meeting,会議の注\n")
    for columns in (Columns("before", "after", "key"), Columns("B", "C", "A"), Columns("2", "3", "1")):
        alignment = read_bilingual(path, columns=columns)
        assert alignment.source.texts()[-1] == "会議" and alignment.target.texts()[-1] == "Meeting"
    with pytest.raises(UsageError, match="no column is called 'nothing'"):
        read_bilingual(path, columns=Columns("nothing"))


def test_one_empty_side_is_a_null_and_two_are_nothing(tmp_path):
    alignment = read_bilingual(write(tmp_path / "t.tsv", "ja\ten\n会議\t\n\tMeeting\n\t\n予算\tBudget\n"))
    assert [bead.kind for bead in alignment.beads] == ["1-0", "0-1", "1-1"] and ids(alignment) == ["1", "2", "3"]


def test_quotes_and_line_breaks_in_cells(tmp_path):
    alignment = read_bilingual(write(tmp_path / "t.csv", 'ja,en\n"一行目\n二行目","He said ""yes"", then\nleft"\n'))
    assert alignment.source.texts() == ["一行目 二行目"] and alignment.target.texts() == ['He said "yes", then left']
    plain = read_bilingual(write(tmp_path / "p.tsv", 'ja\ten\n彼は「はい」と\tHe said "yes\n'))
    assert plain.target.texts() == ['He said "yes']


def test_other_encodings(tmp_path):
    (tmp_path / "t.csv").write_bytes("原文,訳文\n日本語の文章です,This is Japanese text\n".encode("cp932"))
    assert read_bilingual(tmp_path / "t.csv").source.texts() == ["日本語の文章です"]


def test_xlsx(tmp_path):
    book = openpyxl.Workbook()
    for row in (("No", "Source", "Target"), (7, "会議", "Meeting"), (8, "=1+1 予算", "Budget")):
        book.active.append(row)
    book.active["B3"].data_type = "s"
    book.save(tmp_path / "t.xlsx")
    alignment = read_bilingual(tmp_path / "t.xlsx")
    assert ids(alignment) == ["7", "8"] and alignment.source.texts()[0] == "会議"


def test_tmx(tmp_path):
    path = write(
        tmp_path / "t.tmx",
        '<?xml version="1.0"?><tmx version="1.4"><header/><body><tu tuid="u1"><tuv xml:lang="EN-US">'
        '<seg>Press <bpt i="1">&lt;b></bpt>'
        'OK<ept i="1">&lt;/b></ept></seg></tuv><tuv xml:lang="ja"><seg>OKを押す</seg></tuv></tu>'
        '<tu><tuv xml:lang="ja"><seg>予算</seg></tuv>'
        '<tuv xml:lang="en"><seg>Budget</seg></tuv></tu></body></tmx>',
    )
    alignment = read_bilingual(path)
    assert ids(alignment) == ["u1", "2"] and alignment.target.texts() == ["Press OK", "Budget"]


def test_xliff_1_and_2(tmp_path):
    first = write(
        tmp_path / "a.xlf",
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file source-language="ja" target-language="en" original="x"'
        ' datatype="plaintext"><body><trans-unit id="t9">'
        '<source>会<g id="1">議</g></source><target>Meeting</target></trans-unit></body></file></xliff>',
    )
    second = write(
        tmp_path / "b.xlf",
        '<xliff version="2.0" srcLang="ja" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        '<file id="f"><unit id="u3"><segment>'
        "<source>予算</source><target>Budget</target></segment></unit></file></xliff>",
    )
    assert ids(read_bilingual(first)) == ["t9"] and read_bilingual(first).source.texts() == ["会議"]
    assert ids(read_bilingual(second)) == ["u3"] and read_bilingual(second).target.texts() == ["Budget"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tmx", "<tmx"),
        ("a.tmx", "<tmx/>"),
        ("a.xlf", "<xliff/>"),
        ("a.tsv", ""),
        ("a.tsv", "one\n"),
        ("a.xlsx", "no zip"),
    ],
)
def test_broken_files_are_one_line(tmp_path, name, text):
    with pytest.raises(FormatError) as error:
        read_bilingual(write(tmp_path / name, text))
    assert name in str(error.value) and "\n" not in str(error.value)


def test_an_unknown_suffix_and_an_absent_file(tmp_path):
    with pytest.raises(InputError, match="no bilingual format"):
        read_bilingual(write(tmp_path / "a.odt", "x"))
    with pytest.raises(InputError, match="absent"):
        read_bilingual(tmp_path / "absent.tsv")


ENTITIES = (
    '<?xml version="1.0" encoding="{}"?><!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<tmx><body><tu><tuv xml:lang="ja"><seg>会議</seg></tuv><tuv xml:lang="en"><seg>A&x;B</seg></tuv></tu></body></tmx>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("suffix", [".tmx", ".xlf"])
def test_a_file_that_declares_entities_is_refused(tmp_path, encoding, suffix):
    path = tmp_path / f"x{suffix}"
    path.write_bytes(ENTITIES.format(encoding).encode(encoding))
    with pytest.raises(FormatError, match="declares entities"):
        read_bilingual(path)


def test_a_workbook_that_swells_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("align.containers.LARGEST_ARCHIVE", 1 << 20)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (2 << 20))
    with pytest.raises(FormatError, match="a ZIP bomb"):
        read_bilingual(tmp_path / "a.xlsx")


def test_a_sheet_of_which_the_stated_size_is_wrong_is_read_whole(tmp_path):
    book = openpyxl.Workbook()
    for row in (("ja", "en"), ("会議", "Meeting"), ("予算", "Budget")):
        book.active.append(row)
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:B2"'))
    assert (tmp_path / "a.xlsx").read_bytes() != (tmp_path / "whole.xlsx").read_bytes()
    assert read_bilingual(tmp_path / "a.xlsx").target.texts() == ["Meeting", "Budget"]


def test_every_sheet_with_the_heads_is_read_and_no_other(tmp_path):
    book = openpyxl.Workbook()
    for number in range(5):
        book.active.append(["note", f"line {number}"])
    for title, rows in (("short", [("会議", "Meeting")]), ("long", [("予算", "Budget"), ("防衛", "Defense")])):
        sheet = book.create_sheet(title)
        for row in (("a title",), ("ja", "en"), *rows):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert read_bilingual(tmp_path / "a.xlsx").target.texts() == ["Meeting", "Budget", "Defense"]


def test_segments_of_a_unit_are_named_by_their_id_or_their_place(tmp_path):
    unit = (
        "<unit{}><segment><source>一</source><target>One</target></segment><ignorable><source> </source></ignorable>"
        '<segment id="s2"><source>二</source></segment></unit>'
    )
    single = "<unit><segment><source>三</source></segment></unit>"
    path = write(
        tmp_path / "a.xlf",
        '<xliff version="2.0" srcLang="ja" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
        + unit.format(' id="u1"')
        + unit.format("")
        + single
        + "</file></xliff>",
    )
    alignment = read_bilingual(path)
    assert ids(alignment) == ["u1.1", "s2", "4.1", "s2 (2)", "7"]
    assert [bead.kind for bead in alignment.beads] == ["1-1", "1-0", "1-1", "1-0", "1-0"]


BREAKS = ("\n", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "tmx"])
def test_every_mixture_of_line_breaks_in_a_cell_is_text(tmp_path, suffix):
    for first, second in itertools.product(BREAKS, repeat=2):
        source, target = f"会談{first}した。{second}次は", f"They{first}met.{second}Next"
        path = tmp_path / f"a.{suffix}"
        if suffix == "csv":
            path.write_text(f'id,ja,en\n1,"{source}","{target}"\n', encoding="utf-8", newline="")
        elif suffix == "tsv":
            if "\n" in first + second:
                continue  # the end of the row
            path.write_text(f"id\tja\ten\n1\t{source}\t{target}\n", encoding="utf-8", newline="")
        elif {first, second} & {"\v", "\f", "\x1c", "\x1d", "\x1e"}:
            continue  # XML cannot hold them
        elif suffix == "xlsx":
            book = openpyxl.Workbook()
            for row in (("ja", "en"), (source, target)):
                book.active.append(row)
            book.save(path)
        else:
            units = "".join(
                f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in (("ja", source), ("en", target))
            )
            path.write_text(f'<tmx version="1.4"><header srclang="ja"/><body><tu>{units}</tu></body></tmx>', "utf-8")
        alignment = read_bilingual(path)
        assert [" ".join(alignment.target.texts()[0].split())] == ["They met. Next"]
        assert len(alignment.source.texts()[0].splitlines()) == 1


def test_a_workbook_with_parts_that_openpyxl_warns_of_is_read(tmp_path):
    book = openpyxl.Workbook()
    for row in (("ja", "en"), ("会議", "Meeting")):
        book.active.append(row)
    validation = openpyxl.worksheet.datavalidation.DataValidation(type="list", formula1='"a,b"')
    book.active.add_data_validation(validation)
    book.save(tmp_path / "a.xlsx")
    parts = {}
    with zipfile.ZipFile(tmp_path / "a.xlsx") as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    extension = b'<extLst><ext xmlns:x14="urn:x" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    parts[sheet] = parts[sheet].replace(b"</worksheet>", extension)
    parts["xl/styles.xml"] = (
        parts["xl/styles.xml"].replace(b"<cellStyles", b"<ignoredStyles").replace(b"</cellStyles>", b"</ignoredStyles>")
    )
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    with pytest.warns(UserWarning, match="extension|style"):
        openpyxl.load_workbook(tmp_path / "b.xlsx")  # this is such a file
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_bilingual(tmp_path / "b.xlsx").target.texts() == ["Meeting"]


def test_an_xliff_with_a_prefix_that_is_declared_nowhere_is_read(tmp_path):
    """Pieces of Phrase's and Matecat's files lose the declarations of their own attributes."""
    path = tmp_path / "x.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" source-language="ja" '
        'target-language="en" memsource:task-id="T"><body><trans-unit id="1" m:confirmed="1"><source>予算。</source>'
        "<target>Budget.</target><tool:x/></trans-unit></body></file></xliff>",
        encoding="utf-8",
    )
    alignment = read_bilingual(path)
    assert (alignment.source.texts(), alignment.target.texts()) == (["予算。"], ["Budget."])
    path.write_text(path.read_text("utf-8").replace("</body>", ""), encoding="utf-8")
    with pytest.raises(FormatError, match="not XML"):
        read_bilingual(path)


def test_every_one_of_two_hundred_sheets_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number in range(200):
        sheet = book.create_sheet(f"S{number}")
        sheet.append(["id", "ja", "en"])
        sheet.append([f"r{number}", f"第{number}条。", f"Article {number}."])
    book.save(tmp_path / "x.xlsx")
    alignment = read_bilingual(tmp_path / "x.xlsx")
    assert [row_id(alignment, bead) for bead in alignment.beads] == [f"r{number}" for number in range(200)]
