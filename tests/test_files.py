"""A write is whole or absent, whatever goes wrong on the way; nothing else of the folder or the process changes."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from align.errors import WriteError
from align.files import open_whole, write_whole


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "results" / "x.json"
    path.parent.mkdir()
    path.write_bytes(b"old")
    return path


@pytest.fixture
def umask() -> Iterator[Callable[[int], None]]:
    before = os.umask(0o022)
    yield lambda mask: os.umask(mask) and None
    os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_holds_all_of_it_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.json"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["x.json"]


def test_until_the_block_ends_a_reader_sees_the_old_file(old: Path) -> None:
    with open_whole(old) as stream:
        stream.write(b"new" * 100_000)
        stream.flush()
        assert old.read_bytes() == b"old"
    assert old.read_bytes() == b"new" * 100_000
    assert names(old.parent) == ["x.json"]


def test_the_content_is_on_the_disk_before_the_name_and_the_name_before_the_return(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def note_fsync(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else f"{os.fstat(handle).st_size} bytes"
        order.append(kind)
        fsync(handle)

    def note_replace(draft: Path, path: Path) -> Path:
        order.append("name")
        return replace(draft, path)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    write_whole(old, b"new!")
    assert order == ["4 bytes", "name", "folder"]


def refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
def test_a_step_that_fails_leaves_the_old_file_and_no_draft(
    step: str, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WriteError) as raised, monkeypatch.context() as patched:
        if step in ("open", "fsync"):
            patched.setattr(os, step, refuse)
        if step == "replace":
            patched.setattr(Path, step, refuse)
        with open_whole(old) as stream:
            stream.write(b"half")
            if step == "write":
                refuse()
    assert str(raised.value) == f"{old}: No space left on device; check the path and the free space"
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["x.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_device_is_written_to_and_its_trouble_is_one_line() -> None:
    write_whole(Path(os.devnull), b"x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode), "the device is still there"
    with pytest.raises(WriteError, match=r"^/dev/full: No space left on device; "):
        write_whole(Path("/dev/full"), b"x")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=write_whole, args=(pipe, b"through"))
    writer.start()
    assert pipe.read_bytes() == b"through"
    writer.join()
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_block_that_raises_leaves_the_old_file_and_its_own_error(old: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), open_whole(old) as stream:
        stream.write(b"half")
        raise error
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["x.json"]


def test_a_process_that_is_killed_while_it_writes_leaves_the_old_file(old: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from align.files import open_whole\n"
        "with open_whole(Path(sys.argv[1])) as stream:\n"
        "    stream.write(b'half'); stream.flush(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(old)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert old.read_bytes() == b"old"
    (draft,) = set(names(old.parent)) - {"x.json"}
    assert draft.startswith(".align-"), "the draft is hidden and known by its name"


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_the_umask_leaves(
    mask: int, mode: int, tmp_path: Path, umask: Callable[[int], None]
) -> None:
    umask(mask)
    write_whole(tmp_path / "x", b"new")
    assert mode_of(tmp_path / "x") == mode


def test_the_umask_of_the_process_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "umask", lambda mask: pytest.fail("other threads would write with this umask"))
    write_whole(tmp_path / "x", b"new")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_a_replaced_file_keeps_its_mode(mode: int, old: Path) -> None:
    old.chmod(mode)
    write_whole(old, b"new")
    assert (mode_of(old), old.read_bytes()) == (mode, b"new")


def test_a_link_stays_a_link(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(old)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"
    assert names(tmp_path) == ["link.json", "results"]


def test_a_folder_or_a_file_in_the_way_is_one_line(old: Path) -> None:
    with pytest.raises(WriteError, match=r"results: Is a directory; check the path"):
        write_whole(old.parent, b"new")
    with pytest.raises(WriteError, match=r"x\.json.y: "):
        write_whole(old / "y", b"new")
    assert names(old.parent) == ["x.json"]


def test_a_long_name_in_japanese_can_be_written(tmp_path: Path) -> None:
    name = "議" * 80 + ".json"
    write_whole(tmp_path / name, b"new")
    assert names(tmp_path) == [name]


def test_a_file_with_two_names_keeps_both(old: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.hardlink_to(old)
    write_whole(old, b"new and longer")
    assert (old.read_bytes(), other.read_bytes()) == (b"new and longer", b"new and longer")
    write_whole(other, b"x")
    assert (old.read_bytes(), old.stat().st_nlink) == (b"x", 2)
    with pytest.raises(RuntimeError), open_whole(other) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert old.read_bytes() == b"x"


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout here")
def test_the_name_of_a_stream_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    code = "from pathlib import Path; from align.files import write_whole; write_whole(Path('/dev/stdout'), b'new')"
    target = tmp_path / "x"
    script = '{ echo before; "$1" -c "$2"; echo after; } > "$3"'
    subprocess.run(["sh", "-c", script, "sh", sys.executable, code, str(target)], check=True)
    assert target.read_bytes() == b"before\nnewafter\n"
    piped = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert piped.stdout == b"new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_device_is_one_line_and_stays_a_device() -> None:
    with pytest.raises(WriteError, match="/dev/full: No space left on device"):
        write_whole(Path("/dev/full"), b"x")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_replaced_file_keeps_its_owner(old: Path) -> None:
    os.chown(old, 12345, 12345)
    write_whole(old, b"new")
    assert (old.stat().st_uid, old.stat().st_gid) == (12345, 12345)
