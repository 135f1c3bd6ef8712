"""docs/export.md names every format and what can be merged, and no option that does not exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from align.exchange import FORMATS

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "export.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"support"}))
def test_every_format_has_a_row_that_says_whether_it_can_be_merged(name: str) -> None:
    row = next((row for row in ROWS if f"`{name}`" in row[0]), None)
    assert row is not None, f"docs/export.md does not name {name}"
    assert ("can be merged" in row[1]) == FORMATS[name].returns


def test_every_option_exists() -> None:
    helps = "".join(
        subprocess.run(
            [sys.executable, "-m", "align", command, "--help"], capture_output=True, text=True, timeout=60, check=True
        ).stdout
        for command in ("export", "merge", "run")
    )
    named = set(re.findall(r"--[a-z][a-z-]+", TEXT))
    assert named
    assert {option for option in named if option not in helps} == set()
