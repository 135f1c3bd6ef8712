"""`python -m tests.bench reading`: the readers on real documents, against what other programs read in them."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.errors import AlignError
from align.model import Segment
from align.read import read_blocks
from align.segment import document_of
from tests.bench import extractors
from tests.bench.reading_documents import RealDocument, fetch
from tests.bench.reading_measures import headings, in_one_piece, open_ends, plain, share, uncovered, wrong_joins

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIGURES = ("lost", "second_lost", "foreign", "order", "order_text", "open_ends", "wrong_joins")


def measure(wanted: list[RealDocument], work: Path) -> list[dict[str, Any]]:
    """One row a document. Fetches what is not below WORK yet. Raises AlignError."""
    from playwright.sync_api import sync_playwright

    rows = []
    found = fetch(wanted, work)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for one, path in found.items():
            rows.append(_row(one, path, _reference(one, path, work, browser), work, browser))
            print(_shown(rows[-1]), flush=True)
        browser.close()
    return rows


def _reference(one: RealDocument, path: Path, work: Path, browser: Browser) -> extractors.Reference:
    readers: dict[str, Callable[[], extractors.Reference]] = {
        "pdf": lambda: extractors.pdf(path),
        "html": lambda: extractors.html(path, browser),
        "docx": lambda: extractors.pandoc(path, "docx"),
        "markdown": lambda: extractors.pandoc(path, "gfm"),
        "epub": lambda: extractors.epub(path),
        "rst": lambda: _built_page(one, work, browser),
        "text": lambda: extractors.text(path),
        "odt": lambda: extractors.odt(path, work),
        "latex": lambda: extractors.pdf(work / "packages" / "tree" / one.path.replace(".tex.gz", ".pdf")),
        "subtitles": lambda: extractors.subtitles(path),
        "org": lambda: extractors.markup(path),
        "mediawiki": lambda: extractors.markup(path),
    }
    return readers[one.kind]()


def _built_page(one: RealDocument, work: Path, browser: Browser) -> extractors.Reference:
    """The page that Sphinx built from the same source; where there is none, the lines of the source."""
    if not one.origin.startswith("debian:"):
        return extractors.markup(work / "documents" / one.name)
    page = work / "packages" / "tree" / one.path.replace("_sources/", "").replace(".rst.txt", ".html")
    return extractors.html(page, browser)


def _row(
    one: RealDocument, path: Path, reference: extractors.Reference, work: Path, browser: Browser
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": one.kind,
        "document": Path(one.path).name,
        "origin": one.origin,
        "held_out": one.held_out,
    }
    start = time.process_time()
    try:
        reading = read_blocks(path)
        document, warnings = document_of(reading, "ja", id="x", place=path.name)
    except AlignError as error:
        return row | {"error": str(error)}
    row["seconds"] = round(time.process_time() - start, 2)
    row["format"] = reading.format
    ours = plain("".join(f"{segment.marker}{segment.text}" for segment in document.segments))
    known = (
        ours
        + "\n"
        + plain("".join(part.text for part in reading.left_out if part.reason in ("code", "struck out", "furigana")))
    )
    row["lost"] = share(uncovered(reference.main, known))
    if reference.second is not None:
        row["second_lost"] = share(uncovered(reference.second, known))
    around = plain("\n".join(reference.furniture))
    texts = [segment.text for segment in document.segments]
    row["foreign"] = _foreign(texts, plain("\n".join(reference.main)), around)
    row["open_ends"] = share(open_ends(document.segments))
    row["paragraphs"] = open_ends(document.segments)[1]
    if reference.pages:
        row["order"], row["pages"] = _order(reference.pages, document.segments)
        text = [segment for segment in document.segments if segment.kind != "cell"]
        row["order_text"], row["pages_text"] = _order(reference.pages, text)
    if reference.headings:
        both, found, declared = headings(
            [_heading(segment, one.kind) for segment in document.segments if segment.kind == "heading"],
            reference.headings,
        )
        row["precision"], row["recall"] = both / max(1, found), both / max(1, declared)
    if one.kind == "text" and (pages := _same_text(one, work)):
        built = "\n".join(plain(text) for page in pages for text in extractors.html(page, browser).main)
        lines = [line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
        row["wrong_joins"] = share(wrong_joins(lines, "\n".join(map(plain, texts)), built))
    row["warnings"] = len(warnings)
    return row


def _heading(segment: Segment, kind: str) -> str:
    """A heading as the other program has it: pandoc knows no automatic numbers of Word."""
    return segment.text if kind == "docx" else segment.marker + segment.text


def _foreign(texts: list[str], main: str, around: str) -> float:
    """The share of our characters that only the other program's furniture has."""
    total = sum(len(plain(text)) for text in texts)
    foreign = sum(len(plain(t)) for t in texts if len(plain(t)) > 1 and plain(t) not in main and plain(t) in around)
    return foreign / total if total else 0.0


def _order(pages: list[str], segments: Sequence[Segment]) -> tuple[float, int]:
    """The worst page's share of the other program's strings that stand in one piece, and the pages under .9."""
    ours = "".join(f"{segment.marker}{segment.text}" for segment in segments)
    shares = [(whole / known) for whole, known in (in_one_piece(page, ours) for page in pages) if known >= 10]
    return (min(shares, default=1.0), sum(one < 0.9 for one in shares))


def _same_text(one: RealDocument, work: Path) -> list[Path]:
    """The web pages of the same book, whose paragraphs are declared."""
    folders = {
        "debian-faq": "usr/share/doc/debian/FAQ/ja",
        "developers-reference": "usr/share/developers-reference/ja",
        "debian-reference": "usr/share/debian-reference",
        "maint-guide": "usr/share/doc/maint-guide-ja/html",
    }
    for name, folder in folders.items():
        if name in one.origin:
            pages = sorted((work / "packages" / "tree" / folder).glob("*.html"))
            return [page for page in pages if "_" not in page.stem and page.stem != "developers-reference"][:40]
    return []


def _shown(row: dict[str, Any]) -> str:
    if "error" in row:
        return f"{row['kind']:<9}{row['document'][:38]:<40} {row['error']}"
    figures = "  ".join(f"{name} {row[name]:.3f}" for name in (*FIGURES, "precision", "recall") if name in row)
    return f"{row['kind']:<9}{row['document'][:38]:<40}{figures}  {row['seconds']} s"


def summary(rows: list[dict[str, Any]]) -> str:
    """A line a format: documents, then median and worst of each figure."""
    head = ["format", "documents", *FIGURES, "headings P/R"]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for kind in dict.fromkeys(row["kind"] for row in rows):
        for held, label in ((False, kind), (True, f"{kind}, unseen")):
            own = [row for row in rows if row["kind"] == kind and row["held_out"] == held and "error" not in row]
            if not own:
                continue
            cells = [label, str(len(own))]
            for name in FIGURES:
                values = [row[name] for row in own if name in row]
                worst = min(values, default=0) if name.startswith("order") else max(values, default=0)
                cells.append(f"{statistics.median(values):.3f} / {worst:.3f}" if values else "")
            both = [(row["precision"], row["recall"]) for row in own if "precision" in row]
            cells.append("/".join(f"{statistics.median(side):.2f}" for side in zip(*both, strict=True)) if both else "")
            lines.append("| " + " | ".join(cells) + " |")
    return re.sub(r" +\|", " |", "\n".join(lines)) + "\n"
