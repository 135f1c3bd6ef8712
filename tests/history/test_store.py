"""The store on both databases: what was written is there, in order, once, for good."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from align.errors import AlignError, StoreError
from align.history import schema
from align.history.changes import Change
from align.history.store import Store
from align.model import Verdict


def verdict(
    bead: str = "k1", decision: str = "accept", reviewer: str = "Aiko", at: str = "2026-01-15T09:00:00Z", **more
):
    return Verdict(bead, decision, reviewer, at, **more)


def test_verdicts_come_back_by_key_and_oldest_first(url: str) -> None:
    with Store.open(url) as store:
        store.record(verdict())
        store.record(verdict(decision="needs-fix", reviewer="Ben", comment="時制", target_text="They met."))
        store.record(verdict("k2", "", comment="only a comment"))
        found = store.verdicts()
    assert [one.decision for one in found["k1"]] == ["accept", "needs-fix"]
    assert found["k1"][1] == verdict(decision="needs-fix", reviewer="Ben", comment="時制", target_text="They met.")
    assert found["k2"][0].comment == "only a comment"


def test_a_second_opening_finds_what_the_first_wrote(url: str) -> None:
    with Store.open(url) as store:
        store.record(verdict())
    with Store.open(url) as store:
        assert set(store.verdicts()) == {"k1"}


def test_verdicts_of_one_pair_include_those_of_no_pair(store: Store) -> None:
    store.record(verdict("a"), pair="one")
    store.record(verdict("b"), pair="two")
    store.record(verdict("c"))
    assert set(store.verdicts("one")) == {"a", "c"}
    assert set(store.verdicts()) == {"a", "b", "c"}


def test_dismissed_findings(url: str) -> None:
    with Store.open(url) as store:
        store.dismiss("k1", "number", "12 stands alone", reviewer="Aiko")
        assert store.dismissed() == {("k1", "number", "12 stands alone")}


def test_the_history_says_who_when_before_and_after(store: Store) -> None:
    store.record(verdict())
    store.record(verdict(decision="reject", reviewer="Ben", at="2026-01-16T10:00:00Z"))
    newest = store.history()[0]
    assert (newest.reviewer, newest.at) == ("Ben", "2026-01-16T10:00:00Z")
    assert newest.before == {"decision": "accept", "reviewer": "Aiko"}
    assert newest.after == {"decision": "reject"}


def test_the_history_comes_in_pages(store: Store) -> None:
    for number in range(7):
        store.record(verdict(f"k{number}"))
    first = store.history(limit=4)
    rest = store.history(before=first[-1].seq, limit=4)
    assert [change.bead for change in first + rest] == [f"k{number}" for number in reversed(range(7))]


@pytest.mark.parametrize(
    "statement", ["update change set reviewer = 'x'", "delete from change", "delete from text", "delete from snapshot"]
)
def test_the_database_itself_refuses_to_rewrite_history(url: str, statement: str) -> None:
    with Store.open(url) as store:
        store.record(verdict(), texts=(["あ"], ["a"]))
        with store.writing() as session:
            session.keep_snapshot("0" * 64, "p", "now", "{}")
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), store.database.engine.begin() as connection:
            connection.execute(sa.text(statement))
        assert set(store.verdicts()) == {"k1"}


def test_the_same_change_twice_is_made_once(url: str) -> None:
    change = Change(kind="verdict", pair="p", reviewer="Aiko", bead="k", after={"decision": "accept"}, id="mine")
    with Store.open(url) as store:
        with store.writing() as session:
            first = session.append(change)
        with store.writing() as session:
            again = session.append(change)
        assert first == again
        assert len(store.history()) == 1


def test_texts_are_kept_once_and_found_by_keys_with_a_count(store: Store) -> None:
    store.record(verdict("abc"), texts=(["ひとつ"], ["one"]))
    store.record(verdict("abc~2"), texts=(["ひとつ"], ["one"]))
    with store.reading() as session:
        assert session.texts(["abc~2", "unknown"]) == {"abc~2": (["ひとつ"], ["one"])}


def test_writers_take_turns_and_lose_nothing(url: str) -> None:
    with Store.open(url) as store:

        def write(name: str) -> None:
            for number in range(10):
                store.record(verdict(f"{name}{number}", reviewer=name))

        threads = [threading.Thread(target=write, args=(name,)) for name in "ABCD"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seqs = [change.seq for change in store.history(limit=100)]
    assert len(seqs) == 40 and seqs == sorted(set(seqs), reverse=True)


def test_a_failed_transaction_leaves_nothing(url: str) -> None:
    with Store.open(url) as store:
        with pytest.raises(RuntimeError), store.writing() as session:
            session.append(Change(kind="verdict", pair="", reviewer="A", bead="k", after={"decision": "accept"}))
            raise RuntimeError("the power is gone")
        assert store.history() == []


def test_the_migrations_make_what_the_code_expects(url: str) -> None:
    with Store.open(url) as store, store.database.engine.connect() as connection:
        assert schema.version(connection) == schema.HEAD
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_sqlite_writes_ahead_and_syncs_fully(store: Store) -> None:
    with store.database.engine.connect() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2


def test_a_database_of_a_newer_align_is_left_alone(url: str) -> None:
    with Store.open(url) as store, store.database.engine.begin() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreError, match="newer align"):
        Store.open(url)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("mysql://root@localhost/x", "is not known"),
        ("no url", "cannot be read"),
        ("sqlite:////nowhere/at/all/review.db", "folder does not exist"),
        ("postgresql://me:hunter2@127.0.0.1:1/x", "127.0.0.1"),
    ],
)
def test_a_bad_database_is_one_line_without_the_password(bad: str, says: str) -> None:
    with pytest.raises(AlignError, match=says) as caught:
        Store.open(bad)
    assert "\n" not in str(caught.value) and "hunter2" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "review.db").write_bytes(b"this is a letter, not a database " * 100)
    with pytest.raises(StoreError, match=r"review\.db: file is not a database;"):
        Store.open(f"sqlite:///{tmp_path / 'review.db'}")
