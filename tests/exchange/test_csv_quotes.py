"""A quotation mark in a CSV file never swallows rows: it is read as written, or the line is named."""

import pytest

from align.errors import FormatError
from align.exchange.csv import _grid

HEAD = "ja,en\n"


def grid(text: str) -> list[list[str]]:
    return _grid((HEAD + text).encode(), "x.csv")[1:]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('"一、\n二",One and two\n三,Three\n', [["一、\n二", "One and two"], ["三", "Three"]]),
        ('"「""一""」","say, ""one"""\n', [['「"一"」', 'say, "one"']]),
        ('一,"One" of them\n二,Two\n', [["一", '"One" of them'], ["二", "Two"]]),
        ('"一,One\n二,Two\n三,Three\n', [['"一', "One"], ["二", "Two"], ["三", "Three"]]),
        ('"一,One\n二,Two"\n三,Three\n', [['"一', "One"], ["二", 'Two"'], ["三", "Three"]]),
        ('一,He said "no"\n二,5" pipe\n', [["一", 'He said "no"'], ["二", '5" pipe']]),
    ],
)
def test_every_row_is_read(text: str, rows: list[list[str]]) -> None:
    assert grid(text) == rows


def test_a_mark_that_is_not_closed_before_a_comma_names_its_line() -> None:
    with pytest.raises(FormatError, match=r"^x\.csv:3: a quotation mark is not closed") as raised:
        grid('零,Zero\n一,"One, he said\n二,Two\n')
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_and_tabs_are_read_alike(mark: str) -> None:
    text = f'ja{mark}en\n"一{mark}One\n二{mark}Two\n'
    assert _grid(text.encode(), "x.csv")[1:] == [['"一', "One"], ["二", "Two"]]
