"""`align check` from the outside."""

import json
import re

import pytest
from typer.testing import CliRunner

from align import native
from align.cli import app
from align.exchange.bilingual import from_rows

ROWS = [
    ("A1", "会談は14時から。", "The talks began at 4 p.m."),
    ("A2", "120億円を支援する。", "It will provide 12 billion yen."),
]


def run(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "t.tsv"
    path.write_text("id\tja\ten\n" + "".join("\t".join(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_a_table_for_people(table):
    result = run(table)
    assert result.exit_code == 0 and re.search(r"A1\s+error\s+90%\s+time", result.output)
    assert "1 error, 0 warnings, 0 hints in 2 beads" in result.output and "carries 100% of the source" in result.output


def test_json_lines_carry_the_rows_id_and_spans(table):
    result = run(table, "--to", "jsonl", "--strict")
    (line,) = result.output.splitlines()
    body = json.loads(line)
    assert result.exit_code == 1
    assert {key: body[key] for key in ("id", "check", "severity", "source_spans", "target_spans")} == {
        "id": "A1", "check": "time", "severity": "error", "source_spans": [[3, 6]], "target_spans": [[19, 25]],
    }  # fmt: skip


def test_tsv_and_html_are_written_whole(table, tmp_path):
    assert run(table, "--to", "tsv", "-o", tmp_path / "f.tsv").exit_code == 0
    head, row = (tmp_path / "f.tsv").read_text("utf-8").splitlines()
    assert head.split("\t")[:4] == ["pair", "id", "check", "severity"] and row.split("\t")[:4] == [
        "t",
        "A1",
        "time",
        "error",
    ]
    assert run(table, "--to", "html", "-o", tmp_path / "f.html").exit_code == 0
    page = (tmp_path / "f.html").read_text("utf-8")
    assert "<mark>14時</mark>" in page and "<mark>4 p.m.</mark>" in page and "http" not in page


def test_html_escapes_what_it_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "x.tsv"
    path.write_text("ja\ten\n<script>は14時に\t<script>alert(1)</script> at 4 p.m.\n", encoding="utf-8")
    assert "<script>" not in run(path, "--to", "html").output


def test_an_alignment_and_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    native.save(from_rows(ROWS, id="pair"), tmp_path / "pair.align.json")
    for place in (tmp_path / "pair.align.json", tmp_path):
        assert json.loads(run(place, "--to", "jsonl").output)["check"] == "time"


def test_a_dismissed_finding_stays_away_while_the_texts_stay(table):
    assert run(table, "--dismiss", "A1:time", "--to", "jsonl").output == ""
    assert run(table, "--to", "jsonl").output == ""
    table.write_text(table.read_text("utf-8").replace("4 p.m.", "5 p.m."), encoding="utf-8")
    assert json.loads(run(table, "--to", "jsonl").output)["id"] == "A1"


@pytest.fixture
def two_tables(table, tmp_path):
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "u.tsv"
    other.write_text("id\tja\ten\nB1\t会合は15時から。\tThe meeting began at 4 p.m.\n", encoding="utf-8")
    return table, other


def test_a_finding_is_dismissed_in_the_file_that_has_it(two_tables):
    table, other = two_tables
    (line,) = run(*two_tables, "--dismiss", "B1:time", "--to", "jsonl").output.splitlines()
    assert json.loads(line)["id"] == "A1"
    assert (other.parent / "review.db").is_file() and not (table.parent / "review.db").exists()
    assert run(other, "--to", "jsonl").output == ""


def test_a_finding_that_two_files_have_is_not_dismissed(two_tables):
    table, other = two_tables
    other.write_text(other.read_text("utf-8").replace("B1", "A1"), encoding="utf-8")
    result = run(*two_tables, "--dismiss", "A1:time", "--to", "jsonl")
    assert str(result.exception) == f"--dismiss: 'A1:time' is in {table}, {other}; give only the file that you mean"
    assert not list(table.parent.rglob("review.db"))


def test_an_id_may_hold_a_colon(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    native.save(from_rows(ROWS, id="pair"), tmp_path / "pair.align.json")
    (line,) = run(tmp_path, "--to", "jsonl").output.splitlines()
    assert run(tmp_path, "--to", "jsonl", "--dismiss", f"{json.loads(line)['id']}:time").output == ""


def test_settings_glossary_and_choice_of_checks(table, tmp_path):
    (tmp_path / "align.toml").write_text('[check]\noff = ["time"]\n', encoding="utf-8")
    assert run(table, "--to", "jsonl").output == ""
    (tmp_path / "terms.csv").write_text("source,target\n支援,assistance\n", encoding="utf-8")
    assert json.loads(run(table, "--to", "jsonl", "--glossary", tmp_path / "terms.csv").output)["check"] == "term"
    (tmp_path / "align.toml").unlink()
    assert run(table, "--to", "jsonl", "--only", "number,date").output == ""
    assert run(table, "--to", "jsonl", "--off", "time").output == ""


def test_columns_of_a_table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "c.csv"
    path.write_text("note,was,now,nr\nx,会談は14時から。,The talks began at 4 p.m.,R9\n", encoding="utf-8")
    result = run(path, "--to", "jsonl", "--source-column", "was", "--target-column", "now", "--id-column", "nr")
    assert json.loads(result.output)["id"] == "R9"


@pytest.mark.parametrize(
    ("arguments", "trouble"),
    [(["--to", "pdf"], "no format is called"), (["--only", "spelling"], "no check is called"), (["--severity", "x"],
    "no severity"),
     (["--dismiss", "Z:time"], "no finding"), (["--config", "absent.toml"], "absent.toml")],
)  # fmt: skip
def test_wrong_use_is_an_error(table, arguments, trouble):
    result = run(table, *arguments)
    assert result.exit_code != 0 and trouble in str(result.exception)


def test_the_format_follows_from_the_name_of_the_file(table, tmp_path):
    assert run(table, "-o", tmp_path / "f.HTML").exit_code == 0
    assert (tmp_path / "f.HTML").read_text("utf-8").startswith("<!doctype html>")
    refused = run(table, "-o", tmp_path / "f.pdf")
    assert (refused.exception.place, (tmp_path / "f.pdf").exists()) == ("--to", False)


def test_several_formats_go_into_a_folder(table, tmp_path):
    assert run(table, "--to", "HTML, tsv", "-o", f"{tmp_path}/d/").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "d").iterdir()) == ["findings.html", "findings.tsv"]
    for out in (tmp_path / "one.html", "-"):
        assert "2 formats and one" in str(run(table, "--to", "html,tsv", "-o", out).exception)


def test_the_formats_are_listed_without_a_file():
    assert run("--to", "list").output.split() == ["tsv", "jsonl", "html"]
    assert str(run().exception).startswith("no file given")
