"""Where the rules for paragraphs, headings and depths begin and end."""

import pytest

from align.model import Document, Segment
from align.read.blocks import Block, RawDocument
from align.segment import LONGEST_SEGMENT, document_of
from align.segment.markers import parse_marker, split_marker
from align.segment.paragraphs import Paragraph, is_broken, page_width, paragraphs
from align.segment.rendering import as_text
from align.text.width import columns


def draft(text, kind="", gap=0, indent=0, marker=None, declared=False):
    return Paragraph(text, kind, 0, marker, "", gap, indent, declared, indent + columns(text), columns(text))


def of_length(end: str, length: int) -> str:
    """English text of so many columns with this end; its words are five or more."""
    return "a b c d " + "x" * (length - len(end) - 8) + end


@pytest.mark.parametrize(
    ("end", "start", "least"),
    [(" said,", "He", 30), (" of", "He", 30), (" said", "he left", 40)],
)
def test_an_english_line_must_be_long_to_count_as_broken(end, start, least):
    assert not is_broken(draft(of_length(end, least - 1)), draft(start))
    assert is_broken(draft(of_length(end, least)), draft(start))


@pytest.mark.parametrize(
    ("end", "start", "least"),
    [("、", "確認した。", 20), ("を", "確認した。", 40), ("確認", "を行う。", 40)],
)
def test_a_japanese_line_must_be_long_to_count_as_broken(end, start, least):
    whole = "閣" * ((least - columns(end)) // 2) + end
    assert is_broken(draft(whole), draft(start))
    assert not is_broken(draft(whole[1:]), draft(start))


def test_a_line_of_four_words_is_not_broken():
    assert is_broken(draft("one two three four " + "x" * 30), draft("he left"))
    assert not is_broken(draft("one two three " + "x" * 40), draft("he left"))


def test_what_is_never_broken():
    long = draft(of_length(" of", 60))
    assert is_broken(long, draft("the"))
    assert not is_broken(long, draft("the", kind="cell"))
    assert not is_broken(draft(of_length(" of", 60), kind="heading"), draft("the"))
    assert not is_broken(long, draft("the", marker=parse_marker("1.")))
    item = draft(of_length(" of", 60), marker=parse_marker("1."))
    assert is_broken(item, draft("the", gap=0)) and not is_broken(item, draft("the", gap=1))
    assert is_broken(draft("短い"), draft("、行")) and is_broken(draft("short"), draft(", line"))


def test_a_page_width_needs_two_full_lines_and_half_of_the_open_ones():
    full = [draft("aa " * 19 + "bbb") for _ in range(3)]
    assert page_width(full) == 60
    assert page_width(full[:2]) == 0
    short = [draft("aa bb") for _ in range(5)]
    assert page_width([*full, *short]) == 0
    assert page_width([*full, *short[:4]]) == 60
    ended = [draft("aa bb.") for _ in range(5)]
    assert page_width([*full, *ended]) == 60


def test_texts_with_lines_of_any_length_have_no_page_width():
    assert page_width([draft("aa " * 43 + "b") for _ in range(4)]) == 130
    assert page_width([draft("aa " * 43 + "bb") for _ in range(4)]) == 0
    assert page_width([draft("aa " * 6 + "bb") for _ in range(4)]) == 20
    assert page_width([draft("aa " * 6 + "b") for _ in range(4)]) == 0
    assert page_width([]) == 0


def test_the_length_of_a_paragraph_counts_all_its_lines():
    blocks = [
        Block(text, gap=gap) for text, gap in (("One two three four five,", 1), ("six,", 0), ("seven,", 1), ("e.", 1))
    ]
    assert [one.text for one in paragraphs(blocks, "en")] == ["One two three four five,", "six,", "seven,", "e."]
    blocks = [Block("One two three four five six and", gap=1), Block("so,", gap=1), Block("Seven.", gap=1)]
    assert [one.text for one in paragraphs(blocks, "en")] == ["One two three four five six and so, Seven."]


@pytest.mark.parametrize("lang", ["en", "en-US"])
def test_a_hyphen_follows_the_documents_own_spelling(lang):
    blocks = [Block("Our cooperation grows.", gap=1), Block("The Ministers welcomed the closer defence co-", gap=1),
              Block("operation of both.", gap=0)]  # fmt: skip
    assert paragraphs(blocks, lang)[-1].text.endswith("defence cooperation of both.")


def document(*blocks: Block, lang="en") -> Document:
    return document_of(RawDocument(tuple(blocks), "text"), lang, id="x", place="x")[0]


def test_a_paragraph_is_cut_only_above_the_limit_and_keeps_its_sentences():
    sentence = "あ" * 99 + "。"
    limit = LONGEST_SEGMENT // 100
    assert len(document(Block(sentence * limit), lang="ja")) == 1
    cut = document(Block("(1) " + sentence * (2 * limit + 1)), lang="ja")
    assert [len(one.text) for one in cut.segments] == [LONGEST_SEGMENT, LONGEST_SEGMENT, 100]
    assert [one.marker for one in cut.segments] == ["(1)", "", ""]
    assert all(text == sentence for one in cut.segments for text in one.sentence_texts())
    assert [len(one.sentences) for one in cut.segments] == [limit, limit, 1]


def test_depths_that_a_format_declares_stand():
    found = document(
        Block("First.", "item", 1, "1."), Block("Inner.", "item", 3, "•"), Block("Text.", "paragraph"),
        Block("Inner.", "item", 2, "•"),
    )  # fmt: skip
    assert [one.level for one in found.segments] == [1, 3, 0, 2]


def test_numbers_written_by_hand_count_together_with_declared_depths():
    found = document(
        Block("First.", "item", 1, "1."), Block("Inner.", "item", 2, "•"), Block("(a) By hand."),
        Block("Second.", "item", 1, "2."), Block("Cell", "cell"), Block("・Again."),
    )  # fmt: skip
    assert [(one.marker, one.level) for one in found.segments] == [
        ("1.", 1), ("•", 2), ("(a)", 3), ("2.", 1), ("", 0), ("・", 1),
    ]  # fmt: skip


def test_the_first_paragraph_needs_no_gap_to_be_a_heading():
    rows = document(
        Block("Overview", gap=0), Block("They agreed.", gap=1), Block("Results", gap=1), Block("They met.", gap=0)
    )
    assert [one.kind for one in rows.segments] == ["heading", "paragraph", "heading", "paragraph"]
    rows = document(Block("They agreed.", gap=1), Block("Results", gap=0), Block("They met.", gap=1))
    assert [one.kind for one in rows.segments] == ["paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [("1.", 1), ("(3)", 3), ("c.", 3), ("C.", 3), ("iv.", 4), ("(ix)", 9), ("Ⅻ", 12), ("第十二条", 12), ("ン", 46),
     ("2.5", 5), ("⑮", 15), ("•", 0), ("?", 0), ("★", 0)],
)  # fmt: skip
def test_the_number_of_a_marker(text, ordinal):
    assert parse_marker(text).ordinal == ordinal


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1 A title", "1"), ("1 “Title”", "1"), ("1 題", "1"), ("1 title", ""), ("1 A sentence.", "1"),
     ("1 Title etc.", "1"),
     ("a. B. Smith", "a."), ("A. B. Smith", ""), ("第1回 会合", "chapter"), ("1、題目", "1"), ("1)、題", "")],
)  # fmt: skip
def test_what_counts_as_a_marker(text, kind):
    marker, _ = split_marker(text)
    assert (marker.kind if marker else "") == kind


