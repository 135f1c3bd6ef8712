"""A pair, a way to export it for a reviewer, and small hands that edit each format as a reviewer's program would."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from align.exchange import Export, ExportOptions, export, format_named
from align.model import Alignment, Bead, Document, Segment, Verdict
from align.text.formula_guard import guarded

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
V2 = "{urn:oasis:names:tc:xliff:document:2.0}"
V12 = "{urn:oasis:names:tc:xliff:document:1.2}"


def pair(id: str = "2026-01-15") -> Alignment:
    source = (
        "概要",
        "大臣は=SUM(A1) を確認した。",
        "二段落。",
        "繰り返し。",
        "繰り返し。",
        "残り_x0041_。",
        "長" * 40_000,
    )
    target = ("Summary", "The Minister <confirmed> it.", "Repeated.", "Repeated.", "Added one.", "Long.")
    beads = (
        Bead((0,), (0,), 0.99),
        Bead((1, 2), (1,), 0.8),
        Bead((3,), (2,), 0.7),
        Bead((4,), (3,), 0.7),
        Bead((5,), (), 0.6),
        Bead((), (4,), 0.5),
        Bead((6,), (5,), 0.4),
    )
    documents = [
        Document(id, lang, tuple(Segment(i, text) for i, text in enumerate(texts)))
        for lang, texts in (("ja", source), ("en", target))
    ]
    return Alignment(documents[0], documents[1], beads, "align:0.1", "2026-01-16T09:30:00Z")


@pytest.fixture
def alignment() -> Alignment:
    return pair()


@pytest.fixture
def sent(tmp_path: Path) -> Callable[..., Path]:
    """Export for a reviewer and give the path of the file."""

    def send(format: str, *alignments: Alignment, verdicts: dict[str, tuple[Verdict, ...]] | None = None) -> Path:
        path = tmp_path / f"sent{format_named(format).suffix}"
        options = ExportOptions(with_nulls=True)
        export([Export(one, verdicts or {}) for one in alignments], format, path, options)
        return path

    return send


def edit_xlsx(path: Path, edits: dict[int, dict[str, str]], reviewer: str = "Sato", sheet: int = 1) -> None:
    """`edits`: row of the table, 1-based -> column -> what is typed."""
    book = openpyxl.load_workbook(path)
    book["Summary"]["B2"] = reviewer
    table = book.worksheets[sheet]
    heads = {str(cell.value).partition(" (")[0]: cell.column for cell in table[2]}
    for number, cells in edits.items():
        for column, text in cells.items():
            cell = table.cell(number + 2, heads[column])
            cell.value = text
            if cell.number_format == "@":
                cell.data_type = "s"  # Excel makes no formula in a cell that is formatted as text
    book.save(path)


def edit_docx(path: Path, edits: dict[int, dict[str, str]], reviewer: str = "Sato", table: int = 0) -> None:
    columns = {"ID": 0, "Source": 1, "Target": 2, "Verdict": 3, "Comment": 4}

    def change(root: etree._Element) -> None:
        if reviewer:
            next(root.iter(f"{W}sdt")).find(f".//{W}t").text = reviewer
        rows = list(list(root.iter(f"{W}tbl"))[table].iter(f"{W}tr"))
        for number, cells in edits.items():
            for column, text in cells.items():
                paragraph = rows[number].findall(f"{W}tc")[columns[column]].find(f"{W}p")
                write_text(paragraph, text)

    rewrite(path, "word/document.xml", change)


def write_text(paragraph: etree._Element, text: str) -> None:
    runs = list(paragraph.iter(f"{W}t"))
    if not runs:
        run = etree.SubElement(paragraph, f"{W}r")
        runs = [etree.SubElement(run, f"{W}t")]
    for extra in [*runs[1:], *paragraph.iter(f"{W}br")]:
        extra.getparent().remove(extra)
    runs[0].text = text
    runs[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def rewrite(path: Path, part: str, change: Callable[[etree._Element], None]) -> None:
    """Change one part of an Office file."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            new.writestr(name, content)


