"""Rows without a file around them: how a row finds its bead, and what counts as an edit."""

from dataclasses import replace

import pytest

from align.exchange.merge import Attribution, ReviewedRow, plan
from align.exchange.row_digests import cell_digest, parse_digests, row_digests
from align.exchange.rows import Export, ExportOptions, rows
from align.model import Verdict

DEFAULT = Attribution("Sato", "2026-02-01T00:00:00Z")


def only(row: ReviewedRow, *alignments, held=None):
    (outcome,) = plan([row], alignments, held or {}, DEFAULT).outcomes
    return outcome


def held(alignment, number: int, *verdicts: Verdict):
    return {alignment.id: {alignment.keys[number - 1]: verdicts}}


def verdict(decision="", reviewer="B", comment="", source=None, target=None) -> Verdict:
    return Verdict("key", decision, reviewer, "2026-01-20T00:00:00Z", comment, source, target)


def test_without_digests_cells_are_compared_with_what_is_stored_but_for_blanks(alignment):
    row = ReviewedRow("", "", alignment.keys[0], "", "Accept ", " B's \n  word", "概要\u3000", "\n Summary", "B")
    stored = held(alignment, 1, verdict("accept", "B", "B's\tword"))
    assert only(row, alignment, held=stored).kind == "unchanged"
    assert only(replace(row, comment="B's words"), alignment, held=stored).verdicts[0].comment == "B's words"
    assert only(replace(row, target="Summary."), alignment, held=stored).verdicts[0].target_text == "Summary."
    assert only(replace(row, verdict="reject"), alignment, held=stored).verdicts[0].decision == "reject"


def test_a_cell_with_the_present_text_is_no_correction_whatever_was_exported(alignment):
    digests = "-".join(map(cell_digest, ("", "", "old", "old too", "")))
    row = ReviewedRow("", "", alignment.keys[0], digests, source=" 概要 ", target="Summary\n")
    assert only(row, alignment).kind == "unchanged"


def test_digests_do_not_depend_on_blanks():
    assert cell_digest("a \n\u3000b ") == cell_digest("a b") != cell_digest("ab")


def test_a_comment_that_differs_in_blanks_only_is_known(alignment):
    row = ReviewedRow("", "", alignment.keys[0], comment="two \n words")
    stored = held(alignment, 1, verdict(comment="two  words", reviewer="Sato"), verdict(comment="x", reviewer="B"))
    assert only(row, alignment, held=stored).kind == "unchanged"
    others = held(alignment, 1, verdict(comment="two words", reviewer="B"), verdict(comment="x", reviewer="B"))
    assert only(replace(row, comment="two words!"), alignment, held=others).kind == "merged"


def test_an_equal_comment_of_a_second_reviewer_counts_though_the_note_names_nobody(alignment):
    unedited = "-".join(map(cell_digest, ("", "", "概要", "Summary", "")))
    row = ReviewedRow("", "", alignment.keys[0], unedited, remarks=(("", "Which summary?"),))
    stored = held(alignment, 1, verdict(comment="Which summary?", reviewer="B"))
    (said,) = only(row, alignment, held=stored).verdicts
    assert (said.reviewer, said.comment) == ("Sato", "Which summary?")
    again = held(alignment, 1, verdict(comment="Which summary?", reviewer="B"), said)
    assert only(row, alignment, held=again).kind == "unchanged"
    with_comment = "-".join(map(cell_digest, ("", "Which summary?", "概要", "Summary", "B")))
    for digests in (with_comment, ""):  # the file was written with the comment of B, or does not tell
        assert only(replace(row, digests=digests), alignment, held=stored).kind == "unchanged"


@pytest.mark.parametrize("typed", ["needs  fix", "NEEDS_FIX.", " – needs-fix – ", "needs\nfix"])
def test_a_decision_may_be_written_in_several_ways(alignment, typed):
    assert only(ReviewedRow("", "", alignment.keys[0], verdict=typed), alignment).verdicts[0].decision == "needs-fix"


def test_a_text_that_is_no_decision_is_kept_below_the_comment(alignment):
    outcome = only(ReviewedRow("", "", alignment.keys[0], verdict="fine", comment="as I said"), alignment)
    assert outcome.verdicts[0].comment == "as I said\n[verdict as written: fine]"
    assert outcome.notes[0].startswith("verdict 'fine' is none of accept, ")


def test_a_row_without_key_is_found_in_the_pair_of_its_id(alignment):
    other = replace(alignment, source=replace(alignment.source, id="other"))
    row = ReviewedRow("", "other:99", verdict="accept", source="概要", target="Summary")
    outcome = only(row, alignment, other)
    assert (outcome.match.alignment.id, outcome.match.number) == ("other", 1)
    assert outcome.notes == ("its id and key were edited; found by its text",)
    assert only(replace(row, id="third:1"), alignment, other).match.alignment.id == alignment.id


