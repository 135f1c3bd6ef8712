"""Archives that unpack to too much are refused before anybody unpacks them; pandoc reads nothing else."""

import http.server
import io
import subprocess
import threading
import zipfile

import pypandoc
import pytest

from align.errors import InputError
from align.read import read_content
from align.read.pandoc import child

CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{}</body></html>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def book(pages: list[bytes], **others: bytes) -> bytes:
    items = "".join(
        f'<item id="p{number}" href="p{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(pages))
    )
    spine = "".join(f'<itemref idref="p{number}"/>' for number in range(len(pages)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>t</dc:title><dc:language>ja</dc:language>'
        f'<dc:identifier id="i">x</dc:identifier></metadata><manifest>{items}</manifest>'
        f"<spine>{spine}</spine></package>"
    )
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "book.opf": opf.encode(),
    }
    parts |= {f"p{number}.xhtml": page for number, page in enumerate(pages)}
    return archive(parts | others)


def never(*_: object) -> dict[str, object]:
    raise AssertionError("pandoc was started")


@pytest.mark.parametrize("name", ["x.epub", "x.odt"])
def test_many_parts_that_are_too_much_together_are_refused_unread(name: str, monkeypatch) -> None:
    monkeypatch.setattr("align.read.pandoc.tree_of", never)
    page = b" " * (5 << 20)
    content = (
        book([page] * 4)
        if name == "x.epub"
        else archive({f"{n}/content.xml": page for n in range(4)} | {"content.xml": page})
    )
    with pytest.raises(InputError, match=r"the text unpacks to more than 16 MB \(a ZIP bomb\?\)"):
        read_content(content, name)


def test_pictures_of_a_book_are_no_text_and_do_not_count() -> None:
    page = PAGE.format("<p>橋は三つある。</p>").encode()
    content = book([page], **{"cover.jpg": b"\0" * (20 << 20)})
    assert [block.text for block in read_content(content, "x.epub").blocks] == ["橋は三つある。"]


def test_the_title_page_of_a_book_is_read() -> None:
    page = PAGE.replace("<html ", '<html xmlns:epub="http://www.idpf.org/2007/ops" ').format(
        '<section epub:type="titlepage"><h1>橋の本</h1><p>山田へ。</p></section><p>橋は三つある。</p>'
    )
    reading = read_content(book([page.encode()]), "x.epub")
    assert [block.text for block in reading.blocks] == ["橋の本", "山田へ。", "橋は三つある。"]
    assert reading.visible == 14


def test_what_pandoc_does_not_read_in_an_opendocument_file_is_told_and_listed() -> None:
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "odt", "-o", "-"]
    made = subprocess.run(command, input="橋は三つある。\n".encode(), capture_output=True, check=True).stdout
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    index = "<text:index-body><text:p>橋の種類についての章 12</text:p></text:index-body>"
    text = parts["content.xml"].decode()
    place = text.index("<text:p")
    parts["content.xml"] = (
        f"{text[:place]}<text:table-of-content>{index}</text:table-of-content>{text[place:]}".encode()
    )
    reading = read_content(archive(parts), "x.odt")
    assert [block.text for block in reading.blocks] == ["橋は三つある。"]
    assert [(part.text, part.reason) for part in reading.left_out] == [("橋の種類についての章 12", "not converted")]
    assert reading.warnings == (
        "63% of the visible text is left out (not converted 63%); `align show --left-out` prints it",
    )


def test_a_book_whose_files_lie_in_a_folder_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(book([PAGE.format("<p>橋は三つある。</p>").encode()]))) as file:
        parts = {f"book/{name}": file.read(name) for name in file.namelist()}
    reading = read_content(archive(parts), "x.epub")
    assert (reading.format, [block.text for block in reading.blocks]) == ("epub", ["橋は三つある。"])


