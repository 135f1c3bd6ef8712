"""`align export` as people run it."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from align import native
from align.cli import main
from align.exchange import FORMATS, format_named
from align.model import Alignment, Bead, Document, Origin, Segment, Verdict

STATUS = "project rendering, not the Ministry's text"


Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command in this process: `align` as a script would call it, with its exit code and both streams."""

    def call(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        monkeypatch.setattr(sys, "argv", ["align", "export", *map(str, arguments)])
        if cwd is not None:
            monkeypatch.chdir(cwd)
        with pytest.raises(SystemExit) as ended:
            main()
        stdout, stderr = capfdbinary.readouterr()
        return subprocess.CompletedProcess([], int(ended.value.code or 0), stdout, stderr)

    return call


def pair(name: str) -> Alignment:
    texts = {"ja": ["費用は50億円。二文目。", "除外"], "en": ["It costs 6 billion yen. Second sentence.", "Added"]}
    documents = [
        Document(name, lang, tuple(Segment(i, text) for i, text in enumerate(several)), origin=Origin(status=STATUS))
        for lang, several in texts.items()
    ]
    beads = (Bead((0,), (0,), 0.9), Bead((1,), (), 0.6), Bead((), (1,), 0.4))
    return Alignment(*documents, beads, "align:0.1", "2026-01-16T09:30:00Z")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        native.save(pair(name), tmp_path / "out" / f"{name}.align.json")
    return tmp_path / "out"


@pytest.fixture
def reviewed(out: Path) -> Path:
    from align.history.store import Store

    key = pair("a").keys[0]
    with Store.open(f"sqlite:///{out / 'review.db'}") as store:
        store.record(Verdict(key, "accept", "Sato", "2026-02-01T00:00:00Z", "fine", None, "Outline."), pair="a")
        store.record(Verdict(pair("a").keys[1], "reject", "Sato", "2026-02-01T00:00:00Z"), pair="a")
    return out


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), dialect="excel-tab"))


def test_every_format_goes_beside_its_alignment(run: Run, out: Path) -> None:
    for format in sorted(set(FORMATS) - {"support"}):
        done = run(out / "a.align.json", "--to", format)
        path = out / f"a{format_named(format).suffix}"
        assert (done.returncode, done.stdout) == (0, b"")
        count = "1 bead (2 kept out)" if format in ("tmx", "tei") else "3 beads"
        assert done.stderr.decode().strip() == f"{path}: {count} of 1 pair"
        assert path.stat().st_size > 0


def test_a_folder_into_one_file_or_one_each(run: Run, out: Path, tmp_path: Path) -> None:
    assert run(out, "--to", "tmx", "-o", tmp_path / "all.tmx").returncode == 0
    assert (tmp_path / "all.tmx").read_bytes().count(b"<tu ") == 2
    assert run(out, "--to", "ladder", "-o", f"{tmp_path}/each/").returncode == 0
    assert sorted(path.name for path in (tmp_path / "each").iterdir()) == ["a.ladder", "b.ladder"]


def test_stdout_carries_nothing_else(run: Run, out: Path) -> None:
    done = run(out, "--to", "tsv", "-o", "-")
    assert [row["id"] for row in rows(done.stdout)] == ["a:1", "a:2", "a:3", "b:1", "b:2", "b:3"]
    assert {row["source_status"] for row in rows(done.stdout)} == {STATUS}


def test_options_choose_beads(run: Run, out: Path) -> None:
    one = out / "a.align.json"
    found = rows(run(one, "--to", "tsv", "-o", "-", "--min-probability", "0.5", "--without-nulls").stdout)
    assert [row["id"] for row in found] == ["a:1"]
    assert run(one, "--to", "tmx", "-o", "-", "--with-nulls").stdout.count(b"<tu ") == 3


def test_reviewers_words_come_from_the_store(run: Run, reviewed: Path) -> None:
    found = rows(run(reviewed, "--to", "tsv", "-o", "-").stdout)
    assert [(row["verdict"], row["comment"]) for row in found][:3] == [("accept", "fine"), ("reject", ""), ("", "")]
    assert found[0]["suggested_target"] == "Outline."
    assert found[3]["verdict"] == ""
    only = rows(run(reviewed, "--to", "tsv", "-o", "-", "--reviewed").stdout)
    assert [(row["id"], row["target_text"]) for row in only] == [("a:1", "Outline.")]
    applied = rows(run(reviewed / "a.align.json", "--to", "tsv", "-o", "-", "--apply-verdicts").stdout)
    assert [row["id"] for row in applied] == ["a:1", "a:3"]


