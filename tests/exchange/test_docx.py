import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from lxml import etree

from align.exchange import Export, ExportOptions
from align.exchange.markers import text_with_markers
from align.model import DECISIONS, Finding

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_table_a_pair_with_a_row_a_bead(written, sample, second):
    document = docx.Document(io.BytesIO(written("docx", sample, second)))
    headings = [
        one.text for one in document.paragraphs if one.style.name == "heading 1" or one.style.name == "Heading 1"
    ]
    assert headings[0] == "2026-01-15 · 日米防衛相会談の概要 · Summary & <more>"
    assert len(headings) == len(document.tables) == 2
    assert any("project rendering, not the Ministry's text" in one.text for one in document.paragraphs)
    pair, rows = sample.alignment, document.tables[0].rows
    assert [cell.text for cell in rows[0].cells] == ["ID", "Source (ja)", "Target (en)", "Verdict", "Comment"]
    for row, bead, key in zip(list(rows)[1:], pair.beads, pair.keys, strict=True):
        cells = row.cells
        assert cells[0].text.startswith("2026-01-15:")
        assert key in cells[0].text
        assert cells[1].text == text_with_markers(pair.source, bead.source, "all").text
        assert cells[2].text == text_with_markers(pair.target, bead.target, "all").text.replace("\x1b", "␛")
    assert rows[4].cells[4].text == "=1+1\nsecond line"
    assert rows[1].cells[0].paragraphs[1].text == "1-1 · 0.99"


def test_landscape_with_repeated_heads(written, sample):
    document = docx.Document(io.BytesIO(written("docx", sample)))
    section = document.sections[0]
    assert section.page_width > section.page_height
    head = document.tables[0].rows[0]._tr
    assert head.find(f"{W}trPr/{W}tblHeader") is not None


def test_verdicts_are_chosen_from_a_list(written, sample):
    document = docx.Document(io.BytesIO(written("docx", sample)))
    lists = list(document.element.iter(f"{W}dropDownList"))
    assert len(lists) == 9
    assert [item.get(f"{W}value") for item in lists[0]] == ["–", *filter(None, DECISIONS)]
    shown = ["".join(text.text for text in sdt.iter(f"{W}t")) for sdt in document.element.iter(f"{W}sdt")]
    assert shown[1:7] == ["accept", "–", "needs-fix", "reject", "accept", "intended-omission"]


def anchored(body: etree._Element) -> dict[str, str]:
    """Number of a comment -> the text between its start and its end."""
    open_now: set[str] = set()
    found: dict[str, str] = {}
    for element in body.iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_now.add(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_now.remove(number)
        elif element.tag == f"{W}t":
            found |= {one: found[one] + element.text for one in open_now}
    assert not open_now
    return found


def body_of(content: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))


def finding(export: Export, **spans: tuple[tuple[int, int], ...]) -> Export:
    key = export.alignment.keys[2]
    return Export(export.alignment, export.verdicts, {key: (Finding(key, "duration", "error", "wrong", **spans),)})


def test_a_comment_is_anchored_in_the_source_if_the_finding_has_no_span_in_the_target(written, sample):
    only_source = finding(Export(sample.alignment), source_spans=((3, 5), (8, 9)))
    text = sample.alignment.source_text(sample.alignment.beads[2])
    assert anchored(body_of(written("docx", only_source))) == {"0": text[3:5]}


def test_a_comment_is_anchored_at_the_whole_text_if_corrections_are_in_place(written, sample):
    shown = anchored(body_of(written("docx", finding(sample, target_spans=((0, 8),)))))
    assert shown["0"] == "Minister"
    applied = body_of(written("docx", finding(sample, target_spans=((0, 8),)), options=ExportOptions(verdicts="apply")))
    assert "for 50 minutes" in anchored(applied)["0"]


def test_a_span_beyond_the_text_ends_with_it(written, sample):
    text = sample.alignment.target_text(sample.alignment.beads[2])
    late = finding(Export(sample.alignment), target_spans=((len(text) - 4, len(text) + 40),))
    assert anchored(body_of(written("docx", late))) == {"0": text[-4:]}


def test_findings_are_comments_at_the_words_they_name(written, sample):
    content = written("docx", sample)
    comments = list(docx.Document(io.BytesIO(content)).comments)
    assert [one.text.partition(":")[0] for one in comments] == [
        *("error duration", "Tanaka suggests for en", "conflict", "Tanaka suggests for ja", "hint coverage")
    ]
    assert {one.author for one in comments} == {"align"}
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    target = sample.alignment.target
    whole = [text_with_markers(target, bead.target, "all").text for bead in sample.alignment.beads]
    assert anchored(body) == {
        "0": "60 minutes",
        "1": whole[2],
        "2": whole[3],
        "3": whole[4],
        "4": text_with_markers(sample.alignment.source, sample.alignment.beads[5].source, "all").text,
    }
    starts = [one.get(f"{W}id") for one in body.iter(f"{W}commentRangeStart")]
    ends = [one.get(f"{W}id") for one in body.iter(f"{W}commentRangeEnd")]
    marks = [one.get(f"{W}id") for one in body.iter(f"{W}commentReference")]
    assert sorted(starts) == sorted(ends) == sorted(marks) == ["0", "1", "2", "3", "4"]


@pytest.mark.needs("libreoffice")
def test_libreoffice_reads_the_same(written, sample, tmp_path):
    (tmp_path / "a.docx").write_bytes(written("docx", sample))
    office = shutil.which("soffice") or shutil.which("libreoffice")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "b"), "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=200)
    saved = docx.Document(str(tmp_path / "b" / "a.docx"))
    pair = sample.alignment
    for row, bead in zip(list(saved.tables[0].rows)[1:], pair.beads, strict=True):
        assert row.cells[1].text == text_with_markers(pair.source, bead.source, "all").text
        escaped = row.cells[2].text.replace("_x005F_x0041_", "_x0041_")  # LibreOffice's way; `align merge` knows it
        assert escaped == text_with_markers(pair.target, bead.target, "all").text.replace("\x1b", "␛")
    assert len(list(saved.comments)) == 5
