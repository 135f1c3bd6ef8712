"""What reviewers decide in Trados, memoQ and Phrase is read from those tools' own attributes; nothing else is."""

import pytest

from align.exchange.grids import FOUND_COLUMNS
from align.exchange.merge import Attribution, plan
from align.exchange.xliff import read_bilingual, read_reviewed
from align.model import Alignment, Bead, Document, Segment

AT = "2026-02-01T00:00:00Z"
SPACES = (
    'xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:mq="MQXliff" xmlns:m="http://www.memsource.com/mxlf/2.0"'
)
ALIGNMENT = Alignment(
    Document("p", "ja", (Segment(0, "予算。"),)),
    Document("p", "en", (Segment(0, "Budget."),)),
    (Bead((0,), (0,)),),
    "s",
    AT,
)


def file(attributes: str = "", below: str = "", target: str = "Budget.") -> bytes:
    return (
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" {SPACES}><file original="p" '
        f'source-language="ja" target-language="en" datatype="plaintext"><body><trans-unit id="7" {attributes}>'
        f"<source>予算。</source><target>{target}</target>{below}</trans-unit></body></file></xliff>"
    ).encode()


def decisions(content: bytes) -> list[str]:
    report = plan(read_reviewed(content, "x").rows, [ALIGNMENT], {}, Attribution("Sato", AT))
    return [verdict.decision for verdict in report.verdicts]


def seg(*states: str) -> str:
    inside = "".join(f'<sdl:seg id="{number}" conf="{state}"/>' for number, state in enumerate(states))
    return f"<sdl:seg-defs>{inside}</sdl:seg-defs>"


@pytest.mark.parametrize(
    ("attributes", "below", "found"),
    [
        ("", seg("ApprovedTranslation"), ["accept"]),
        ("", seg("ApprovedSignOff", "ApprovedTranslation"), ["accept"]),
        ("", seg("RejectedTranslation"), ["needs-fix"]),
        ("", seg("ApprovedTranslation", "Draft"), []),
        ("", seg("Translated"), []),
        ('mq:status="Proofread"', "", ["accept"]),
        ('mq:status="Reviewer1Confirmed"', "", ["accept"]),
        ('mq:status="Rejected"', "", ["needs-fix"]),
        ('mq:status="ManuallyConfirmed"', "", []),
        ('mq:status="NotStarted"', "", []),
        ('m:confirmed="1"', "", ["accept"]),
        ('m:confirmed="2"', "", ["accept"]),
        ('m:confirmed="0"', "", []),
        ('m:confirmed="1" m:locked="true"', "", []),
        ('status="Proofread" confirmed="1"', "", []),
    ],
)
def test_a_reviewers_state_is_a_decision_and_a_translators_is_none(
    attributes: str, below: str, found: list[str]
) -> None:
    assert decisions(file(attributes, below)) == found


def test_words_that_a_tracked_change_takes_out_are_no_text() -> None:
    marked = 'The <mrk mtype="x-sdl-deleted">old </mrk><mrk mtype="x-sdl-added">new </mrk>budget.'
    (row,) = read_bilingual(file(target=marked), "x", ("ja", "en"), FOUND_COLUMNS)
    assert row.target == "The new budget."


def test_notes_and_states_that_the_original_has_are_nobodys_edits() -> None:
    note = "<note>From the client.</note>"
    original = read_reviewed(file('mq:status="Proofread"', note), "x")
    assert original.since(original).rows[0].remarks == ()
    edited = read_reviewed(file('mq:status="Rejected"', note + "<note>Wrong.</note>"), "x").since(original)
    report = plan(edited.rows, [ALIGNMENT], {}, Attribution("Sato", AT))
    assert [(verdict.decision, verdict.comment) for verdict in report.verdicts] == [("needs-fix", ""), ("", "Wrong.")]
