"""What the readers take from a reviewer's file: names, notes, heads and ids, wherever they stand."""

import openpyxl
import pytest
from lxml import etree

from align.errors import FormatError
from align.exchange.merge import read
from align.exchange.reviewed import author_name, review_columns
from align.model import Verdict

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
V12 = "{urn:oasis:names:tc:xliff:document:1.2}"


@pytest.mark.parametrize("format", ["xlsx", "docx"])
@pytest.mark.parametrize("typed", ["Baba", " Baba ", "– Baba –"])
def test_the_name_of_the_reviewer_is_read(format, typed, sent, edited, alignment):
    path = sent(format, alignment)
    edited(format, path, {}, reviewer=typed)
    assert read(path).reviewer == (typed.strip() if format == "xlsx" else "Baba")


@pytest.mark.parametrize("author", ["", "align", " Author ", "Unknown Author", "openpyxl"])
def test_names_that_stand_for_nobody(author):
    assert author_name(author) == ""
    assert author_name(" Aoki ") == "Aoki"


def test_heads_need_an_id_or_a_key_and_a_place_for_a_verdict_or_a_comment():
    assert review_columns(["x", " ID ", "Source (ja)", "Verdict", "verdict"]) == {"id": 1, "source": 2, "verdict": 3}
    assert review_columns(["Key", "Comment"]) == {"key": 0, "comment": 1}
    for cells in (["ID", "Source"], ["Verdict", "Comment", "Target"], []):
        assert review_columns(cells) == {}


@pytest.mark.parametrize(("above", "found"), [(19, True), (20, False)])
def test_the_heads_stand_in_the_first_twenty_rows(above, found, tmp_path):
    book = openpyxl.Workbook()
    for _ in range(above):
        book.active.append(["a note"])
    book.active.append(["ID", "Verdict"])
    book.active.append([" x:1 ", "accept"])
    book.save(tmp_path / "a.xlsx")
    if found:
        row = read(tmp_path / "a.xlsx").rows[0]
        assert (row.id, row.verdict, row.comment) == ("x:1", "accept", None)
        assert row.place == f"sheet Sheet, row {above + 2}"
    else:
        with pytest.raises(FormatError, match="no table with the columns ID and Verdict"):
            read(tmp_path / "a.xlsx")


def test_cells_are_read_as_they_look(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["ID", "Comment"])
    for value in (True, False, 3.0, 3.5, 7, "=1+1", "_x005F_x0041_"):
        book.active.append(["x:1", value])
    book.save(tmp_path / "a.xlsx")
    comments = [row.comment for row in read(tmp_path / "a.xlsx").rows]
    assert comments == ["TRUE", "FALSE", "3", "3.5", "7", "=1+1", "_x0041_"]


def test_a_deleted_column_is_not_taken_for_removed_texts(sent, alignment):
    path = sent("xlsx", alignment)
    book = openpyxl.load_workbook(path)
    book.worksheets[1].delete_cols(2)
    book.save(path)
    rows = read(path).rows
    assert [row.source for row in rows] == [None] * 7
    assert rows[-1].target == "Long."


def test_a_placeholder_is_no_text(sent, rewritten, alignment):
    path = sent("docx", alignment)

    def show_placeholder(root: etree._Element) -> None:
        control = list(root.iter(f"{W}sdt"))[1]
        etree.SubElement(control.find(f"{W}sdtPr"), f"{W}showingPlcHdr")
        next(control.iter(f"{W}t")).text = "Choose an item."

    rewritten(path, "word/document.xml", show_placeholder)
    rows = read(path).rows
    assert rows[0].verdict == ""
    assert [row.id for row in rows] == [f"{alignment.id}:{number}" for number in range(1, 8)]
    assert [row.place for row in rows] == [f"row {number}" for number in range(1, 8)]


def test_tabs_breaks_and_paragraphs_of_word_are_blanks(sent, rewritten, alignment):
    path = sent("docx", alignment)

    def write(root: etree._Element) -> None:
        cell = list(list(root.iter(f"{W}tr"))[1].iter(f"{W}tc"))[4]
        run = etree.SubElement(cell.find(f"{W}p"), f"{W}r")
        for tag, text in (("t", "one"), ("tab", None), ("t", "two"), ("br", None), ("t", "three"), ("instrText", "X")):
            etree.SubElement(run, f"{W}{tag}").text = text
        second = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
        etree.SubElement(second, f"{W}t").text = "four"

    rewritten(path, "word/document.xml", write)
    assert read(path).rows[0].comment == "one\ttwo\nthree\nfour"


def test_tracked_changes_of_two_people_name_nobody(sent, rewritten, alignment):
    path = sent("docx", alignment)

    def change(root: etree._Element) -> None:
        for number, name in enumerate(("Mori", "Ueda")):
            paragraph = list(list(root.iter(f"{W}tr"))[number + 1].iter(f"{W}tc"))[4].find(f"{W}p")
            insertion = etree.SubElement(paragraph, f"{W}ins", {f"{W}author": name})
            etree.SubElement(etree.SubElement(insertion, f"{W}r"), f"{W}t").text = name

    rewritten(path, "word/document.xml", change)
    assert read(path).reviewer == ""
    assert [row.comment for row in read(path).rows[:2]] == ["Mori", "Ueda"]


