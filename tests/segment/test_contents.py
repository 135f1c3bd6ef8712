"""Entries of a table of contents are items, not headings."""

from align.read import read_content
from align.segment import document_of


def kinds(text: str, lang: str = "ja") -> list[tuple[str, str]]:
    document, _ = document_of(read_content(text.encode(), "x.txt"), lang, id="x", place="x")
    return [(segment.kind, segment.text) for segment in document.segments]


def test_lines_below_the_word_contents_that_end_with_pages_are_items() -> None:
    text = "目次\n\n１　橋の種類 1\n\n１.１　木の橋 1\n\n付録　様式 …… 12\n\n１　橋の種類\n\n橋は三つある。\n"
    assert kinds(text) == [
        ("heading", "目次"),
        ("item", "橋の種類 1"),
        ("item", "木の橋 1"),
        ("item", "付録　様式 …… 12"),
        ("heading", "橋の種類"),
        ("paragraph", "橋は三つある。"),
    ]


def test_pages_that_fall_are_no_contents() -> None:
    text = (
        "Contents\n\n1. Bridges built before 1950\n\nThe bridges are old.\n\n2. Bridges since 1930\n\nThey are new.\n"
    )
    assert [kind for kind, _ in kinds(text, "en")] == ["heading", "heading", "paragraph", "heading", "paragraph"]