def test_a_key_in_several_pairs_is_that_of_the_pair_of_its_id(alignment):
    other = replace(alignment, source=replace(alignment.source, id="other"))
    found = only(ReviewedRow("", "other:1", alignment.keys[0]), alignment, other)
    assert (found.match.alignment.id, found.match.number, found.notes) == ("other", 1, ())
    assert only(ReviewedRow("", "", alignment.keys[0]), alignment, other).notes == ()


def test_an_edited_row_whose_key_is_lost_is_found_by_the_texts_it_was_written_with(alignment):
    (first, *_) = rows(Export(alignment), ExportOptions())
    row = ReviewedRow("", "", "", row_digests(first), source="概要", target="A better one")
    outcome = only(row, alignment)
    assert (outcome.match.number, outcome.verdicts[0].target_text) == (1, "A better one")


def test_unknown_rows_say_why(alignment):
    lost = only(ReviewedRow("", "2026-01-15:1", source="x", target="y", note="half a row"), alignment)
    assert lost.notes == ("the bead with this id has other texts now: it was aligned again or edited", "half a row")
    assert only(ReviewedRow("", "x:1", source="x", target="y"), alignment).notes == (
        "no bead has this id, key or text; is the file of another alignment?",
    )


def test_a_remark_has_its_author_and_no_blanks_around_it(alignment):
    row = ReviewedRow("", "", alignment.keys[0], remarks=((" ".strip(), " why? \n"), ("Ueda", "so")))
    assert [(one.reviewer, one.comment, one.at) for one in only(row, alignment).verdicts] == [
        ("Sato", "why?", DEFAULT.at),
        ("Ueda", "so", DEFAULT.at),
    ]


def test_a_reviewers_name_counts_only_if_the_cell_was_edited(alignment):
    stored = held(alignment, 1, verdict("accept", "B"))
    row = ReviewedRow("", "", alignment.keys[0], verdict="reject", reviewer="B")
    assert only(row, alignment, held=stored).verdicts[0].reviewer == "Sato"
    assert only(replace(row, reviewer=" Abe "), alignment, held=stored).verdicts[0].reviewer == "Abe"


def test_conflicts_are_with_the_latest_of_each_other_reviewer(alignment):
    (first, *_) = rows(Export(alignment), ExportOptions())
    row = ReviewedRow("", "", alignment.keys[0], row_digests(first), verdict="accept")
    for several, kind in (
        ((verdict("reject"), verdict("accept")), "merged"),
        ((verdict("accept"), verdict("reject")), "conflicting"),
        ((verdict("", comment="hm"),), "merged"),
        ((verdict("reject", "Sato"),), "merged"),
    ):
        assert only(row, alignment, held=held(alignment, 1, *several)).kind == kind
    asked = ReviewedRow("", "", alignment.keys[0], comment="why?")
    assert only(asked, alignment, held=held(alignment, 1, verdict("reject"))).kind == "merged"


def test_two_rows_of_one_bead_agree_unless_their_decisions_differ(alignment):
    first = ReviewedRow("", "", alignment.keys[0], verdict="accept")
    for other, kinds in (
        (ReviewedRow("", "", alignment.keys[0], comment="and why"), ["merged", "merged"]),
        (ReviewedRow("", "", alignment.keys[0], verdict="accept", comment="and"), ["merged", "merged"]),
        (ReviewedRow("", "", alignment.keys[0], verdict="reject"), ["merged", "conflicting"]),
        (ReviewedRow("", "", alignment.keys[0], verdict="reject", reviewer="Abe"), ["merged", "conflicting"]),
    ):
        outcomes = plan([first, other], [alignment], {}, DEFAULT).outcomes
        assert [outcome.kind for outcome in outcomes] == kinds
    notes = plan([first, ReviewedRow("", "", alignment.keys[0], verdict="reject")], [alignment], {}, DEFAULT)
    assert notes.outcomes[1].notes == ("another row of the file has accept for the same bead; both are kept",)


def test_digests_are_found_among_other_words():
    digests = "0123ab-4567cd-89abef-012345-6789ab"
    assert parse_digests(f"key {digests} more") == dict(
        zip(("verdict", "comment", "source", "target", "reviewer"), digests.split("-"), strict=True)
    )
    assert parse_digests(digests + "9") == {}


def test_a_text_of_blanks_is_removed_not_corrected(alignment):
    for typed in ("", " \n\u3000"):
        outcome = only(ReviewedRow("", "", alignment.keys[0], target=typed), alignment)
        assert (outcome.kind, outcome.verdicts) == ("unchanged", ())
        assert outcome.notes == ("its target text was removed; no correction is taken from that",)
