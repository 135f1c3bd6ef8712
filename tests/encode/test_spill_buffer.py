"""Rows come back as they were put there, from memory, from the file, and where no file can be written."""

import tempfile

import numpy as np
import pytest

from align.encode.spill_buffer import SpillBuffer


@pytest.fixture
def rows():
    rng = np.random.default_rng(7)
    return [rng.standard_normal((count, 5)).astype(np.float16) for count in (1, 4, 2, 7)]


@pytest.mark.parametrize("in_memory", [0, 50, 10_000])
def test_rows_come_back_by_number_in_any_order(rows, in_memory):
    buffer = SpillBuffer(in_memory)
    numbers = [buffer.add(row) for row in rows]
    assert numbers == [0, 1, 2, 3]
    assert len(buffer) == 4
    for number in (2, 0, 3, 1, 2):
        assert np.array_equal(buffer[number], rows[number])


def test_without_room_for_a_file_rows_stay_in_memory(rows, monkeypatch):
    def full(**_):
        raise OSError("no space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    buffer = SpillBuffer(0)
    assert [np.array_equal(buffer[buffer.add(row)], row) for row in rows] == [True] * 4


def test_what_does_not_fit_into_memory_is_read_back_from_the_file(rows):
    buffer = SpillBuffer(rows[0].nbytes)
    for row in rows:
        buffer.add(row)
    assert buffer[0] is rows[0]
    assert all(buffer[number] is not rows[number] for number in (1, 2, 3))
