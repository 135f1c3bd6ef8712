"""Documents that tests build with independent tools: Chromium prints PDFs, python-docx writes Word files."""

import html
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from align.model import Document
from align.read import read_content
from align.segment import document_of

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"

_CSS = '@page{size:A4;margin:22mm} body{font:11pt "Noto Serif CJK JP",serif} '


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """Print HTML with Chromium: `printed(body, css="")` gives the bytes of a PDF."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    folder = tmp_path_factory.mktemp("printed")
    done: dict[tuple[str, str, bool], bytes] = {}

    def run(body: str, css: str = "", header: bool = False) -> bytes:
        if (body, css, header) not in done:
            assert chromium
            page, target = folder / "page.html", folder / "page.pdf"
            page.write_text(f"<!DOCTYPE html><meta charset=utf-8><style>{_CSS}{css}</style><body>{body}")
            target.unlink(missing_ok=True)
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            options += [] if header else ["--no-pdf-header-footer"]
            options += [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", str(page)]
            subprocess.run([chromium, *options], check=True, capture_output=True, timeout=120)
            done[body, css, header] = target.read_bytes()
        return done[body, css, header]

    return run


def read(content: bytes, lang: str, place: str = "x") -> Document:
    """The document in some bytes."""
    return document_of(read_content(content, place), lang, id="x", place=place)[0]


def rows(document: Document) -> list[str]:
    """A document in lines for golden files: kind, depth, marker, text with | between sentences."""
    return [
        "\t".join((segment.kind, str(segment.level), segment.marker, " | ".join(segment.sentence_texts())))
        for segment in document.segments
    ]


def check_golden(name: str, lines: list[str]) -> None:
    """Compare with golden/NAME.txt; ALIGN_UPDATE_GOLDEN=1 writes it anew (then read the difference before a commit)."""
    path = HERE / "golden" / f"{name}.txt"
    text = "\n".join(lines) + "\n"
    if os.environ.get("ALIGN_UPDATE_GOLDEN"):
        path.write_text(text)
    assert text == path.read_text()


def bundled(name: str, lang: str) -> Document:
    """One side of a bundled pair, read from its text."""
    path = DATA / name / f"{lang}.txt"
    return document_of(read_content(path.read_bytes(), str(path)), lang, id=name, place=str(path))[0]


def as_html(document: Document) -> str:
    """The document as a web page would have it: headings, list items with their numbers typed."""
    out = []
    for segment in document.segments:
        text, space = html.escape(segment.text), " " if segment.marker.isascii() else "\u3000"
        text = f"{html.escape(segment.marker)}{space}{text}" if segment.marker else text
        if segment.kind == "heading":
            out.append(f"<h{segment.level}>{text}</h{segment.level}>")
        elif segment.kind == "item":
            out.append(f'<p style="margin-left:{segment.level}em;text-indent:-1em">{text}</p>')
        else:
            out.append(f"<p>{text}</p>")
    return "\n".join(out)


def as_docx(document: Document) -> bytes:
    """The document as Word would have it, bullets as lists."""
    import io

    import docx

    file = docx.Document()
    for segment in document.segments:
        space = " " if segment.marker.isascii() else "\u3000"
        text = f"{segment.marker}{space}{segment.text}" if segment.marker else segment.text
        if segment.kind == "heading":
            file.add_heading(text, segment.level)
        elif segment.kind == "item" and segment.marker in "-・•":
            file.add_paragraph(segment.text, style="List Bullet")
        else:
            file.add_paragraph(text)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()
