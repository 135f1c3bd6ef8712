"""What happens to a reviewer's file on its way: rows in another order, some gone, columns and metadata lost.

Each function changes a file that `align export` wrote and returns the numbers, from 1, of the rows that are left, in
the order of the file. `lose` names what is lost, of `LOSSES[format]`.
"""

import csv
import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
V2 = "{urn:oasis:names:tc:xliff:document:2.0}"
V12 = "{urn:oasis:names:tc:xliff:document:1.2}"
LOSSES = {
    "xlsx": ("Key", "Findings", "Kind", "Confidence", "Reviewer"),
    "docx": ("tags",),
    "xliff": ("metadata", "names"),
    "xliff20": ("metadata", "names"),
    "xliff12": ("metadata", "names"),
    "tsv": ("key", "mark", "pair", "findings", "signature"),
    "csv": ("key", "mark", "pair", "findings", "signature"),
    "tmx": ("key", "mark", "ids"),
}


def mangle(format: str, path: Path, lose: set[str], chance: random.Random) -> list[int]:
    """Shuffle the rows, take some away, and lose what `lose` names."""
    return _MANGLERS[format](path, lose, chance)


def _kept(count: int, chance: random.Random) -> list[int]:
    numbers = list(range(count))
    chance.shuffle(numbers)
    return numbers[: chance.randint(1, count)] if chance.random() < 0.5 else numbers


def _xlsx(path: Path, lose: set[str], chance: random.Random) -> list[int]:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    heads = [str(cell.value).partition(" (")[0] for cell in sheet[2]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    kept = _kept(len(rows), chance)
    sheet.delete_rows(3, len(rows))
    for place in kept:
        sheet.append(rows[place])
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # openpyxl takes a text with "=" for a formula; Excel does not in a cell of text
    for column in sorted((heads.index(name) + 1 for name in lose), reverse=True):
        sheet.delete_cols(column)
    book.save(path)
    return [place + 1 for place in kept]


def _docx(path: Path, lose: set[str], chance: random.Random) -> list[int]:
    old = zipfile.ZipFile(BytesIO(path.read_bytes()))
    root = etree.fromstring(old.read("word/document.xml"))
    table = next(root.iter(f"{W}tbl"))
    rows = table.findall(f"{W}tr")[1:]
    kept = _kept(len(rows), chance)
    for row in rows:
        table.remove(row)
    table.extend(rows[place] for place in kept)
    if "tags" in lose:
        for tag in list(root.iter(f"{W}tag")):
            tag.getparent().remove(tag)
    with zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, etree.tostring(root) if name == "word/document.xml" else old.read(name))
    return [place + 1 for place in kept]


def _xliff(path: Path, lose: set[str], chance: random.Random) -> list[int]:
    tree = etree.parse(str(path))
    two = tree.getroot().tag.startswith(V2)
    units = list(tree.iter(f"{V2}unit" if two else f"{V12}trans-unit"))
    holder = units[0].getparent()
    kept = _kept(len(units), chance)
    for unit in units:
        holder.remove(unit)
    holder.extend(units[place] for place in kept)
    for unit in units:
        if "names" in lose:
            unit.attrib.pop("name" if two else "resname", None)
        if "metadata" in lose:
            for child in list(unit):
                if child.tag.endswith("}metadata") or child.tag == f"{V12}context-group":
                    unit.remove(child)
    tree.write(str(path), encoding="UTF-8", xml_declaration=True)
    return [place + 1 for place in kept]


def _table(path: Path, lose: set[str], chance: random.Random) -> list[int]:
    dialect = "excel-tab" if path.suffix == ".tsv" else "excel"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, dialect=dialect))
    kept = _kept(len(rows), chance)
    heads = [head for head in rows[0] if head not in lose]
    chance.shuffle(heads)
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, heads, dialect=dialect, extrasaction="ignore")
        table.writeheader()
        table.writerows(rows[place] for place in kept)
    return [place + 1 for place in kept]


def _tmx(path: Path, lose: set[str], chance: random.Random) -> list[int]:
    tree = etree.parse(str(path))
    body = tree.getroot().find("body")
    assert body is not None
    units = body.findall("tu")
    kept = _kept(len(units), chance)
    for unit in units:
        body.remove(unit)
    body.extend(units[place] for place in kept)
    for unit in units:
        if "ids" in lose:
            unit.attrib.pop("tuid", None)
        for prop in unit.findall("prop"):
            if prop.get("type", "").removeprefix("x-align-") in lose:
                unit.remove(prop)
    tree.write(str(path), encoding="UTF-8", xml_declaration=True)
    return [place + 1 for place in kept]


_MANGLERS: dict[str, Callable[[Path, set[str], random.Random], list[int]]] = {
    "xlsx": _xlsx,
    "docx": _docx,
    "xliff": _xliff,
    "xliff20": _xliff,
    "xliff12": _xliff,
    "tsv": _table,
    "csv": _table,
    "tmx": _tmx,
}
