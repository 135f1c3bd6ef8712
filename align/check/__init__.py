"""Find what the two texts of a bead state differently: one check a file, behind the table CHECKS.

A check is a module with one of two functions:

- `run(views, context)` gets the beads of one alignment and yields findings;
- `run_across(pairs, context)` gets the beads of all alignments and yields (number of the alignment,
  finding). It is for a check that compares alignments with each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module

from align.check.config import ACROSS, CHECK_NAMES, CheckConfig, load_config
from align.check.context import Context
from align.check.likelihood import with_probabilities
from align.check.view import BeadView, views_of
from align.check.wording import A_PART
from align.model import Alignment, Finding
from align.text.language import primary

__all__ = [
    "ACROSS",
    "CHECKS",
    "CheckConfig",
    "check_across",
    "check_alignment",
    "check_alignments",
    "load_config",
    "resting",
]

CHECKS = {name: f"align.check.{name}" for name in CHECK_NAMES}
"""Name -> module, in the order in which the findings on one bead are listed."""
ONLY_JAPANESE_ENGLISH = frozenset(("number", "date", "time", "name", "acronym", "polarity"))
"""Checks that read only Japanese and English. They stay off for alignments in other languages."""
_IN_A_SENTENCE = frozenset(("number", "date", "time", "acronym", "term", "polarity", "name"))
"""Checks whose finding adds nothing where the whole sentence is missing or added."""


def check_alignment(alignment: Alignment, config: CheckConfig | None = None) -> tuple[Finding, ...]:
    """Return every finding on one alignment. `Finding.bead` is the bead's content key.

    They are sorted by bead, then by check as in CHECKS.
    """
    return check_alignments([alignment], config)[0]


def check_alignments(
    alignments: Iterable[Alignment],
    config: CheckConfig | None = None,
    context: Context | None = None,
    across: Sequence[Sequence[Finding]] | None = None,
) -> list[tuple[Finding, ...]]:
    """Return the findings on each alignment. Consistency is judged across all of them.

    A `context` with settings of its own keeps what was loaded and linked for whoever gave it.
    `across` are the findings of `check_across` on each alignment, which then are not looked for
    again.
    """
    context = context or Context(config or CheckConfig())
    pairs = [views_of(alignment) for alignment in alignments]
    names = [name for name in CHECKS if across is None or name not in ACROSS]
    given: Sequence[Sequence[Finding]] = across or [()] * len(pairs)
    return [
        _sorted(_without_echoes([*_judged(items, views, context), *known]), views)
        for items, views, known in zip(possible_findings(pairs, context, names), pairs, given, strict=True)
    ]


def check_across(
    alignments: Iterable[Alignment], config: CheckConfig | None = None, context: Context | None = None
) -> list[tuple[Finding, ...]]:
    """Return the findings of the checks that compare alignments with each other, on each alignment.

    They do not depend on the support map of an alignment. Of two renderings that are equally
    frequent, that of the first alignment is the usual one.
    """
    context = context or Context(config or CheckConfig())
    pairs = [views_of(alignment) for alignment in alignments]
    found = possible_findings(pairs, context, [name for name in CHECKS if name in ACROSS])
    return [_sorted(_judged(items, views, context), views) for items, views in zip(found, pairs, strict=True)]


def possible_findings(
    pairs: Sequence[Sequence[BeadView]], context: Context, names: Iterable[str] = CHECK_NAMES
) -> list[list[Finding]]:
    """Return what the named checks find on each alignment, before anything is judged by its probability."""
    found: list[list[Finding]] = [[] for _ in pairs]
    for name in names:
        if context.config.runs(name):
            for number, finding in _run(name, pairs, context):
                found[number].append(finding)
    return found


def _judged(findings: Sequence[Finding], views: Sequence[BeadView], context: Context) -> list[Finding]:
    """Return findings with probabilities and the severities of the settings, without unlikely ones."""
    config = context.config
    copies = {view.key for view in views if view.is_copy}
    findings = [one for one in findings if one.bead not in copies or one.check == "untranslated"]
    judged = with_probabilities(findings, {view.key: view for view in views}, context)
    kept = [one for one in judged if (one.probability or 0.0) >= config.min_probability]
    return [replace(one, severity=config.severity.get(one.check, one.severity)) for one in kept]


def _run(name: str, pairs: Sequence[Sequence[BeadView]], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield a check's findings with the number of the alignment that each belongs to."""
    module = import_module(CHECKS[name])
    if hasattr(module, "run_across"):
        yield from module.run_across(pairs, context)
        return
    for number, views in enumerate(pairs):
        if not views or _knows(name, views[0].alignment):
            for finding in module.run(views, context):
                yield number, finding


def _knows(check: str, alignment: Alignment) -> bool:
    """Tell whether the check knows both languages; a language without a tag is taken for known."""
    return check not in ONLY_JAPANESE_ENGLISH or all(
        primary(lang) in ("ja", "en", "und", "") for lang in (alignment.source.lang, alignment.target.lang)
    )


def resting(alignment: Alignment) -> tuple[str, ...]:
    """Return the checks that stay off for an alignment because they know only Japanese and English."""
    return tuple(name for name in CHECKS if not _knows(name, alignment))


def _sorted(findings: Sequence[Finding], views: Sequence[BeadView]) -> tuple[Finding, ...]:
    bead = {view.key: place for place, view in enumerate(views)}
    check = {name: place for place, name in enumerate(CHECKS)}
    return tuple(sorted(findings, key=lambda item: (bead[item.bead], check[item.check])))


def _without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """Drop findings that only repeat that a sentence is missing or added.

    A clause hides no other finding.
    """
    whole: dict[str, list[Finding]] = defaultdict(list)
    for item in findings:
        if item.check in ("omission", "addition") and A_PART not in item.message:
            whole[item.bead].append(item)
    return [item for item in findings if not any(_echoes(item, sentence) for sentence in whole[item.bead])]


def _echoes(item: Finding, sentence: Finding) -> bool:
    """Tell whether `item` lies inside the sentence of its bead that is missing or added, on that side only.

    The length of the bead follows from the sentence. A negation or a name is marked on both sides,
    so there only the side of the sentence is looked at.
    """
    if item.check == "length":
        return True
    own, other = item.source_spans, item.target_spans
    spans = sentence.source_spans
    if not spans:
        own, other, spans = item.target_spans, item.source_spans, sentence.target_spans
    if item.check not in _IN_A_SENTENCE or not own:
        return False
    if other and item.check not in ("polarity", "name"):
        return False
    return all(any(first <= start and end <= last for first, last in spans) for start, end in own)
