"""One pair of the page: heading and figures, the map, and the table with a body a bead."""

from __future__ import annotations

from collections.abc import Iterator

from align.exchange.characters import attribute, escape
from align.exchange.html.bead import bead_body
from align.exchange.html.coverage import MAP_LEGEND, TEXT_LEGEND, coverage_lists
from align.exchange.html.overview import overview
from align.exchange.html.sentence_map import sentence_map
from align.exchange.html.sentences import SentenceView, sentence_view
from align.exchange.pair_counts import PairCounts, count_rows
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.model import Alignment, Document
from align.text.language import primary

_LANGUAGES = {"ja": "日本語", "en": "English", "zh": "中文", "ko": "한국어", "fr": "Français", "de": "Deutsch"}


def pair_section(export: Export, options: ExportOptions, place: int) -> Iterator[str]:
    """Yield the pair's section in pieces.

    `place` counts from 1 and keeps ids of several pairs apart.
    """
    alignment, prefix = export.alignment, f"p{place}b"
    chosen = list(rows(export, options))
    yield f'<section class="pair" id="pair{place}" data-name="{attribute(alignment.id)}">\n'
    yield _heading(alignment)
    view = sentence_view(alignment, chosen, place)
    yield _figures(alignment, chosen, view)
    if view is None:
        yield '<div class="body">\n<figure class="map"><figcaption>Overview</figcaption>\n'
        yield from overview(alignment, chosen, prefix)
        yield f"{_LEGEND}</figure>\n"
    else:
        yield from coverage_lists(view)
        yield TEXT_LEGEND
        yield '<div class="body numbered">\n<figure class="map"><figcaption>Sentence to sentence</figcaption>\n'
        yield from sentence_map(view, chosen, prefix)
        yield f"{MAP_LEGEND}</figure>\n"
    yield _table_head(alignment)
    for row in chosen:
        yield bead_body(row, prefix, view)
    yield "</table>\n</div>\n"
    yield _footer(alignment)
    yield "</section>\n"


def _heading(alignment: Alignment) -> str:
    titles = [
        f'<span lang="{attribute(document.lang)}">{escape(document.title)}</span>'
        for document in (alignment.source, alignment.target)
        if document.title
    ]
    heading = "".join(titles) or escape(alignment.id)
    eyebrow = f'<p class="eyebrow">{escape(alignment.id)}</p>' if titles else ""
    return f"<header>{eyebrow}<h1>{heading}</h1></header>\n"


def _figures(alignment: Alignment, chosen: list[Row], view: SentenceView | None) -> str:
    counts = count_rows(alignment, chosen)
    figures = [
        ("source segments", str(len(alignment.source))),
        ("target segments", str(len(alignment.target))),
        ("beads", str(counts.beads)),
        *_coverage_figures(counts, view),
        ("crossing", str(counts.crossing)),
        ("doubtful", str(counts.doubtful)),
    ]
    if counts.findings:
        figures.append(("findings", str(counts.findings)))
    if counts.decided:
        figures.append(("with a verdict", str(counts.decided)))
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in figures)
    return f'<dl class="figures">{items}</dl>\n'


def _coverage_figures(counts: PairCounts, view: SentenceView | None) -> list[tuple[str, str]]:
    if view is None:
        return [
            ("of the source in the summary", f"{counts.coverage:.0%}"),
            ("left out", str(counts.left_out)),
            ("added", str(counts.added)),
        ]
    coverage = view.coverage
    return [
        ("of the source in the summary", f"{coverage.carried:.0%}"),
        (f"of {coverage.sentences[0]} sentences left out", str(len(coverage.left_out))),
        (f"of {coverage.sentences[1]} sentences added", str(len(coverage.added))),
    ]


def _table_head(alignment: Alignment) -> str:
    return (
        '<table class="beads"><thead><tr><th scope="col" class="gutter"><span class="hush">Bead</span></th>'
        f"{_column_head(alignment.source, 'source')}{_column_head(alignment.target, 'target')}</tr></thead>\n"
    )


def _column_head(document: Document, side: str) -> str:
    name = _LANGUAGES.get(primary(document.lang), document.lang)
    status = document.origin.status
    tone = "status official" if status.startswith("official") else "status"
    label = f' <span class="{tone}">{escape(status)}</span>' if status else ""
    return (
        f'<th scope="col" class="{side}"><span lang="{attribute(document.lang)}">{escape(name)}</span>'
        f'<span class="role">{side}</span>{label}</th>'
    )


def _footer(alignment: Alignment) -> str:
    parts = []
    for document in (alignment.source, alignment.target):
        origin = document.origin
        if origin.place.startswith(("https://", "http://")):
            link = f'<a href="{attribute(origin.place)}" rel="noreferrer">{escape(origin.place)}</a>'
            parts.append(f"{escape(document.lang)}: {link}")
        if origin.licence:
            parts.append(f"{escape(document.lang)}: {escape(origin.licence)}")
    if alignment.created:
        parts.append(f"aligned {escape(alignment.created)}")
    if alignment.signature:
        parts.append(f"<code>{escape(alignment.signature)}</code>")
    return "<footer>" + "<br>".join(parts) + "</footer>\n"


_LEGEND = """<ul class="legend">
<li class="high">sure</li><li class="middle">likely</li><li class="low">doubtful</li>
<li class="left-out">left out</li><li class="added">added</li><li class="crosses">crossing</li>
</ul>
"""
