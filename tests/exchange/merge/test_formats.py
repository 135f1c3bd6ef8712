"""What reviewers do to their files, in every format that comes back."""

import random
import shutil
import subprocess
from dataclasses import replace

import openpyxl
import pytest

from align.exchange.merge import Attribution, plan, read
from align.model import Verdict

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REVIEW = Attribution("Sato", "2026-02-01T00:00:00Z")
EDITS = {
    1: {"Verdict": "accept"},
    2: {"Verdict": "needs-fix", "Comment": "なぜ？ <b> & co", "Target": "The Minister confirmed it (better)."},
    4: {"Verdict": "reject"},
    5: {"Verdict": "intended-omission", "Comment": "=left out"},
    7: {"Comment": "long"},
}


def merged(path, *alignments, held=None, review=REVIEW):
    reviewed = read(path)
    return plan(reviewed.rows, alignments, held or {}, Attribution(reviewed.reviewer or review.reviewer, review.at))


def by_number(report):
    return {outcome.match.number: outcome for outcome in report.outcomes if outcome.match}


def counts(report):
    return [report.count(kind) for kind in ("merged", "unchanged", "conflicting", "unknown")]


def check_edits(report, alignment):
    found = by_number(report)
    assert counts(report) == [5, 2, 0, 0]
    said = {number: outcome.verdicts[0] for number, outcome in found.items() if outcome.verdicts}
    assert {one.reviewer for one in said.values()} == {"Sato"}
    assert {number: one.decision for number, one in said.items()} == {
        1: "accept", 2: "needs-fix", 4: "reject", 5: "intended-omission", 7: ""
    }  # fmt: skip
    decided = {number: outcome for number, outcome in found.items() if outcome.verdicts}
    comments = {n: " ".join(v.comment for v in outcome.verdicts).strip() for n, outcome in decided.items()}
    assert comments == {1: "", 2: "なぜ？ <b> & co", 4: "", 5: "=left out", 7: "long"}
    corrections = {n: [(v.source_text, v.target_text) for v in o.verdicts] for n, o in decided.items()}
    assert corrections[2][0] == (None, "The Minister confirmed it (better).")
    assert all(texts == (None, None) for n, several in corrections.items() if n != 2 for texts in several)
    assert all(outcome.match.key == alignment.keys[number - 1] for number, outcome in found.items())


def test_nothing_edited_nothing_changes(format, sent, alignment):
    assert counts(merged(sent(format, alignment), alignment)) == [0, 7, 0, 0]


def test_edits_come_back(format, sent, edited, alignment):
    path = sent(format, alignment)
    edited(format, path, EDITS)
    check_edits(merged(path, alignment), alignment)


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("format", ["xlsx", "docx"])
def test_edits_come_back_through_libreoffice(format, sent, edited, alignment, tmp_path):
    """Opened and saved by LibreOffice before and after the reviewer's edits."""
    path = sent(format, alignment)
    for turn in ("before", "after"):
        office = shutil.which("soffice") or shutil.which("libreoffice")
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [office, profile, "--headless", "--convert-to", format, "--outdir", str(tmp_path / turn), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=200)
        path = tmp_path / turn / path.name
        if turn == "before":
            edited(format, path, EDITS)
    check_edits(merged(path, alignment), alignment)


def test_verdicts_that_were_in_the_file_are_not_the_reviewers(format, sent, edited, alignment):
    """Exported with B's accept; B has rejected since. The reviewer touched another row only."""
    key = alignment.keys[0]
    first = Verdict(key, "accept", "B", "2026-01-20T00:00:00Z", "B's word")
    path = sent(format, alignment, verdicts={key: (first,)})
    edited(format, path, {2: {"Verdict": "accept"}})
    now = (first, Verdict(key, "reject", "B", "2026-01-21T00:00:00Z", "changed my mind"))
    report = merged(path, alignment, held={alignment.id: {key: now}})
    assert counts(report) == [1, 6, 0, 0]
    assert by_number(report)[2].verdicts[0].decision == "accept"


def test_two_reviewers_on_one_bead_are_both_kept(format, sent, edited, alignment):
    key = alignment.keys[0]
    path = sent(format, alignment)
    edited(format, path, {1: {"Verdict": "reject"}, 3: {"Verdict": "accept"}})
    held = {alignment.id: {key: (Verdict(key, "accept", "B", "2026-01-20T00:00:00Z"),)}}
    report = merged(path, alignment, held=held)
    assert counts(report) == [1, 5, 1, 0]
    outcome = by_number(report)[1]
    assert outcome.verdicts[0].decision == "reject"
    assert outcome.notes == ("Sato says reject, B accept; both are kept",)


def test_merging_twice_changes_nothing(format, sent, edited, alignment):
    path = sent(format, alignment)
    edited(format, path, EDITS)
    first = merged(path, alignment)
    held: dict[str, tuple[Verdict, ...]] = {}
    for verdict in first.verdicts:
        held[verdict.bead] = (*held.get(verdict.bead, ()), verdict)
    assert counts(merged(path, alignment, held={alignment.id: held})) == [0, 7, 0, 0]