def test_findings_are_in_unless_unwanted(run: Run, out: Path) -> None:
    one = out / "a.align.json"
    assert any(row["findings"] for row in rows(run(one, "--to", "tsv", "-o", "-").stdout))
    assert not any(row["findings"] for row in rows(run(one, "--to", "tsv", "-o", "-", "--no-findings").stdout))


def test_sentences(run: Run, out: Path) -> None:
    done = run(out / "a.align.json", "--to", "tsv", "-o", "-", "--level", "sentence", "--without-nulls")
    assert done.returncode == 0, done.stderr.decode()
    assert {(row["source_text"], row["target_text"]) for row in rows(done.stdout)} in (
        {("費用は50億円。", "It costs 6 billion yen."), ("二文目。", "Second sentence.")},
        {("費用は50億円。二文目。", "It costs 6 billion yen. Second sentence.")},
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["a.align.json", "--to", "pdf"], "no format is called 'pdf'; choose from tsv"),
        (["missing.align.json", "--to", "tsv"], "missing.align.json: No such file or directory; check the path"),
        (["empty", "--to", "tsv"], "empty: no NAME.align.json in this folder; run `align run` first"),
        (["a.align.json", "--to", "tsv", "--min-probability", "2"], "--min-probability: a probability lies in 0…1"),
        (["a.align.json", "--to", "tsv", "--level", "word"], "--level: no level is called 'word'"),
        (["a.align.json", "--to", "tsv", "--reviewed", "--apply-verdicts"], "exclude each other"),
        ([".", "--to", "ladder", "-o", "x.ladder"], "b: a ladder holds one pair; export each pair to its own file"),
        (["broken.align.json", "--to", "tsv"], "broken.align.json: not JSON"),
        (["a.align.json", "--to", "xliff", "--reviewed"], "no bead is left to export, and XLIFF cannot be empty"),
        (["a.align.json", "--to", "tsv", "-o", "a.align.json/x.tsv"], "a.align.json/x.tsv: "),
    ],
)
def test_mistakes_are_one_line(run: Run, out: Path, arguments: list[str], line: str) -> None:
    (out / "empty").mkdir()
    (out / "broken.align.json").write_text("{")
    if arguments[0] == ".":
        (out / "broken.align.json").unlink()
    done = run(*arguments, cwd=out)
    assert (done.returncode, done.stdout) == (2, b"")
    assert line in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1
    assert not (out / "x.ladder").exists()
    assert not list(out.glob(".*"))


def test_the_list_of_formats(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path, "--to", "list").stdout.decode().split() == list(FORMATS)


def test_a_reviewers_edits_are_not_written_over(run: Run, out: Path) -> None:
    import openpyxl

    path = out / "a.xlsx"
    assert run(out / "a.align.json", "--to", "xlsx").returncode == 0
    assert run(out / "a.align.json", "--to", "xlsx").returncode == 0, "nobody edited it"
    book = openpyxl.load_workbook(path)
    book.worksheets[1]["D3"], book["Summary"]["B2"] = "accept", "Sato"
    book.save(path)
    edited = path.read_bytes()
    done = run(out / "a.align.json", "--to", "xlsx")
    assert done.returncode == 2
    assert f"it holds edits that are not merged (1); run `align merge {path}` first" in done.stderr.decode()
    assert path.read_bytes() == edited
    subprocess.run([sys.executable, "-m", "align", "merge", str(path)], timeout=120, check=True)
    assert run(out / "a.align.json", "--to", "xlsx").returncode == 0
    assert path.read_bytes() != edited


def test_force_writes_over_them(run: Run, out: Path) -> None:
    import openpyxl

    path = out / "a.xlsx"
    run(out / "a.align.json", "--to", "xlsx")
    fresh = path.read_bytes()
    book = openpyxl.load_workbook(path)
    book.worksheets[1]["E3"] = "lost on purpose"
    book.save(path)
    assert run(out / "a.align.json", "--to", "xlsx", "--force").returncode == 0
    assert path.read_bytes() == fresh
