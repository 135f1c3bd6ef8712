"""What the page's links give is what `align export` writes, byte for byte."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from align import native
from align.cli import main
from align.cli.inputs import settings
from align.cli.review_checks import ReviewChecks
from align.exchange import FORMATS
from align.history.store import Store, sqlite_url
from align.model import Alignment, Bead, Document, Segment
from align.page.app import ReviewSite, create_app
from align.page.guard import Guard
from align.review.open_pairs import Hooks, PairFile

BASE = "http://127.0.0.1:8000"
SOURCE = (
    "会議は2026年3月5日に開かれた。",
    "予算は120億円である。",
    "三隻が参加した。",
    "予算は120億円である。",
    "次回は秋に開く。",
)
TARGET = (
    "The meeting was held on April 5, 2026.",
    "The budget is 12 billion yen.",
    "Four ships took part.",
    "It costs 12 billion yen.",
    "The next one is in autumn.",
)


def pair(name: str) -> Alignment:
    sides = [
        Document(name, lang, tuple(Segment(place, text) for place, text in enumerate(texts)))
        for lang, texts in (("ja", SOURCE), ("en", TARGET))
    ]
    beads = tuple(Bead((place,), (place,), 0.9) for place in range(5))
    return Alignment(*sides, beads, "align:0.1", "2026-01-16T09:30:00Z")


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The page of two pairs: decisions, a comment, a correction, a dismissal and an edit are made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "align.toml").write_text('[check]\nseverity = { date = "hint" }\n')
    files = []
    for name in ("a", "b"):
        path = tmp_path / "out" / f"{name}.align.json"
        native.save(pair(name), path)
        files.append(PairFile(path, native.load))
    with Store.open(sqlite_url(tmp_path / "out")) as store:
        guard = Guard(frozenset({"127.0.0.1"}), "Aiko", "")
        checks = ReviewChecks(settings(""), True)
        hooks = Hooks(findings_of=checks.findings_of, across_of=checks.across_of)
        app = create_app(ReviewSite(store, files, guard, hooks))
        with TestClient(app, base_url=BASE, follow_redirects=False) as client:
            client.get(f"/enter?token={guard.new_token()}")
            client.headers["x-csrf-token"] = next(iter(guard.sessions.values())).csrf
            client.headers["origin"] = BASE
            keys = pair("a").keys
            change(
                client, kind="verdict", bead=keys[0], decision="needs-fix", comment="March", target_text="On March 5."
            )
            change(client, kind="verdict", bead=keys[1], decision="accept")
            told = {"all": False}
            while not told["all"]:
                told = client.get("/api/findings/a").json()
            finding = told["findings"][keys[2]][0]
            change(client, kind="dismiss", bead=keys[2], check=finding["check"], message=finding["message"])
            change(client, kind="edit", act="merge", groups=[[[3], [3]], [[4], [4]]])
            yield client


def change(client: TestClient, **body: object) -> None:
    answer = client.post(
        "/api/changes/a", json={"since": 0, "seen": 1 << 40, "id": f"change {hash(str(body))}", **body}
    )
    assert answer.status_code == 200, answer.text


def exported(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["align", "export", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code


FORMATS_HERE = sorted(set(FORMATS) - {"support"})
"""These alignments have no support map."""


def test_the_download_of_a_pair_is_the_file_that_align_export_writes(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for format in FORMATS_HERE:
        exported(monkeypatch, "out/a.align.json", "--to", format, "-o", f"a{FORMATS[format].suffix}")
        written = Path(f"a{FORMATS[format].suffix}").read_bytes()
        assert client.get(f"/export/{format}/a").content == written, format


@pytest.mark.parametrize(
    ("verdicts", "option"), [("show", ()), ("accepted", ("--reviewed",)), ("apply", ("--apply-verdicts",))]
)
def test_the_download_of_all_pairs_is_the_file_that_align_export_writes(
    verdicts: str, option: tuple[str, ...], client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for format in sorted(set(FORMATS_HERE) - {"ladder"}):
        exported(monkeypatch, "out", "--to", format, "-o", f"all{FORMATS[format].suffix}", *option)
        written = Path(f"all{FORMATS[format].suffix}").read_bytes()
        assert client.get(f"/export/{format}", params={"verdicts": verdicts}).content == written, format
