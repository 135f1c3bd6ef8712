"""The order of "worst first"."""

from __future__ import annotations

import pytest

from align.history.pair_state import PairState
from align.history.store import Store
from align.model import Bead, Finding
from align.page.risk import risk, risks
from tests.history.talks import build

ROWS = [("paragraph", "短い。"), ("paragraph", "短い。"), ("paragraph", "とても長い段落である。" * 9)]
TEXTS = [("paragraph", "Short."), ("paragraph", "Short."), ("paragraph", "A very long paragraph. " * 9)]


@pytest.fixture
def state(store: Store) -> PairState:
    return PairState.open(store, build("risky", ROWS, TEXTS, [((i,), (i,), 0.5) for i in range(3)]))


def of(state: PairState, probability: float, *severities: str, place: int = 0) -> float:
    found = [Finding("k", "number", severity, "message") for severity in severities]
    return risk(state, Bead((place,), (place,), probability), found)


def test_the_worst_bead_has_the_highest_risk(state: PairState) -> None:
    order = [
        of(state, 0.2),
        of(state, 0.9, "error"),
        of(state, 0.9, "warning", "warning"),
        of(state, 0.9, "warning"),
        of(state, 0.9, "hint"),
        of(state, 0.9),
        of(state, 1.0),
    ]
    assert order == sorted(order, reverse=True) and len(set(order)) == len(order) and order[-1] == 0


def test_a_long_bead_is_worse_than_a_short_one_of_the_same_probability(state: PairState) -> None:
    assert of(state, 0.5, place=2) > of(state, 0.5, place=0)


def test_risk_is_the_probability_of_an_error_times_the_root_of_the_length(state: PairState) -> None:
    length = 2 * len("短い。") + len("Short.")
    assert of(state, 0.9, "error", "warning") == pytest.approx((1 - 0.9 * 0.5 * 0.8) * length**0.5)


def test_every_bead_has_a_risk_with_its_own_findings(state: PairState) -> None:
    first, second, third = state.keys
    found = risks(state, {second: [Finding(second, "number", "error", "message")]})
    assert found[second] > found[first] > 0 and set(found) == {first, second, third}
