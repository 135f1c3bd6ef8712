"""What other programs read in a document: pdftotext, pandoc, trafilatura and the visible text of a browser."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FURNITURE = (
    "nav, footer, header nav, [role=navigation], [role=contentinfo], .sphinxsidebar, .related, .navheader, .navfooter, "
    ".footer, .headerlink, .nav_table, .docnav, #tocframe, #footer, #languages, #highlighting-settings, #search, "
    ".toc-backref, .breadcrumbs, .document-nav, #mobile-nav"
)
_SILENT = "pre, script, style, rt, rp, textarea, select, .literallayout"
_RULER = re.compile(r"[-=~^\"'`*+#.:_ ]{3,}")
_NUMBER = re.compile(r"[-–—‐ ]*(?:[0-9０-９]{1,4}|[ivxlc]{1,6})(?: ?[/／] ?[0-9]{1,4})?[-–—‐ ]*")
_TOO_DEEP = ("Space", "SoftBreak", "LineBreak")


@dataclass
class Reference:
    """What another program reads."""

    main: list[str]
    """Lines or paragraphs of the main text."""
    pages: list[str] = field(default_factory=list)
    """The text of each page, of a PDF."""
    furniture: list[str] = field(default_factory=list)
    """Lines of running headers and footers, menus and the like."""
    headings: list[str] | None = None
    """None if the format declares none."""
    second: list[str] | None = None
    """The main text as a further program finds it."""


def pdf(path: Path) -> Reference:
    """By pdftotext. A line at a page's edge that three pages have, digits aside, and a lone number are furniture."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    pages = done.stdout.decode("utf-8", "replace").split("\f")[:-1]
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        edges.update({re.sub(r"[0-9０-９]+", "#", line) for line in [*lines[:3], *lines[-3:]]})
    main, furniture = [], []
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        for place, line in enumerate(lines):
            edge = place < 3 or place >= len(lines) - 3
            again = edge and edges[re.sub(r"[0-9０-９]+", "#", line)] >= 3
            (furniture if again or (edge and _NUMBER.fullmatch(line)) else main).append(line)
    return Reference(main, pages, furniture)


def html(path: Path, browser: Browser) -> Reference:
    """By a browser, without what the page's generator marks as menu; the second text is trafilatura's."""
    import trafilatura

    page = browser.new_context(java_script_enabled=True).new_page()
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    page.goto(path.resolve().as_uri(), wait_until="domcontentloaded", timeout=120_000)
    found: dict[str, Any] = page.evaluate(
        """([furniture, silent]) => {
          for (const one of document.querySelectorAll(silent)) one.remove();
          const around = [...document.querySelectorAll(furniture)].map(one => one.innerText);
          for (const one of document.querySelectorAll(furniture)) one.remove();
          const shown = one => one.offsetParent !== null;
          const heads = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(shown).map(one => one.innerText);
          return {main: document.body.innerText, around, heads};
        }""",
        [_FURNITURE, _SILENT],
    )
    page.context.close()
    second = trafilatura.extract(path.read_bytes(), include_tables=True, include_comments=False, favor_recall=True)
    around = [line for text in found["around"] for line in str(text).splitlines() if line.strip()]
    headings = [re.sub(r"\s+", " ", str(text)) for text in found["heads"] if str(text).strip()]
    return Reference(_lines(str(found["main"])), furniture=around, headings=headings, second=_lines(second or ""))


