"""Word files: what a reader of the accepted text sees; and files that mean harm."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from align.errors import InputError
from align.read import read_content
from align.read.docx.numbering import format_number
from tests.read.conftest import check_golden, read, rows

W = nsdecls("w")


def saved(file: "docx.document.Document") -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def paragraph(file: "docx.document.Document", inner: str) -> None:
    """Add a paragraph of raw WordprocessingML."""
    file.element.body.insert_element_before(parse_xml(f"<w:p {W}>{inner}</w:p>"), "w:sectPr")


def texts(content: bytes) -> list[str]:
    return [block.text for block in read_content(content, "x.docx").blocks]


NUMBERING = """<w:abstractNum {w} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalFullWidth"/><w:lvlText w:val="（%1）"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="aiueoFullWidth"/><w:lvlText w:val="%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>"""


def numbered(text: str, level: int) -> str:
    return (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="99"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r>'
    )


def test_a_release_in_word() -> None:
    file = docx.Document()
    root = file.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERING.format(w=W)))
    root.append(parse_xml(f'<w:num {W} w:numId="99"><w:abstractNumId w:val="77"/></w:num>'))
    file.add_heading("日米防衛相会談の概要", 0)
    file.add_paragraph("令和８年１月１６日\n防衛省")
    file.add_heading("１　総論", 1)
    file.add_paragraph("　両閣僚は、緊密に連携していくことで一致した。概要は以下のとおり。")
    for text, level in (("共同訓練", 0), ("装備協力", 0), ("ミサイル", 1), ("艦船", 1), ("維持整備", 2), ("宇宙", 0)):
        paragraph(file, numbered(text, level))
    file.add_heading("Results", 2)
    file.add_paragraph("The Ministers agreed.", style="List Bullet")
    file.add_paragraph("They parted.", style="List Number")
    table = file.add_table(2, 2)
    for place, text in enumerate(("年度", "予算", "令和７年度", "８兆7,005億円")):
        table.cell(place // 2, place % 2).text = text
    box = file.add_table(1, 1)
    box.cell(0, 0).text = "囲みの中の段落。"
    check_golden("release.docx", rows(read(saved(file), "ja")))


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<w:r><w:t>一</w:t></w:r><w:ins w:id="1"><w:r><w:t>二</w:t></w:r></w:ins>', "一二"),
        ('<w:r><w:t>一</w:t></w:r><w:del w:id="1"><w:r><w:delText>二</w:delText></w:r></w:del>', "一"),
        ('<w:moveFrom w:id="1"><w:r><w:t>三</w:t></w:r></w:moveFrom><w:r><w:t>一</w:t></w:r>', "一"),
        ('<w:moveTo w:id="1"><w:r><w:t>三</w:t></w:r></w:moveTo>', "三"),
        ("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "link"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a b-c"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r>", "shown"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            "<w:r><w:t>3</w:t></w:r>",
            "3",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>とう</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "東",
        ),
        ("<w:sdt><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>", "control"),
    ],
)
def test_runs(inner: str, expected: str) -> None:
    file = docx.Document()
    paragraph(file, inner)
    assert texts(saved(file)) == [expected]


def test_a_deleted_paragraph_end_joins_two() -> None:
    file = docx.Document()
    paragraph(file, '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>前半、</w:t></w:r>')
    paragraph(file, "<w:r><w:t>後半。</w:t></w:r>")
    assert texts(saved(file)) == ["前半、後半。"]


def test_text_boxes_and_line_breaks() -> None:
    file = docx.Document()
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>箱</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>箱</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    paragraph(file, f"<w:r><w:t>前</w:t><w:br/><w:t>後</w:t></w:r>{box}")
    assert texts(saved(file)) == ["前", "後", "箱"]


def test_footnotes_follow_with_their_numbers() -> None:
    file = docx.Document()
    paragraph(file, '<w:r><w:t>両閣僚</w:t><w:footnoteReference w:id="5"/><w:t>は会談した。</w:t></w:r>')
    note = '<w:footnote w:id="5"><w:p><w:r><w:t>外務・防衛閣僚。</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {W}>{note}</w:footnotes>"
    content = with_part(saved(file), "word/footnotes.xml", notes.encode())
    blocks = read_content(content, "x.docx").blocks
    assert [(block.text, block.marker, block.origin) for block in blocks] == [
        ("両閣僚は会談した。", "", "paragraph 1"),
        ("外務・防衛閣僚。", "1", "footnote 1"),
    ]


def test_numbers_as_word_writes_them() -> None:
    styles = ("decimal", "decimalFullWidth", "upperRoman", "lowerLetter", "aiueo", "iroha", "japaneseCounting")
    assert [format_number(4, style) for style in styles] == ["4", "４", "IV", "d", "エ", "ニ", "四"]
    styles = ("japaneseCounting", "decimalEnclosedCircle", "lowerRoman", "none")
    assert [format_number(12, style) for style in styles] == ["十二", "⑫", "xii", ""]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The archive with one part replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, part)
    return stream.getvalue()


BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("part", "trouble"),
    [
        (b"<a>" + b"\0" * (70 << 20) + b"</a>", "ZIP bomb"),
        ((LAUGHS + "]>" + BODY.format("&j;")).encode(), "XML bomb"),
        (('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + BODY.format("&e;")).encode(), "XML bomb"),
        (b"<w:document", "damaged"),
        (b"", "damaged"),
        (b"<a/>", "without a document"),
        (BODY.format("").encode(), "holds no text"),
        (f"<w:document {W}><w:body>{'<w:p>' * 5000}".encode(), "damaged"),
    ],
    ids=["zip bomb", "laughs", "external", "cut", "empty part", "no body", "no text", "deep"],
)
def test_harmful_and_damaged_parts(part: bytes, trouble: str) -> None:
    content = with_part(saved(docx.Document()), "word/document.xml", part)
    with pytest.raises(InputError, match=trouble) as caught:
        read_content(content, "x.docx")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["word/styles.xml", "word/numbering.xml"])
def test_bombs_beside_the_document(name: str) -> None:
    file = docx.Document()
    file.add_paragraph("text")
    content = with_part(saved(file), name, (LAUGHS + "]><a/>").encode())
    with pytest.raises(InputError, match="XML bomb"):
        read_content(content, "x.docx")


def test_a_truncated_file() -> None:
    content = saved(docx.Document())
    for share in (0.3, 0.9, 0.99):
        with pytest.raises(InputError, match="damaged"):
            read_content(content[: int(len(content) * share)], "x.docx")


def test_a_file_with_a_password_in_its_zip(tmp_path: Path) -> None:
    content = bytearray(with_part(saved(docx.Document()), "word/document.xml", b"x" * 100))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(magic)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(magic, at + 4)
    with pytest.raises(InputError, match="password"):
        read_content(bytes(content), "x.docx")


def test_word_with_a_password_as_office_saves_it() -> None:
    msoffcrypto = pytest.importorskip("msoffcrypto.format.ooxml")
    stream = io.BytesIO()
    msoffcrypto.OOXMLFile(io.BytesIO(saved(docx.Document()))).encrypt("secret", stream)
    with pytest.raises(InputError, match="protected with a password"):
        read_content(stream.getvalue(), "x.docx")


def test_a_start_override_counts_once_and_for_its_own_level() -> None:
    file = docx.Document()
    root = file.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERING.format(w=W)))
    root.append(parse_xml(f'<w:num {W} w:numId="98"><w:abstractNumId w:val="77"/></w:num>'))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {W} w:numId="99"><w:abstractNumId w:val="77"/>{override}</w:num>'))
    for text, level in (("一", 0), ("二", 0), ("三", 1), ("四", 0)):
        paragraph(file, numbered(text, level))
    paragraph(file, numbered("五", 0).replace('"99"', '"98"'))
    markers = [(block.text, block.marker) for block in read_content(saved(file), "x.docx").blocks]
    assert markers == [("一", "（５）"), ("二", "（６）"), ("三", "ア"), ("四", "（７）"), ("五", "（８）")]
