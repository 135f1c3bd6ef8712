"""The probability that a finding is true, by a logistic model over `evidence`; weights.json holds what it learnt.

`python -m tests.bench.findings_learning` writes the file and prints how well the probabilities are
calibrated.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import numpy as np

from align.check.context import Context
from align.check.evidence import Evidence, evidence
from align.check.turned import Turned, turned_gains
from align.check.view import BY_HAND, BeadView, exchanged
from align.model import SEVERITIES, BeadLinks, Finding
from align.score.calibration_curves import IDENTITY, Curve, curve_from_json, curve_to_json, on_curve
from align.score.logistic import logistic
from align.score.slopes import Slopes, slopes_from_json, slopes_to_json

JUDGED = frozenset(("number", "date", "polarity"))
"""Checks whose findings the model judges."""
_KNOWN = {"untranslated": 0.95, "punctuation": 0.9, "term": 0.8, "inconsistency": 0.6, "length": 0.6}
"""Probability of the findings of other checks, set by hand: no text tells how often a glossary is right."""
LEAST = {"error": 0.75, "warning": 0.33}
"""Least probability of a finding of a severity. One below is lowered to the next severity."""


@dataclass(frozen=True)
class FindingWeights:
    """A slope for each feature, and the curve from the estimate to the probability."""

    version: str
    slopes: Slopes
    curve: Curve = IDENTITY

    def probabilities(self, features: Sequence[Evidence]) -> list[float]:
        """Return the probability of each finding from its features."""
        if not features:
            return []
        probabilities: list[float] = on_curve(logistic(self.slopes, columns(features)), self.curve).tolist()
        return probabilities


def columns(features: Sequence[Evidence]) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    """Return the features as columns by name, float32[findings]; 0 where a finding lacks one."""
    names = sorted({name for one in features for name in one})
    return {name: np.array([one.get(name, 0.0) for one in features], dtype=np.float32) for name in names}


@lru_cache(maxsize=1)
def default_finding_weights() -> FindingWeights:
    """The weights that come with `align`."""
    return read_finding_weights(files("align.check").joinpath("weights.json").read_text("utf-8"))


def read_finding_weights(text: str) -> FindingWeights:
    """Read the text of weights.json."""
    body = json.loads(text)
    return FindingWeights(body["version"], slopes_from_json(body["slopes"]), curve_from_json(body["curve"]))


def write_finding_weights(weights: FindingWeights, learnt_from: str) -> str:
    """Return the text of weights.json."""
    body = {
        "version": weights.version,
        "learnt_from": learnt_from,
        "curve": curve_to_json(weights.curve),
        "slopes": slopes_to_json(weights.slopes),
    }
    return json.dumps(body, indent=1) + "\n"


def is_judged(finding: Finding) -> bool:
    """Tell whether the model judges the finding.

    It does not where the check has said how probable it is.
    """
    return finding.check in JUDGED and finding.probability is None


def evidence_of(findings: Sequence[Finding], views: Mapping[str, BeadView], context: Context) -> list[Evidence]:
    """Return the features of findings on one alignment; `views` holds its beads by content key.

    A finding on an English text and its Japanese translation has the features of the same finding
    on the Japanese text and its English translation.
    """
    if not findings:
        return []
    keys = {finding.bead for finding in findings if is_judged(finding)}
    links = context.word_links(views[findings[0].bead].alignment, keys)
    turned: Sequence[Turned | None] = [None] * len(findings)
    if context.config.encoder:
        turned = turned_gains(findings, views, context)
    return [
        evidence(*_from_japanese(views[one.bead], one, links.get(one.bead)), gain)
        for one, gain in zip(findings, turned, strict=True)
    ]


def _from_japanese(
    view: BeadView, finding: Finding, links: BeadLinks | None
) -> tuple[BeadView, Finding, BeadLinks | None]:
    """Return all three with Japanese as the source where the bead has English as its source."""
    japanese = view.from_japanese
    if japanese is None or japanese is view:
        return view, finding, links
    return japanese, exchanged(finding), None if links is None else links.exchanged


def with_probabilities(findings: Sequence[Finding], views: Mapping[str, BeadView], context: Context) -> list[Finding]:
    """Return the findings with their probabilities, lowered in severity where they are doubtful.

    Of several negations that one side lacks, only the most probable one is kept.
    """
    judged = [finding for finding in findings if is_judged(finding)]
    features = evidence_of(judged, views, context)
    chances = map(_plainly_lost, default_finding_weights().probabilities(features), features)
    found = [
        _weighed(one, next(chances))
        if is_judged(one)
        else replace(one, probability=_known(one) if one.probability is None else one.probability)
        for one in findings
    ]
    return list(_most_probable(found))


_FREER = 1.5
"""Log-odds for a clear negation whose sentence is answered by one where no negative word is left for it.

The works that were learnt from translate more freely: of 9,063 of their right pairs 134 have such a sentence, of 3,376
pairs of other sources 8, which is 1.8 less in log-odds. A little less is given, as other texts may be freer again.
"""


def _plainly_lost(chance: float, features: Evidence) -> float:
    """Raise the probability of a negation that is lost in a way that right translations hardly show."""
    if features.get("lost here none free nor strong") and features.get("lost strong") and 0 < chance < 1:
        return 1 / (1 + math.exp(-math.log(chance / (1 - chance)) - _FREER))
    return chance


def _known(finding: Finding) -> float:
    return _KNOWN.get(finding.check, BY_HAND[finding.severity])


def _weighed(finding: Finding, chance: float) -> Finding:
    severity = finding.severity
    for name in SEVERITIES[:-1]:
        if severity == name and chance < LEAST[name]:
            severity = SEVERITIES[SEVERITIES.index(name) + 1]
    return replace(finding, severity=severity, probability=round(chance, 3))


def _most_probable(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield one negation a side of each bead, and of the opposites that share a word the most probable one."""
    best: dict[tuple[str, bool], Finding] = {}
    opposites: dict[str, list[Finding]] = {}
    for one in sorted(findings, key=lambda item: -(item.probability or 0.0)):
        if one.check == "polarity" and (key := _negation(one)):
            best.setdefault(key, one)
        elif one.check == "polarity" and not any(_share_word(one, other) for other in opposites.get(one.bead, ())):
            opposites.setdefault(one.bead, []).append(one)
    for one in findings:
        if one.check != "polarity" or one is best.get(_negation(one) or ("", False)) or _is_in(one, opposites):
            yield one


def _is_in(one: Finding, kept: Mapping[str, list[Finding]]) -> bool:
    return any(one is other for other in kept.get(one.bead, ()))


def _share_word(one: Finding, other: Finding) -> bool:
    return one.source_spans == other.source_spans or one.target_spans == other.target_spans


def _negation(finding: Finding) -> tuple[str, bool] | None:
    """Return the bead and the side of a negation that the other side lacks; None for opposites."""
    if finding.source_spans and finding.target_spans:
        return None
    return finding.bead, bool(finding.source_spans)
