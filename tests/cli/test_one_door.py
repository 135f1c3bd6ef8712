"""`align check`, `align export`, `align run --to` and the review page show the same findings, also across pairs."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from align import native
from align.cli import main
from align.cli.inputs import settings
from align.cli.review_checks import ReviewChecks
from align.history.store import Store, sqlite_url
from align.page.app import ReviewSite, create_app
from align.page.guard import Guard
from align.review.open_pairs import Hooks, PairFile

PAIRS = {
    "first": (
        ("受付は月曜日に始まる。", "Registration starts on Monday."),
        ("定員は40名である。", "The limit is 40 people."),
        ("申込書を提出してください。", "Please submit the application form."),
    ),
    "second": (
        ("受付は月曜日に始まる。", "Registration starts on Monday."),
        ("申込書を提出してください。", "Please hand in the form."),
        ("会費は5,000円である。", "The fee is 6,000 yen."),
    ),
    "third": (
        ("申込書を提出してください。", "Please submit the application form."),
        ("受付は月曜日に始まる。", "The desk opens on Monday."),
        ("定員は30名である。", "The limit is 50 people."),
    ),
}
OPTIONS = '[check]\nmin_probability = 0.05\nseverity = { date = "hint" }\n'
Shown = set[tuple[str, str, str, str]]
"""(pair, check, severity, message) of each finding."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `align.toml`, and `out/` as `align run` has filled it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "align.toml").write_text(OPTIONS)
    for name, rows in PAIRS.items():
        for place, lang in enumerate(("ja", "en")):
            (tmp_path / f"{name}.{lang}.txt").write_text("\n\n".join(row[place] for row in rows) + "\n", "utf-8")
    command(monkeypatch, "run", ".", "-o", "out", "--to", "jsonl", "--quiet")
    return tmp_path


def command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["align", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code


def of_exports(folder: Path) -> Shown:
    found = set()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            bead = json.loads(line)
            found |= {
                (path.name.split(".")[0], one["check"], one["severity"], one["message"]) for one in bead["findings"]
            }
    return found


def of_check(out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shown:
    capsys.readouterr()
    command(monkeypatch, "check", str(out), "--to", "jsonl")
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {(row["pair"], row["check"], row["severity"], row["message"]) for row in rows}


@pytest.fixture
def page(folder: Path) -> Iterator[TestClient]:
    out = folder / "out"
    files = [PairFile(path, native.load) for path in sorted(out.glob("*.align.json"))]
    checks = ReviewChecks(settings(""), True)
    reviews = folder / "reviews"
    reviews.mkdir()
    with Store.open(sqlite_url(reviews)) as store:
        guard = Guard(frozenset({"127.0.0.1"}), "Aiko", "")
        app = create_app(
            ReviewSite(store, files, guard, Hooks(findings_of=checks.findings_of, across_of=checks.across_of))
        )
        with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
            client.get(f"/enter?token={guard.new_token()}")
            yield client


def of_page(client: TestClient) -> Shown:
    found = set()
    for pair in PAIRS:
        told = {"all": False}
        while not told["all"]:
            told = client.get(f"/api/findings/{pair}").json()
        found |= {
            (pair, one["check"], one["severity"], one["message"])
            for several in told["findings"].values()
            for one in several
        }
    return found


def test_a_folder_of_pairs_has_the_same_findings_at_every_door(
    folder: Path, page: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checked = of_check(folder / "out", monkeypatch, capsys)
    across = {(pair, check) for pair, check, _, _ in checked if check == "inconsistency"}
    assert across == {("second", "inconsistency"), ("third", "inconsistency")}
    assert {("second", "number"), ("third", "number")} <= {(pair, check) for pair, check, _, _ in checked}
    assert of_exports(folder / "out") == checked, "align run --to"
    command(monkeypatch, "export", "out", "--to", "jsonl", "-o", "exported/")
    assert of_exports(folder / "exported") == checked, "align export"
    assert of_page(page) == checked, "the review page"


def test_a_file_given_alone_is_compared_with_itself_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = of_check(folder / "out" / "second.align.json", monkeypatch, capsys)
    assert {check for _, check, _, _ in alone} == {"number"}
    command(monkeypatch, "export", "out/second.align.json", "--to", "jsonl", "-o", "alone/")
    assert of_exports(folder / "alone") == alone
