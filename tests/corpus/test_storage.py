"""Every file is whole or absent, on this machine and on any filesystem that fsspec knows."""

import os
from pathlib import Path

import fsspec
import pytest

from align.corpus.frames import to_parquet
from align.corpus.storage import QUARANTINE, Storage, filesystem, is_local
from align.errors import WriteError


@pytest.fixture(params=["local", "memory"])
def storage(request, tmp_path):
    if request.param == "local":
        yield Storage(str(tmp_path / "out"))
    else:
        yield Storage("memory://out")
        fsspec.filesystem("memory").store.clear()


def test_files_come_back(storage):
    assert storage.read("a/b") is None
    assert storage.sizes("a") == {}
    storage.write("a/b", b"123")
    storage.write("a/.hidden", b"")
    assert storage.read("a/b") == b"123"
    assert storage.sizes("a") == {"b": 3}
    storage.write("a/b", b"12345")
    assert storage.sizes("a") == {"b": 5}
    storage.remove("a/b")
    storage.remove("a/b")
    assert storage.read("a/b") is None


def test_the_footer_of_what_is_no_parquet_is_empty(storage):
    assert storage.footer("a") == {}
    body = to_parquet({"x": ["1"]}, {"x": "string"}, {"digest": "日本"})
    storage.write("a", body)
    assert storage.footer("a")["digest"] == "日本"
    for end in (0, 10, len(body) - 1):
        storage.write("a", body[:end])
        assert storage.footer("a") == {}


def test_sweeping_removes_what_a_killed_run_left(storage):
    storage.write(f"{QUARANTINE}/3.json", b"{}")
    storage.write("beads/part-00000000.parquet", b"whole")
    if storage.is_local:
        Path(storage.path("beads/.align-part-00000001.parquet.x1y2")).write_bytes(b"half")
        Path(storage.path(".align-manifest.json.x1y2")).write_bytes(b"half")
        Path(storage.path(".own.notes")).write_bytes(b"the user's")
        held = storage.lock()
    storage.sweep()
    assert storage.read(f"{QUARANTINE}/3.json") is None
    assert storage.read("beads/part-00000000.parquet") == b"whole"
    if storage.is_local:
        held.release()
        left = sorted(path.name for path in Path(storage.path("")).rglob("*") if path.is_file())
        assert left == [".lock", ".own.notes", "part-00000000.parquet"]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="file"):
        Storage(str(tmp_path / "file")).write("a", b"")
    with pytest.raises(WriteError, match="cannot be written"):
        Storage(str(tmp_path / "file")).lock()


def test_a_place_that_cannot_be_written_is_found_before_the_work(storage, monkeypatch):
    storage.check()
    assert storage.read(".probe") is None, "nothing is left of the look"

    def refuse(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(storage._fs), "pipe_file", refuse)
    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with pytest.raises(WriteError, match=r"cannot be written \(Permission denied\); check the path"):
        storage.check()


def test_places(tmp_path):
    assert is_local(filesystem(str(tmp_path))[0])
    assert is_local(filesystem(f"file://{tmp_path}")[0])
    assert not is_local(filesystem("memory://x")[0])
    assert Storage("memory://out").place == "memory://out"
    assert filesystem("~/x")[1] == os.path.expanduser("~/x")  # noqa: PTH111
