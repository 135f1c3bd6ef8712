"""What programs do to a file on its way is no edit; what a person did is one, wherever the program keeps it."""

from datetime import date

import openpyxl
import pytest
from lxml import etree

from align.exchange.merge import Attribution, plan, read
from align.exchange.merge.plan import _decision

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
V2 = "{urn:oasis:names:tc:xliff:document:2.0}"
V12 = "{urn:oasis:names:tc:xliff:document:1.2}"
TARGET, COMMENT = 3, 5
"""Columns of the sheet."""


def merged(path, alignment):
    reviewed = read(path)
    return plan(reviewed.rows, [alignment], {}, Attribution(reviewed.reviewer or "Sato", "2026-02-01T00:00:00Z"))


def the_verdict(path, alignment):
    (verdict,) = merged(path, alignment).verdicts
    return verdict


def change_cell(path, row, column, value, number_format=None):
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[1].cell(row, column)
    cell.value = value
    if number_format:
        cell.number_format = number_format
    book.save(path)


@pytest.mark.parametrize("lost", [("Key",), ("Key", "Target"), ("ID", "Key")])
def test_an_edited_row_without_its_key_is_found_by_what_is_left(lost, sent, alignment):
    path = sent("xlsx", alignment)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    columns = {str(cell.value).partition(" (")[0]: cell.column for cell in sheet[2]}
    sheet.cell(4, columns["Target"]).value = "Another text."
    sheet.cell(4, columns["Verdict"]).value = "accept"
    sheet.cell(2, columns["ID"]).value = "ID"
    for name in lost:
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, columns[name]).value = None
    book.save(path)
    report = merged(path, alignment)
    (verdict,) = [one for one in report.verdicts if one.decision]
    assert (verdict.bead, verdict.decision) == (alignment.keys[1], "accept")
    assert verdict.target_text == (None if "Target" in lost else "Another text.")


@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        (date(2026, 1, 15), "yyyy-mm-dd", "a date or time"),
        (0.5, "0%", "a percentage"),
        ('=SUBSTITUTE("a","a","b")', None, "a formula"),
    ],
)
def test_what_excel_makes_of_a_text_is_named_and_left_alone(value, number_format, said, sent, alignment):
    path = sent("xlsx", alignment)
    change_cell(path, 4, TARGET, value, number_format)
    report = merged(path, alignment)
    assert report.verdicts == ()
    assert report.outcomes[1].notes == (f"its target cell holds {said} and is left alone",)


def test_a_break_that_excel_wrote_as_a_code_is_no_part_of_a_text(sent, alignment):
    path = sent("xlsx", alignment)
    change_cell(path, 3, TARGET, "Summary_x000D_\n")
    assert merged(path, alignment).verdicts == ()
    change_cell(path, 3, TARGET, "A better_x000D_\nsummary")
    change_cell(path, 4, COMMENT, "one_x000D_\ntwo")
    first, second = merged(path, alignment).verdicts
    assert (first.target_text, second.comment.split()) == ("A better summary", ["one", "two"])


def test_the_texts_of_a_workbook_are_cells_of_text(sent, alignment):
    sheet = openpyxl.load_workbook(sent("xlsx", alignment)).worksheets[1]
    assert {cell.number_format for row in sheet.iter_rows(min_row=3, max_col=5) for cell in row[1:]} == {"@"}


@pytest.mark.parametrize("text", ["OK", "ok.", "承認", "承認済み", "Approved", "ａｃｃｅｐｔ", " ACCEPTED "])
def test_words_for_accept(text):
    assert _decision(text) == ("accept", "")


@pytest.mark.parametrize(
    ("text", "decision"), [("要修正", "needs-fix"), ("却下", "reject"), ("Needs fix", "needs-fix")]
)
def test_words_for_other_decisions(text, decision):
    assert _decision(text) == (decision, "")
    assert _decision(f"{text}?!?") == ("", f"{text}?!?")


def test_a_correction_without_a_verdict_is_told(sent, edited, alignment, format):
    path = sent(format, alignment)
    edited(format, path, {1: {"Target": "Another."}})
    assert "a correction without a verdict: --reviewed leaves it out" in merged(path, alignment).outcomes[0].notes


def run_xml(properties, text):
    xml = f'<w:r xmlns:w="{W[1:-1]}">{properties}<w:t>{text}</w:t></w:r>'
    return etree.fromstring(xml)


@pytest.mark.parametrize("mark", ["<w:strike/>", '<w:dstrike w:val="1"/>', "<w:vanish/>"])
def test_words_that_are_struck_out_or_hidden_are_no_text(mark, sent, rewritten, alignment):
    path = sent("docx", alignment)

    def change(root):
        cell = list(next(root.iter(f"{W}tbl")).iter(f"{W}tr"))[1].findall(f"{W}tc")[2]
        cell.find(f"{W}p").append(run_xml(f"<w:rPr>{mark}</w:rPr>", " gone"))

    rewritten(path, "word/document.xml", change)
    assert merged(path, alignment).verdicts == ()


