"""The same pair as text, HTML, PDF and DOCX: the same segments, so the same alignment."""

from collections.abc import Callable

import pytest

from align.model import Document
from tests.read.conftest import as_docx, as_html, bundled, read

SIDES = [(name, lang) for name in ("2026-01-15", "2023-01-12") for lang in ("ja", "en")]
LAYOUTS = {
    "plain": "",
    "justified": "body{text-align:justify}",
    "indented": "p{margin:0;text-indent:1em} h2{margin:.3em 0;font-size:11pt}",
    "two columns": "body{columns:2;column-gap:2em;font-size:9pt;text-align:justify}",
    "small pages": "@page{size:A5;margin:15mm}",
    "hyphenated": "body{hyphens:auto;text-align:justify;columns:2;column-gap:2em}",
}


def bare(document: Document) -> list[str]:
    return ["".join(text.split()) for text in document.texts()]


@pytest.mark.parametrize(("name", "lang"), SIDES)
def test_html_gives_the_segments_of_the_text(name: str, lang: str) -> None:
    document = bundled(name, lang)
    page = f"<!DOCTYPE html><html lang={lang}><meta charset=utf-8><body><main>{as_html(document)}</main></body></html>"
    found = read(page.encode(), lang)
    assert found.texts() == document.texts()
    assert [segment.kind for segment in found.segments] == [segment.kind for segment in document.segments]


@pytest.mark.parametrize(("name", "lang"), SIDES)
def test_word_gives_the_segments_of_the_text(name: str, lang: str) -> None:
    document = bundled(name, lang)
    found = read(as_docx(document), lang)
    assert found.texts() == document.texts()
    assert [(s.kind, s.level) for s in found.segments] == [(s.kind, s.level) for s in document.segments]


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("name", "lang"), SIDES)
def test_pdf_gives_the_segments_of_the_text(name: str, lang: str, layout: str, printed: Callable[..., bytes]) -> None:
    if layout in ("two columns", "small pages", "hyphenated") and name != "2026-01-15":
        pytest.skip("one pair is enough for the rarer layouts")
    document = bundled(name, lang)
    found = read(printed(f"<div lang={lang}>{as_html(document)}</div>", LAYOUTS[layout]), lang)
    assert bare(found) == bare(document)


@pytest.mark.needs("chromium")
def test_vertical_writing_is_recognised(printed: Callable[..., bytes]) -> None:
    document = bundled("2026-01-15", "ja")
    found = read(printed(as_html(document), "html{writing-mode:vertical-rl}"), "ja")
    assert bare(found) == bare(document)
