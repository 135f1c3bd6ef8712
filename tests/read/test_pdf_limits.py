"""PDFs that would take all memory or all time, and a process that does not live: one line, and the caller goes on."""

import subprocess
import sys
from pathlib import Path

import pytest

from align.errors import InputError
from align.read import read_content
from align.read.pdf import child
from tests.read.test_pdf import made


def nested(depth: int, times: int) -> bytes:
    """A PDF whose page draws a form `times` times, which draws a form `times` times, and so on: 2 kB in all."""
    forms = "".join(
        f"{5 + level} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F {6 + level} 0 R>>>>"
        f"/Length {6 * times}>>stream\n{'/F Do ' * times}\nendstream endobj\n"
        for level in range(depth)
    )
    text = "BT /F1 9 Tf 9 9 Td (All the ministers of both countries agreed.) Tj ET"
    last = (
        f"{5 + depth} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 4 0 R>>>>"
        f"/Length {len(text)}>>stream\n{text}\nendstream endobj\n"
    )
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</F 5 0 R>>>>/Contents 99 0 R>>"
        "endobj\n4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        f"{forms}{last}99 0 obj<</Length 5>>stream\n/F Do\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    ).encode()


def test_nested_forms_are_read() -> None:
    assert "All the ministers" in read_content(nested(2, 2), "x.pdf").blocks[0].text


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_two_kilobytes_that_describe_more_text_than_any_memory_holds_are_refused() -> None:
    content = nested(9, 10)
    assert len(content) < 3_000
    with pytest.raises(InputError, match=r"^x\.pdf:page 1: takes more than 1024 MB or 60 seconds \(a PDF bomb\?\)"):
        read_content(content, "x.pdf")
    assert read_content(made(1), "y.pdf").blocks  # the next one is read


PEAK = """
import resource, sys
from align.errors import InputError
from align.read import read_content
try:
    read_content(sys.stdin.buffer.read(), "x.pdf")
except InputError:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Reads a PDF that is refused, and prints the most memory of a child process in kB."""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_the_memory_of_such_a_file_is_bounded() -> None:
    run = subprocess.run([sys.executable, "-c", PEAK], input=nested(9, 10), capture_output=True, check=True)
    assert int(run.stdout) < 1_300_000


def test_a_process_that_ends_at_once_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(child, "_START", "import os; os._exit(3)")
    with pytest.raises(InputError, match=r"^x\.pdf: takes more than"):
        read_content(made(1) + b" " * 3_000_000, "x.pdf")


def test_a_process_that_says_nothing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "import time; time.sleep(100)")
    monkeypatch.setattr(child, "SILENT_SECONDS", 0.2)
    with pytest.raises(InputError, match=r"^x\.pdf: takes more than"):
        read_content(made(1), "x.pdf")


def test_an_error_of_our_own_in_the_process_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    start = "from align.read.pdf import pages; pages.page_text = lambda page: 1 // 0; pages.main()"
    monkeypatch.setattr(child, "_START", start)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        read_content(made(1), "x.pdf")
