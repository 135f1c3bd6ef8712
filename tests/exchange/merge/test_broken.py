"""Files that are damaged, foreign or missing: one line each."""

import zipfile

import openpyxl
import pytest

from align.errors import FormatError
from align.exchange.merge import read

BROKEN = {
    "empty.xlsx": b"",
    "text.xlsx": b"not a zip at all",
    "cut.docx": b"PK\x03\x04" + b"\x00" * 40,
    "text.xlf": b"hello",
    "other.xlf": b"<html/>",
    "entities.xlf": b'<!DOCTYPE x [<!ENTITY a "b">]><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2">&a;</xliff>',
    "empty.xlf": b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>',
    "notes.txt": b"x",
    "none": b"x",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_one_line(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    with pytest.raises(FormatError) as caught:
        read(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("format", ["xlsx", "docx", "xliff"])
def test_damage_anywhere_is_one_line_or_harmless(format, sent, alignment):
    path = sent(format, alignment)
    whole = path.read_bytes()
    told = 0
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        path.write_bytes(bytes(damaged))
        try:
            assert len(read(path).rows) == 7
        except FormatError as error:
            told += 1
            assert "\n" not in str(error)
    assert told > 10
    for length in range(0, len(whole), max(1, len(whole) // 20)):
        path.write_bytes(whole[:length])
        with pytest.raises(FormatError):
            read(path)


def test_a_workbook_without_our_columns(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["something", "else"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(FormatError, match="no table with the columns ID and Verdict"):
        read(tmp_path / "a.xlsx")


def test_an_archive_that_swells_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("align.containers.LARGEST_ARCHIVE", 1 << 20)
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (2 << 20))
    with pytest.raises(FormatError, match=r"unpacks to more than 1 MB \(a ZIP bomb\?\)"):
        read(tmp_path / "a.docx")


def test_a_missing_file(tmp_path):
    with pytest.raises(FormatError, match="no such file"):
        read(tmp_path / "a.xlsx")
