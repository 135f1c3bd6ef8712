"""One bead of the page: its two texts, findings, verdict, and the reasons folded away."""

from __future__ import annotations

from collections.abc import Iterator

from align.exchange.characters import attribute, escape
from align.exchange.columns import verdict_text
from align.exchange.confidence import band
from align.exchange.html.marked_text import MarkedText, word_marks
from align.exchange.html.sentences import SentenceView, pieces
from align.exchange.markers import front
from align.exchange.rows import Row
from align.model import Document, Finding, Segment, Span, likely
from align.reasons import next_best, reasons
from align.text.joining import gap
from align.text.ranges import ranges
from align.vocabulary import confidence_words, kind_words


def bead_body(row: Row, prefix: str, view: SentenceView | None = None) -> str:
    """Return the bead as a table body, with what the filters need as data attributes."""
    bead, probability = row.bead, row.bead.probability
    group = "one" if bead.kind == "1-1" else "many"
    if bead.is_null:
        group = "left-out" if bead.source else "added"
    data = {"group": group, "p": f"{probability:.4f}", "crosses": int(bead.crosses)}
    data |= {"found": len(row.findings), "verdict": row.review.decision}
    attributes = "".join(f' data-{name}="{attribute(str(value))}"' for name, value in data.items())
    locked = '<span class="tag">locked</span>' if bead.locked else ""
    crosses = '<span class="tag crosses">crossing</span>' if bead.crosses else ""
    more = _more(row)
    span = ' rowspan="2"' if more else ""
    gutter = (
        f'<th scope="row" class="gutter"{span}><a class="number" href="#{prefix}{row.number}">{row.number}</a>'
        f'<span class="kind" title="{bead.kind}">{kind_words(len(bead.source), len(bead.target))}</span>'
        f'<span class="p" style="--p:{probability:.3f}" title="probability that this bead is exactly right">'
        f"{probability:.2f}</span>{crosses}{locked}</th>"
    )
    cells = _side(row, "source", view) + _side(row, "target", view)
    return (
        f'<tbody id="{prefix}{row.number}" class="bead {band(probability)}"{attributes}>'
        f"<tr>{gutter}{cells}</tr>{more}</tbody>\n"
    )


def _side(row: Row, side: str, view: SentenceView | None) -> str:
    alignment, bead = row.export.alignment, row.bead
    document: Document = getattr(alignment, side)
    indices: tuple[int, ...] = getattr(bead, side)
    lang = f' lang="{attribute(document.lang)}"'
    if not indices:
        note = "not in the source" if side == "source" else "left out of the summary"
        if view and view.has_links(*(("target", bead.target) if side == "source" else ("source", bead.source))):
            note = "rests in part on paragraphs of other beads" if side == "source" else "in part in other beads"
        return f'<td class="{side} null"><span>{note}</span></td>'
    shown: str = getattr(row, side)
    if row.is_corrected(side):
        return f'<td class="{side}"{lang}><p>{escape(shown)}</p></td>'
    correction = getattr(row.review, f"{side}_text")
    suggestion = ""
    if correction is not None and correction != shown:
        who = escape(row.review.reviewer)
        suggestion = f'<p class="suggestion"><span class="who" lang="en">{who} suggests</span>{escape(correction)}</p>'
    spans = _spans(row.findings, side)
    marks = MarkedText(spans, word_marks(row, side))
    apart = ranges(indices)
    note = ""
    if len(apart) > 1:
        note = f'<p class="apart" lang="en">paragraphs {", ".join(apart)}: not next to each other</p>'
    paragraphs = "".join(_segments(document, indices, marks, side, view, row.markers))
    return f'<td class="{side}"{lang}>{note}{paragraphs}{suggestion}</td>'


def _spans(findings: tuple[Finding, ...], side: str) -> list[tuple[Span, Finding]]:
    """Return the findings' spans on one side in order, without overlapping ones."""
    found: list[tuple[Span, Finding]] = []
    every = [(span, finding) for finding in findings for span in getattr(finding, f"{side}_spans")]
    for span, finding in sorted(every, key=lambda item: item[0]):
        if span[0] < span[1] and (not found or span[0] >= found[-1][0][1]):
            found.append((span, finding))
    return found


def _segments(
    document: Document,
    indices: tuple[int, ...],
    marks: MarkedText,
    side: str,
    view: SentenceView | None,
    markers: str,
) -> Iterator[str]:
    """Each segment as a paragraph; spans count from the beginning of the joined text."""
    between = len(gap(document.lang))
    start, before = 0, indices[0] - 1
    for index in indices:
        segment = document.segments[index]
        numbering = front(segment, document.lang, markers)
        marker = f'<span class="marker">{escape(numbering.strip())}</span> ' if numbering else ""
        level = f" l{min(segment.level, 4)}" if segment.level else ""
        jump = " jump" if index != before + 1 else ""
        if view is None:
            number, body = "", marks.of(segment.text, start)
        else:
            number, body = f' data-n="{index + 1}"', _with_sentences(segment, start, marks, side, view)
        yield f'<p class="{segment.kind}{level}{jump}"{number}>{marker}{body}</p>'
        before = index
        start += len(segment.text) + between


def _with_sentences(segment: Segment, offset: int, marks: MarkedText, side: str, view: SentenceView) -> str:
    """Return the segment's text with an element a sentence."""
    found = []
    for (start, stop), number in pieces(segment.text, segment.sentences):
        body = marks.of(segment.text[start:stop], offset + start)
        found.append(body if number < 0 else view.span(side, (segment.index, number), body))
    return "".join(found)


def _more(row: Row) -> str:
    """Return a second table row with findings, verdict and reasons; empty without any."""
    parts = [
        f'<li class="{finding.severity}"><b>{finding.severity}</b> '
        f"{escape(f'{likely(finding)} {finding.check}: {finding.message}'.strip())}</li>"
        for finding in row.findings
    ]
    findings = f'<ul class="findings">{"".join(parts)}</ul>' if parts else ""
    body = findings + _verdict(row) + _why(row)
    return f'<tr class="more"><td colspan="2">{body}</td></tr>' if body else ""


def _verdict(row: Row) -> str:
    review = row.review
    if not (review.decision or review.comment):
        return ""
    decision = (
        f'<b class="decision {attribute(review.decision)}">{escape(verdict_text(row))}</b> ' if review.decision else ""
    )
    comment = "<br>".join(escape(line) for line in review.comment.splitlines())
    return f'<p class="verdict">{decision}<span class="who">{escape(review.reviewer)}</span> {comment}</p>'


def _why(row: Row) -> str:
    """Return the reasons in words with their weights as bars, and what would come next, folded away."""
    bead = row.bead
    found, rival = reasons(row.export.alignment, bead), next_best(bead)
    if not found and not rival:
        return ""
    largest = max(1e-9, *(abs(reason.weight) for reason in found)) if found else 1.0
    lines = []
    for reason in found:
        sign = "for" if reason.weight >= 0 else "against"
        width = round(100 * abs(reason.weight) / largest)
        lines.append(
            f'<tr><th scope="row">{sign}</th><td>{escape(reason.words)}</td>'
            f'<td class="bar {sign}" style="--w:{width}" title="log-odds">{reason.weight:+.2f}</td></tr>'
        )
    if rival:
        lines.append(f'<tr><th scope="row">next best</th><td colspan="2">{escape(rival)}</td></tr>')
    words = f"it is {confidence_words(bead)}"
    return (
        f'<details class="why"><summary>Why {words}</summary><table><tbody>{"".join(lines)}</tbody></table></details>'
    )
