"""`align add`: from a local server and from files."""

import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from align.cli import main

PAGE = (Path(__file__).parents[1] / "read" / "pages" / "mod.ja.html").read_bytes()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGE.replace("総論".encode(), "概観".encode()) if "changed" in self.path else PAGE
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    host = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=host.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{host.server_address[1]}"
    host.shutdown()
    host.server_close()
    thread.join()


def add(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "align", "add", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_page_into_a_pair(server: str, tmp_path: Path) -> None:
    common = ["--pair", "2026-01-15", "--lang", "ja", "--data", str(tmp_path)]
    refused = add(f"{server}/a.html", *common)
    assert refused.returncode == 2
    assert "--allow-private" in refused.stderr
    assert not list(tmp_path.iterdir())

    common.append("--allow-private")
    first = add(f"{server}/a.html", *common, "--licence", "政府標準利用規約")
    assert first.returncode == 0, first.stderr
    assert "日米防衛相会談の概要" in first.stdout
    assert (tmp_path / "2026-01-15" / "ja-original.html").read_bytes() == PAGE
    text = (tmp_path / "2026-01-15" / "ja.txt").read_text("utf-8")
    assert "１　総論" in text
    assert "本文へ移動" not in text
    side = tomllib.loads((tmp_path / "pairs.toml").read_text("utf-8"))["pair"][0]["ja"]
    assert side["origin"] == f"{server}/a.html"
    assert side["licence"] == "政府標準利用規約"
    assert side["retrieved_at"].endswith("Z")

    held = snapshot(tmp_path)
    again = add(f"{server}/a.html", *common)
    assert again.returncode == 0
    assert "nothing changed" in again.stdout
    assert snapshot(tmp_path) == held

    other = add(f"{server}/changed.html", *common)
    assert other.returncode == 2
    assert "--replace" in other.stderr
    assert snapshot(tmp_path) == held

    replaced = add(f"{server}/changed.html", *common, "--replace")
    assert replaced.returncode == 0
    assert "１　概観" in (tmp_path / "2026-01-15" / "ja.txt").read_text("utf-8")
    assert len(list((tmp_path / "2026-01-15" / "old").iterdir())) == 2


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "original.txt"
    path.write_bytes("１　総論\r\n　両閣僚は、緊密に連携していくことで一致した。\r\n".encode("cp932"))
    run = add(str(path), "--pair", "x", "--lang", "ja", "--data", str(tmp_path / "data"), "--title", "題")
    assert run.returncode == 0, run.stderr
    assert "text, cp932" in run.stdout
    assert (tmp_path / "data" / "x" / "ja-original.txt").read_bytes() == path.read_bytes()
    assert "両閣僚は" in (tmp_path / "data" / "x" / "ja.txt").read_text("utf-8")
    assert tomllib.loads((tmp_path / "data" / "pairs.toml").read_text("utf-8"))["pair"][0]["title_ja"] == "題"


def here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process."""
    monkeypatch.setattr(sys, "argv", ["align", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    written = capsys.readouterr()
    return subprocess.CompletedProcess(arguments, ended.value.code, written.out, written.err)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "trouble"),
    [
        (["none.txt", "--pair", "x", "--lang", "ja"], "no such file"),
        (["english.txt", "--pair", "x", "--lang", "ja"], "reads as English"),
        (["english.txt", "--pair", "../x", "--lang", "en"], "cannot be a pair's name"),
        (["english.txt", "--pair", "x", "--lang", "e n"], "is no language"),
        (["english.txt", "--pair", "x", "--lang", "en", "--date", "today"], "is no date"),
        (["http://127.0.0.1:1/", "--pair", "x", "--lang", "en"], "private network"),
        (["http://no-such-host.invalid/", "--pair", "x", "--lang", "en"], "not found"),
        (["ftp://x.example/", "--pair", "x", "--lang", "en"], "is not fetched"),
    ],
)
def test_trouble_is_one_line_and_leaves_nothing(
    arguments: list[str],
    trouble: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "english.txt").write_text("The Ministers confirmed that they would work closely together on this.")
    place = arguments[0] if "://" in arguments[0] else str(tmp_path / arguments[0])
    run = here(monkeypatch, capsys, "add", place, *arguments[1:], "--data", str(tmp_path / "data"))
    assert run.returncode == 2
    assert trouble in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "data").exists()
