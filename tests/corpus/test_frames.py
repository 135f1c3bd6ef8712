"""The tables that a corpus is written as: schema, values, the same bytes every time."""

import json

import pandas
import pyarrow.parquet
import pytest

from align.corpus.filters import Thresholds, measure
from align.corpus.frames import BEAD_COLUMNS, PAIR_COLUMNS, PartitionTables
from align.corpus.job import PairRow
from align.corpus.parquet import to_parquet
from align.corpus.tally import BINS, Tally, bin_of, quantile
from align.model import Alignment, Bead, Document, Segment


def alignment():
    source = Document("p", "ja", (Segment(0, "一行目。"), Segment(1, "二行目。"), Segment(2, "三行目。")))
    target = Document("p", "en", (Segment(0, "One and two."), Segment(1, "Extra 𠮷.")))
    beads = (Bead((0, 1), (0,), probability=0.91234567), Bead((2,), ()), Bead((), (1,), crosses=True))
    return Alignment(source, target, beads, "test:1")


@pytest.fixture
def tables():
    made = PartitionTables(Thresholds())
    found = alignment()
    made.add(PairRow(7, "p", "", "", tokens=30), found, measure(found))
    made.fail(PairRow(8, "q", "", "", tokens=5), "no text", tries=3)
    return made


def test_beads_hold_what_to_frame_gives(tables, tmp_path):
    (tmp_path / "beads.parquet").write_bytes(tables.beads({}))
    frame = pandas.read_parquet(tmp_path / "beads.parquet")
    expected = alignment().to_frame()
    assert list(frame) == list(BEAD_COLUMNS)
    for column in set(frame) & set(expected) - {"probability", "source", "target"}:
        assert list(frame[column]) == list(expected[column]), column
    assert [list(cell) for cell in frame["source"]] == [[0, 1], [2], []]
    assert list(frame["probability"]) == [0.912346, 1.0, 1.0]
    assert set(frame["row"]) == {7} and frame["target_text"][1] == ""


def test_pairs_hold_counts_measures_and_troubles(tables, tmp_path):
    (tmp_path / "pairs.parquet").write_bytes(tables.pairs({"digest": "abc"}))
    frame = pandas.read_parquet(tmp_path / "pairs.parquet")
    assert list(frame) == list(PAIR_COLUMNS)
    first, second = frame.to_dict("records")
    counts = {name: first[name] for name in ("source_segments", "links", "source_only", "target_only", "crossings")}
    assert counts == {"source_segments": 3, "links": 1, "source_only": 1, "target_only": 1, "crossings": 1}
    assert first["source_coverage"] == pytest.approx(2 / 3, abs=1e-4) and first["trouble"] == ""
    assert (second["trouble"], second["tries"], second["marks"]) == ("no text", 3, "")
    assert pandas.isna(second["support"]) and pandas.isna(second["links"])
    footer = pyarrow.parquet.read_metadata(tmp_path / "pairs.parquet").metadata
    assert footer[b"digest"] == b"abc"
    assert Tally.from_dict(json.loads(footer[b"tally"])) == tables.tally


def test_the_tally_counts(tables):
    tally = tables.tally
    assert (tally.pairs, tally.failed, tally.tokens, tally.beads, tally.links) == (2, 1, 35, 3, 1)
    assert (tally.source_only, tally.target_only, tally.crossings) == (1, 1, 1)
    assert sum(tally.probability) == 1 and tally.probability[bin_of(0.912)] == 1
    assert sum(tally.source_coverage) == 1


def test_the_columns_have_the_documented_types(tables, tmp_path):
    (tmp_path / "beads.parquet").write_bytes(tables.beads({}))
    types = {field.name: str(field.type) for field in pyarrow.parquet.read_schema(tmp_path / "beads.parquet")}
    expected = {name: kind.replace("int32>", "element: int32>") for name, kind in BEAD_COLUMNS.items()}
    assert types == expected


def test_the_same_rows_give_the_same_bytes(tables):
    assert tables.beads({"a": "1"}) == tables.beads({"a": "1"})
    assert tables.beads({"a": "1"}) != tables.beads({"a": "2"})


def test_text_that_no_file_can_hold_is_mended():
    columns = {"a": ["x"], "b": [[1, 2]]}
    assert to_parquet(columns, {"a": "string", "b": "list<int32>"}, {})
    made = PartitionTables(Thresholds())
    made.fail(PairRow(0, "\ud800", "", ""), "bad \udfff", tries=1)
    assert made.pairs({})


def test_tallies_add_up_and_travel():
    first, second = Tally(pairs=1, marks={"a": 1}), Tally(pairs=2, failed=1, marks={"a": 2, "b": 1})
    first.probability[3] = 4
    total = first + second
    assert (total.pairs, total.failed, total.marks, total.probability[3]) == (3, 1, {"a": 3, "b": 1}, 4)
    assert Tally.from_dict(json.loads(json.dumps(total.to_dict()))) == total
    assert first.pairs == 1


def test_quantiles_of_bins():
    bins = [0] * BINS
    assert str(quantile(bins, 0.5)) == "nan"
    bins[0], bins[19] = 1, 9
    assert (quantile(bins, 0.1), quantile(bins, 0.5), quantile(bins, 0.9)) == (0.025, 0.975, 0.975)
    assert (bin_of(0.0), bin_of(0.05), bin_of(0.999), bin_of(1.0)) == (0, 1, 19, 19)