def test_only_items_are_indented_by_their_depth():
    segments = (Segment(0, "A", "heading", 3, "1"), Segment(1, "B", "item", 1, "•"), Segment(2, "C", "item", 3, "①"))
    assert as_text(Document("x", "en", segments)) == "1 A\n\n• B\n    ①\u3000C\n"


@pytest.mark.parametrize(("marker", "widest"), [("", 80), ("1. ", 100)])
def test_a_heading_has_a_greatest_width(marker, widest):
    for width, kind in ((widest, "heading"), (widest + 1, "paragraph" if not marker else "item")):
        found = document(Block(marker + "X" * width), Block("They agreed."))
        assert found.segments[0].kind == kind


def test_text_below_a_heading_ends_a_sentence_or_is_wide():
    assert document(Block("Results"), Block("x" * 101)).segments[0].kind == "heading"
    assert document(Block("They met."), Block("Results"), Block("x" * 100)).segments[1].kind == "paragraph"


def test_a_title_is_looked_for_below_a_numbered_line():
    found = document(Block("Meeting"), Block("15 January 2026"), Block("1. Overview"), Block("They agreed."))
    assert [one.kind for one in found.segments] == ["heading", "paragraph", "heading", "paragraph"]


def test_a_japanese_line_is_full_if_three_more_characters_do_not_fit():
    full = "閣" * 30
    assert page_width([draft(full), draft("閣" * 28), draft("閣" * 28), draft(full)]) == 60
    assert page_width([draft(full), draft("閣" * 27), draft("閣" * 23), draft("閣" * 19), draft("閣" * 15)]) == 0


def test_an_interrupted_list_goes_on_only_under_its_heading():
    head = [Block("(1) First."), Block("- Inner."), Block("A paragraph stands in between."), Block("- Inner.")]
    assert [one.level for one in document(*head, Block("(2) Second.")).segments] == [1, 2, 0, 2, 1]
    under = document(*head, Block("【Results】"), Block("They met."), Block("(2) Second."))
    assert [one.level for one in under.segments][:4] == [1, 2, 0, 1]
    assert [one.level for one in document(*head).segments] == [1, 2, 0, 1]


def test_an_indented_line_goes_on_with_an_unindented_or_a_marked_one():
    prose = "aa " * 19 + "bbb"

    def joined(*indents, marker=""):
        lines = [
            Block(marker + prose if not place else prose, gap=0, indent=indent) for place, indent in enumerate(indents)
        ]
        return len(paragraphs(lines, "de"))

    assert joined(0, 0, 0, 0) == joined(2, 2, 2, 2) == joined(0, 1, 1, 1) == 1
    assert joined(2, 0, 0, 0) == 1


def test_a_declared_numbering_wins_over_a_bare_number_or_kana_in_the_text():
    found = document(
        Block("1 Title", "item", 1, "(3)"), Block("ア　題", "item", 1, "(4)"), Block("(a) Text.", "item", 1, "(5)")
    )
    assert [one.marker for one in found.segments] == ["(3)", "(4)", "(a)"]


def test_a_chapter_that_a_numbered_item_names_is_a_word_of_its_text():
    found = document(Block("第1条、第5条は残る。", "item", 1, "d."), Block("第2条　範囲", "item", 1, "•"))
    assert [(one.marker, one.text) for one in found.segments] == [("d.", "第1条、第5条は残る。"), ("第2条", "範囲")]
