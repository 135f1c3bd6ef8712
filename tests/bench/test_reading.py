"""The measures of reading, on small texts whose figures are plain."""

from align.model import Segment
from tests.bench.reading_documents import documents
from tests.bench.reading_measures import headings, in_one_piece, open_ends, plain, uncovered, wrong_joins

TEXT = "川の水は春になると山の雪が解けて増え、下流の町では堤の上を人が見て回る。夏の前に土を盛り、秋に石を積む。"


def test_what_is_missing_is_counted_whatever_the_order() -> None:
    assert uncovered([TEXT[:20], TEXT[20:40]], TEXT[20:40] + TEXT[:20]) == (0, 40)
    assert uncovered([TEXT[:20], TEXT[20:40]], TEXT[:20]) == (20, 40)
    assert uncovered(["増え"], TEXT) == (0, 2)
    assert uncovered(["海辺"], TEXT) == (2, 2)


def test_pieces_in_another_order_are_not_in_one_piece() -> None:
    assert in_one_piece(TEXT[:40], TEXT) == (1, 1)
    assert in_one_piece(TEXT[:40], TEXT[20:40] + TEXT[:20]) == (0, 1)
    assert in_one_piece(TEXT[:40], TEXT[:20]) == (0, 0)


def test_a_paragraph_that_ends_with_a_particle_is_open() -> None:
    closed, open_ended = Segment(0, TEXT), Segment(1, TEXT[:40].rstrip("を人が見") + "を")
    assert open_ends([closed]) == (0, 1)
    assert open_ends([closed, Segment(1, open_ended.text + "、" * 20)]) == (1, 2)


def test_headings_are_compared_without_their_numbers() -> None:
    assert headings(["はじめに", "余り"], ["1. はじめに", "おわりに"]) == (1, 2, 2)


def test_a_join_is_wrong_where_the_reference_has_none() -> None:
    lines = [TEXT[:20], TEXT[20:40]]
    assert wrong_joins(lines, TEXT, TEXT) == (0, 1)
    assert wrong_joins(lines, TEXT[:20] + "\n" + TEXT[20:40], TEXT) == (1, 1)


def test_compatible_forms_and_leaders_do_not_count() -> None:
    assert plain("ﬁrst ⽇ 序文 ........ 3") == "first日序文3"


def test_the_list_names_enough_documents_of_each_kind() -> None:
    kinds = [one.kind for one in documents()]
    assert kinds.count("pdf") >= 20 and kinds.count("docx") >= 10 and kinds.count("html") >= 15
    assert len({one.name for one in documents()}) == len(kinds)
    assert len([one for one in documents() if one.held_out]) > len(kinds) / 4
