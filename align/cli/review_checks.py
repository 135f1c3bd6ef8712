"""What the review page asks of the checks: findings and word links of the beads on it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from align.errors import AlignError
from align.model import Alignment, BeadLinks, Finding

if TYPE_CHECKING:
    from align.check import CheckConfig
    from align.check.context import Context
    from align.facts.glossary import Term


class ReviewChecks:
    """Runs the checks as `align check` does.

    The first call loads the model. Without `omissions`, or if its package is missing, omission and
    addition stay off, and no words are linked anew.
    """

    def __init__(self, config: CheckConfig, omissions: bool) -> None:
        self._config = config
        self._without = replace(config, encoder="")
        self._wanted = omissions and (config.runs("omission") or config.runs("addition"))
        self._turn = threading.Lock()
        """The encoder serves one thread at a time."""
        self._terms: Sequence[Term] | None = None
        self._last: tuple[Alignment, Context] | None = None

    def findings_of(self, alignment: Alignment) -> Sequence[Finding]:
        """The findings on an alignment, without those that compare it with itself and others."""
        from align.check import check_alignments

        with self._turn:
            context = self._context(alignment)
            return check_alignments([alignment], context=context, across=[()])[0]

    def across_of(self, alignments: Sequence[Alignment]) -> Sequence[Sequence[Finding]]:
        """The findings that come from comparing alignments with each other, on each of them."""
        from align.check import check_across
        from align.check.context import Context

        with self._turn:
            return check_across(alignments, context=Context(self._settings()))

    def links_of(self, alignment: Alignment) -> Mapping[str, BeadLinks]:
        """The word links of all its beads; without encoder those that it holds."""
        with self._turn:
            context = self._context(alignment)
            self._last = None
            return context.word_links(alignment, frozenset(alignment.keys))

    def terms(self) -> Sequence[Term]:
        """The terms of the glossary that `align.toml` names; none without one. Raises InputError, FormatError."""
        from align.facts.glossary import load_glossary

        if self._terms is None:
            self._terms = load_glossary(self._config.glossary) if self._config.glossary else ()
        return self._terms

    def _context(self, alignment: Alignment) -> Context:
        """The context in which the alignment was checked just before, else a new one: nothing is linked twice."""
        from align.check.context import Context

        if self._last and self._last[0] is alignment:
            return self._last[1]
        self._last = alignment, Context(self._settings())
        return self._last[1]

    def _settings(self) -> CheckConfig:
        whole = self._wanted and _has_encoder(self._config.encoder)
        return self._config if whole else self._without


@cache
def _has_encoder(name: str) -> bool:
    """Whether the encoder can be loaded; if not, print why."""
    from align.check.context import loaded_encoder

    try:
        loaded_encoder(name)
    except AlignError as error:
        print(f"align: no sentence is looked for that was left out or added: {error}", file=sys.stderr)
        return False
    return True
