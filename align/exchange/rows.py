"""What every exporter gets: alignments with their verdicts and findings, one bead a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from align.errors import UsageError
from align.exchange.markers import MARKERS, TextWithMarkers, text_with_markers, with_marker
from align.model import Alignment, Bead, Finding, Span, SupportLink, Verdict

ACCEPTING = ("accept", "intended-omission", "intended-addition")
VERDICT_MODES = ("show", "apply", "accepted")


@dataclass(frozen=True)
class Export:
    """One pair with its verdicts and findings, each by the content key of a bead."""

    alignment: Alignment
    verdicts: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
    """Oldest first."""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    original: bytes = b""
    """The bilingual file that the alignment was read from, where it is to be written again in its own format."""


@dataclass(frozen=True)
class ExportOptions:
    """Which beads go into a file, and which texts they have there."""

    with_nulls: bool | None = None
    """False leaves null alignments out. None means what `nulls_by_default` says; a file that is written again in its
    own format keeps them."""
    min_probability: float = 0.0
    """Beads with less are left out, unless a person accepted or locked them."""
    level: str = "paragraph"
    """What the segments are, "paragraph" or "sentence"; TMX has a field for it."""
    verdicts: str = "show"
    """show: all beads, with the verdicts beside the texts.
    apply: all but rejected beads, with corrections in place of the texts.
    accepted: only accepted beads, with corrections in place of the texts."""

    raw: bool = False
    """CSV and TSV hold the bare texts, also where a spreadsheet program takes them for formulas."""
    nulls_by_default: bool = True
    """What the format does with null alignments; `export` sets it."""
    markers: bool | None = None
    """True writes the markers of all segments before their texts, false none. None means `markers_by_default`."""
    markers_by_default: str = "written"
    """What the format does with markers, one of MARKERS; `export` sets it."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.min_probability <= 1.0:
            raise UsageError(f"a probability lies in 0…1; got {self.min_probability}", place="--min-probability")
        if self.verdicts not in VERDICT_MODES:
            raise UsageError(f"{self.verdicts!r} is none of {', '.join(VERDICT_MODES)}", place="verdicts")
        if self.markers_by_default not in MARKERS:
            raise UsageError(f"{self.markers_by_default!r} is none of {', '.join(MARKERS)}", place="markers")

    @property
    def written_markers(self) -> str:
        """Which markers the texts get, one of MARKERS."""
        return self.markers_by_default if self.markers is None else "all" if self.markers else "none"


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The verdicts on a bead, summed up: of each reviewer the latest decision and all comments count."""

    decision: str = ""
    """The latest decision of anybody; empty where nobody decided."""
    reviewer: str = ""
    """Who decided or commented: "A", or "A, B" for several."""
    comment: str = ""
    """The comments, a line each; each begins with "NAME: " where several people commented."""
    source_text: str | None = None
    """The correction of the source text; None where nobody corrected it, and where the corrections differ."""
    target_text: str | None = None
    source_texts: tuple[tuple[str, str], ...] = ()
    """(reviewer, latest correction of the source text), in the order in which they first corrected it."""
    target_texts: tuple[tuple[str, str], ...] = ()
    at: str = ""
    """When the latest verdict was given: ISO 8601."""
    decisions: tuple[tuple[str, str], ...] = ()
    """(reviewer, latest decision), in the order in which the reviewers first decided."""

    @property
    def conflicting(self) -> bool:
        """Whether two reviewers decided differently."""
        return len({decision for _, decision in self.decisions}) > 1

    @property
    def accepted(self) -> bool:
        """Whether somebody decided, everybody who did accepted, and no two correct a text differently."""
        accepting = all(decision in ACCEPTING for _, decision in self.decisions)
        return bool(self.decisions) and accepting and not self.disputed

    @property
    def corrected(self) -> bool:
        """Whether somebody corrected a text."""
        return bool(self.source_texts or self.target_texts)

    @property
    def disputed(self) -> tuple[str, ...]:
        """The sides ("source", "target") that two reviewers correct differently."""
        sides = (("source", self.source_texts), ("target", self.target_texts))
        return tuple(side for side, texts in sides if _single(texts) is None and texts)


@dataclass(frozen=True, slots=True)
class Row:
    """One bead, ready to be written."""

    export: Export
    number: int
    """Place in the whole alignment, from 1: a bead has the same number in every export."""
    bead: Bead
    key: str
    source: str
    target: str
    review: ReviewState
    findings: tuple[Finding, ...]
    marked: tuple[TextWithMarkers, TextWithMarkers] = (TextWithMarkers(""), TextWithMarkers(""))
    """The documents' texts of both sides as they are written, before corrections."""
    markers: str = "none"
    """Which markers they have, one of MARKERS."""

    def is_corrected(self, side: str) -> bool:
        """Whether the row shows a reviewer's text instead of the document's."""
        text, marked = (self.source, self.marked[0]) if side == "source" else (self.target, self.marked[1])
        return text != marked.text

    def spans(self, side: str, spans: Iterable[Span]) -> list[Span]:
        """Return where spans of the document's text stand in the row's; none in a reviewer's text."""
        marked = self.marked[side == "target"]
        return [] if self.is_corrected(side) else [marked.shown(span) for span in spans]

    @property
    def pair(self) -> str:
        """The pair's name."""
        return self.export.alignment.id

    @property
    def id(self) -> str:
        """The name of the bead for people."""
        return row_name(self.export.alignment, self.number)

    @property
    def support(self) -> tuple[SupportLink, ...]:
        """What the bead's target sentences rest on, in their order; the source may lie in other beads."""
        support = self.export.alignment.support
        if support is None:
            return ()
        return tuple(link for link in support.links if link.target[0] in self.bead.target)


