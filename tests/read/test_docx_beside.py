"""What a Word file holds beside its text is kept with its reason; title pages and pictures."""

import io
import zipfile

import docx
import pytest
from docx.shared import Cm

from align.read import RawDocument, read_content
from align.segment import document_of

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "5ef5a8d80000000049454e44ae426082"
)


def saved(file: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def with_parts(content: bytes, parts: dict[str, str]) -> RawDocument:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info.filename, old.read(info))
        for name, text in parts.items():
            new.writestr(name, text)
    return read_content(stream.getvalue(), "x.docx")


def one_line(text: str = "橋は三つある。") -> docx.document.Document:
    file = docx.Document()
    file.add_paragraph(text)
    return file


@pytest.mark.parametrize(
    ("name", "part", "text", "reason"),
    [
        (
            "word/diagrams/data1.xml",
            f"<d {A}><pt><t><a:p><a:r><a:t>町長</a:t></a:r></a:p></t></pt>"
            "<pt><t><a:p><a:r><a:t>職員</a:t></a:r></a:p></t></pt></d>",
            "町長 職員",
            "diagram",
        ),
        (
            "word/charts/chart1.xml",
            f"<c:chart {C} {A}><a:p><a:r><a:t>橋の数</a:t></a:r></a:p>"
            "<c:strCache><c:pt><c:v>北</c:v></c:pt></c:strCache>"
            "<c:numRef><c:v>8.2</c:v></c:numRef></c:chart>",
            "橋の数 北",
            "chart",
        ),
        (
            "word/comments.xml",
            f"<w:comments {W}><w:comment><w:p><w:r><w:t>数を確かめる。</w:t></w:r></w:p></w:comment></w:comments>",
            "数を確かめる。",
            "comment",
        ),
    ],
)
def test_texts_beside_the_document_are_left_out_with_their_reason(name: str, part: str, text: str, reason: str) -> None:
    reading = with_parts(saved(one_line("橋は三つあり、どれも町の北にある。" * 9)), {name: part})
    assert [(one.text, one.reason) for one in reading.left_out] == [(text, reason)]
    assert reading.visible == 17 * 9 + (0 if reason == "comment" else len(text.replace(" ", "")))


def test_a_picture_of_the_size_of_a_page_is_told_and_a_small_one_is_not() -> None:
    file = one_line()
    file.add_picture(io.BytesIO(PICTURE), Cm(3), Cm(1))
    file.add_picture(io.BytesIO(PICTURE), Cm(15), Cm(20))
    file.add_paragraph("以上である。")
    reading = read_content(saved(file), "x.docx")
    assert reading.warnings == (
        "1 picture of the size of a page is not read (paragraph 3); scanned text needs text recognition",
    )
    assert [(part.reason, part.origin) for part in reading.left_out] == [("picture", "paragraph 3")]
    document, _ = document_of(reading, "ja", id="x", place="x")
    assert document.lost == (1,)


def test_dates_and_offices_on_a_title_page_are_no_headings() -> None:
    file = docx.Document()
    file.add_paragraph("橋の手引", style="Title")
    file.add_paragraph("2025年（令和7年）3月25日", style="Subtitle")
    file.add_paragraph("北町役場土木課", style="Subtitle")
    file.add_paragraph("点検の部", style="Subtitle")
    file.add_paragraph("本文である。")
    kinds = {block.text: block.kind for block in read_content(saved(file), "x.docx").blocks}
    assert [text for text, kind in kinds.items() if kind == "heading"] == ["橋の手引", "点検の部"]
