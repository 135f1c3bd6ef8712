"""Lines of a terminal: no line is wider than it may be, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from align.cli.wrapping import columns, labelled, wrapped


@given(st.text("ab漢字 、-", max_size=300), st.integers(2, 40))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_label_stands_before_the_first_line_only() -> None:
    assert labelled("for", "word " * 20) == [
        "  for       " + " ".join(["word"] * 13),
        "            " + " ".join(["word"] * 7),
    ]
    assert labelled("for", "") == ["  for       "]
