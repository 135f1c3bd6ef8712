"""Terms as files: CSV for people and `align check --glossary`, TBX 3 (ISO 30042:2019, dialect TBX-Basic)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from align.words.terms import BilingualTerm

COLUMNS = ("source", "target", "count", "consistency", "renderings", "pair", "example_source", "example_target")


def as_csv(terms: Sequence[BilingualTerm]) -> str:
    """Return a table with one term a row; `target` holds the renderings that a glossary would allow, "|" between."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for term in terms:
        renderings = "; ".join(f"{text} ({count})" for text, count in term.renderings)
        row = [term.source, "|".join(term.targets), term.count, f"{term.consistency:.2f}", renderings]
        table.writerow(
            [_cell(str(value)) for value in [*row, term.example.pair, term.example.source, term.example.target]]
        )
    return out.getvalue()


def _cell(text: str) -> str:
    """The text; an apostrophe stands before what a spreadsheet would take for a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@") else text


def as_tbx(terms: Sequence[BilingualTerm], langs: tuple[str, str]) -> str:
    """Return a TBX 3 document with one concept a term."""
    concepts = "".join(_concept(number, term, langs) for number, term in enumerate(terms, start=1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx type="TBX-Basic" style="dct" xml:lang={quoteattr(langs[0])} xmlns="urn:iso:std:iso:30042:ed-2"'
        ' xmlns:basic="http://www.tbxinfo.net/ns/basic" xmlns:min="http://www.tbxinfo.net/ns/min">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>Terms of aligned texts, found by align</p></sourceDesc></fileDesc>"
        "</tbxHeader>\n"
        f"<text><body>\n{concepts}</body></text>\n</tbx>\n"
    )


def _concept(number: int, term: BilingualTerm, langs: tuple[str, str]) -> str:
    source = _term_section(term.source, term.example.source)
    target = "".join(
        _term_section(text, term.example.target if not place else "") for place, text in enumerate(term.targets)
    )
    return (
        f'<conceptEntry id="c{number}">\n'
        f"<langSec xml:lang={quoteattr(langs[0])}>{source}</langSec>\n"
        f"<langSec xml:lang={quoteattr(langs[1])}>{target}</langSec>\n</conceptEntry>\n"
    )


def _term_section(text: str, context: str) -> str:
    example = f"<basic:context>{escape(context)}</basic:context>" if context else ""
    return f"<termSec><term>{escape(text)}</term>{example}</termSec>"
