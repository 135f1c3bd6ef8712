"""Kinds of Word documents that people bring, written part by part."""

import io
import zipfile

from align.read import read_content
from tests.read.conftest import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERS = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "", numbered: bool = False) -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
    return f"<w:p><w:pPr>{number}{properties}</w:pPr>{inside}</w:p>"


def word(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        file.writestr("word/numbering.xml", NUMBERS)
        for name, text in parts.items():
            file.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


def test_a_section_break_takes_no_number() -> None:
    gap = paragraph("", "<w:sectPr/>", numbered=True)
    body = paragraph(run("序"), numbered=True) + gap + paragraph(run("方法"), numbered=True)
    assert [block.marker for block in read_content(word(body), "x.docx").blocks] == ["1.", "2."]


def test_a_typed_line_break_in_an_item_is_a_space() -> None:
    body = paragraph(f"{run('申し込み')}<w:r><w:br/></w:r>{run('窓口で名を書く。')}", numbered=True)
    assert read_content(word(body), "x.docx").blocks[0].text == "申し込み 窓口で名を書く。"


def test_footnotes_do_not_nest() -> None:
    marks = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in (1, 2, 3))
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(run(f"注の{n}。"))}</w:footnote>' for n in (1, 2, 3))
    content = word(paragraph(run("本文です。") + marks), footnotes=f"<w:footnotes {W}>{notes}</w:footnotes>")
    assert [(s.marker, s.level, s.text) for s in read(content, "ja", "x.docx").segments[1:]] == [
        ("1", 1, "注の1。"),
        ("2", 1, "注の2。"),
        ("3", 1, "注の3。"),
    ]


def test_a_drop_cap_belongs_to_its_word() -> None:
    cap = paragraph(run("R"), '<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert [b.text for b in read_content(word(cap + paragraph(run("ain fell."))), "x.docx").blocks] == ["Rain fell."]
    assert [b.text for b in read_content(word(paragraph(run("End.")) + cap), "x.docx").blocks] == ["End.", "R"]


def test_struck_out_hidden_and_deleted_words_are_kept_apart() -> None:
    body = paragraph(
        run("会は")
        + run("三時", "<w:strike/>")
        + run("五時", '<w:strike w:val="0"/>')
        + run("秘", "<w:vanish/>")
        + "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        + run("に始まる。")
    )
    reading = read_content(word(body), "x.docx")
    assert reading.blocks[0].text == "会は五時に始まる。"
    assert [(part.reason, part.text) for part in reading.left_out] == [
        ("struck out", "三時"),
        ("hidden", "秘"),
        ("deleted", "旧"),
    ]


def test_headers_and_footers_are_kept_apart() -> None:
    header = f"<w:hdr {W}>{paragraph(run('県の計画'))}</w:hdr>"
    reading = read_content(word(paragraph(run("本文です。" * 20)), header1=header), "x.docx")
    assert [(part.reason, part.text) for part in reading.left_out] == [("header", "県の計画")]
    assert reading.warnings == ()
