"""`align merge` as people run it, with a real store."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from align import native
from align.cli import main
from align.exchange import Export, export
from align.history.store import Store
from align.model import Alignment, Bead, Document, Segment, Verdict

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The command in this process: `align` as a script would call it, with its exit code and both streams."""

    def call(*arguments: object, cwd: Path | None = None, command: str = "merge") -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["align", command, *map(str, arguments)])
        if cwd is not None:
            monkeypatch.chdir(cwd)
        with pytest.raises(SystemExit) as ended:
            main()
        stdout, stderr = capfd.readouterr()
        return subprocess.CompletedProcess([], int(ended.value.code or 0), stdout, stderr)

    return call


@pytest.fixture
def pair() -> Alignment:
    documents = [
        Document("a", lang, tuple(Segment(i, text) for i, text in enumerate(texts)))
        for lang, texts in (("ja", ["概要", "本文"]), ("en", ["Overview", "Body"]))
    ]
    return Alignment(*documents, (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.6)), "align:0.1", "2026-01-16T09:30:00Z")


@pytest.fixture
def out(tmp_path: Path, pair: Alignment) -> Path:
    folder = tmp_path / "out"
    native.save(pair, folder / "a.align.json")
    export([Export(pair)], "xlsx", folder / "a.xlsx")
    return folder


def typed(path: Path, **cells: str) -> Path:
    book = openpyxl.load_workbook(path)
    for cell, text in cells.items():
        book.worksheets[1][cell] = text
    book.save(path)
    return path


def stored(out: Path) -> dict[str, tuple[Verdict, ...]]:
    with Store.open(f"sqlite:///{out / 'review.db'}") as store:
        return store.verdicts("a")


def test_a_reviewed_file_goes_into_the_store_once(run: Run, out: Path, pair: Alignment) -> None:
    path = typed(out / "a.xlsx", D3="accept", E3="good", C4="Main text")
    done = run(path, "--reviewer", "Sato")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "merged       a:1  Sato: accept, “good”",
        "merged       a:2  Sato: a better target text; a correction without a verdict: --reviewed leaves it out",
        f"{path}: 2 merged, 0 unchanged, 0 conflicting, 0 unknown",
    ]
    found = stored(out)
    assert [(one.decision, one.comment, one.reviewer) for one in found[pair.keys[0]]] == [("accept", "good", "Sato")]
    assert found[pair.keys[1]][0].target_text == "Main text"
    again = run(path, "--reviewer", "Sato")
    assert again.stdout.splitlines() == [
        "unchanged    a:2  a correction without a verdict: --reviewed leaves it out",
        f"{path}: 0 merged, 2 unchanged, 0 conflicting, 0 unknown",
    ]
    assert stored(out) == found


def test_conflicts_are_kept_told_and_end_with_1(run: Run, out: Path, pair: Alignment) -> None:
    run(typed(out / "a.xlsx", D3="accept"), "--reviewer", "Sato")
    done = run(typed(out / "a.xlsx", D3="reject"), "--reviewer", "Abe")
    assert done.returncode == 1
    assert "conflicting  a:1  Abe: reject; Abe says reject, Sato accept; both are kept" in done.stdout
    assert [(one.reviewer, one.decision) for one in stored(out)[pair.keys[0]]] == [
        ("Sato", "accept"),
        ("Abe", "reject"),
    ]


def test_a_dry_run_changes_nothing(run: Run, out: Path) -> None:
    done = run(typed(out / "a.xlsx", D3="accept"), "--reviewer", "Sato", "--dry-run")
    assert "merged       a:1  Sato: accept" in done.stdout
    assert not (out / "review.db").exists()


def test_the_report_as_json(run: Run, out: Path) -> None:
    path = typed(out / "a.xlsx", D3="accept", A5="zzz:1", B5="?", E5="lost?")
    body = json.loads(run(path, "--reviewer", "Sato", "--json").stdout)[0]
    assert (body["merged"], body["unchanged"], body["conflicting"], body["unknown"]) == (1, 1, 0, 1)
    assert body["rows"][0]["verdicts"][0]["decision"] == "accept"
    assert body["rows"][2]["row"]["comment"] == "lost?"