def test_another_alignments_file_is_told_and_kept(format, sent, edited, alignment):
    path = sent(format, alignment)
    edited(format, path, {2: {"Comment": "do not lose me"}})
    segments = tuple(replace(one, text=f"他{one.index}", sentences=()) for one in alignment.source.segments)
    other = replace(alignment, source=replace(alignment.source, segments=segments, id="other"))
    report = merged(path, other)
    assert counts(report) == [0, 1, 0, 6]  # the added paragraph has the same text in both
    lost = next(outcome.row for outcome in report.outcomes if outcome.row.id.endswith(":2"))
    assert "do not lose me" in [lost.comment, *(text for _, text in lost.remarks)]


def test_edited_ids_are_found_by_key_and_edited_keys_by_id(sent, edited, alignment):
    path = sent("xlsx", alignment)
    edits = {
        1: {"ID": "oops", "Verdict": "accept"},
        2: {"Key": "0000", "Verdict": "accept"},
        3: {"ID": "x", "Key": "", "Verdict": "reject"},
        5: {"ID": "", "Key": "", "Verdict": "reject"},
    }
    edited("xlsx", path, edits)
    report = merged(path, alignment)
    found = by_number(report)
    assert found[1].verdicts[0].decision == "accept"
    assert found[1].notes == ("its id says 'oops', its text 2026-01-15:1",)
    assert found[2].verdicts[0].decision == "accept"
    assert "found by id and text" in found[2].notes[0]
    assert found[5].verdicts[0].decision == "reject"
    unknown = [outcome for outcome in report.outcomes if outcome.kind == "unknown"]
    assert [outcome.notes for outcome in unknown] == [("several beads have its text; restore its id",)]
    assert unknown[0].row.verdict == "reject"


def test_rows_sorted_filtered_deleted_and_columns_moved(sent, edited, alignment):
    path = sent("xlsx", alignment)
    edited("xlsx", path, EDITS)
    book = openpyxl.load_workbook(path)
    old = book.worksheets[1]
    rows = [list(row) for row in old.iter_rows(values_only=True)]
    order = list(range(len(rows[1])))
    random.Random(3).shuffle(order)
    body = [row for row in rows[2:] if row[0] != "2026-01-15:3"]
    random.Random(4).shuffle(body)
    new = book.create_sheet("Mine")
    for row in [["my notes"], [], rows[1], *body]:
        new.append([row[place] for place in order] if len(row) > 1 else row)
    book.remove(old)
    book.save(path)
    report = merged(path, alignment)
    assert counts(report) == [5, 1, 0, 0]
    assert by_number(report)[2].verdicts[0].target_text == "The Minister confirmed it (better)."


def test_a_split_text_is_whole_again_or_left_alone(sent, edited, alignment):
    path = sent("xlsx", alignment)
    edited("xlsx", path, {8: {"Source": "終"}})
    report = merged(path, alignment)
    assert by_number(report)[7].verdicts[0].source_text == "長" * 32_767 + "終"
    book = openpyxl.load_workbook(path)
    book.worksheets[1].delete_rows(10)
    book.worksheets[1]["E9"] = "only a part is here"
    book.save(path)
    outcome = by_number(merged(path, alignment))[7]
    assert outcome.verdicts[0].source_text is None
    assert outcome.verdicts[0].comment == "only a part is here"
    assert "its texts are left alone" in outcome.notes[0]


def test_odd_verdicts_are_kept_as_comments(sent, edited, alignment):
    path = sent("xlsx", alignment)
    edited("xlsx", path, {1: {"Verdict": " Accept "}, 2: {"Verdict": "Needs fix"}, 3: {"Verdict": "looks ok?"}})
    found = by_number(merged(path, alignment))
    assert [found[n].verdicts[0].decision for n in (1, 2, 3)] == ["accept", "needs-fix", ""]
    assert found[3].verdicts[0].comment == "[verdict as written: looks ok?]"


def test_what_was_cleared_is_told_and_stays(sent, edited, alignment):
    key = alignment.keys[0]
    held = (Verdict(key, "accept", "Sato", "2026-01-20T00:00:00Z", "hm"),)
    path = sent("xlsx", alignment, verdicts={key: held})
    edited("xlsx", path, {1: {"Verdict": "", "Comment": "", "Target": ""}})
    outcome = by_number(merged(path, alignment, held={alignment.id: {key: held}}))[1]
    assert outcome.kind == "unchanged"
    assert len(outcome.notes) == 3


def test_a_missing_translation_can_be_suggested(format, sent, edited, alignment):
    path = sent(format, alignment)
    edited(format, path, {5: {"Target": "What was left out."}})
    outcome = by_number(merged(path, alignment))[5]
    assert outcome.verdicts[0].target_text == "What was left out."
    assert outcome.verdicts[0].decision == ""


