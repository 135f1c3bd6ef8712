"""The score card: errors that reviewers marked, per 1,000 words, with weights that align.toml may change."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from align.errors import InputError, UsageError
from align.history.pair_state import PairState
from align.history.store import Store
from align.model import Alignment, Document, Segment, Verdict
from align.review.mqm import Tag, tag_of
from align.review.scorecard import WEIGHTS, Scorecard, load_weights, scorecard, words_of, write_scorecards


def comment(store: Store, talks: Alignment, number: int, text: str, reviewer: str = "Aiko") -> None:
    store.record(Verdict(talks.keys[number], "needs-fix", reviewer, "2026-01-15T00:00:00Z", text), pair="talks")


def test_an_error_counts_once_a_bead_with_its_highest_severity(store: Store, talks: Alignment) -> None:
    comment(store, talks, 1, "[omission, minor] half a sentence")
    comment(store, talks, 1, "[omission, critical] no: all of it", "Ben")
    comment(store, talks, 1, "[style, minor]")
    comment(store, talks, 3, "[omission, minor]")
    comment(store, talks, 3, "no error")
    card = scorecard(PairState.open(store, talks))
    assert dict(card.errors) == {Tag("omission", "critical"): 1, Tag("style", "minor"): 1, Tag("omission", "minor"): 1}
    assert card.count() == 3 and card.count("omission") == 2 and card.count(severity="minor") == 2
    assert card.points == 25 + 1 + 1


def test_the_score_is_100_less_the_points_per_100_words() -> None:
    card = Scorecard("talks", 200, {Tag("style", "major"): 2})
    assert card.per_thousand(card.count()) == 10 and card.points == 10 and card.score == 95
    assert Scorecard("talks", 10, {Tag("style", "critical"): 9}).score == 0
    assert Scorecard("talks", 0, {}).per_thousand(3) == 0


@pytest.mark.parametrize(
    ("lang", "text", "words"), [("en", "It’s 1,200 well-known words.", 4), ("ja", "三〇の文、です。", 3)]
)
def test_words_are_counted_by_language(lang: str, text: str, words: int) -> None:
    assert words_of(Document("one", lang, (Segment(0, text),))) == words


def test_the_file_has_a_line_a_category() -> None:
    stream = io.StringIO()
    write_scorecards([Scorecard("talks", 200, {Tag("style", "major"): 2})], stream)
    lines = [line.split("\t") for line in stream.getvalue().splitlines()]
    assert len(lines) == 9 and lines[7] == ["talks", "style", "0", "2", "0", "10.00", "10", "200", ""]
    assert lines[8] == ["talks", "all", "0", "2", "0", "10.00", "10", "200", "95.0"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[omission, minor] The second sentence.", Tag("omission", "minor")),
        ("[style, critical]", Tag("style", "critical")),
        ("see [omission, minor]", None),
        ("[omission, huge] x", None),
        ("[omission, minor]x", None),
    ],
)
def test_a_tag_stands_at_the_start_of_a_comment(text: str, found: Tag | None) -> None:
    assert tag_of(text) == found


def test_weights_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "align.toml"
    path.write_text('[check]\noff = ["length"]\n[mqm]\nmajor = 10\n')
    assert load_weights(path) == {**WEIGHTS, "major": 10.0}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[mqm]\nhuge = 1\n", "no setting 'huge'; use one of minor, major, critical"),
        ("[mqm]\nminor = -1\n", "minor is not a number of 0 or more"),
        ('[mqm]\nminor = "1"\n', "minor is not a number"),
        ("mqm = 3\n", "not a table"),
        ("[mqm\n", "not TOML"),
    ],
)
def test_wrong_weights_are_told(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "align.toml"
    path.write_text(text)
    with pytest.raises((InputError, UsageError), match=says):
        load_weights(path)
