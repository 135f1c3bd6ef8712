"""The format of a file is found by what it holds, whatever its name."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from align.errors import InputError, UsageError
from align.read import read_blocks, read_content
from align.read.formats import find_format
from tests.read.conftest import as_docx, bundled


@pytest.mark.parametrize(
    ("content", "place", "format"),
    [
        (b"<!DOCTYPE html><p>x", "x.pdf", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'><body>x</body></html>", "x.txt", "html"),
        (b"<p>a</p><p>b</p><p>c</p>", "x", "html"),
        ("\ufeff<html>x".encode("utf-16"), "x", "html"),
        (b"%PDF-1.4\n", "x.html", "pdf"),
        (b"\n\n%PDF-1.4\n", "x.txt", "pdf"),
        (b"# Title\n\n## Part\n\n[a](https://x.test/)\n", "x.txt", "markdown"),
        (b"plain", "x.md", "markdown"),
        (b"# Title\n\n<p align=center><a href=a>b</a><br></p>\n<p>c</p><p>d</p>\n", "x.md", "markdown"),
        (b"Write <p> and </p>, <br>, <ul>, <li>, <h1>.\n", "x.rst", "rst"),
        ("段落は <p>、改行は <br>、表は <table> と <tr> と <td>、節は <section> で書く。\n".encode(), "x.txt", "text"),
        (b"# A\n\n```html\n<p>a</p><p>b</p><p>c</p><ul><li>d</li></ul>\n```\n\n## B\n\n[a](b.md)\n", "x", "markdown"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n", "x.txt", "subtitles"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n", "x", "subtitles"),
        (b'msgid "a"\nmsgstr "b"\n', "x.txt", "po"),
        (b"\\documentclass{article}\n\\begin{document}x\\end{document}\n", "x.txt", "latex"),
        (b"Title\n=====\n\n.. note:: x\n\ntext\n", "x.txt", "rst"),
        (b"= Title\n:lang: en\n\n== Part\n\nNOTE: x\n", "x", "asciidoc"),
        (b"{\\rtf1 x}", "x.doc", "rtf"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "x.html", "mhtml"),
        (b"1 < 2 and 3 > 2\n", "x.txt", "text"),
        (b"# a comment\nplain text\n", "x.txt", "text"),
        ("両閣僚は会談した。".encode("cp932"), "x.html", "text"),
    ],
)
def test_format_by_content(content: bytes, place: str, format: str) -> None:
    assert find_format(content, place) == format


def test_a_word_file_by_its_parts() -> None:
    assert find_format(as_docx(bundled("2023-01-12", "ja")), "x.pdf") == "docx"


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (archive("xl/workbook.xml"), "Excel"),
        (archive("ppt/presentation.xml"), "PowerPoint"),
        (archive("content.xml"), "cannot read it as odt"),
        (archive("a.txt"), "ZIP archive"),
        (b"PK\x03\x04" + b"x" * 50, "damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "old .doc"),
        (OLE, "old Office"),
        (b"\x89PNG\r\n\x1a\n1234", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x7fELF\x02", "program"),
        (b"", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
    ],
)
def test_formats_that_no_reader_knows(content: bytes, trouble: str) -> None:
    with pytest.raises(InputError, match=trouble) as caught:
        read_content(content, "x.docx")
    assert ";" in str(caught.value)  # a cure


def test_a_reader_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="html, pdf"):
        read_content(b"x", "x", format="wordperfect")


def test_a_pipe_without_a_writer_does_not_wait(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(InputError, match="empty"):
        read_blocks(path)


def test_devices_are_refused() -> None:
    with pytest.raises(InputError, match="not a file"):
        read_blocks(Path("/dev/zero"))


def test_the_title_the_author_and_the_summary_of_a_latex_file_are_text() -> None:
    source = (
        "\\documentclass{jsarticle}\n\\title{県の計画}\\author{山田}\n\\begin{document}\\maketitle\n"
        "\\begin{abstract}計画のあらましを述べる。\\end{abstract}\n\\section{費用}\n10\\textsuperscript{6}円を使う。\n"
        "\\end{document}\n"
    )
    reading = read_content(source.encode(), "plan.tex")
    assert [(one.kind, one.text) for one in reading.blocks] == [
        ("heading", "県の計画"),
        ("paragraph", "山田"),
        ("paragraph", "計画のあらましを述べる。"),
        ("heading", "費用"),
        ("", "10⁶円を使う。"),
    ]
    assert not reading.warnings