def test_sizes_that_an_archive_belies_are_found_out(monkeypatch) -> None:
    """The directory says one byte; the part holds twenty megabytes."""
    monkeypatch.setattr("align.read.pandoc.tree_of", never)
    stream = io.BytesIO(book([b" " * (20 << 20)]))
    content = bytearray(stream.getvalue())
    size = (20 << 20).to_bytes(4, "little")
    for _ in range(content.count(size)):
        place = content.index(size)
        content[place : place + 4] = (1).to_bytes(4, "little")
    with pytest.raises(InputError, match="a damaged EPUB book"):
        read_content(bytes(content), "x.epub")


def test_headers_of_a_word_file_are_too_much_together() -> None:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>橋</w:t></w:r></w:p></w:body></w:document>"
    header = f"<w:hdr {W}>{('<w:p/>' + ' ' * 999) * (24 << 10)}</w:hdr>".encode()
    parts = {"word/document.xml": body.encode()} | {f"word/header{number}.xml": header for number in (1, 2, 3)}
    with pytest.raises(InputError, match=r"the text unpacks to more than 64 MB \(a ZIP bomb\?\)"):
        read_content(archive(parts), "x.docx")


def test_a_word_file_of_too_many_elements_is_not_parsed(monkeypatch) -> None:
    monkeypatch.setattr("align.read.docx.package._MOST_ELEMENTS", 1000)
    body = f"<w:document {W}><w:body>{'<w:p/>' * 2001}</w:body></w:document>"
    with pytest.raises(InputError, match=r"word/document\.xml holds more than 1,000 elements \(a ZIP bomb\?\)"):
        read_content(archive({"word/document.xml": body.encode()}), "x.docx")


def test_pandoc_is_ended_after_its_processor_time(monkeypatch) -> None:
    monkeypatch.setattr(child, "_PROCESSOR_SECONDS", 0)
    text = "a *b* `c`_ \n\n" * 200_000
    with pytest.raises(InputError, match="pandoc needs more than 0 seconds"):
        read_content(text.encode(), "x.rst")


class _Counting(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"fetched")

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def server():
    handler = type("Handler", (_Counting,), {"asked": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", handler.asked
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.tex", "\\documentclass{{article}}\\begin{{document}}\n前。\\input{{{path}}}\\include{{{path}}}\n"
         "\\includegraphics{{{url}/a.png}}\\verbatiminput{{{path}}}\n\n後。\\end{{document}}\n"),
        ("x.rst", "題\n==\n\n前。\n\n.. include:: {path}\n\n.. include:: {url}/a.rst\n\n.. literalinclude:: {path}\n\n"
         ".. csv-table::\n   :file: {path}\n\n.. raw:: html\n   :file: {path}\n\n.. image:: {url}/a.png\n\n後。\n"),
        ("x.org", "* 題\n\n前。\n\n#+INCLUDE: \"{path}\"\n\n[[{url}/a.png]]\n\n#+SETUPFILE: {path}\n\n後。\n"),
        ("x.wiki", "= 題 =\n\n前。\n\n[[File:{url}/a.png]]\n\n{{{{:{path}}}}}\n\n後。\n"),
        ("x.adoc", "== 題\n\n前。\n\ninclude::{path}[]\n\nimage::{url}/a.png[]\n\n後。\n"),
        ("x.dbk", '<?xml version="1.0"?><article xmlns="http://docbook.org/ns/docbook"><title>題</title><para>前。</para>'
         '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{path}" parse="text"/><mediaobject><imageobject>'
         '<imagedata fileref="{url}/a.png"/></imageobject></mediaobject><para>後。</para></article>'),
    ],
)  # fmt: skip
def test_what_a_document_asks_for_is_neither_read_nor_fetched(name: str, text: str, tmp_path, server) -> None:
    address, asked = server
    secret = tmp_path / "kept.txt"
    secret.write_text("geheim,geheim\n")
    reading = read_content(text.format(path=secret, url=address).encode(), name)
    shown = "\n".join([*(block.text for block in reading.blocks), *(part.text for part in reading.left_out)])
    assert "前。" in shown and "後。" in shown
    assert "geheim" not in shown and "fetched" not in shown
    assert asked == []