def test_notes_of_others_are_told_from_the_exported_comment(sent, alignment):
    """XLIFF 1.2 has no kinds of notes: the exported comment has its text or its reviewer's name."""
    key = alignment.keys[0]
    given = {key: (Verdict(key, "accept", "B", "2026-01-20T00:00:00Z", "B's word"),)}
    path = sent("xliff12", alignment, verdicts=given)
    tree = etree.parse(str(path))
    units = list(tree.getroot().iter(f"{V12}trans-unit"))
    ours = units[0].find(f"{V12}note")
    for author, text in (("Abe", "Abe's"), ("align:finding", "not a comment")):
        note = etree.Element(f"{V12}note", {"from": author})
        note.text = text
        ours.addprevious(note)
    etree.SubElement(units[1], f"{V12}note", {"from": "B"}).text = "a new one"
    tree.write(str(path), encoding="UTF-8")
    rows = read(path).rows
    assert (rows[0].comment, rows[0].remarks) == ("B's word", (("Abe", "Abe's"),))
    assert (rows[1].comment, rows[1].remarks) == ("", (("B", "a new one"),))
    ours.text = "B's other word"
    tree.write(str(path), encoding="UTF-8")
    assert read(path).rows[0].comment == "B's other word"
    ours.set("from", "C")
    tree.write(str(path), encoding="UTF-8")
    assert (read(path).rows[0].comment, len(read(path).rows[0].remarks)) == ("", 2)


def test_empty_comments_of_word_are_left_out(sent, rewritten, alignment):
    path = sent("docx", alignment)

    def comment(root: etree._Element) -> None:
        for number, text in (("70", " "), ("71", " said ")):
            note = etree.SubElement(root, f"{W}comment", {f"{W}id": number, f"{W}author": "Ueda"})
            run = etree.SubElement(etree.SubElement(note, f"{W}p"), f"{W}r")
            etree.SubElement(run, f"{W}t").text = text

    def refer(root: etree._Element) -> None:
        paragraph = list(list(root.iter(f"{W}tr"))[1].iter(f"{W}tc"))[4].find(f"{W}p")
        for number in ("70", "71", "99"):
            run = etree.SubElement(paragraph, f"{W}r")
            etree.SubElement(run, f"{W}commentReference", {f"{W}id": number})

    rewritten(path, "word/comments.xml", comment)
    rewritten(path, "word/document.xml", refer)
    assert [row.remarks for row in read(path).rows[:2]] == [(("Ueda", "said"),), ()]


@pytest.mark.parametrize(("name", "what"), [("a.pdf", ".pdf"), ("a", "a file without suffix")])
def test_other_files_cannot_be_merged(tmp_path, name, what):
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(FormatError, match=f": {what} cannot be merged; save it as one of .tsv, "):
        read(tmp_path / name)


def test_the_escapes_of_libreoffice_are_undone(sent, rewritten, alignment):
    path = sent("docx", alignment)

    def escape(root: etree._Element) -> None:
        for element in root.iter(f"{W}t"):
            element.text = (element.text or "").replace("_x0041_", "_x005F_x0041_")

    rewritten(path, "word/document.xml", escape)
    assert read(path).rows[4].source == "残り_x0041_。"


def test_empty_notes_of_a_cat_tool_are_left_out(sent, edited, alignment):
    path = sent("xliff", alignment)
    edited("xliff", path, {1: {"Comment": ""}, 2: {"Comment": "why?"}})
    assert [row.remarks for row in read(path).rows[:3]] == [(), (("", "why?"),), ()]


CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


@pytest.mark.parametrize(("saved_by", "name"), [("Chiba", "Chiba"), ("Unknown", ""), ("Author", "")])
@pytest.mark.parametrize("format", ["xlsx", "docx"])
def test_without_a_name_in_the_file_the_last_author_is_the_reviewer(format, saved_by, name, sent, rewritten, alignment):
    def save(root: etree._Element) -> None:
        for old in root.findall(f"{CORE}lastModifiedBy"):
            root.remove(old)
        etree.SubElement(root, f"{CORE}lastModifiedBy").text = saved_by

    path = sent(format, alignment)
    rewritten(path, "docProps/core.xml", save)
    assert read(path).reviewer == name


def test_tracked_changes_of_a_program_without_a_user_name_nobody(sent, rewritten, alignment):
    def change(root: etree._Element) -> None:
        paragraph = list(list(root.iter(f"{W}tr"))[1].iter(f"{W}tc"))[4].find(f"{W}p")
        etree.SubElement(paragraph, f"{W}ins", {f"{W}author": "Unknown Author"})

    path = sent("docx", alignment)
    rewritten(path, "word/document.xml", change)
    assert read(path).reviewer == ""


def test_a_colon_after_the_label_and_blanks_around_a_key_are_ignored(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Reviewed by:", " Baba "], ["Key", "Verdict"], [" 0123 aaaa-bbbb ", "accept"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    reviewed = read(tmp_path / "a.xlsx")
    assert (reviewed.reviewer, reviewed.rows[0].key, reviewed.rows[0].digests) == ("Baba", "0123", "aaaa-bbbb")
