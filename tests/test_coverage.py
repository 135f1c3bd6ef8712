"""What a summary leaves out, adds, condenses and moves, and whether two texts belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.check.coverage import coverage
from align.cli.coverage_lines import coverage_lines
from align.coverage import SupportCoverage, support_coverage
from align.errors import AlignError
from align.model import Alignment, Bead, Document, Segment, SupportLink, SupportMap

Links = dict[tuple[int, int], float]
"""(source sentence, target sentence) -> probability."""


def alignment(
    links: Links, source: list[list[str]], target: list[list[str]], none: float = 0.95, name: str = "x"
) -> Alignment:
    """A pair of paragraphs of sentences; sentences are numbered through, `none` holds for those without a link."""
    documents = [_document(name, lang, side) for lang, side in (("ja", source), ("en", target))]
    places = [[(i, k) for i, some in enumerate(side) for k in range(len(some))] for side in (source, target)]
    found = [SupportLink(places[0][a], places[1][b], p) for (a, b), p in links.items()]
    found.sort(key=lambda link: (link.target, link.source))
    held = {link.source for link in found}, {link.target for link in found}
    tables = [
        tuple(tuple(0.02 if (i, k) in some else none for k in range(len(row))) for i, row in enumerate(side))
        for some, side in zip(held, (source, target), strict=True)
    ]
    beads = [Bead((i,), ()) for i in range(len(source))] + [Bead((), (j,)) for j in range(len(target))]
    return Alignment(*documents, tuple(beads), support=SupportMap(tuple(found), tables[0], tables[1]))


def _document(name: str, lang: str, side: list[list[str]]) -> Document:
    segments = []
    for index, sentences in enumerate(side):
        spans, end = [], 0
        for text in sentences:
            spans.append((end, end + len(text)))
            end += len(text)
        segments.append(Segment(index, "".join(sentences), sentences=tuple(spans)))
    return Document(name, lang, tuple(segments))


def covered(links: Links, source: list[list[str]], target: list[list[str]], none: float = 0.95) -> SupportCoverage:
    found = support_coverage(alignment(links, source, target, none))
    assert found is not None
    return found


def test_what_has_no_link_is_left_out_or_added_the_heaviest_first() -> None:
    found = covered({(0, 1): 0.9}, [["あ。", "いいい。"], ["うう。"]], [["a."], ["b."]])
    assert [(passage.place, passage.text) for passage in found.left_out] == [((0, 1), "いいい。"), ((1, 0), "うう。")]
    assert [passage.weight for passage in found.left_out] == [pytest.approx(8 / 18), pytest.approx(6 / 18)]
    assert [passage.text for passage in found.added] == ["a."]
    assert found.carried == pytest.approx(4 / 18)
    assert found.supported == pytest.approx(0.5)
    assert found.whole == ({1}, {0})


def test_what_is_only_probably_without_a_link_is_in_doubt_and_counts_as_carried() -> None:
    found = covered({}, [["あ。"]], [["a."]], none=0.6)
    assert (found.left_out, found.added) == ((), ())
    assert [passage.text for passage in found.left_out_in_doubt + found.added_in_doubt] == ["あ。", "a."]
    assert (found.carried, found.supported) == (1.0, 1.0)


def test_a_sentence_on_several_is_condensed_as_surely_as_its_second_link() -> None:
    found = covered({(0, 0): 0.9, (1, 0): 0.6, (2, 0): 0.7}, [["あ。"], ["い。"], ["う。"]], [["a."]])
    assert [(passage.place, passage.probability) for passage in found.condensed] == [((0, 0), 0.7)]
    assert [link.source for link in found.condensed[0].links] == [(0, 0), (1, 0), (2, 0)]


def test_what_leaves_the_common_order_is_moved() -> None:
    source = [["あ。"], ["い。"], ["う。"]]
    found = covered({(2, 0): 0.9, (0, 1): 0.9, (1, 2): 0.9}, source, [["c."], ["a."], ["b."]])
    assert [passage.text for passage in found.moved] == ["c."]


def test_sentences_of_one_paragraph_in_another_order_are_not_moved() -> None:
    assert covered({(1, 0): 0.9, (0, 1): 0.9}, [["あ。", "い。"]], [["a."], ["b."]]).moved == ()


def test_texts_of_which_hardly_a_sentence_has_a_strong_link_do_not_belong_together() -> None:
    source, target = [["あ。"]] * 6, [["a."]] * 6
    weak = {(n, n): 0.8 for n in range(6)}
    assert not covered(weak | {(0, 0): 0.95, (1, 1): 0.95}, source, target).belongs_together
    assert covered(weak | {(n, n): 0.95 for n in range(3)}, source, target).belongs_together


def test_a_few_sentences_are_never_said_not_to_belong_together() -> None:
    assert covered({}, [["あ。"]], [["a."]] * 3).belongs_together
    assert covered({}, [], [["a."]] * 9).belongs_together


def test_an_alignment_without_a_map_has_no_coverage_of_it() -> None:
    document = Document("x", "ja", ())
    assert support_coverage(Alignment(document, document, ())) is None


def test_the_lines_name_what_is_left_out_and_added() -> None:
    source, target = [["あ。"], ["いい。", "うう。"], ["え。"], ["お。"]], [["a."], ["b."]]
    found = covered({(0, 1): 0.9, (1, 1): 0.9}, source, target)
    assert coverage_lines(found) == [
        ("left out", "3 of 5 sentences: paragraphs 3–4; part of 2"),
        ("added", "1 of 2 sentences: paragraph 1"),
        ("condensed", "1 sentence made from several"),
    ]


def test_the_lines_say_when_nothing_is_left_out_or_added() -> None:
    assert coverage_lines(covered({(0, 0): 0.9}, [["あ。"]], [["a."]])) == [
        ("left out", "nothing"),
        ("added", "nothing"),
    ]
    perhaps = coverage_lines(covered({}, [["あ。"], ["い。"]], [["a."]], none=0.6))
    assert perhaps == [
        ("left out", "nothing surely; perhaps 2 sentences"),
        ("added", "nothing surely; perhaps 1 sentence"),
    ]


def test_the_lines_name_moved_sentences_and_the_unit() -> None:
    found = covered(
        {(2, 0): 0.9, (0, 1): 0.9, (1, 2): 0.9}, [["あ。"], ["い。"], ["う。"], ["え。"]], [["c."], ["a."], ["b."]]
    )
    assert coverage_lines(found, "line") == [
        ("left out", "1 of 4 sentences: line 4"),
        ("added", "nothing"),
        ("moved", "1 sentence told in another order"),
    ]


def test_texts_that_do_not_belong_together_carry_a_warning() -> None:
    assert covered({}, [["あ。"]], [["a."]] * 5).warning == (
        "these two texts do not seem to belong together: only 0 of 5 target sentences surely rest on the source; "
        "check that both files are of one text"
    )
    assert covered({(0, 0): 0.9}, [["あ。"]], [["a."]]).warning == ""


@given(st.sets(st.integers(0, 199)), st.integers(1, 200))
def test_no_line_is_wider_than_80_columns_beside_its_label(held: set[int], size: int) -> None:
    links = {(n, n % 7): 0.9 for n in held if n < size}
    found = covered(links, [["あ。", "いい。"]] * ((size + 1) // 2), [["a."]] * 7)
    assert all(len(text) <= 68 for _, text in coverage_lines(found))


def test_a_frame_of_the_support_has_one_row_a_link() -> None:
    pair = alignment({(2, 0): 0.75, (0, 1): 0.9}, [["あ。", "い。"], ["う。"]], [["a.", "b."]])
    frame = pair.to_frame("support")
    assert frame.to_dict("records") == [
        {
            "pair": "x",
            "source": (1, 0),
            "target": (0, 0),
            "source_text": "う。",
            "target_text": "a.",
            "probability": 0.75,
        },
        {
            "pair": "x",
            "source": (0, 0),
            "target": (0, 1),
            "source_text": "あ。",
            "target_text": "b.",
            "probability": 0.9,
        },
    ]
    assert alignment({}, [["あ。"]], [["a."]]).to_frame("support").empty


def test_a_frame_of_a_map_that_was_never_computed_is_refused_with_the_cure() -> None:
    document = Document("x", "ja", ())
    with pytest.raises(AlignError, match="x: holds no support map; align the pair again"):
        Alignment(document, document, ()).to_frame("support")


def test_check_shows_the_coverage_of_the_map() -> None:
    pair = alignment({(0, 0): 0.9}, [["あ。", "いいい。"]], [["a."], ["b."], ["c."], ["d."]])
    cover = coverage(pair, ())
    assert [part.text for part in cover.left_out] == ["いいい。"]
    assert cover.carried == pytest.approx(4 / 12)
    assert [part.text for part in cover.added] == ["b.", "c.", "d."]
    assert not cover.belongs_together