def pandoc(path: Path, name: str) -> Reference:
    """By pandoc's tree: its paragraphs and headings, without code blocks, raw blocks and notes' marks."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "-f", name, "-t", "json", "--sandbox", str(path)]
    tree = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    lines: list[str] = []
    headings: list[str] = []
    _walk([tree["meta"].get("title", {}).get("c", []), tree["blocks"]], lines, headings)
    headings += _titles(path) if name == "docx" else []
    headings += [words for key in ("title", "subtitle") if (words := _words(tree["meta"].get(key, {}).get("c", [])))]
    return Reference(lines, headings=headings)


def _titles(path: Path) -> list[str]:
    """The paragraphs in the styles of titles; pandoc takes them for headings only where nothing precedes them."""
    import docx

    return [
        one.text
        for one in docx.Document(str(path)).paragraphs
        if one.text.strip() and one.style and one.style.name == "Title"
    ]


def epub(path: Path) -> Reference:
    """The text of its XHTML files, without code."""
    lines: list[str] = []
    headings: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith((".xhtml", ".html", ".htm")) or "nav" in name.rpartition("/")[2] or "toc" in name:
                continue
            root = etree.fromstring(archive.read(name), etree.XMLParser(recover=True, resolve_entities=False))
            for dead in root.xpath("//*[local-name()='pre' or local-name()='rt' or local-name()='head']"):
                dead.getparent().remove(dead)
            for block in root.iter():
                tag = etree.QName(block).localname if isinstance(block.tag, str) else ""
                if tag in ("p", "dt", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
                    text = " ".join("".join(block.itertext()).split())
                    lines.append(text)
                    if tag[0] == "h":
                        headings.append(text)
    return Reference([line for line in lines if line], headings=[line for line in headings if line])


def text(path: Path) -> Reference:
    """The lines of the file, without rulers."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return Reference([line.strip() for line in lines if line.strip() and not _RULER.fullmatch(line.strip())])


def odt(path: Path, work: Path) -> Reference:
    """By LibreOffice, as plain text."""
    command = [
        "soffice",
        f"-env:UserInstallation=file://{work}/office",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run([*command, "--outdir", str(work), str(path)], capture_output=True, check=True)
    return Reference(_lines((work / path.with_suffix(".txt").name).read_text(encoding="utf-8-sig")))


def subtitles(path: Path) -> Reference:
    """The lines of the file without numbers, time codes and tags."""
    lines = _lines(re.sub(r"<[^<>]*>", "", path.read_text(encoding="utf-8-sig", errors="replace")))
    return Reference([line for line in lines if not re.fullmatch(r"\d+|WEBVTT.*|.* --> .*", line)])


def markup(path: Path) -> Reference:
    """The lines of a wiki or Org file without the signs of its markup, roughly."""
    content = path.read_text(encoding="utf-8", errors="replace")
    content = re.sub(
        r"(?is)<(pre|code|source|nowiki|!--).*?(</\1>|-->)|^#\+begin_.*?^#\+end_\w+$|\{\{.*?\}\}",
        "",
        content,
        flags=re.M,
    )
    content = re.sub(r"<[^<>\n]*>|'{2,}|\[\[(?:[^\[\]|]*\|)?|\]\]|^[*#:;=|!+-]+|=+$", "", content, flags=re.M)
    return Reference(_lines(content))


def _lines(content: str) -> list[str]:
    return [line.strip() for line in content.splitlines() if line.strip()]


def _walk(node: Any, lines: list[str], headings: list[str]) -> None:
    """Collect paragraphs and headings of pandoc's tree."""
    if isinstance(node, list):
        for one in node:
            _walk(one, lines, headings)
        return
    if not isinstance(node, dict):
        return
    kind, content = node.get("t"), node.get("c")
    if kind in ("CodeBlock", "RawBlock"):
        return
    if kind in ("Para", "Plain", "Header"):
        words = _words(content[2] if kind == "Header" else content)
        if words.strip():
            lines.append(words)
            if kind == "Header":
                headings.append(words)
        return
    _walk(content, lines, headings)


def _words(node: Any) -> str:
    """The text of inline elements, with the text of notes behind them."""
    if isinstance(node, list):
        return "".join(_words(one) for one in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return str(content)
    if kind in _TOO_DEEP:
        return " "
    if kind in ("Code", "Math"):
        return str(content[1])
    if kind in ("RawInline", "Image", "Strikeout"):
        return ""
    if kind in ("Link", "Span", "Quoted", "Cite"):
        return _words(content[1])
    return _words(content)