def test_a_name_in_a_row_wins_over_the_files(sent, edited, alignment):
    path = sent("xlsx", alignment)
    edited("xlsx", path, {1: {"Verdict": "accept", "Reviewer": "Abe"}, 2: {"Verdict": "accept"}})
    found = by_number(merged(path, alignment))
    assert [found[n].verdicts[0].reviewer for n in (1, 2)] == ["Abe", "Sato"]


def test_one_person_twice_on_one_bead_is_a_conflict(sent, edited, alignment):
    path = sent("xlsx", alignment)
    edited("xlsx", path, {1: {"Verdict": "accept"}})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    sheet.append([cell.value for cell in sheet[3]])
    sheet.cell(sheet.max_row, 4).value = "reject"
    book.save(path)
    report = merged(path, alignment)
    assert counts(report) == [1, 6, 1, 0]
    assert [verdict.decision for verdict in report.verdicts] == ["accept", "reject"]


def test_pairs_with_equal_beads_are_told_apart(format, sent, edited, alignment):
    other = replace(alignment, source=replace(alignment.source, id="other"))
    path = sent(format, alignment, other)
    edited(format, path, {8 if format.startswith("xliff") else 1: {"Verdict": "accept"}}, **second_pair(format))
    report = merged(path, alignment, other)
    assert counts(report) == [1, 13, 0, 0]
    outcome = next(outcome for outcome in report.outcomes if outcome.kind == "merged")
    assert (outcome.match.alignment.id, outcome.match.number) == ("other", 1)


def second_pair(format):
    return {"xlsx": {"sheet": 2}, "docx": {"table": 1}}.get(format, {})


def test_both_sides_of_a_bead_can_be_corrected(format, sent, edited, alignment):
    path = sent(format, alignment)
    edited(format, path, {2: {"Source": "直した原文。", "Target": "A better text."}, 3: {"Source": "直した。"}})
    report = merged(path, alignment)
    assert counts(report) == [2, 5, 0, 0]
    found = by_number(report)
    assert (found[2].verdicts[0].source_text, found[2].verdicts[0].target_text) == ("直した原文。", "A better text.")
    assert (found[3].verdicts[0].source_text, found[3].verdicts[0].target_text) == ("直した。", None)
    assert [verdict.decision for verdict in report.verdicts] == ["", ""]


@pytest.mark.parametrize("typed", ["  fine ", "fine\n", "\u3000fine", "fine\u00a0"])
def test_blanks_around_a_comment_make_no_new_one(format, sent, edited, alignment, typed):
    key = alignment.keys[0]
    held = (Verdict(key, "accept", "Sato", "2026-01-20T00:00:00Z", "fine"),)
    path = sent(format, alignment)
    edited(format, path, {1: {"Comment": typed}})
    assert counts(merged(path, alignment, held={alignment.id: {key: held}})) == [0, 7, 0, 0]


def test_a_comment_is_taken_without_blanks_around_it(format, sent, edited, alignment):
    path = sent(format, alignment)
    edited(format, path, {1: {"Comment": "  two  words \n"}, 2: {"Comment": " \t "}})
    report = merged(path, alignment)
    assert [verdict.comment for verdict in report.verdicts] == ["two  words"]


def test_one_persons_different_corrections_conflict_with_anothers_not_with_their_own(sent, edited, alignment):
    key = alignment.keys[1]
    path = sent("xlsx", alignment)
    edited("xlsx", path, {2: {"Source": "甲", "Target": "A"}})
    texts = {"Sato": ("乙", "B"), "B": ("乙", "A")}
    told = "Sato and B correct the source differently; both are kept, and exports take neither until they agree"
    for name, conflicts in (("Sato", []), ("B", [told])):
        held = (Verdict(key, "", name, "2026-01-20T00:00:00Z", "", *texts[name]),)
        outcome = by_number(merged(path, alignment, held={alignment.id: {key: held}}))[2]
        assert [note for note in outcome.notes if "both are kept" in note] == conflicts
        assert outcome.kind == ("conflicting" if conflicts else "merged")


def test_a_segment_whose_target_was_split_is_read_whole(sent, alignment, tmp_path):
    """A CAT tool may cut a unit into segments; their texts are joined, and a state counts if all agree."""
    path = sent("xliff", alignment)
    text = path.read_text("utf-8")
    whole = '<segment state="translated"><source>概要</source><target>Summary</target></segment>'
    cut = (
        '<segment state="{}"><source>概</source><target>Sum</target></segment><ignorable><source> </source></ignorable>'
        '<segment state="final"><source>要</source><target>mary</target></segment>'
    )
    assert whole in text
    for state, decision in (("final", "accept"), ("translated", "")):
        path.write_text(text.replace(whole, cut.format(state)), encoding="utf-8")
        row = read(path).rows[0]
        assert (row.source, row.target, row.verdict) == ("概要", "Summary", decision)
