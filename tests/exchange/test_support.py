"""The support format: what it writes, `align score` reads."""

import io
import json
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from align.errors import AlignError, UsageError
from align.evaluate.support_files import parse_support
from align.exchange import Export
from align.model import Alignment, Bead, Document, Segment, SupportLink, SupportMap

SOURCE = Document("x", "ja", (Segment(0, "甲。乙。", sentences=((0, 2), (2, 4))), Segment(1, "丙。")))
TARGET = Document("x", "en", (Segment(0, "A. B.", sentences=((0, 2), (3, 5))), Segment(1, "C.")))
LINKS = (SupportLink((1, 0), (0, 0), 0.9), SupportLink((0, 1), (1, 0), 0.6), SupportLink((1, 0), (1, 0), 0.7))
MAP = SupportMap(LINKS, ((0.8, 0.1), (0.0,)), ((0.1, 0.9), (0.2,)))
PAIR = Export(Alignment(SOURCE, TARGET, (Bead((0, 1), (0, 1)),), support=MAP))


def test_one_line_a_target_sentence_and_nothing_behind_the_arrow_of_one_that_rests_on_nothing(written) -> None:
    text = written("support", PAIR).decode()
    assert text == "0.0 <- 1.0\n0.1 <-\n1.0 <- 0.1, 1.0\n"
    assert parse_support(text).sources[0, 1] == {}


def test_a_pair_without_a_map_and_a_second_pair_are_refused(written) -> None:
    with pytest.raises(AlignError, match="holds no support map; align the pair again"):
        written("support", Export(replace(PAIR.alignment, support=None)))
    with pytest.raises(UsageError, match="a support file holds one pair"):
        written("support", PAIR, PAIR)


def test_jsonl_and_parquet_carry_the_links_of_each_bead(written) -> None:
    record = json.loads(written("jsonl", PAIR))
    assert record["support"][1] == {"target": [1, 0], "source": [0, 1], "probability": 0.6}
    table = pq.read_table(io.BytesIO(written("parquet", PAIR))).to_pylist()
    assert [(one["target"]["segment"], one["source"]["sentence"]) for one in table[0]["support"]] == [
        (0, 0),
        (1, 1),
        (1, 0),
    ]