def test_readings_above_words_and_doubled_boxes_are_no_text(sent, rewritten, alignment):
    path = sent("docx", alignment)
    ruby = (
        f'<w:r xmlns:w="{W[1:-1]}"><w:ruby><w:rt><w:r><w:t>がいよう</w:t></w:r></w:rt>'
        "<w:rubyBase><w:r><w:t>概要</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    doubled = (
        f'<w:r xmlns:w="{W[1:-1]}"><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice><w:t>Summary</w:t></mc:Choice>'
        "<mc:Fallback><w:t>Summary</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )

    def change(root):
        cells = list(next(root.iter(f"{W}tbl")).iter(f"{W}tr"))[1].findall(f"{W}tc")
        for cell, xml in ((cells[1], ruby), (cells[2], doubled)):
            paragraph = cell.find(f"{W}p")
            for run in list(paragraph.iter(f"{W}r")):
                run.getparent().remove(run)
            paragraph.append(etree.fromstring(xml))

    rewritten(path, "word/document.xml", change)
    assert merged(path, alignment).verdicts == ()


def change_xml(path, change):
    tree = etree.parse(str(path))
    change(tree.getroot())
    tree.write(str(path), encoding="UTF-8", xml_declaration=True)


@pytest.mark.parametrize(
    "mark",
    [
        '<mrk xmlns="{ns}" id="m1" type="comment" value="say more"/>',
        '<mrk xmlns="{ns}" mtype="x-comment" comment="say more"/>',
        '<mrk xmlns="{ns}" xmlns:sdl="urn:sdl" mtype="x-sdl-comment" sdl:cid="c1"/>',
    ],
)
@pytest.mark.parametrize(("format", "ns", "unit"), [("xliff", V2, "unit"), ("xliff12", V12, "trans-unit")])
def test_comments_of_cat_tools_come_back(mark, format, ns, unit, sent, alignment):
    path = sent(format, alignment)

    def change(root):
        target = next(next(root.iter(f"{ns}{unit}")).iter(f"{ns}target"))
        inner = etree.fromstring(mark.replace("{ns}", ns[1:-1]))
        inner.text, target.text = target.text, None
        target.append(inner)
        definition = (
            '<cmt-def xmlns="urn:sdl" id="c1"><Comments><Comment user="Ito">say more</Comment></Comments></cmt-def>'
        )
        next(root.iter(f"{ns}file")).append(etree.fromstring(definition))

    change_xml(path, change)
    verdict = the_verdict(path, alignment)
    assert (verdict.comment, verdict.bead, verdict.target_text) == ("say more", alignment.keys[0], None)
    assert verdict.reviewer in ("Sato", "Ito")


def test_a_comment_element_and_a_note_on_the_file_come_back(sent, alignment):
    path = sent("xliff12", alignment)

    def change(root):
        unit = list(root.iter(f"{V12}trans-unit"))[1]
        unit.append(etree.fromstring('<c:comment xmlns:c="urn:memoq" creatoruser="Ito">about two</c:comment>'))
        header = next(root.iter(f"{V12}header"))
        etree.SubElement(header, f"{V12}note").text = "about all"

    change_xml(path, change)
    said = {verdict.bead: (verdict.reviewer, verdict.comment) for verdict in merged(path, alignment).verdicts}
    assert said == {
        alignment.keys[0]: ("Sato", "on the whole file: about all"),
        alignment.keys[1]: ("Ito", "about two"),
    }


@pytest.mark.parametrize(("format", "ns", "unit"), [("xliff", V2, "unit"), ("xliff12", V12, "trans-unit")])
def test_a_unit_without_metadata_is_found(format, ns, unit, sent, edited, alignment):
    path = sent(format, alignment)
    edited(format, path, {2: {"Target": "A better text."}})

    def change(root):
        for element in list(root.iter()):
            if etree.QName(element).localname in ("metadata", "context-group"):
                element.getparent().remove(element)
        for element in root.iter(f"{ns}{unit}"):
            element.attrib.pop("name", None)
            element.attrib.pop("resname", None)

    change_xml(path, change)
    verdict = the_verdict(path, alignment)
    assert (verdict.bead, verdict.target_text) == (alignment.keys[1], "A better text.")


def test_cutting_a_unit_into_segments_and_making_codes_is_no_edit(sent, alignment):
    path = sent("xliff", alignment)
    text = path.read_text("utf-8")
    whole = "<target>The Minister &lt;confirmed&gt; it.</target>"
    assert whole in text
    coded = '<target>The Minister <ph id="1" equiv="&lt;confirmed&gt;"/> it.</target>'
    path.write_text(text.replace(whole, coded), encoding="utf-8")
    assert merged(path, alignment).verdicts == ()
