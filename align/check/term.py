"""Terms of the glossary: translations that it does not allow or forbids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.view import BeadView
from align.facts.glossary import Term
from align.facts.term_places import terms_in
from align.model import Finding, Span


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on the glossary's terms in the source.

    A term inside a longer term is not looked at: 防衛力 in 防衛力整備計画.
    """
    if not context.terms:
        return
    for view in views:
        if not view.is_null:
            for term, spans in terms_in(context.terms, view.source):
                yield from _term(view, term, spans)


def _term(view: BeadView, term: Term, spans: list[Span]) -> Iterator[Finding]:
    forbidden = term.forbidden_pattern.search(view.target) if term.forbidden_pattern else None
    allowed = [match.span() for match in term.allowed_pattern.finditer(view.target)] if term.allowed_pattern else []
    wanted = " or ".join(f"“{form}”" for form in term.allowed)
    if forbidden and not any(a <= forbidden.start() and forbidden.end() <= b for a, b in allowed):
        message = f"the glossary forbids “{forbidden[0]}” for {term.source[0]}" + (f"; use {wanted}" if wanted else "")
        yield view.finding("term", "error", message, spans, [forbidden.span()])
    elif term.allowed and not allowed:
        message = f"the glossary translates {term.source[0]} as {wanted}; the target does not"
        yield view.finding("term", "warning", message, spans, [])
