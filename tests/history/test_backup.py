"""`review.db` alone holds everything after a quiet moment and a clean end; backups can be read back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from align.errors import FormatError, StoreError
from align.history import database
from align.history.backup import back_up, restore
from align.history.pair_state import PairState
from align.history.store import Store
from align.model import Alignment
from tests.history.asking import decide, do, group


def worked_on(store: Store, talks: Alignment) -> PairState:
    state = PairState.open(store, talks, register=True)
    decide(store, state, 0, comment="良い – “gut”\u2028𠮷")
    decide(store, state, 1, "reject", "Ben")
    do(store, state, kind="edit", act="merge", groups=[group(state, 2), group(state, 3)])
    do(store, state, kind="undo")
    return state


def alone(path: Path, to: Path) -> int:
    """How many changes a copy of the file alone holds."""
    shutil.copy(path, to)
    with Store.open(f"sqlite:///{to}") as store:
        return len(store.history(limit=1000))


def test_the_file_alone_holds_everything_after_closing(tmp_path: Path, talks: Alignment) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'review.db'}") as store, store.reading():  # a thread that still reads
        worked_on(store, talks)
    assert alone(tmp_path / "review.db", tmp_path / "copy.db") == 5


def test_the_file_alone_holds_everything_after_a_quiet_moment(
    tmp_path: Path, talks: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'review.db'}") as store:
        worked_on(store, talks)
        store.checkpoint_when_quiet()
        assert alone_or_none(tmp_path / "review.db", tmp_path / "early.db") != 5  # not quiet yet
        monkeypatch.setattr(database, "QUIET_SECONDS", 0.0)
        store.checkpoint_when_quiet()
        assert alone(tmp_path / "review.db", tmp_path / "copy.db") == 5


def alone_or_none(path: Path, to: Path) -> int:
    shutil.copy(path, to)
    try:
        with closing(sqlite3.connect(to)) as connection:
            return int(connection.execute("select count(*) from change").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_a_damaged_file_is_told_at_the_start(tmp_path: Path, talks: Alignment) -> None:
    path = tmp_path / "review.db"
    with Store.open(f"sqlite:///{path}") as store:
        worked_on(store, talks)
        store.check()
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 16] = b"\xff" * 16
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"review\.db"), Store.open(f"sqlite:///{path}") as store:
        store.check()


def test_a_history_is_read_back_from_json_lines(store: Store, talks: Alignment, tmp_path: Path) -> None:
    before = worked_on(store, talks)
    assert back_up(store, tmp_path / "all.jsonl") == 5
    with Store.open(f"sqlite:///{tmp_path / 'again.db'}") as again:
        assert restore(again, tmp_path / "all.jsonl") == 5
        after = PairState.open(again, talks, register=True)
        assert again.history() == store.history()
        assert after.verdicts == before.verdicts and after.stacks("Aiko") == before.stacks("Aiko")
        decide(again, after, 4)  # new changes follow
        assert again.history()[0].seq > store.history()[0].seq
        back_up(again, tmp_path / "more.jsonl")
        with pytest.raises(StoreError, match="holds a history already"):
            restore(again, tmp_path / "all.jsonl")


def test_a_postgresql_history_takes_new_changes_after_it_was_read_back(
    store: Store, talks: Alignment, tmp_path: Path
) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'first.db'}") as first:
        worked_on(first, talks)
        back_up(first, tmp_path / "all.jsonl")
    restore(store, tmp_path / "all.jsonl")
    state = PairState.open(store, talks, register=True)
    decide(store, state, 4)
    assert [change.seq for change in store.history()] == [6, 5, 4, 3, 2, 1]


def test_a_copy_of_the_file_needs_no_log_beside_it(tmp_path: Path, talks: Alignment) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'review.db'}") as store:
        worked_on(store, talks)
        assert back_up(store, tmp_path / "copy.db") == 5
    with closing(sqlite3.connect(f"file:{tmp_path / 'copy.db'}?immutable=1", uri=True)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert alone(tmp_path / "copy.db", tmp_path / "second.db") == 5


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[:-1],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: lines[1:],
        lambda lines: [*lines[:2], b"{\n", *lines[2:]],
        lambda lines: [*lines[:2], b'{"table": "user"}\n', *lines[2:]],
        lambda lines: [*lines[:2], lines[1], *lines[2:]],
        lambda lines: [],
    ],
)
def test_a_spoilt_history_is_refused_and_leaves_nothing(spoil, tmp_path: Path, talks: Alignment) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'review.db'}") as store:
        worked_on(store, talks)
        back_up(store, tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "all.jsonl").write_bytes(b"".join(spoil(lines)))
    with Store.open(f"sqlite:///{tmp_path / 'again.db'}") as again:
        with pytest.raises(FormatError):
            restore(again, tmp_path / "all.jsonl")
        assert again.history() == []
