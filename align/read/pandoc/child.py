"""Runs pandoc: bytes -> its tree.

It runs as a process of its own in its sandbox: it reads no file and no network. Its time, its
memory and what it writes are limited.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from typing import IO

from align.errors import AlignError, InputError

_SECONDS = 60
_PROCESSOR_SECONDS = 20
"""pandoc reads about a megabyte a second; where the system limits no processor time, _SECONDS holds."""
_HEAP = "-M1g"
_HEAP_EXHAUSTED = 251
"""pandoc's exit code when its memory limit is reached."""
_LONGEST_SAID = 1_000_000
"""Bytes of what pandoc says that are looked at."""
_LARGEST_TREE = 96 * 1024 * 1024
_CURE = "save it as .docx or HTML first"
_INSTALL = "pip install 'taiyaku[formats]'"


def tree_of(content: bytes, place: str, name: str) -> tuple[dict[str, object], str]:
    """The tree of a document, as pandoc's JSON gives it, and what pandoc says of it.

    `name` is pandoc's name of the format. Raises InputError, and AlignError without pandoc.
    """
    try:
        import pypandoc

        program = pypandoc.get_pandoc_path()
    except (ImportError, OSError) as error:
        raise AlignError(f"reading {name} needs pandoc", place=place, cure=_INSTALL) from error
    command = [program, "+RTS", _HEAP, "-RTS", "--sandbox", "--verbose", "-f", name, "-t", "json"]
    trouble = f"pandoc cannot read it as {name}"
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        code = _run(command, content, place, (out, said))
        if code == _HEAP_EXHAUSTED:
            raise InputError("pandoc needs more than 1 GB", place=place, cure="give a smaller document")
        if code < 0:
            what = f"pandoc needs more than {_PROCESSOR_SECONDS} seconds, or writes more than {_LARGEST_TREE >> 20} MB"
            raise InputError(what, place=place, cure="give one chapter per file")
        said.seek(0)
        words = said.read(_LONGEST_SAID).decode("utf-8", "replace")
        if code:
            raise InputError(f"{trouble}: {_last_words(words)}", place=place, cure=_CURE)
        if out.tell() > _LARGEST_TREE:
            raise InputError("too large", place=place, cure="give one chapter per file")
        out.seek(0)
        try:
            found = json.load(out)
        except (ValueError, RecursionError) as error:
            raise InputError(trouble, place=place, cure=_CURE) from error
    if not isinstance(found, dict) or "blocks" not in found:
        raise InputError(trouble, place=place, cure=_CURE)
    return found, words


def _last_words(said: str) -> str:
    """The error among what pandoc says, on one line."""
    lines = [line for line in said.splitlines() if not line.startswith("[")]
    return " ".join(" ".join(lines).split())[:120]


def _run(command: list[str], content: bytes, place: str, outputs: tuple[IO[bytes], IO[bytes]]) -> int:
    """Run pandoc and return its exit code; below 0 where a limit ended it."""
    out, said = outputs
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=said, env={})
    except OSError as error:
        raise AlignError("pandoc does not start", place=place, cure=_INSTALL) from error
    with process:
        _limit(process.pid)
        try:
            process.communicate(content, timeout=_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise InputError(f"pandoc needs more than {_SECONDS} seconds", place=place, cure=_CURE) from error
    return process.returncode


def _limit(process: int) -> None:
    """Limit the processor time of a process and the size of what it writes, where the system can."""
    try:
        from resource import RLIMIT_CPU, RLIMIT_FSIZE, prlimit
    except ImportError:
        return
    try:
        prlimit(process, RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
        prlimit(process, RLIMIT_FSIZE, (_LARGEST_TREE, _LARGEST_TREE))
    except (OSError, ValueError):  # it has ended already, or the system has lower limits
        return
