"""Markup that makes parsers slow, and bytes that only look like an encoding."""

import pytest

from align.containers import parse_xml
from align.errors import FormatError
from align.read import read_content
from align.read.html.sanitize import sanitize


def test_options_do_not_reach_the_parser_whose_time_grows_with_their_square():
    page = "<p>両大臣は会談した。</p><select>" + "<option>東京都" * 1000 + "</select><p>次は来年に開く。</p>"
    assert "<option" not in sanitize(page)
    assert [block.text for block in read_content(page.encode(), "x.html").blocks] == [
        "両大臣は会談した。",
        "次は来年に開く。",
    ]


@pytest.mark.parametrize(
    "tail", [b"\x1b$B\xff\xff abc", b"\x1b$B\x7f\x7f", b"\x1b$B~\n", b"\x1b$B\x1b$B", b"\x1b$B\xff"]
)
def test_a_sequence_of_japanese_mail_before_other_bytes_is_read_as_text(tail):
    assert read_content(b"The ministers met. " + tail, "x").blocks[0].text.startswith("The ministers met.")


@pytest.mark.parametrize("name", ["nosuch", "x" * 5000, "\x1b[31m", "utf-99"])
def test_an_unknown_encoding_of_xml_is_one_short_line(name):
    with pytest.raises(FormatError) as caught:
        parse_xml(f'<?xml version="1.0" encoding="{name}"?><a/>'.encode(), "x.tmx", cure="save it again")
    assert len(str(caught.value)) < 260 and "\x1b" not in str(caught.value)