def row_name(alignment: Alignment, number: int) -> str:
    """Return PAIR:NUMBER of a bead, from 1; in a bilingual file the id that its row has there."""
    if not alignment.signature.startswith("bilingual"):
        return f"{alignment.id}:{number}"
    bead = alignment.beads[number - 1]
    sides = ((alignment.source, bead.source), (alignment.target, bead.target))
    return next((side.segments[places[0]].origin for side, places in sides if places), "")


def rows(export: Export, options: ExportOptions) -> Iterator[Row]:
    """Yield the beads that `options` selects, in reading order."""
    alignment = export.alignment
    for number, bead, key, review in selected(export, options):
        sides = (alignment.source, bead.source), (alignment.target, bead.target)
        source, target = (text_with_markers(document, places, options.written_markers) for document, places in sides)
        texts = source.text, target.text
        if options.verdicts != "show":
            texts = _taken(review.source_text, source), _taken(review.target_text, target)
        findings = tuple(export.findings.get(key, ()))
        yield Row(export, number, bead, key, *texts, review, findings, (source, target), options.written_markers)


def _taken(correction: str | None, marked: TextWithMarkers) -> str:
    """Return the correction with the marker of the text that it stands for; that text where nobody corrected it."""
    return marked.text if correction is None else with_marker(correction, marked)


def selected(export: Export, options: ExportOptions) -> Iterator[tuple[int, Bead, str, ReviewState]]:
    """Yield number, bead, content key and review state of each bead that `options` selects."""
    alignment = export.alignment
    with_nulls = options.with_nulls
    if with_nulls is None:
        with_nulls = options.nulls_by_default or bool(export.original)
    for number, (bead, key) in enumerate(zip(alignment.beads, alignment.keys, strict=True), start=1):
        review = review_state(export.verdicts.get(key, ()))
        if bead.is_null and not with_nulls and not _is_filled(bead, review, options):
            continue
        if bead.probability < options.min_probability and not (bead.locked or review.accepted):
            continue
        if options.verdicts == "accepted" and not review.accepted:
            continue
        if options.verdicts == "apply" and review.decision == "reject":
            continue
        yield number, bead, key, review


def review_state(verdicts: tuple[Verdict, ...]) -> ReviewState:
    """Return the review state that a bead's verdicts, oldest first, add up to."""
    if not verdicts:
        return ReviewState()
    decisions: dict[str, str] = {}
    comments: dict[str, list[str]] = {}
    sources: dict[str, str] = {}
    targets: dict[str, str] = {}
    decision = ""
    for verdict in verdicts:
        if verdict.decision:
            decisions[verdict.reviewer] = decision = verdict.decision
        if verdict.comment.strip():
            said = comments.setdefault(verdict.reviewer, [])
            said += [text for text in (verdict.comment.strip(),) if text not in said]
        if verdict.source_text is not None:
            sources[verdict.reviewer] = verdict.source_text
        if verdict.target_text is not None:
            targets[verdict.reviewer] = verdict.target_text
    people = list(dict.fromkeys([*decisions, *comments])) or [verdicts[-1].reviewer]
    several = len(comments) > 1
    lines = [f"{name}: {text}" if several else text for name, texts in comments.items() for text in texts]
    return ReviewState(
        decision=decision,
        reviewer=", ".join(people),
        comment="\n".join(lines),
        source_text=_single(sources.items()),
        target_text=_single(targets.items()),
        source_texts=tuple(sources.items()),
        target_texts=tuple(targets.items()),
        at=verdicts[-1].at,
        decisions=tuple(decisions.items()),
    )


def _single(texts: Iterable[tuple[str, str]]) -> str | None:
    """Return the text that all reviewers give; None for none and for different ones."""
    different = {" ".join(text.split()): text for _, text in texts}
    return next(iter(different.values())) if len(different) == 1 else None


def _is_filled(bead: Bead, review: ReviewState, options: ExportOptions) -> bool:
    """Return whether a reviewer gave a null bead the text of its empty side, and the file takes it."""
    return options.verdicts != "show" and bool(review.target_text if bead.source else review.source_text)
