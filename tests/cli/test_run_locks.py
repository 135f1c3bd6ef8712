"""`align run --lock`: what a person fixed or accepted is kept."""

from pathlib import Path

import pytest

from align import native
from align.history.store import Store
from align.model import Alignment, Bead, Verdict
from tests.cli.running import run, write_pair


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one pair, `good`, and its alignment."""
    folder = tmp_path_factory.mktemp("pair")
    write_pair(folder, "good")
    assert run(folder, "-o", folder, "-q").returncode == 0
    return folder


def test_locked_beads_are_kept_whatever_the_model_thinks(good: Path, tmp_path: Path) -> None:
    alignment = native.load(good / "good.align.json")
    wrong = (Bead((0, 1), (0,), locked=True), Bead((), (1,)), Bead((2,), (2,)))
    native.save(Alignment(alignment.source, alignment.target, wrong, "by hand"), tmp_path / "good.align.json")
    files = (good / "good.ja.txt", good / "good.en.txt")
    done = run(*files, "--lock", tmp_path / "good.align.json", "-o", tmp_path / "out", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    found = native.load(tmp_path / "out" / "good.align.json").beads
    locked = [bead for bead in found if bead.locked]
    assert [(bead.source, bead.target, bead.probability) for bead in locked] == [((0, 1), (0,), 1.0)]


def test_what_a_reviewer_accepted_is_a_lock(good: Path, tmp_path: Path) -> None:
    alignment = native.load(good / "good.align.json")
    odd = Alignment(
        alignment.source, alignment.target, (Bead((0, 1, 2), (0,)), Bead((), (1,)), Bead((), (2,))), "by hand"
    )
    native.save(odd, tmp_path / "good.align.json")
    with Store.open(f"sqlite:///{tmp_path / 'review.db'}") as store:
        store.record(Verdict(odd.keys[0], "accept", "reviewer", "2026-01-16T00:00:00+00:00"), pair="good")
    files = (good / "good.ja.txt", good / "good.en.txt")
    done = run(*files, "--lock", tmp_path / "good.align.json", "-o", tmp_path / "out", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    kept = [bead for bead in native.load(tmp_path / "out" / "good.align.json").beads if bead.locked]
    assert [(bead.source, bead.target) for bead in kept] == [((0, 1, 2), (0,))]


def test_a_lock_file_without_locks_is_refused(good: Path) -> None:
    done = run(good / "good.ja.txt", good / "good.en.txt", "--lock", good / "good.align.json")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "no bead is locked or confirmed; confirm some with `align review`" in done.stderr


def test_a_folder_of_alignments_locks_each_pair_by_its_own_file(good: Path, tmp_path: Path) -> None:
    write_pair(tmp_path, "good")
    write_pair(tmp_path, "other")
    alignment = native.load(good / "good.align.json")
    wrong = (Bead((0, 1), (0,), locked=True), Bead((), (1,)), Bead((2,), (2,)))
    native.save(Alignment(alignment.source, alignment.target, wrong, "by hand"), tmp_path / "good.align.json")
    done = run(tmp_path, "--lock", tmp_path, "-o", tmp_path / "out", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    locked = {
        name: [bead.source for bead in native.load(tmp_path / "out" / f"{name}.align.json").beads if bead.locked]
        for name in ("good", "other")
    }
    assert locked == {"good": [(0, 1)], "other": []}
