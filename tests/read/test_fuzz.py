"""Every reader on damaged input gives a document or one clear line. tests/bench/fuzz.py does more."""

import time

import pytest

from align.errors import AlignError, InputError
from align.read import READERS, read_content
from align.segment import document_of
from tests.read.mutants import mutants


@pytest.mark.parametrize("format", READERS)
def test_damaged_input_gives_a_document_or_one_line(format: str) -> None:
    own_process = ("align.read.pandoc", "align.read.pdf")
    count = 12 if READERS[format] in own_process else 200
    documents = refusals = 0
    for content in mutants(format, count):
        before = time.process_time()
        try:
            document, _ = document_of(read_content(content, "x", format=format), "ja", id="x", place="x")
        except AlignError as error:
            assert isinstance(error, InputError)
            assert "\n" not in str(error)
            refusals += 1
        else:
            assert all(segment.text == segment.text.strip() for segment in document.segments)
            documents += 1
        assert time.process_time() - before < 10
    assert documents + refusals == count
    assert documents > 0.1 * count or format in ("epub", "odt")
