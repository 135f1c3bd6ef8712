"""What the summary leaves out, adds, condenses and moves, as lists folded away, and the legend of the marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.coverage import Passage
from align.exchange.characters import attribute, escape
from align.exchange.html.sentences import SentenceView


def coverage_lists(view: SentenceView) -> Iterator[str]:
    """Yield a warning where the texts do not belong together, and a list for each kind that is not empty."""
    coverage, alignment = view.coverage, view.alignment
    if not coverage.belongs_together:
        count = f"only {coverage.strong} of {coverage.sentences[1]} sentences surely rest on the original"
        yield f'<p class="warn">These texts do not belong together: {count}.</p>\n'
    lists = (
        ("Left out of the summary", coverage.left_out, 0),
        ("Perhaps left out", coverage.left_out_in_doubt, 0),
        ("Added by the summary", coverage.added, 1),
        ("Perhaps added", coverage.added_in_doubt, 1),
        ("Condensed: several sentences in one", coverage.condensed, 1),
        ("Moved: told in another order", coverage.moved, 1),
    )
    chosen = [one for one in lists if one[1]]
    if chosen:
        yield '<div class="lists">\n'
        for title, passages, number in chosen:
            yield _folded(title, passages, view, number, (alignment.source, alignment.target)[number].lang)
        yield "</div>\n"


def _folded(title: str, passages: Sequence[Passage], view: SentenceView, number: int, lang: str) -> str:
    items = "".join(_item(passage, view.ids[number].get(passage.place)) for passage in passages)
    head = f"<summary>{title} <b>{len(passages)}</b></summary>"
    return f'<details>{head}<ol lang="{attribute(lang)}">{items}</ol></details>\n'


def _item(passage: Passage, anchor: str | None) -> str:
    label = f"¶{passage.place[0] + 1}"
    place = f'<a href="#{anchor}">{label}</a>' if anchor else label
    shares = f"{passage.weight:.1%} of the text · probability {passage.probability:.2f}"
    return f'<li>{place} {escape(passage.text)} <small lang="en">{shares}</small></li>'


TEXT_LEGEND = """<p class="key"><span>Point at a sentence, or go to one with Tab and the arrow keys:
what it rests on lights up. Enter keeps it lit.</span>
<span><i class="sent lost">left out</i> not in the summary</span>
<span><i class="sent gained">added</i> not in the original</span>
<span><i class="sent doubt">in doubt</i> perhaps</span></p>
"""
MAP_LEGEND = """<ul class="legend">
<li class="high">rests on it; the paler, the less sure</li><li class="crosses">the same, told in another order</li>
<li class="lost">not in the summary</li><li class="gained">not in the original</li>
<li class="doubt">perhaps</li><li class="tie">one bead whose parts stand apart</li>
</ul>
"""
PANEL = '<aside class="rests" aria-live="polite" hidden></aside>'
