import io
from dataclasses import replace

import pytest

from align.errors import AlignError, InputError, UsageError
from align.exchange import FORMATS, ExportOptions, export, format_named
from align.exchange.characters import attribute, escape, xml_text
from align.exchange.dates import tmx_time, xml_time
from align.exchange.row_digests import normalize_cell, parse_digests, row_digests
from align.exchange.rows import ReviewState, review_state, rows
from align.model import Verdict


def said(decision="", reviewer="A", comment="", target=None) -> Verdict:
    return Verdict("key", decision, reviewer, "2026-01-01T00:00:00Z", comment, None, target)


def test_the_latest_of_a_reviewer_wins():
    stands = review_state((said("accept"), said("reject"), said(comment="late")))
    assert (stands.decision, stands.comment, stands.conflicting, stands.accepted) == ("reject", "late", False, False)


def test_a_comment_leaves_the_decision_standing():
    stands = review_state((said("accept"), said(comment="fine")))
    assert stands.decision == "accept"
    assert stands.accepted


def test_two_reviewers_conflict():
    stands = review_state((said("accept", "A", "yes"), said("reject", "B", "no")))
    assert stands.conflicting
    assert not stands.accepted
    assert (stands.reviewer, stands.comment) == ("A, B", "A: yes\nB: no")
    assert review_state((said("accept", "A"), said("intended-omission", "B"))).accepted


def test_nobody_said_anything():
    assert review_state(()) == ReviewState()
    assert not ReviewState().accepted


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (ExportOptions(), [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (ExportOptions(with_nulls=False), [1, 2, 3, 4, 5, 8, 9]),
        (ExportOptions(min_probability=0.92), [1, 2, 5, 6, 8]),
        (ExportOptions(verdicts="accepted"), [1, 5, 6]),
        (ExportOptions(verdicts="accepted", with_nulls=False), [1, 5]),
        (ExportOptions(verdicts="apply"), [1, 2, 3, 5, 6, 7, 8, 9]),
    ],
)
def test_options_choose_the_beads(sample, options, numbers):
    assert [row.number for row in rows(sample, options)] == numbers


def test_applied_verdicts_put_corrections_in_place(sample):
    shown = {row.number: row for row in rows(sample, ExportOptions())}
    applied = {row.number: row for row in rows(sample, ExportOptions(verdicts="apply"))}
    assert "60 minutes" in shown[3].target
    assert "50 minutes" in applied[3].target
    assert applied[5].source == "直した文"
    assert applied[5].target == shown[5].target


@pytest.mark.parametrize("wrong", [{"min_probability": 1.5}, {"min_probability": -0.1}, {"verdicts": "maybe"}])
def test_options_that_make_no_sense_are_refused(wrong):
    with pytest.raises(UsageError):
        ExportOptions(**wrong)


def test_unknown_formats_are_told():
    with pytest.raises(UsageError, match="no format is called 'pdf'; choose from tsv, csv"):
        format_named("pdf")


def test_a_file_is_whole_or_absent(sample, tmp_path):
    """The second pair cannot be loaded: nothing is left behind, and an older file stays as it was."""

    def pairs():
        yield sample
        raise InputError("damaged", place="second")

    for format in FORMATS:
        path = tmp_path / f"out{format_named(format).suffix}"
        path.write_bytes(b"older")
        with pytest.raises(AlignError):
            export(pairs(), format, path)
        assert path.read_bytes() == b"older"
        stream = io.BytesIO()
        with pytest.raises(AlignError):
            export(pairs(), format, stream)
        assert stream.getvalue() == b""
        path.unlink()
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_counted(sample, second, tmp_path):
    written = export([sample, second], "tsv", tmp_path / "deep" / "a.tsv")
    assert (written.pairs, written.beads, written.kept_out, written.replaced) == (2, 11, 0, 1)
    memory = export([sample, second], "tmx", tmp_path / "a.tmx", ExportOptions(min_probability=0.6))
    assert (memory.beads, memory.kept_out) == (7, 4)
    assert (tmp_path / "deep" / "a.tsv").stat().st_mode & 0o777 == 0o666 & ~current_umask()


def current_umask() -> int:
    import os

    umask = os.umask(0)
    os.umask(umask)
    return umask


def test_characters():
    assert xml_text("a\x1bb\x00\ud800\x7f\ufffe\n\t") == "a␛b␀\ufffd␡\ufffd\n\t"
    assert escape("<a & b>\r") == "&lt;a &amp; b&gt;&#13;"
    assert attribute("\"'\n\t<") == "&quot;&#39;&#10;&#9;&lt;"


def test_dates():
    assert tmx_time("2026-01-16T09:30:00.123+09:00") == "20260116T003000Z"
    assert xml_time("2026-01-16T09:30:00") == "2026-01-16T09:30:00Z"
    assert tmx_time("") == xml_time("yesterday") == ""


def test_a_mark_tells_which_cell_was_changed(sample):
    row = list(rows(sample, ExportOptions()))[2]
    before = parse_digests(f"{row.key} {row_digests(row)}")
    after = parse_digests(row_digests(replace(row, target="something else")))
    assert [field for field in before if before[field] != after[field]] == ["target"]
    assert parse_digests("no mark") == {}
    assert normalize_cell(" a\r\n  b\u3000c\x1b ") == "a b c␛"
