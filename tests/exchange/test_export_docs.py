"""docs/export.md names every format and what can be merged; its commands run, and its figures come from them."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from align.exchange import FORMATS
from tests.bench import programs

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "export.md").read_text("utf-8")
JOINED = " ".join(TEXT.split())
BENCH = Path(__file__).resolve().parents[1] / "bench" / "results"
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"support"}))
def test_every_format_has_a_row_that_says_whether_it_can_be_merged(name: str) -> None:
    row = next((row for row in ROWS if f"`{name}`" in row[0]), None)
    assert row is not None, f"docs/export.md does not name {name}"
    assert ("can be merged" in row[1]) == FORMATS[name].returns


def test_every_option_exists() -> None:
    helps = "".join(
        subprocess.run(
            [sys.executable, "-m", "align", command, "--help"], capture_output=True, text=True, timeout=200, check=True
        ).stdout
        for command in ("export", "merge", "run")
    )
    named = set(re.findall(r"--[a-z][a-z-]+", TEXT))
    assert named
    assert {option for option in named if option not in helps} == set()


BLOCKS = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
TYPED = {1: ("accept", ""), 2: ("accept", ""), 4: ("needs-fix", "“military pay system”: 給与制度 only")}
"""What Sato types into the workbook of the second block: row of the first sheet -> verdict, comment."""


def answered(command: str, folder: Path) -> str:
    """What `align …` prints, both streams, without the remark of a block line."""
    words = shlex.split(command.split("  #")[0])
    assert words[0] == "align"
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=300
    )
    assert done.returncode in (0, 1), done.stderr
    return (done.stdout + done.stderr).strip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `align run` has aligned the bundled pairs."""
    made = tmp_path_factory.mktemp("docs")
    answered("align run -q", made)
    return made


def review(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["Summary"]["B2"] = "Sato"
    for row, (verdict, comment) in TYPED.items():
        book["2026-01-15"].cell(row + 2, 4).value = verdict
        book["2026-01-15"].cell(row + 2, 5).value = comment or None
    book.save(path)


def test_every_command_prints_what_the_document_says(folder: Path) -> None:
    """The blocks run in their order; between the export of the workbook and its merge a reviewer fills it in."""
    wanted, found = [], []
    for block in BLOCKS:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("align merge"):
                review(folder / "review.xlsx")
            wanted.append((command, output.strip()))
            found.append((command, answered(command, folder)))
    assert len(wanted) > 5
    assert found == wanted


def test_the_memory_of_large_exports_is_what_the_bench_measured() -> None:
    rows = json.loads((BENCH / "export.json").read_text("utf-8"))["rows"]["memory"]
    peaks = {row["format"]: row["peak_mb"] for row in rows}
    limit, of_xlsx = map(float, re.findall(r"less than (\d+) MB in every format \((\d+) MB for XLSX\)", JOINED)[0])
    assert max(peaks.values()) < limit
    assert round(peaks["xlsx"]) == of_xlsx
    assert {row["beads"] for row in rows} == {100_000} and "100,000 beads" in JOINED


def test_the_table_of_programs_is_what_the_bench_measured() -> None:
    found = json.loads((BENCH / "programs.json").read_text("utf-8"))
    assert programs.with_table(TEXT, found) == TEXT
    assert {format for format in found} <= set(FORMATS)
