"""The HTML pages: pairs, one pair, search, history, findings. Templates escape all values.

The page of one pair is almost empty; its script fills it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from align.exchange import FORMATS
from align.history.changes import Change
from align.history.ladder import EditedLadder, replayed
from align.history.progress import progress, team_rows
from align.model import Alignment
from align.native import loads
from align.page.as_json import change_text
from align.page.handlers import LONGEST_PLACE, NotFound, found_pair, pairs_of, query_number, viewer_of
from align.page.languages import catalogue_json, check_word, language_of, told, words_in
from align.review.agreement_table import blind_agreements
from align.review.findings import ChecksError
from align.review.open_pairs import OpenPair, OpenPairs, title_of
from align.text.joining import join_texts

MOST_HITS = 200
LONGEST_QUERY = 200
PAGE = 100


@cache
def _environment() -> jinja2.Environment:
    folder = Path(__file__).parent / "templates"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    environment.filters["segment"] = lambda value: quote(value, safe="")
    return environment


def render(template: str, request: Request, **values: object) -> str:
    """Fill a template with the values that every page needs and the given ones."""
    session = request.scope.get("session")
    common = {
        "session": session,
        "server": request.app.state.guard.access.server,
        "login": request.app.state.guard.signs_in_by_name,
        "formats": sorted(FORMATS),
        "path": request.url.path,
        "language": (language := language_of(request)),
        "t": words_in(language),
        "told": partial(told, language),
        "check_word": partial(check_word, language),
        "words": catalogue_json(language),
    }
    return _environment().get_template(template).render(**common, **values)


def pairs(request: Request) -> HTMLResponse:
    """All pairs with their progress; first those with the most expected errors."""
    open_pairs = pairs_of(request)
    rows: list[dict[str, Any]] = []
    me = viewer_of(request)
    for found in open_pairs.all():
        found.state.refresh(open_pairs.store)
        with found.state.lock:
            rows.append(
                {
                    "state": found.state,
                    "file": found.file,
                    "progress": progress(found.state, me),
                    "team": team_rows(found.state, me),
                    "blind": found.state.team.open_reading(me),
                    "readings": blind_agreements(found.state),
                    "title": title_of(found.state),
                }
            )
    rows.sort(key=lambda row: -row["progress"].expected_errors)
    mine = request.query_params.get("mine") == "1"
    given = any(row["team"] for row in rows)
    rows = [row for row in rows if not mine or any(one.person == me for one in row["team"])]
    values = {"rows": rows, "broken": open_pairs.broken(), "mine": mine, "given": given}
    return HTMLResponse(render("pairs.html", request, **values))


def pair(request: Request) -> HTMLResponse:
    """One pair, to be filled by its script."""
    found = found_pair(request)
    name = found.file.path.name
    values = {"state": found.state, "title": title_of(found.state), "file": name, "native": found.file.native}
    values["reads"] = request.app.state.guard.access.is_reader(request.scope["session"].reviewer)
    return HTMLResponse(render("pair.html", request, **values))


def search(request: Request) -> HTMLResponse:
    """The beads of all pairs whose texts or comments hold all words."""
    query = request.query_params.get("q", "")[:LONGEST_QUERY].strip()
    hits: list[dict[str, Any]] = []
    if query:
        words = folded(query).split()
        for found in pairs_of(request).all():
            hits += _hits(found, words, MOST_HITS + 1 - len(hits), viewer_of(request))
    more = len(hits) > MOST_HITS
    return HTMLResponse(render("search.html", request, query=query, hits=hits[:MOST_HITS], more=more))


def _hits(found: OpenPair, words: list[str], most: int, viewer: str) -> list[dict[str, Any]]:
    state = found.state
    hits: list[dict[str, Any]] = []
    with state.lock:
        for place, (bead, key) in enumerate(zip(state.beads, state.keys, strict=True), start=1):
            if len(hits) >= most:
                break
            source, target = joined(state.base, state.texts((bead.source, bead.target)))
            comments = " · ".join(one.comment for one in state.visible(key, viewer).values() if one.comment)
            text = folded(f"{source}\n{target}\n{comments}")
            if all(word in text for word in words):
                hits.append(
                    {
                        "pair": state.id,
                        "title": title_of(state),
                        "number": place,
                        "key": key,
                        "decision": state.decision(key, viewer),
                        "source": cut(source, words),
                        "target": cut(target, words),
                        "source_lang": state.base.source.lang,
                        "target_lang": state.base.target.lang,
                        "comments": comments,
                    }
                )
    return hits


def history(request: Request) -> HTMLResponse:
    """All changes, newest first: who, when, before and after."""
    open_pairs = pairs_of(request)
    wanted = request.query_params.get("pair") or None
    before = query_number(request, "before")
    changes = open_pairs.store.history(wanted, before=before, limit=PAGE + 1)
    rows_of = HistoryRows(open_pairs, words_in(language_of(request)))
    shown = [rows_of.row(change) for change in changes[:PAGE] if change.kind != "base" or change.pair]
    rows = [row for row in shown if not rows_of.is_hidden(row["shown"], viewer_of(request))]
    older = changes[PAGE - 1].seq if len(changes) > PAGE else 0
    names = [found.state.id for found in open_pairs.all()]
    return HTMLResponse(render("history.html", request, rows=rows, older=older, pair=wanted, names=names))


class HistoryRows:
    """Rows of the history page: changes with the texts of the alignment that was under review at the time."""

    def __init__(self, open_pairs: OpenPairs, say: Callable[..., str]) -> None:
        self.open_pairs, self.say = open_pairs, say
        self._old: dict[int, EditedLadder] = {}

    def row(self, change: Change) -> dict[str, Any]:
        """One line of the history."""
        found = self.open_pairs.get(change.pair) if change.pair else None
        shown = change
        if change.of:
            with self.open_pairs.store.reading() as session:
                shown = session.at(change.of) or change
        row: dict[str, Any] = {
            "change": change,
            "text": change_text(change, shown, self.say),
            "before": [],
            "after": [],
            "langs": (found.state.base.source.lang, found.state.base.target.lang) if found else ("", ""),
            "key": "",
        }
        if shown.kind == "edit":
            ladder = self._ladder_at(found, shown)
            if ladder is not None:
                before, after = ladder.told(shown.seq)
                row["before"] = [joined(ladder.opened, texts) for texts in before]
                row["after"] = [joined(ladder.opened, texts) for texts in after]
        elif shown.bead:
            with self.open_pairs.store.reading() as session:
                texts = session.texts([shown.bead]).get(shown.bead)
            if texts and found:
                row["after"] = [joined(found.state.base, texts)]
            if found and shown.bead in found.state.place_of_key:
                row["key"] = shown.bead
        row["shown"] = shown
        return row

    def is_hidden(self, change: Change, viewer: str) -> bool:
        """Whether a blind reader may not see this decision or comment of somebody else."""
        found = self.open_pairs.get(change.pair) if change.pair else None
        if found is None or change.reviewer == viewer:
            return False
        return any(found.state.team.hides(verdict.bead, viewer) for verdict in change.verdicts())

    def _ladder_at(self, found: OpenPair | None, change: Change) -> EditedLadder | None:
        """The ladder of the alignment that was under review when the change was made."""
        if found and change.seq > found.state.base_seq:
            return found.state.ladder
        log = found.state.log if found else []
        bases = [one for one in log if one.kind == "base"]
        base = next((one for one in reversed(bases) if one.seq < change.seq), None)
        if base is None:
            return None
        if base.seq not in self._old:
            with self.open_pairs.store.reading() as session:
                text = session.snapshot(base.after["snapshot"])
            if text is None:
                return None
            end = next((one.seq for one in bases if one.seq > base.seq), change.seq + 1)
            self._old[base.seq] = replayed(loads(text), [one for one in log if base.seq < one.seq < end])
        return self._old[base.seq]


def findings(request: Request) -> HTMLResponse:
    """All findings that are not dismissed."""
    open_pairs = pairs_of(request)
    wanted = request.query_params.get("pair") or None
    if wanted and open_pairs.get(wanted) is None:
        raise NotFound("no such pair", place=wanted[:LONGEST_PLACE])
    troubles: list[str] = []
    rows = finding_rows(open_pairs, wanted, troubles)
    return HTMLResponse(render("findings.html", request, rows=rows, pair=wanted, troubles=troubles))


def finding_rows(open_pairs: OpenPairs, pair: str | None, troubles: list[str] | None = None) -> list[dict[str, Any]]:
    """The findings in the order of pairs and beads; within a bead, errors come first.

    A pair whose checks fail raises ChecksError; where `troubles` is given it is noted there and the
    others are shown.
    """
    rows = []
    for found in open_pairs.all():
        if pair and found.state.id != pair:
            continue
        try:
            by_bead = found.findings.all()
        except ChecksError as error:
            if troubles is None:
                raise
            troubles.append(f"{found.state.id}: {error}")
            continue
        langs = found.state.base.source.lang, found.state.base.target.lang
        with found.state.lock:
            for number, (bead, key) in enumerate(zip(found.state.beads, found.state.keys, strict=True), start=1):
                source, target = joined(found.state.base, found.state.texts((bead.source, bead.target)))
                for one in sorted(by_bead.get(key, ()), key=lambda finding: finding.severity):
                    rows.append(
                        {
                            "pair": found.state.id,
                            "number": number,
                            "key": key,
                            "finding": one,
                            "source": source,
                            "target": target,
                            "langs": langs,
                        }
                    )
    return rows


def joined(alignment: Alignment, texts: tuple[list[str], list[str]]) -> tuple[str, str]:
    """A bead's source text and target text."""
    return join_texts(texts[0], alignment.source.lang), join_texts(texts[1], alignment.target.lang)


def folded(text: str) -> str:
    """Text as search compares it: NFKC, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def cut(text: str, words: list[str], around: int = 60) -> list[tuple[bool, str]]:
    """The text around the first hit, in parts (is a hit, part).

    No hit is marked if folding changes the length.
    """
    plain = folded(text)
    if len(plain) != len(text):
        return [(False, text[: 4 * around])]
    places = sorted((plain.find(word), len(word)) for word in words if word in plain)
    start = max(0, places[0][0] - around) if places else 0
    stop = min(len(text), start + 5 * around)
    parts: list[tuple[bool, str]] = [(False, "…")] if start else []
    end = start
    for place, length in places:
        if end <= place < stop:
            parts += [(False, text[end:place]), (True, text[place : place + length])]
            end = place + length
    return [*parts, (False, text[end:stop] + ("…" if stop < len(text) else ""))]
