"""The row that ends its worker is found by notes, reported after enough attempts, and no other row is blamed."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from sleeping import sleeping_job

from align.corpus import quarantine
from align.corpus.job import PairRow, Partition
from align.corpus.quarantine import Quarantine, time_limit
from align.corpus.storage import QUARANTINE, Storage

ROWS = tuple(PairRow(number, f"pair-{number}", "", "") for number in range(3))
PART = Partition(7, 0, 3, 30, "digest", 1.0, ROWS)


@pytest.fixture
def notes(tmp_path):
    """Opens the notes as the next attempt does, with so many attempts allowed."""
    job = sleeping_job(tmp_path / "out")
    return lambda tries: Quarantine(Storage(job.out), PART, replace(job, tries=tries))


def held(tmp_path):
    return json.loads(Storage(str(tmp_path / "out")).read(f"{QUARANTINE}/7.json"))


def test_a_row_is_noted_before_it_is_aligned_and_blamed_if_nothing_follows(notes, tmp_path):
    first = notes(3)
    assert held(tmp_path) == {"at": None, "lost": []}
    assert first.begin(ROWS[0]) == 0
    assert held(tmp_path) == {"at": 0, "lost": []}
    assert first.begin(ROWS[1]) == 0
    notes(3)  # the next attempt: row 0 was left behind, so row 1 ended the worker
    assert held(tmp_path) == {"at": None, "lost": [1]}


def test_after_a_pause_no_row_is_blamed(notes, tmp_path):
    first = notes(3)
    first.begin(ROWS[0])
    first.pause()
    notes(3)
    assert held(tmp_path) == {"at": None, "lost": []}


@pytest.mark.parametrize(("tries", "allowed"), [(1, 2), (2, 2), (3, 3), (5, 5)])
def test_a_row_is_given_up_after_so_many_noted_losses_two_at_least(notes, tries, allowed):
    for _ in range(allowed):
        assert notes(tries).begin(ROWS[2]) == 0
    assert notes(tries).begin(ROWS[2]) == allowed
    assert notes(tries).begin(ROWS[1]) == 0, "another row is not given up"


def test_losses_are_counted_for_each_row_by_itself(notes, tmp_path):
    for row in (ROWS[0], ROWS[2], ROWS[0]):
        notes(3).begin(row)
    notes(3)
    assert held(tmp_path)["lost"] == [0, 0, 2]


def test_a_partition_that_is_written_leaves_no_notes(notes, tmp_path):
    first = notes(3)
    first.begin(ROWS[0])
    first.end()
    assert list((tmp_path / "out" / ".align-tries").iterdir()) == []


def test_a_process_that_is_no_worker_is_never_ended(monkeypatch):
    import distributed.worker  # noqa: F401 - a driver has it, too

    monkeypatch.setattr(quarantine.faulthandler, "dump_traceback_later", lambda *a, **k: pytest.fail("a driver ends"))
    with time_limit(0.001):
        pass


def test_a_worker_is_ended_by_the_limit_and_lives_on_within_it(monkeypatch):
    calls = []
    monkeypatch.setattr(quarantine, "_is_worker", lambda: True)
    monkeypatch.setattr(
        quarantine.faulthandler, "dump_traceback_later", lambda seconds, exit, file: calls.append((seconds, exit))
    )
    monkeypatch.setattr(quarantine.faulthandler, "cancel_dump_traceback_later", lambda: calls.append("cancelled"))
    with pytest.raises(ValueError, match="a trouble of the pair"), time_limit(3.0):
        raise ValueError("a trouble of the pair")
    assert calls == [(3.0, True), "cancelled"]
    with time_limit(0):
        pass
    assert len(calls) == 2, "0 is no limit"


def test_a_block_that_never_returns_is_ended():
    code = (
        "from align.corpus import quarantine; quarantine._is_worker = lambda: True\n"
        "import threading\n"
        "with quarantine.time_limit(0.2): threading.Lock().acquire() and threading.Event().wait()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
