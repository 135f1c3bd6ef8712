"""Gold files: each format byte for byte. ALIGN_GOLDEN=write accepts a change; look at the diff."""

import gc
import io
import os
import weakref
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from align import __version__
from align.exchange import FORMATS, export, format_named

GOLDEN = Path(__file__).parent / "golden"
TEXT = ["ladder", "tsv", "csv", "jsonl", "md", "html", "tmx", "xliff", "xliff12", "xliff20", "tei"]
PARTS = {
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "docProps/core.xml"),
    "docx": ("word/document.xml", "word/comments.xml", "docProps/core.xml"),
}


def compare(name: str, content: bytes) -> None:
    path = GOLDEN / name
    content = content.replace(f'"{__version__}"'.encode(), b'"VERSION"')
    if os.environ.get("ALIGN_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    assert path.is_file(), f"{name} is missing; ALIGN_GOLDEN=write makes it"
    assert content == path.read_bytes(), f"{name} changed; if that is meant, ALIGN_GOLDEN=write accepts it"


@pytest.mark.parametrize("format", TEXT)
def test_text_formats(format, written, sample):
    compare(f"sample{format_named(format).suffix}", written(format, sample))


@pytest.mark.parametrize("format", PARTS)
def test_parts_of_office_formats(format, written, sample):
    archive = zipfile.ZipFile(io.BytesIO(written(format, sample)))
    for part in PARTS[format]:
        compare(f"sample.{format}.{Path(part).name}", archive.read(part))


def test_every_format_is_covered():
    assert set(FORMATS) == {*TEXT, *PARTS, "parquet", "support"}
    assert len({format_named(format).suffix for format in FORMATS}) == len(FORMATS), "two formats share a suffix"
    assert all(format_named(format).media_type for format in FORMATS)


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "support"])
def test_same_input_same_bytes(format, written, sample, second):
    pairs = [sample] if format == "ladder" else [sample, second]
    first = written(format, *pairs)
    assert len(first) > 40
    assert first == written(format, *pairs)


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("ladder", "support")])
def test_only_one_pair_is_held_at_a_time(format, written, second):
    alive = []

    def pairs():
        for number in range(4):
            gc.collect()
            assert all(reference() is None for reference in alive[:-1]), "a pair was kept after the next one came"
            one = replace(second, alignment=replace(second.alignment, created=f"2026-01-0{number + 1}T00:00:00Z"))
            alive.append(weakref.ref(one.alignment))
            yield one
            del one

    export(pairs(), format, io.BytesIO())
    assert len(alive) == 4