def edit_xliff(path: Path, edits: dict[int, dict[str, str]], reviewer: str = "") -> None:
    tree = etree.parse(str(path))
    root = tree.getroot()
    two = root.tag.startswith(V2)
    ns = V2 if two else V12
    units = list(root.iter(f"{ns}unit" if two else f"{ns}trans-unit"))
    for number, cells in edits.items():
        unit = units[number - 1]
        for column, text in cells.items():
            (_edit_unit2 if two else _edit_unit12)(unit, column, text)
    tree.write(str(path), encoding="UTF-8", xml_declaration=True)


def _edit_unit2(unit: etree._Element, column: str, text: str) -> None:
    segment = unit.find(f"{V2}segment")
    if column == "Verdict":
        segment.set("state", "final" if text == "accept" else "translated")
        segment.attrib.pop("subState", None)
        if text != "accept":
            segment.set("subState", f"align:{text}")
    elif column == "Comment":
        notes = unit.find(f"{V2}notes")
        if notes is None:
            notes = etree.Element(f"{V2}notes")
            segment.addprevious(notes)
        etree.SubElement(notes, f"{V2}note").text = text
    else:
        name = f"{V2}{column.lower()}"
        element = segment.find(name)
        (etree.SubElement(segment, name) if element is None else element).text = text


def _edit_unit12(unit: etree._Element, column: str, text: str) -> None:
    target = unit.find(f"{V12}target")
    if column == "Verdict":
        target.set("state", {"accept": "final", "needs-fix": "needs-l10n"}.get(text, f"x-{text}"))
        unit.attrib.pop("approved", None)
    elif column == "Comment":
        etree.SubElement(unit, f"{V12}note").text = text
    else:
        unit.find(f"{V12}{column.lower()}").text = text


def edit_table(path: Path, edits: dict[int, dict[str, str]], reviewer: str = "") -> None:
    """As a program that knows nothing of formulas: the csv module."""
    dialect = "excel-tab" if path.suffix == ".tsv" else "excel"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, dialect=dialect))
    columns = {"Source": "source_text", "Target": "target_text"}
    for number, cells in edits.items():
        # An apostrophe before a formula is the guard of such files, so one that is typed is doubled.
        rows[number - 1] |= {columns.get(column, column.lower()): guarded(text) for column, text in cells.items()}
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]), dialect=dialect)
        table.writeheader()
        table.writerows(rows)


def edit_tmx(path: Path, edits: dict[int, dict[str, str]], reviewer: str = "") -> None:
    tree = etree.parse(str(path))
    units = list(tree.getroot().iter("tu"))
    for number, cells in edits.items():
        unit = units[number - 1]
        for column, text in cells.items():
            if column == "Verdict":
                for prop in unit.findall("prop[@type='x-align-verdict']"):
                    unit.remove(prop)
                prop = etree.Element("prop", type="x-align-verdict")
                unit.insert(0, prop)
            elif column == "Comment":
                prop = etree.Element("note")
                unit.insert(0, prop)
            else:
                prop = unit.findall("tuv")[column == "Target"].find("seg")
            prop.text = text
    tree.write(str(path), encoding="UTF-8", xml_declaration=True)


EDITORS = {
    "xlsx": edit_xlsx,
    "docx": edit_docx,
    "xliff": edit_xliff,
    "xliff12": edit_xliff,
    "xliff20": edit_xliff,
    "tsv": edit_table,
    "csv": edit_table,
    "tmx": edit_tmx,
}


@pytest.fixture(params=["xlsx", "docx", "xliff", "xliff12"])
def format(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def edited() -> Callable[..., None]:
    def edit(format: str, path: Path, edits: dict[int, dict[str, str]], **more: object) -> None:
        EDITORS[format](path, edits, **more)

    return edit


@pytest.fixture
def rewritten() -> Callable[..., None]:
    return rewrite
