"""Bead -> findings: one check a file, behind one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module

from align.check.config import CHECK_NAMES, CheckConfig, load_config
from align.check.context import Context
from align.check.view import views_of
from align.model import Alignment, Finding

__all__ = ["CHECKS", "CheckConfig", "check_alignment", "check_alignments", "load_config"]

CHECKS = {name: f"align.check.{name}" for name in CHECK_NAMES}
"""Name -> module with `run(views, context) -> Iterator[Finding]`."""


def check_alignment(alignment: Alignment, config: CheckConfig | None = None) -> tuple[Finding, ...]:
    """Every finding on one alignment, in the order of its beads. `Finding.bead` is the bead's content key."""
    return check_alignments([alignment], config)[0]


def check_alignments(alignments: Iterable[Alignment], config: CheckConfig | None = None) -> list[tuple[Finding, ...]]:
    """The findings on each alignment; consistency is judged across all of them."""
    context = Context(config or CheckConfig())
    pairs = [views_of(alignment) for alignment in alignments]
    views = [view for pair in pairs for view in pair]
    owner = {id(view): number for number, pair in enumerate(pairs) for view in pair}
    places = [{view.key: place for place, view in enumerate(pair)} for pair in pairs]
    found: list[list[Finding]] = [[] for _ in pairs]
    for name, module in CHECKS.items():
        if not context.config.runs(name):
            continue
        run = import_module(module).run
        for number, pair in enumerate(pairs) if name != "inconsistency" else ():
            found[number].extend(_weighed(run(pair, context), context.config))
        if name == "inconsistency":
            for view, finding in run(views, context):
                found[owner[id(view)]].extend(_weighed([finding], context.config))
    order = {name: place for place, name in enumerate(CHECKS)}
    found = [_without_echoes(items) for items in found]
    return [
        tuple(sorted(items, key=lambda item: (place[item.bead], order[item.check])))
        for items, place in zip(found, places, strict=True)
    ]


def _weighed(findings: Iterable[Finding], config: CheckConfig) -> Iterable[Finding]:
    for finding in findings:
        yield replace(finding, severity=config.severity.get(finding.check, finding.severity))


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """Drop the missing number of a sentence that is missing as a whole: one thing is said once."""
    lost = [item for item in findings if item.check in ("omission", "addition")]
    return [item for item in findings if not any(_echoes(item, whole) for whole in lost)]


def _echoes(item: Finding, whole: Finding) -> bool:
    if item.bead == whole.bead and item.check == "length":
        return True
    if item.bead != whole.bead or item.check not in ("number", "date", "time", "acronym", "term", "polarity", "name"):
        return False
    own, other = (
        (item.source_spans, item.target_spans) if whole.source_spans else (item.target_spans, item.source_spans)
    )
    spans = whole.source_spans or whole.target_spans
    return (
        bool(own)
        and (not other or item.check in ("polarity", "name"))
        and all(any(a <= start and end <= b for a, b in spans) for start, end in own)
    )
