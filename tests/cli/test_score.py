"""`align score` as people run it: the table, the JSON, and one line for every mistake."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from align import native
from align.model import Alignment, Bead, Document, Segment

GOLD = "[0]:[0]\n[1, 2]:[1]\n[3]:[]\n"
FOUND = "[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[]\n"


def score(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "align", "score", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=200)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    gold, found = tmp_path / "gold", tmp_path / "out"
    (gold / "b").mkdir(parents=True)
    found.mkdir()
    (gold / "a.gold").write_text(GOLD)
    (gold / "b" / "gold.ladder").write_text(GOLD)
    (found / "a.ladder").write_text(FOUND)
    (found / "b.ladder").write_text(GOLD)
    return gold, found


def test_json_gives_every_number_and_how_it_was_made(folders: tuple[Path, Path]) -> None:
    done = score(*folders, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    body = json.loads(done.stdout)
    assert list(body) == ["strict", "link", "null", "lax", "documents", "beads", "signature"]
    for name in ("strict", "link", "null", "lax"):
        assert list(body[name]) == ["precision", "recall", "f1", "low", "high"]
    # two documents: 1 + 2 of 2 + 2 beads; 2 + 3 of 2 + 3 found and of 3 + 3 wanted links; 1 + 1 nulls of 2 + 1 found
    assert body["strict"]["f1"] == pytest.approx(3 / 4, abs=1e-6)
    assert (body["link"]["precision"], body["link"]["recall"]) == pytest.approx((1, 5 / 6), abs=1e-6)
    assert (body["null"]["precision"], body["null"]["recall"]) == pytest.approx((2 / 3, 1), abs=1e-6)
    assert (body["documents"], body["beads"]) == (2, 6)
    assert body["signature"].startswith("score:micro|")


def test_the_table_says_the_same(folders: tuple[Path, Path]) -> None:
    done = score(*folders)
    assert done.returncode == 0
    assert "strict      0.7500    0.7500    0.7500" in done.stdout
    assert "2 documents, 6 gold beads" in done.stdout


def test_two_files_and_a_native_one_with_probabilities(folders: tuple[Path, Path], tmp_path: Path) -> None:
    sides = [
        Document("a", lang, tuple(Segment(i, f"{lang}{i}") for i in range(n))) for lang, n in (("ja", 4), ("en", 2))
    ]
    beads = (Bead((0,), (0,), probability=0.9), Bead((1, 2), (1,), probability=0.7), Bead((3,), (), probability=0.5))
    native.save(Alignment(*sides, beads, "align:test"), tmp_path / "a.align.json")
    body = json.loads(score(folders[0] / "a.gold", tmp_path / "a.align.json", "--json").stdout)
    assert body["strict"]["f1"] == 1
    assert body["calibration"]["ece"] == pytest.approx((0.1 + 0.3 + 0.5) / 3)
    assert "hypothesis:(align:test)" in body["signature"]


def test_a_missing_hypothesis_is_an_error_unless_partial(folders: tuple[Path, Path]) -> None:
    gold, found = folders
    (found / "b.ladder").unlink()
    done = score(gold, found)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"align: {found}: no hypothesis for 1 of 2 gold files: b; align them too, or score the others with --partial\n"
    )
    done = score(gold, found, "--partial", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["documents"] == 1
    assert done.stderr == "align: not scored, no hypothesis: b\n"
    (found / "a.ladder").unlink()
    assert score(gold, found, "--partial").returncode == 2


def test_a_hypothesis_without_gold_is_named(folders: tuple[Path, Path]) -> None:
    (folders[1] / "c.ladder").write_text(GOLD)
    done = score(*folders)
    assert (done.returncode, done.stderr) == (0, "align: not scored, no gold: c\n")


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        ("[0]:[0]\n[1]:[1]\n", "2 source segments, but "),
        ("[0]:[0]\n[0]:[1]\n", ":2: source 0 is used twice; each segment belongs to one bead"),
        ("\x00\x01", "not a bead"),
        ("", "holds no bead"),
    ],
)
def test_every_mistake_is_one_line_and_exit_2(content: str, trouble: str, folders: tuple[Path, Path]) -> None:
    (folders[1] / "a.ladder").write_text(content)
    done = score(*folders)
    assert (done.returncode, done.stdout) == (2, "")
    assert trouble in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_files_that_are_not_there_and_wrong_pairs(folders: tuple[Path, Path], tmp_path: Path) -> None:
    for arguments in (
        (tmp_path / "no", folders[1]),
        (folders[0], tmp_path / "no"),
        (folders[0] / "a.gold", folders[1]),
    ):
        done = score(*arguments)
        assert done.returncode == 2
        assert done.stderr.startswith("align: ")
        assert done.stderr.count("\n") == 1
