"""`align corpus` as a user calls it: what it writes, what it prints, how it ends."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas
import pytest
from typer.testing import CliRunner

from align.cli import app
from align.errors import UsageError

JAPANESE = "両大臣は東京で会談し、防衛協力を一層深めることで一致した。\n\n次回の会談は来年一月に開かれる。"
ENGLISH = (
    "The ministers met in Tokyo and agreed to deepen their cooperation in defence.\n\nThey will meet again in January."
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "pairs.jsonl"
    rows = [{"id": f"p{number}", "source": JAPANESE, "target": ENGLISH} for number in range(4)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def align(*words):
    return CliRunner().invoke(app, ["corpus", *map(str, words)])


def test_a_table_becomes_parquet_and_a_summary(table, tmp_path):
    result = align(table, "-o", tmp_path / "out", "--workers", "0")
    assert result.exit_code == 0, result.output
    assert "4 pairs in 1 partition; 8 beads" in result.output
    assert re.search(r"wrong-partner +0\.55 +\d+ +[\d.]+ %", result.output)
    assert "marked, not removed" in result.output
    beads = pandas.read_parquet(tmp_path / "out/beads")
    assert list(beads["pair"].unique()) == ["p0", "p1", "p2", "p3"]
    assert set(beads["kind"]) == {"1-1"}
    again = align(table, "-o", tmp_path / "out", "--workers", "0")
    assert again.exit_code == 0
    assert "nothing to do: all partitions are there" in again.output


def test_a_pair_that_fails_is_told_by_the_exit_code(table, tmp_path):
    with table.open("a") as stream:
        stream.write('{"id": "empty", "source": "", "target": "Something."}\n')
    result = align(table, "-o", tmp_path / "out", "--workers", "0", "-q")
    assert (result.exit_code, result.output) == (1, "")
    failures = pandas.read_parquet(tmp_path / "out/failures.parquet")
    assert list(failures["pair"]) == ["empty"]


def test_thresholds_are_options_and_are_written_down(table, tmp_path):
    result = align(table, "-o", tmp_path / "out", "--workers", "0", "--min-support", "1.5", "--min-probability", "0")
    assert re.search(r"wrong-partner +1\.5 +4 +100\.0 %", result.output)
    beads = pandas.read_parquet(tmp_path / "out/beads")
    assert len(beads) == 8 and all("wrong-partner" in marks for marks in beads["marks"])
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert manifest["thresholds"]["wrong-partner"] == 1.5
    changed = align(table, "-o", tmp_path / "out", "--workers", "0")
    assert isinstance(changed.exception, UsageError) and "--remix" in str(changed.exception)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--level", "word"], "no level 'word'"),
        (["--content", "html"], "no content 'html'"),
        (["--columns", "a,b"], "'a,b' names 2 columns"),
        (["--scheduler", "tcp://127.0.0.1:1", "--workers", "2"], "both --scheduler and --workers"),
        (["-o", "memory://out", "--workers", "2"], "memory:// is forgotten when the command ends"),
    ],
)
def test_options_that_do_not_fit_are_one_line(table, tmp_path, words, line):
    result = align(table, "-o", tmp_path / "out", *words)
    assert isinstance(result.exception, UsageError) and line in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_two_processes_from_the_real_command_line(table, tmp_path):
    """The whole way: `python -m align corpus` starts processes, which must not start the command line again."""
    command = [sys.executable, "-m", "align", "corpus", str(table), "-o", "out", "--workers", "2"]
    options = ["--partition-pairs", "1"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [*command, *options], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=200
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert "out: 4 pairs in 4 partitions" in done.stdout and "on 2 local processes" in done.stdout
    refused = subprocess.run(
        [*command, "--partition-pairs", "2"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=200
    )
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1 and "holds partitions of 50000 tokens and 1 pairs at most" in refused.stderr
