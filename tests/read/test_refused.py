"""What has no reader is refused with its name and the cure; nothing plainly structured is read as plain text."""

import io
import zipfile

import pytest

from align.errors import InputError
from align.read import read_content

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(*names: str, mimetype: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.doc", OLE + "WordDocument".encode("utf-16-le"), "is in the old .doc format; save it as .docx"),
        ("x.hwp", OLE + "HwpSummaryInformation".encode("utf-16-le"), "is a Hangul document; save it as"),
        ("x.pptx", archive("ppt/presentation.xml"), "is a PowerPoint presentation; save it as PDF"),
        ("x.pages", archive("Index/Document.iwa"), "is a Pages document; export it as .docx"),
        ("x.odp", archive("content.xml", mimetype="application/vnd.oasis.opendocument.presentation"), "save it as PDF"),
        ("x.zip", archive("a.docx", "b.docx"), "is a ZIP archive; unpack it first"),
        ("x.one", bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3") + b"\0" * 90, "is a OneNote file; export it"),
        ("x.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 90, "is a JPEG image; give text, or run text recognition"),
        ("x.exe", b"MZ\x90\0" + b"\0" * 90, "is a program; give text"),
        ("x.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 90, "is a picture, a sound or a film"),
        ("x.ps", b"%!PS-Adobe-3.0\n(Bridge) show\n", "is PostScript; make a PDF"),
        ("x.tmx", b'<?xml version="1.0"?><tmx version="1.4"><body/></tmx>', "is a translation memory; check it with"),
        ("x.xml", b'<?xml version="1.0"?><Law><Article>a</Article></Law>', "is XML <law> without a reader; save it"),
        ("x.txt", b'{"title": "a", "body": "b"}', "is JSON; give its text, or read it as it stands with --format"),
        ("x.yaml", b"title: a\nbody: b\n", "is a file of settings or data; give its text"),
        ("x.csv", b"ja,en\na,b\nc,d\n", "is a table; check it with"),
        ("x.eml", b"From: a@example.org\nTo: b@example.org\nSubject: c\n\nText.\n", "is an e-mail; save its text"),
        ("x.1", b".TH BRIDGE 1\n.SH NAME\nbridge\n", "is a manual page; make HTML"),
        ("x.sbv", b"0:00:01.000,0:00:03.000\nBridge.\n", "is subtitles in the format SBV; save them as SRT"),
    ],
)  # fmt: skip
def test_what_has_no_reader_is_named_with_the_cure(name: str, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_content(content, name)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "BM とは橋の名である。\n",
        "MZ という印がある。\n",
        "RIFF は形式の名である。\n",
        "[1] 橋は三つある。\n",
        "Subject: 橋\n\n橋は三つある。\n",
    ],
)
def test_a_text_that_begins_like_something_else_is_text(text: str) -> None:
    assert read_content(text.encode(), "x.txt").format == "text"


def test_format_text_reads_what_would_be_refused() -> None:
    assert read_content(b"title: a\nbody: b\n", "x.yaml", format="text").format == "text"


def test_subtitles_with_a_script_are_read() -> None:
    text = (
        "[Script Info]\nTitle: x\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\i1}橋は三つある。\n"
    )
    reading = read_content(text.encode(), "x.ass")
    assert [(block.text, block.origin) for block in reading.blocks] == [
        ("橋は三つある。", "00:00:01.000 --> 00:00:03.000")
    ]
