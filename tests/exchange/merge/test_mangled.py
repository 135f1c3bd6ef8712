"""Rows in any order, some deleted, columns and metadata lost: what a reviewer typed comes back or is told.

`ALIGN_ROUND_TRIPS=2000` makes so many files of each format.
"""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.exchange.merge import MergeReport, Outcome
from align.exchange.row_digests import normalize_cell
from align.model import Alignment
from tests.exchange.merge.mangling import LOSSES, mangle
from tests.exchange.merge.test_properties import RETURNING, SLOW, alignments, file_of, reviews, taken

Cells = dict[str, str]


def said(outcome: Outcome) -> set[tuple[str, str]]:
    """What an outcome says that the reviewer typed: new verdicts, or the cells of a row that belongs to no bead."""
    if outcome.match is None:
        row = outcome.row
        cells = [("Verdict", row.verdict), ("Comment", row.comment), ("Target", row.target)]
        cells += [("Comment", text) for _, text in row.remarks]
        return {(name, normalize_cell(text)) for name, text in cells if text and text.strip(" –")}
    found = set()
    for verdict in outcome.verdicts:
        cells = [("Verdict", verdict.decision), ("Comment", verdict.comment), ("Target", verdict.target_text)]
        found |= {(name, normalize_cell(text)) for name, text in cells if text}
    return found


def typed(cells: Cells, target: str) -> set[tuple[str, str]]:
    """What was typed into a row that had the text `target`; the same text again is no correction."""
    return {
        (name, normalize_cell(text))
        for name, text in cells.items()
        if name != "Target" or normalize_cell(text) != normalize_cell(target)
    }


def check(alignment: Alignment, edits: dict[int, Cells], report: MergeReport, numbers: list[int]) -> None:
    assert len(report.outcomes) == len(numbers)
    for number, outcome in zip(numbers, report.outcomes, strict=True):
        bead = alignment.beads[number - 1]
        texts = alignment.source_text(bead), alignment.target_text(bead)
        wanted = typed(edits.get(number, {}), texts[1])
        if outcome.match is None:
            assert wanted <= said(outcome), "an edit of a row without a bead is not told"
            continue
        assert outcome.match.texts == texts, "taken for another bead"
        assert said(outcome) == wanted


def ambiguous(alignment: Alignment, edits: dict[int, Cells]) -> bool:
    """Whether a typed target makes a row equal to another bead: without key and id nobody can tell them apart."""
    texts = [tuple(map(normalize_cell, (alignment.source_text(b), alignment.target_text(b)))) for b in alignment.beads]
    now = {
        (texts[number - 1][0], normalize_cell(cells["Target"])) for number, cells in edits.items() if "Target" in cells
    }
    return bool(now & set(texts)) or any(target in dict(texts) for _, target in now)


@pytest.mark.parametrize("format", RETURNING)
@SLOW
@given(data=st.data(), seed=st.integers(0, 1 << 20))
def test_a_mangled_file_brings_every_edit_back_or_tells_it(format, edited, data, seed):
    alignment = data.draw(alignments())
    edits = data.draw(reviews(alignment).filter(lambda found: not ambiguous(alignment, found)))
    lose = data.draw(st.sets(st.sampled_from(LOSSES[format])))
    with tempfile.TemporaryDirectory() as name:
        path = file_of(format, Path(name), alignment, {})
        edited(format, path, edits)
        numbers = mangle(format, path, lose, random.Random(seed))
        report = taken(path, "Sato", alignment, {})
    check(alignment, edits, report, numbers)
