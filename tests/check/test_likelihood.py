"""The probability of a finding: where it comes from, and what severity follows from it."""

import dataclasses

import pytest

from align.check import CheckConfig, check_alignment, load_config
from align.check.evidence import evidence, shape
from align.check.likelihood import (
    FindingWeights,
    columns,
    default_finding_weights,
    read_finding_weights,
    write_finding_weights,
)
from align.check.view import views_of
from align.errors import UsageError
from align.exchange.bilingual import from_rows
from align.model import BeadLinks, Finding, WordLink
from align.score.slopes import Slope

LIGHT = CheckConfig(encoder="", min_probability=0.0)


def checked(source, target, config=LIGHT):
    return check_alignment(from_rows([("1", source, target)]), config)


def view(source, target):
    return views_of(from_rows([("1", source, target)]))[0]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("参加者は250人だった。", "There were 270 participants."),
        ("会議は5月に開く。", "The meeting is in June."),
        ("この鍵は使えません。", "This key can be used."),
        ("田中さんが来た。", "Suzuki came."),
        ("訳がない。", ""),
    ],
)
def test_every_finding_has_a_probability(source, target):
    findings = checked(source, target)
    assert all(one.probability is not None and 0 <= one.probability <= 1 for one in findings)


def test_a_clear_contradiction_is_more_probable_than_a_missing_small_number():
    (clear,) = checked("参加者は250人だった。", "There were 270 participants.")
    (small,) = checked("政府は来月、4人を派遣する。", "The government will send people next month.")
    assert clear.probability > 0.5 > small.probability


def test_findings_below_the_least_probability_are_left_out(tmp_path):
    (finding,) = checked("参加者は250人だった。", "There were 270 participants.")
    low, high = finding.probability, min(1.0, finding.probability + 0.001)
    for least, count in ((low, 1), (high, 0)):
        path = tmp_path / "align.toml"
        path.write_text(f"[check]\nmin_probability = {least}\n", "utf-8")
        config = dataclasses.replace(load_config(path), encoder="")
        assert len(checked("参加者は250人だった。", "There were 270 participants.", config)) == count


def test_a_probability_that_is_no_number_is_refused(tmp_path):
    path = tmp_path / "align.toml"
    path.write_text('[check]\nmin_probability = "often"\n', "utf-8")
    with pytest.raises(UsageError, match="min_probability is not a number"):
        load_config(path)


@pytest.mark.parametrize(("chance", "severity"), [(0.95, "error"), (0.6, "warning"), (0.2, "hint")])
def test_severity_follows_from_the_probability(monkeypatch, chance, severity):
    monkeypatch.setattr(FindingWeights, "probabilities", lambda self, features: [chance] * len(features))
    (finding,) = checked("参加者は250人だった。", "There were 270 participants.")
    assert (finding.severity, finding.probability) == (severity, chance)


def test_of_several_negations_only_the_most_probable_one_is_reported(monkeypatch):
    chances = iter((0.4, 0.7))
    monkeypatch.setattr(FindingWeights, "probabilities", lambda self, features: [next(chances) for _ in features])
    (finding,) = checked("この鍵は使えません。あの鍵も使えません。", "This key can be used. That key can be used.")
    assert finding.probability >= 0.7 and finding.source_spans[0][0] > 10


def test_weights_are_read_as_they_were_written():
    weights = FindingWeights(
        "9", {"bias": Slope((), (-1.5,)), "size": Slope((0.5,), (1.0, -2.0))}, ((0.0, 0.1), (1.0, 0.9))
    )
    assert read_finding_weights(write_finding_weights(weights, "nothing")) == weights
    assert weights.probabilities([]) == []


def test_a_feature_that_a_finding_lacks_is_zero():
    table = columns([{"a": 1.0}, {"b": 2.0}])
    assert {name: column.tolist() for name, column in table.items()} == {"a": [1.0, 0.0], "b": [0.0, 2.0]}


def test_the_weights_that_come_with_align_know_every_judged_check():
    known = {name.split()[0] for name in default_finding_weights().slopes}
    assert {"number", "date", "polarity"} <= known


def test_a_link_to_an_answer_speaks_against_a_lost_negation():
    bead = view("この鍵は使えません。", "This key is useless.")
    finding = Finding(bead.key, "polarity", "warning", "lost", ((5, 8),))
    start = bead.target.index("useless")
    answered = BeadLinks((WordLink(((4, 5), (5, 8)), ((start, start + 7),), 0.9),))
    assert evidence(bead, finding, answered)["lost answered"] == 0.9
    assert "lost answered" not in evidence(bead, finding, None)


def test_shape_tells_which_side_is_marked():
    one, two = ((0, 1),), ((0, 1), (2, 3))
    assert [
        shape(Finding("k", "number", "error", "m", source, target))
        for source, target in ((one, one), (one, ()), ((), one), ((), ()), (two, two))
    ] == ["both", "source", "target", "none", "swap"]


def test_a_word_that_negates_answers_a_negation():
    (finding,) = checked("この操作は元に戻せません。", "This action is irreversible.")
    (lost,) = checked("この操作は元に戻せません。", "This action is reversible.")
    assert finding.severity == "hint" and finding.probability < lost.probability
