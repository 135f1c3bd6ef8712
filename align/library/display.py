"""How a notebook shows an alignment: a compact table, source and target side by side."""

from __future__ import annotations

from html import escape

from align.model import Alignment, Bead
from align.vocabulary import confidence_words, count_of, kind_words, side_names

MOST_ROWS = 40
"""Beads that are shown; of a longer alignment the first."""
_LONGEST = 400
"""Characters of a text that are shown."""
_CELL = "text-align:left;vertical-align:top;padding:.3em .6em;border-top:1px solid #8885"
_TINTS = {"doubtful": "#d6451a", "likely": "#b8860b"}


def as_html(alignment: Alignment) -> str:
    """Return a table without scripts; colours fit a light and a dark page, and doubt is said in words, too."""
    sides = side_names(alignment.source.lang, alignment.target.lang)
    head = "".join(f'<th style="{_CELL}">{escape(name)}</th>' for name in ("", *sides))
    rows = "".join(_row(alignment, number, bead) for number, bead in enumerate(alignment.beads[:MOST_ROWS]))
    rest = len(alignment.beads) - MOST_ROWS
    more = f"<p>{count_of(rest, 'more bead')}: to_frame() and export() give all.</p>" if rest > 0 else ""
    title = escape(repr(alignment))
    return f"<div><p>{title}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}</div>"


def _row(alignment: Alignment, number: int, bead: Bead) -> str:
    words = confidence_words(bead)
    tint = f"color:{_TINTS[words]};" if words in _TINTS else ""
    about = f"{number}<br><small>{kind_words(len(bead.source), len(bead.target))}<br>"
    about += f'<span style="{tint}">{words}</span></small>'
    texts = (alignment.source_text(bead), alignment.source.lang), (alignment.target_text(bead), alignment.target.lang)
    cells = "".join(f'<td lang="{escape(lang)}" style="{_CELL}">{escape(_short(text))}</td>' for text, lang in texts)
    return f'<tr><td style="{_CELL};white-space:nowrap">{about}</td>{cells}</tr>'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