def test_unknown_rows_are_listed_with_all_they_carry(run: Run, out: Path) -> None:
    done = run(typed(out / "a.xlsx", A5="zzz:1", B5="?", D5="accept", E5="lost?"), "--reviewer", "Sato")
    assert done.returncode == 1
    assert "unknown      zzz:1 (sheet a, row 5)" in done.stdout
    assert "verdict: accept; comment: lost?; source: ?" in done.stdout


def test_verdicts_reach_the_next_export(run: Run, out: Path) -> None:
    run(typed(out / "a.xlsx", D3="accept", C3="Outline"), "--reviewer", "Sato")
    command = [
        sys.executable,
        "-m",
        "align",
        "export",
        str(out / "a.align.json"),
        "--to",
        "tmx",
        "-o",
        "-",
        "--reviewed",
    ]
    memory = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    assert memory.count("<tu ") == 1
    assert "<seg>Outline</seg>" in memory


def test_the_alignments_may_lie_elsewhere(run: Run, out: Path, tmp_path: Path) -> None:
    path = typed(out / "a.xlsx", D3="accept").rename(tmp_path / "from mail.xlsx")
    assert run(path, "--reviewer", "Sato", cwd=tmp_path).returncode == 0, "out/ is looked into"
    assert run(path, "--reviewer", "Abe", "--with", out / "a.align.json").returncode == 0
    assert len(next(iter(stored(out).values()))) == 2


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("x.xlsx", b"PK broken", "a damaged or encrypted workbook; open and save it with Excel or LibreOffice"),
        ("x.pdf", b"%PDF", ".pdf cannot be merged; save it as one of .tsv, "),
        ("missing.xlsx", None, "no such file; check the path"),
    ],
)
def test_mistakes_are_one_line(run: Run, out: Path, name: str, content: bytes | None, line: str) -> None:
    if content is not None:
        (out / name).write_bytes(content)
    done = run(out / name, "--reviewer", "Sato")
    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr
    assert done.stderr.count("\n") == 1


def test_somebody_must_have_reviewed(run: Run, out: Path) -> None:
    done = run(typed(out / "a.xlsx", D3="accept"))
    assert done.returncode == 2
    assert "who reviewed it?; give --reviewer NAME" in done.stderr


