"""A run removes only its own files, and writes only to a folder that is empty or its own."""

import json
from pathlib import Path

import fsspec
import pytest
from sleeping import pair, sleeping_job
from typer.testing import CliRunner

from align.cli import app
from align.corpus import manifest
from align.corpus.ownership import own_manifest, sweep
from align.corpus.storage import QUARANTINE, Storage
from align.errors import UsageError

KEPT = ("notes.md", ".env", "pairs/a.ja.txt", "pairs/a.en.txt", "pairs/.gitignore", ".tries/1.json")
FOREIGN = ("pairs/notes.txt", "pairs/a.ja.txt", "beads/part-1.parquet", "beads/old.parquet", "pairs/sub/x.txt", "a.txt")


def held_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "proj"
    for name in KEPT:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("両大臣は東京で会談した。" if name.endswith("ja.txt") else "The ministers met in Tokyo.")
    return folder


@pytest.mark.parametrize("place", ["pairs", "pairs/*.txt", "p[a]irs/*"])
def test_a_project_folder_as_out_is_refused_and_stays_as_it_is(project, monkeypatch, place):
    before = held_in(project)
    monkeypatch.chdir(project)
    result = CliRunner().invoke(app, ["corpus", place, "-o", ".", "--workers", "0"], catch_exceptions=True)
    assert isinstance(result.exception, UsageError) and "holds the input" in str(result.exception)
    assert held_in(project) == before


def test_a_folder_that_is_not_empty_and_not_ours_is_refused_and_stays_as_it_is(table, project, run):
    before = held_in(project)
    with pytest.raises(UsageError, match=r"is not empty \(\.env, \.tries, notes\.md, …\) and no corpus; give a new or"):
        run(table(3), sleeping_job(project))
    assert held_in(project) == before


def test_an_input_in_a_corpus_folder_is_refused(table, job, run):
    run(table(3), job)
    inside = Path(job.out) / "more.jsonl"
    inside.write_text(json.dumps(pair(1)) + "\n")
    with pytest.raises(UsageError, match="holds the input"):
        run(inside, job)


@pytest.mark.parametrize("root", ["local", "memory"])
def test_foreign_files_in_a_corpus_are_left_alone(table, tmp_path, run, root):
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    storage = Storage(str(tmp_path / "out") if root == "local" else "memory://bucket/out")
    job = sleeping_job(storage.place)
    try:
        run(table(12), job)
        for name in FOREIGN:
            storage.write(name, b"the user's")
        storage.write(f"{QUARANTINE}/notes.txt", b"the user's")
        state = run(table(3), job)
        assert state.removed == 2, "what the run made and the input no longer holds is removed"
        assert list(storage.sizes("beads")) == ["old.parquet", "part-00000000.parquet", "part-1.parquet"]
        assert all(storage.read(name) == b"the user's" for name in (*FOREIGN, f"{QUARANTINE}/notes.txt"))
        assert run(table(3), job).nothing_to_do, "a foreign file is no partition"
    finally:
        fs.store.clear()


def test_foreign_objects_without_a_manifest_are_left_alone(table, run):
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    try:
        fs.pipe_file("/bucket/out/pairs/part-00000009.parquet", b"somebody's")
        before = dict(fs.store)
        with pytest.raises(UsageError, match=r"is not empty \(pairs\) and no corpus"):
            run(table(3), sleeping_job("memory://bucket/out"))
        assert dict(fs.store) == before
    finally:
        fs.store.clear()


def test_sweeping_removes_what_a_killed_run_left_and_only_beside_a_manifest(tmp_path):
    storage = Storage(str(tmp_path / "out"))
    ours = (f"{QUARANTINE}/3.json", "beads/.align-part-00000001.parquet.x1y2", ".align-manifest.json.x1y2")
    others = (".own.notes", f"{QUARANTINE}/kept.txt", "beads/part-00000000.parquet", "beads/.hidden")
    for name in (*ours, *others):
        storage.write(name, b"x")
    held = storage.lock()
    sweep(storage)
    assert all(storage.read(name) == b"x" for name in ours), "no manifest: nothing here is known to be ours"
    storage.write(manifest.NAME, b"{}")
    sweep(storage)
    assert [storage.read(name) for name in ours] == [None] * 3
    assert all(storage.read(name) == b"x" for name in others)
    held.release()


def test_an_empty_folder_and_what_a_killed_start_left_are_a_beginning(tmp_path, job, run, table):
    Path(job.out).mkdir()
    Storage(job.out).lock().release()
    assert own_manifest(Storage(job.out)) is None
    assert run(table(3), job).manifest.complete


def test_damaged_beads_of_the_right_size_are_made_again(table, job, run, content):
    path = table(12)
    run(path, job)
    whole = content(job.out)
    damaged = Path(job.out) / "beads/part-00000001.parquet"
    body = bytearray(damaged.read_bytes())
    body[len(body) // 3] ^= 0x40
    damaged.write_bytes(body)
    state = run(path, job)
    assert (state.skipped, state.run.partitions) == (2, 1)
    assert content(job.out) == whole
