"""Locks for a new alignment: beads that the file locks or a person confirmed, and no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from align import native
from align.errors import UsageError
from align.history.confirmed import read_locks
from align.history.pair_state import PairState
from align.history.store import DATABASE_NAME, Store, sqlite_url
from align.model import Alignment
from tests.history.asking import decide


def test_confirmed_beads_are_read_from_the_database_beside_the_file(talks: Alignment, tmp_path: Path) -> None:
    path = tmp_path / "talks.align.json"
    native.save(talks, path)
    with Store.open(sqlite_url(tmp_path)) as store:
        state = PairState.open(store, talks, register=True)
        decide(store, state, 0)
        decide(store, state, 3, "needs-fix")
    [found] = read_locks([path])
    assert [(bead.source, bead.target) for bead in found.beads] == [((0,), (0,))]


def test_without_a_database_the_files_own_locks_count(talks: Alignment, tmp_path: Path) -> None:
    path = tmp_path / "talks.align.json"
    native.save(replace(talks, beads=(talks.beads[0], replace(talks.beads[1], locked=True), *talks.beads[2:])), path)
    [found] = read_locks([path])
    assert [bead.source for bead in found.beads] == [(1,)]
    assert not (tmp_path / DATABASE_NAME).exists()


def test_a_file_without_locks_is_refused(talks: Alignment, tmp_path: Path) -> None:
    path = tmp_path / "talks.align.json"
    native.save(talks, path)
    with pytest.raises(UsageError, match="no bead is locked or confirmed"):
        read_locks([path])


def test_a_folder_gives_the_locks_of_its_files_and_each_pair_those_of_its_own(talks: Alignment, tmp_path: Path) -> None:
    locked = replace(talks, beads=(replace(talks.beads[0], locked=True), *talks.beads[1:]))
    native.save(locked, tmp_path / "talks.align.json")
    native.save(talks, tmp_path / "other.align.json")
    assert [Path(one.place).name for one in read_locks([tmp_path])] == ["talks.align.json"]
    assert [Path(one.place).name for one in read_locks([tmp_path], "talks")] == ["talks.align.json"]
    assert read_locks([tmp_path], "other") == [], "another pair's locks mean nothing here"
    native.save(talks, tmp_path / "talks.align.json")
    with pytest.raises(UsageError, match="no bead is locked or confirmed"):
        read_locks([tmp_path])
