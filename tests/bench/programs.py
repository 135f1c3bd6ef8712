"""Which program opens which exported format, with how many of the texts: `python -m tests.bench.programs`.

It aligns the bundled pairs, exports them in every format, lets each program read its files, and counts the target texts
that the program gives back unchanged. Results go to `results/programs.json` and as a table into docs/export.md.

Needed beside the extra `bench`: Debian's libreoffice-calc-nogui, libreoffice-writer-nogui, pandoc, omegat,
libxml2-utils and php-symfony-translation (schemas), and npm's `xliff`. A program that is missing is named as missing.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from align import native
from tests.bench.worker import ROOT

RESULTS = Path(__file__).parent / "results" / "programs.json"
DOCS = ROOT / "docs" / "export.md"
BEGIN, END = "<!-- programs: begin -->", "<!-- programs: end -->"
SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
PROJECT = """<omegat><project version="1.0">{folders}<source_lang>JA</source_lang><target_lang>EN</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>"""
NODE = """const fs = require('fs'); const read = require('xliff/{reader}');
read(fs.readFileSync(process.argv[2], 'utf8'), (error, found) => {{
  if (error) throw error;
  for (const units of Object.values(found.resources))
    for (const unit of Object.values(units)) console.log(JSON.stringify([unit.source, unit.target]));
}});"""
Reader = Callable[[Path, Path], list[str]]
"""A file and an empty folder -> the texts that a program finds in the file."""


def read_pandas(path: Path, work: Path) -> list[str]:
    import pandas

    if path.suffix == ".xlsx":
        sheets = pandas.read_excel(path, sheet_name=None, header=1)
        return [str(text) for frame in list(sheets.values())[1:] for text in frame.iloc[:, 2]]
    frame = {
        ".csv": pandas.read_csv,
        ".tsv": lambda name: pandas.read_csv(name, sep="\t"),
        ".jsonl": lambda name: pandas.read_json(name, lines=True),
        ".parquet": pandas.read_parquet,
    }[path.suffix](path)
    return [str(text) for text in frame["target_text"]]


def read_polars(path: Path, work: Path) -> list[str]:
    import polars

    frame = {
        ".csv": polars.read_csv,
        ".tsv": lambda name: polars.read_csv(name, separator="\t"),
        ".jsonl": polars.read_ndjson,
        ".parquet": polars.read_parquet,
    }[path.suffix](path)
    return [str(text) for text in frame["target_text"].to_list()]


def read_duckdb(path: Path, work: Path) -> list[str]:
    import duckdb

    with duckdb.connect() as base:
        return [str(row[0]) for row in base.sql(f"select target_text from '{path}'").fetchall()]


def read_openpyxl(path: Path, work: Path) -> list[str]:
    import openpyxl

    book = openpyxl.load_workbook(path)
    return [str(row[2]) for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=3, values_only=True)]


def read_python_docx(path: Path, work: Path) -> list[str]:
    import docx

    return [row.cells[2].text for table in docx.Document(str(path)).tables for row in table.rows]


def read_translate_toolkit(path: Path, work: Path) -> list[str]:
    from translate.storage.factory import getobject

    shutil.copyfile(path, work / f"x{path.suffix}")
    return [str(unit.target) for unit in getobject(str(work / f"x{path.suffix}")).units]


def read_xmllint(path: Path, work: Path) -> list[str]:
    """All texts of a file that is valid; xmllint fails for another one."""
    if path.suffix == ".tmx":
        with zipfile.ZipFile(OMEGAT) as archive:
            (work / "tmx14.dtd").write_bytes(archive.read("schemas/tmx14.dtd"))
        command = ["--dtdvalid", str(work / "tmx14.dtd")]
    else:
        name = "xliff-core-1.2-strict.xsd" if ".1.2." in path.name else "xliff-core-2.0.xsd"
        schema = re.sub(r'"[^"]*xml\.xsd"', f'"{SCHEMAS}/xml.xsd"', (SCHEMAS / name).read_text("utf-8"))
        (work / name).write_text(schema, encoding="utf-8")
        command = ["--schema", str(work / name)]
    run("xmllint", "--noout", "--nonet", *command, str(path))
    return [(element.text or "") for element in etree.parse(str(path)).iter("{*}target", "{*}seg")]


def read_libreoffice(path: Path, work: Path) -> list[str]:
    kind = {".docx": "txt:Text", ".html": "txt:Text", ".xlsx": "xlsx", ".csv": "xlsx"}[path.suffix]
    home = f"-env:UserInstallation={(work / 'home').as_uri()}"
    filter = ["--infilter=Text - txt - csv (StarCalc):44,34,76"] if path.suffix == ".csv" else []
    run("soffice", home, "--headless", *filter, "--convert-to", kind, "--outdir", str(work), str(path))
    made = next(file for file in work.iterdir() if file.suffix in (".txt", ".xlsx"))
    if made.suffix == ".txt":
        return [made.read_text("utf-8-sig")]
    import openpyxl

    book = openpyxl.load_workbook(made)
    return [str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row]


def read_pandoc(path: Path, work: Path) -> list[str]:
    kind = {".docx": "docx", ".html": "html", ".md": "gfm", ".csv": "csv"}[path.suffix]
    return [run("pandoc", "--from", kind, "--to", "plain", "--wrap", "none", "--columns", "100000", str(path))]


def read_omegat(path: Path, work: Path) -> list[str]:
    """What OmegaT translates: with the memory alone, or the XLIFF as the file to translate."""
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (work / name).mkdir(parents=True, exist_ok=True)
    names = ("source_dir", "target_dir", "tm_dir", "glossary_dir", "dictionary_dir")
    folders = "".join(f"<{name}>__DEFAULT__</{name}>" for name in names)
    (work / "omegat.project").write_text(PROJECT.format(folders=folders), encoding="utf-8")
    if path.suffix == ".tmx":
        shutil.copy(path, work / "tm" / "auto")
        sources = [unit.findtext("tuv/seg") or "" for unit in etree.parse(str(path)).iter("tu")]
        (work / "source" / "x.txt").write_text("\n\n".join(sources) + "\n", encoding="utf-8")
    else:
        shutil.copyfile(path, work / "source" / "x.xlf")
    run("omegat", str(work), "--mode=console-translate", f"--config-dir={work / 'config'}", seconds=300)
    made = next((work / "target").iterdir())
    if made.suffix == ".txt":
        return made.read_text("utf-8").splitlines()
    return [(element.text or "") for element in etree.parse(str(made)).iter("{*}target")]


def read_npm(path: Path, work: Path) -> list[str]:
    """Needs `npm install xliff` in the folder that NODE_PATH names, or in the project's `.bench/npm`."""
    script = work / "read.js"
    script.write_text(NODE.format(reader="xliff12ToJs" if ".1.2." in path.name else "xliff2js"), encoding="utf-8")
    folder = ROOT / ".bench" / "npm"
    if not (folder / "node_modules" / "xliff").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "xliff")
    shutil.copytree(folder / "node_modules", work / "node_modules")
    told = run("node", str(script), str(path))
    return [str(json.loads(line)[1]) for line in told.splitlines()]


