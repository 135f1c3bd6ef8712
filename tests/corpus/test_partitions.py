"""Partitions are balanced by tokens, cut the same way every time, and told apart by all that their rows say."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from align.corpus.job import PairRow, TableSpec
from align.corpus.partitions import Cut, cut, digest
from align.corpus.sources import Sourced


def rows(tokens, table=None):
    return [
        Sourced(PairRow(n, str(n), "日", "day", tokens=count), (n + 1) / len(tokens), table)
        for n, count in enumerate(tokens)
    ]


def sizes(counts, **limits):
    return [part.tokens for part in cut(rows(counts), Cut(**limits), lambda url: False)]


def test_a_partition_ends_before_it_is_too_large():
    assert sizes([40, 40, 40, 10, 10], tokens=100) == [80, 60]
    assert sizes([10, 500, 10, 10], tokens=100) == [10, 500, 20], "a huge pair is a partition alone"
    assert sizes([1] * 7, pairs=3) == [3, 3, 1]


@settings(deadline=None)
@given(st.lists(st.integers(0, 300), max_size=60), st.integers(1, 400), st.integers(1, 9))
def test_every_row_is_in_one_partition_and_none_is_too_large(tokens, most_tokens, most_pairs):
    parts = list(cut(rows(tokens), Cut(most_tokens, most_pairs), lambda url: False))
    assert [row.number for part in parts for row in part.rows] == list(range(len(tokens)))
    assert [part.index for part in parts] == list(range(len(parts)))
    for part in parts:
        assert part.pairs <= most_pairs
        assert part.tokens <= most_tokens or part.pairs == 1
        assert part.first == part.rows[0].number
    for left, right in pairwise(parts):
        together = left.tokens + right.rows[0].tokens
        assert left.pairs == most_pairs or together > most_tokens, "it was cut only because it had to be"


@settings(deadline=None)
@given(st.lists(st.integers(0, 300), min_size=1, max_size=60), st.integers(0, 60))
def test_rows_that_are_added_change_no_full_partition(tokens, kept):
    before = list(cut(rows(tokens[:kept]), Cut(300, 5), lambda url: False))
    after = list(cut(rows(tokens), Cut(300, 5), lambda url: False))
    assert [part.digest for part in before[:-1]] == [part.digest for part in after[: max(0, len(before) - 1)]]


def test_no_partition_spans_two_tables():
    first, second = (TableSpec(name, "tsv") for name in ("a.tsv", "b.tsv"))
    mixed = rows([1, 1, 1], first) + [replace(item, table=second) for item in rows([1, 1])]
    assert [part.pairs for part in cut(mixed, Cut(), lambda url: False)] == [3, 2]


def test_the_digest_covers_all_that_a_row_says():
    row = PairRow(1, "x", "日", "day", version="5@1")
    changes = [
        {"number": 2},
        {"id": "y"},
        {"source": "月"},
        {"target": "days"},
        {"version": "5@2"},
        {"trouble": "gone"},
        {"id": "x日", "source": ""},
    ]
    digests = {digest([row]), *(digest([replace(row, **change)]) for change in changes)}
    assert len(digests) == len(changes) + 1
    assert digest([row]) == digest([replace(row)])
    assert digest([replace(row, source="\ud800")]) != digest([row]), "a lone surrogate is no crash"
