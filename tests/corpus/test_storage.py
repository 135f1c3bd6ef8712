"""Every file is whole or absent, on this machine and on any filesystem that fsspec knows."""

import os

import fsspec
import pytest

from align.corpus.parquet import to_parquet
from align.corpus.storage import Storage, filesystem, is_local
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
    assert storage.sizes("a") == {"b": 3} and storage.names("a") == [".hidden", "b"]
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


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="file"):
        Storage(str(tmp_path / "file")).write("a", b"")
    with pytest.raises(WriteError, match="cannot be written"):
        Storage(str(tmp_path / "file")).lock()


def test_a_place_that_cannot_be_written_is_found_before_the_work(storage, monkeypatch):
    storage.check()
    assert storage.read(".align-probe") is None, "nothing is left of the look"

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