READERS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "OmegaT": (read_omegat, ("tmx", "xliff12")),
    "LibreOffice": (read_libreoffice, ("xlsx", "docx", "csv", "html")),
    "translate-toolkit": (read_translate_toolkit, ("tmx", "xliff12")),
    "npm xliff": (read_npm, ("xliff", "xliff20", "xliff12")),
    "schema (xmllint)": (read_xmllint, ("tmx", "xliff", "xliff20", "xliff12")),
    "pandoc": (read_pandoc, ("docx", "html", "md")),
    "python-docx": (read_python_docx, ("docx",)),
    "openpyxl": (read_openpyxl, ("xlsx",)),
    "pandas": (read_pandas, ("xlsx", "csv", "tsv", "jsonl", "parquet")),
    "polars": (read_polars, ("csv", "tsv", "jsonl", "parquet")),
    "DuckDB": (read_duckdb, ("csv", "tsv", "jsonl", "parquet")),
}


def run(*command: str, seconds: int = 180) -> str:
    """Return what a program prints. Raises RuntimeError with its last line if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, encoding="utf-8", errors="replace")
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise RuntimeError(said[-1][:200])
    return done.stdout


def measure(folder: Path, only: str) -> dict[str, dict[str, str]]:
    """Return format -> program -> "40 of 40", or why the program did not read the file."""
    align = [sys.executable, "-m", "align"]
    out = folder / "out"
    run(*align, "run", "-q", "-o", str(out))
    alignments = [native.load(path) for path in sorted(out.glob("*.align.json"))]
    beads = [(one, bead) for one in alignments for bead in one.beads]
    found: dict[str, dict[str, str]] = {}
    for program, (read, formats) in READERS.items():
        for format in formats if only in ("", program) else ():
            run(*align, "export", str(out), "--to", format, "-o", f"{folder}/{format}/", "--no-findings", "--raw")
            whole = next((folder / format).iterdir()).name.partition(".")[2]
            path = folder / f"all.{whole}"
            run(*align, "export", str(out), "--to", format, "-o", str(path), "--no-findings", "--raw")
            null = format != "tmx"
            texts = [plain(one.target_text(bead)) for one, bead in beads if bead.target and (null or bead.source)]
            found.setdefault(format, {})[program] = told(read, path, texts)
            print(f"{format:8} {program:20} {found[format][program]}", flush=True)
    return found


def told(read: Reader, path: Path, texts: list[str]) -> str:
    """Return how many of the texts a program gives back, or why none."""
    with tempfile.TemporaryDirectory() as name:
        try:
            read_back = plain("\n".join(read(path, Path(name))))
        except FileNotFoundError as error:
            return f"missing: {error.filename}"
        except Exception as error:
            return " ".join(f"{type(error).__name__}: {error}".split())[:120]
    return f"{sum(text in read_back for text in texts)} of {len(texts)}"


def plain(text: str) -> str:
    """Return a text without white space, which programs break and join, and with straight quotation marks."""
    return re.sub(r"\s+", "", text.translate(str.maketrans("“”‘’", "\"\"''")))


def table(found: dict[str, dict[str, str]]) -> str:
    """Return the results as a table: a row a format, a list of programs."""
    lines = ["| format | target texts that a program read back |", "|---|---|"]
    for format, programs in found.items():
        lines.append(f"| `{format}` | {', '.join(f'{program} {said}' for program, said in programs.items())} |")
    return "\n".join(lines)


def with_table(text: str, found: dict[str, dict[str, str]]) -> str:
    """Return the document with the table between its two marks."""
    head, _, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n{table(found)}\n{END}{rest.partition(END)[2]}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.programs", description=__doc__)
    parser.add_argument("--only", default="", choices=["", *READERS], help="one program; nothing is kept")
    options = parser.parse_args()
    csv.field_size_limit(10_000_000)
    with tempfile.TemporaryDirectory() as name:
        found = measure(Path(name), options.only)
    if options.only:
        return
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    DOCS.write_text(with_table(DOCS.read_text("utf-8"), found), encoding="utf-8")


if __name__ == "__main__":
    main()
