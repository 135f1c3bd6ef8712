"""The pages of a PDF as JSON lines, written by a process of its own that has limits of memory and time.

A PDF of 2 kB can describe more characters than any memory holds, and pdfium offers no limit. So
pdfium never runs in the process that needs the text: `align.read.pdf.child` starts this module and
reads what it writes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple
from typing import IO

from align.read.pdf.glyphs import page_text

LARGEST_MEMORY = 1 << 30
"""Bytes that the process may take, beside the file itself."""
PAGE_SECONDS = 60
"""Seconds of processor time that one page may take."""
MOST_PAGES = 20_000


def main() -> None:
    """Read a PDF from stdin; write one JSON object a line to stdout, the last one with "end"."""
    content = sys.stdin.buffer.read()
    _limit_memory(LARGEST_MEMORY + 4 * len(content))
    try:
        write_pages(content, sys.stdout)
    except Exception as error:
        _say({"bug": f"{type(error).__name__}: {error}"[:500]}, sys.stdout)


def write_pages(content: bytes, stream: IO[str]) -> None:
    """Write {"pages"} and one object for each page, then {"end"}; or {"trouble"}, if it is no PDF that can be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        _say({"trouble": "password" if "password" in str(error).lower() else "damaged"}, stream)
        return
    try:
        _say({"pages": len(document)}, stream)
        if len(document) <= MOST_PAGES:
            for page in _pages(document):
                _say(page, stream)
            _say({"end": True}, stream)
    finally:
        document.close()


def _pages(document: object) -> Iterator[dict[str, object]]:
    from pypdfium2 import PdfDocument

    assert isinstance(document, PdfDocument)
    for number in range(len(document)):
        _limit_time(PAGE_SECONDS)
        try:
            page = document[number]
            text = page_text(page)
            blank = not text.pieces and next(page.get_objects(max_depth=1), None) is None
            page.close()
        except Exception as error:
            if not is_pdfium(error):
                raise
            yield {"damaged": True}
            continue
        yield {
            "pieces": [astuple(piece) for piece in text.pieces],
            "size": [text.width, text.height],
            "vertical": text.vertical,
            "unreadable": text.unreadable,
            "chars": text.chars,
            "rules": [[round(place, 2) for place in rule] for rule in text.rules],
            "blank": blank,
        }


def is_pdfium(error: Exception) -> bool:
    """Whether pdfium says that a page is damaged."""
    return type(error).__name__ in ("PdfiumError", "PdfiumWarning")


def _say(what: dict[str, object], stream: IO[str]) -> None:
    stream.write(f"{json.dumps(what)}\n")
    stream.flush()


def _limit_memory(size: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits, macOS ignores this one
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: int) -> None:
    """Let this process end if it takes so many seconds more of processor time."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