def test_without_alignments_it_says_what_to_name(run: Run, out: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    path = typed(out / "a.xlsx", D3="accept").rename(alone / "a.xlsx")
    done = run(path, "--reviewer", "Sato", cwd=alone)
    assert done.returncode == 2
    assert "name the alignments with --with" in done.stderr


def test_the_review_of_a_bilingual_file_is_merged_into_it(run: Run, tmp_path: Path) -> None:
    """Exported from a table for a reviewer, merged back, exported with the correction: no NAME.align.json is needed."""
    table = tmp_path / "t.tsv"
    table.write_text("id\tja\ten\nA1\t概要\tOverview\nA2\t本文\tBody\n", encoding="utf-8")
    sheet = tmp_path / "r.xlsx"
    assert run(table, "--to", "xlsx", "-o", sheet, command="export").returncode == 0
    typed(sheet, C3="The overview", D3="OK", E4="fine")
    refused = run(table, "--to", "xlsx", "-o", sheet, command="export")
    assert "it holds edits that are not merged (2)" in refused.stderr
    merged = run(sheet, "--with", table, "--reviewer", "Sato")
    assert merged.returncode == 0
    assert [line.split()[:2] for line in merged.stdout.splitlines()[:2]] == [["merged", "A1"], ["merged", "A2"]]
    again = run(sheet, "--with", table, "--reviewer", "Sato")
    assert "0 merged, 2 unchanged" in again.stdout
    told = run(table, "--to", "tsv", "-o", "-", "--reviewed", command="export").stdout
    assert "\tThe overview\t" in told


def test_two_reviewers_corrections_are_told_at_the_merge_and_at_the_export(run: Run, out: Path) -> None:
    whole = (out / "a.xlsx").read_bytes()
    for name, text in (("Sato", "The overview"), ("Abe", "An overview")):
        (out / f"{name}.xlsx").write_bytes(whole)
        told = run(typed(out / f"{name}.xlsx", C3=text, D3="accept"), "--reviewer", name)
    assert told.returncode == 1
    assert "correct the target differently" in told.stdout
    exported = run(out, "--to", "tmx", "--reviewed", "-o", out / "r.tmx", command="export")
    assert "reviewers correct the same text differently" in exported.stderr
    assert "a:1" in exported.stderr
    assert "verview" not in (out / "r.tmx").read_text("utf-8")


def test_a_correction_without_a_verdict_is_told_where_it_is_left_out(run: Run, out: Path) -> None:
    told = run(typed(out / "a.xlsx", C3="The overview"), "--reviewer", "Sato")
    assert "--reviewed leaves it out" in told.stdout
    exported = run(out, "--to", "tmx", "--reviewed", "-o", out / "r.tmx", command="export")
    assert "corrected, but nobody decided, so --reviewed leaves them out: a:1" in exported.stderr


def test_a_broken_file_among_several_stops_the_command_before_anything_is_stored(run: Run, out: Path) -> None:
    typed(out / "a.xlsx", D3="accept")
    (out / "b.xlsx").write_bytes(b"PK broken")
    told = run(out / "a.xlsx", out / "b.xlsx", "--reviewer", "Sato")
    assert told.returncode == 2
    assert "b.xlsx" in told.stderr
    assert not (out / "review.db").exists()


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_a_merge_that_is_killed_leaves_nothing_and_the_next_one_takes_all(rows: int, run: Run, out: Path) -> None:
    """The process is killed before it records row 1, 2, or with both recorded and nothing committed."""
    sheet = typed(out / "a.xlsx", D3="accept", C4="The body", D4="needs-fix")
    code = (
        "import os, signal, sys\n"
        "from align.cli import main, merge\n"
        "record, done = merge._record_outcome, []\n"
        "def recording(outcome, session):\n"
        f"    if len(done) == {rows}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    record(outcome, session); done.append(1)\n"
        f"    if len(done) == {rows} == 2: os.kill(os.getpid(), signal.SIGKILL)\n"
        "merge._record_outcome = recording\n"
        f"sys.argv = ['align', 'merge', {str(sheet)!r}, '--reviewer', 'Sato']\n"
        "main()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120)
    assert ended.returncode == -9
    with Store.open(f"sqlite:///{out / 'review.db'}") as store:
        assert store.verdicts("a") == {}
    assert "2 merged" in run(sheet, "--reviewer", "Sato").stdout


def test_two_files_merged_at_once_are_both_taken_whole(out: Path, pair: Alignment) -> None:
    whole = (out / "a.xlsx").read_bytes()
    commands = []
    for name, decision in (("Abe", "accept"), ("Baba", "needs-fix"), ("Chiba", "reject")):
        (out / f"{name}.xlsx").write_bytes(whole)
        sheet = typed(out / f"{name}.xlsx", D3=decision, E3=f"by {name}", D4=decision)
        commands.append([sys.executable, "-m", "align", "merge", str(sheet), "--reviewer", name])
    running = [subprocess.Popen(one, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for one in commands]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode in (0, 1), errors
        assert errors == b""
    with Store.open(f"sqlite:///{out / 'review.db'}") as store:
        held = store.verdicts("a")
    for key in pair.keys:
        assert {verdict.reviewer: verdict.decision for verdict in held[key]} == {
            "Abe": "accept",
            "Baba": "needs-fix",
            "Chiba": "reject",
        }
