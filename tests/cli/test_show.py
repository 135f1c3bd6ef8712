"""`align show`."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from align.cli import main

DATA = Path(__file__).parents[2] / "data"


def show(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    run = subprocess.run([sys.executable, "-m", "align", "show", *arguments], input=stdin, capture_output=True)
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())


def test_segments_as_they_were_read() -> None:
    run = show(str(DATA / "2026-01-15" / "en.txt"))
    assert run.returncode == 0
    lines = run.stdout.splitlines()
    assert lines[0].startswith("en, 25 segments")
    assert any(line.split()[:3] == ["4", "heading", "2"] and line.endswith("1    Overview") for line in lines)
    assert any("item 2" in line and " a. " in line for line in lines)
    assert any(line.strip() == "The summary is as follows." for line in lines)  # the second sentence, on its own line


def test_json_has_a_line_for_each_segment() -> None:
    run = show(str(DATA / "2023-01-12" / "ja.txt"), "--json")
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert [row["index"] for row in rows] == list(range(len(rows)))
    assert rows[4]["marker"] == "１．"
    assert "".join(rows[3]["sentences"]) == rows[3]["text"]


def test_lines_levels_stdin_and_alignments(tmp_path: Path) -> None:
    assert show("-", "--lines", "--lang", "en", stdin=b"One. Two.\n\n- Three\n").stdout.startswith("en, 2 segments, 3")
    assert show("-", "--level", "sentence", stdin=b"One is here. Two is there.\n").stdout.startswith("en, 2 segments")
    from align import native
    from align.model import Alignment, Bead, Document, Segment

    sides = [Document("x", lang, (Segment(0, text),)) for lang, text in (("ja", "一致した。"), ("en", "They agreed."))]
    native.save(Alignment(sides[0], sides[1], (Bead((0,), (0,)),)), tmp_path / "x.align.json")
    out = show(str(tmp_path / "x.align.json")).stdout
    assert "ja, 1 segments" in out
    assert "They agreed." in out


def test_explain_names_the_words_that_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from align import native
    from align.model import Alignment, Bead, BeadLinks, Document, Segment, WordLink

    sides = [Document("x", lang, (Segment(0, text),)) for lang, text in (("ja", "合意した。"), ("en", "They agreed."))]
    alignment = Alignment(sides[0], sides[1], (Bead((0,), (0,)),))
    native.save(alignment, tmp_path / "bare.align.json")
    links = BeadLinks((WordLink(((0, 2),), ((5, 11),), 0.9),))
    native.save(replace(alignment, word_links={alignment.keys[0]: links}), tmp_path / "x.align.json")
    told = here(monkeypatch, capsys, "show", "--explain", str(tmp_path / "x.align.json"))
    assert told.returncode == 0 and "合意 = agreed 0.90" in told.stdout
    bare = here(monkeypatch, capsys, "show", "--explain", str(tmp_path / "bare.align.json"))
    assert bare.returncode == 0 and "align run --links" in bare.stderr
    text = here(monkeypatch, capsys, "show", "--explain", str(DATA / "2026-01-15" / "en.txt"))
    assert text.returncode == 2 and "give a NAME.align.json" in text.stderr


def here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process."""
    monkeypatch.setattr(sys, "argv", ["align", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    written = capsys.readouterr()
    return subprocess.CompletedProcess(arguments, ended.value.code, written.out, written.err)  # type: ignore[arg-type]


def test_trouble_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.bin").write_bytes(b"\x89PNG\r\n\x1a\n")
    for arguments, trouble in (
        ([str(tmp_path / "none")], "no such file"),
        ([str(tmp_path)], "folder"),
        ([str(tmp_path / "x.bin")], "PNG"),
        ([str(DATA / "pairs.toml"), "--format", "wordperfect"], "no reader"),
        ([str(DATA / "pairs.toml"), "--level", "word"], "unknown"),
    ):
        run = here(monkeypatch, capsys, "show", *arguments)
        assert run.returncode == 2
        assert trouble in run.stderr
        assert run.stderr.count("\n") == 1
