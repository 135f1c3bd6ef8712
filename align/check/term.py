"""Terms of the glossary: translations that it does not allow or forbids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.view import BeadView
from align.facts.glossary import Term
from align.facts.term_places import places_of
from align.model import Finding, Span


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on the glossary's terms in the source.

    A term inside a longer term is not looked at: 防衛力 in 防衛力整備計画.
    """
    terms = sorted(context.terms, key=lambda term: -max(map(len, term.source)))
    if not terms:
        return
    for view in views:
        if view.is_null:
            continue
        covered: list[Span] = []
        for term in terms:
            spans = [
                span
                for form in term.source
                for span in places_of(form, view.source)
                if not any(a <= span[0] and span[1] <= b for a, b in covered)
            ]
            covered.extend(spans)
            if spans:
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
