"""Runs `align.read.pdf.pages` in a process of its own, and returns the pages that it writes."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from multiprocessing import spawn
from typing import Any

from align.errors import AlignError, InputError
from align.read.pdf.glyphs import PageText, Piece
from align.read.pdf.pages import LARGEST_MEMORY, MOST_PAGES, PAGE_SECONDS
from align.read.pdf.rules import Rule

SILENT_SECONDS = 10 * PAGE_SECONDS
"""The process is ended if it writes nothing for so long, whatever limits the system has."""
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from align.read.pdf.pages import main; main()"


def pages_of(content: bytes, place: str) -> Iterator[tuple[PageText, bool] | None]:
    """Yield for each page its text and whether it is blank, None for a damaged page.

    Raises InputError, AlignError.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise AlignError("reading PDF needs pypdfium2", place=place, cure="pip install 'taiyaku[pdf]'")
    number, count = 0, 0
    for said in _said(content):
        match said:
            case {"bug": what}:
                raise RuntimeError(what)
            case {"trouble": "password"}:
                raise InputError("is protected with a password", place=place, cure="save a copy without it")
            case {"trouble": _}:
                raise InputError("a damaged PDF", place=place, cure="fetch or save it again")
            case {"pages": int(count)}:
                if count > MOST_PAGES:
                    raise InputError(f"claims {count:,} pages", place=place, cure="give one document per file")
            case {"end": True}:
                return
            case _:
                number += 1
                yield _page(said)
    at = f"{place}:page {number + 1}" if count else place
    trouble = f"takes more than {LARGEST_MEMORY >> 20} MB or {PAGE_SECONDS} seconds (a PDF bomb?)"
    raise InputError(trouble, place=at, cure="give the text")


def _page(said: dict[str, Any]) -> tuple[PageText, bool] | None:
    if "damaged" in said:
        return None
    pieces = tuple(Piece(*piece) for piece in said["pieces"])
    width, height = said["size"]
    rules = tuple(Rule(*rule) for rule in said["rules"])
    text = PageText(pieces, width, height, said["vertical"], said["unreadable"], said["chars"], rules)
    return text, said["blank"]


def _said(content: bytes) -> Iterator[dict[str, Any]]:
    """Yield what the process writes, until it ends; it is ended when nobody asks any more."""
    command = [spawn.get_executable() or sys.executable, "-c", _START, json.dumps(sys.path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin is not None and process.stdout is not None
    try:
        with contextlib.suppress(BrokenPipeError), process.stdin:
            process.stdin.write(content)
        while line := _next_line(process):
            yield json.loads(line)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _next_line(process: subprocess.Popen[bytes]) -> bytes:
    """Return the next whole line, b"" if the process ended or was silent for too long."""
    assert process.stdout is not None
    watch = threading.Timer(SILENT_SECONDS, process.kill)
    watch.daemon = True
    watch.start()
    try:
        line = process.stdout.readline()
    finally:
        watch.cancel()
    return line if line.endswith(b"\n") else b""
