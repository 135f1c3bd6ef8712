"""The pages: pairs, one pair, search, history, findings. Templates escape everything; a pair's page fills itself."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from align.exchange import EXPORTERS
from align.history.changes import Change
from align.history.pair_state import Desk, groups_of
from align.model import Alignment
from align.native import loads
from align.page.api import NotFound, desks_of, found_pair
from align.page.open_pairs import Desks, Open
from align.page.view import change_text, progress
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
    """Fill a template with what every page needs and the given values."""
    session = request.scope.get("session")
    common = {
        "session": session,
        "login": bool(request.app.state.guard.password),
        "formats": sorted(EXPORTERS),
        "path": request.url.path,
    }
    return _environment().get_template(template).render(**common, **values)


def pairs(request: Request) -> HTMLResponse:
    """All pairs, with progress and doubt; the most doubtful first."""
    desks = desks_of(request)
    rows = []
    for found in desks.all():
        found.desk.refresh(desks.store)
        with found.desk.lock:
            rows.append(
                {
                    "desk": found.desk,
                    "file": found.file,
                    "progress": progress(found.desk),
                    "title": title_of(found.desk),
                }
            )
    rows.sort(key=lambda row: -row["progress"].doubt)  # type: ignore[attr-defined]
    return HTMLResponse(render("pairs.html", request, rows=rows, troubles=list(desks.troubles.values())))


def pair(request: Request) -> HTMLResponse:
    """One pair: the shell that its script fills."""
    found = found_pair(request)
    name = found.file.path.name
    values = {"desk": found.desk, "title": title_of(found.desk), "file": name, "native": found.file.native}
    return HTMLResponse(render("pair.html", request, **values))


def search(request: Request) -> HTMLResponse:
    """Every bead of every pair whose texts or comments hold the words."""
    query = request.query_params.get("q", "")[:LONGEST_QUERY].strip()
    hits: list[dict[str, Any]] = []
    if query:
        words = folded(query).split()
        for found in desks_of(request).all():
            hits += _hits(found, words, MOST_HITS + 1 - len(hits))
    more = len(hits) > MOST_HITS
    return HTMLResponse(render("search.html", request, query=query, hits=hits[:MOST_HITS], more=more))


def _hits(found: Open, words: list[str], most: int) -> list[dict[str, Any]]:
    desk = found.desk
    hits: list[dict[str, Any]] = []
    with desk.lock:
        for place, (bead, key) in enumerate(zip(desk.beads, desk.keys, strict=True), start=1):
            if len(hits) >= most:
                break
            source, target = joined(desk.base, desk.texts((bead.source, bead.target)))
            comments = " · ".join(one.comment for one in desk.verdicts.get(key, {}).values() if one.comment)
            text = folded(f"{source}\n{target}\n{comments}")
            if all(word in text for word in words):
                hits.append(
                    {
                        "pair": desk.id,
                        "title": title_of(desk),
                        "number": place,
                        "key": key,
                        "decision": desk.decision(key),
                        "source": cut(source, words),
                        "target": cut(target, words),
                        "source_lang": desk.base.source.lang,
                        "target_lang": desk.base.target.lang,
                        "comments": comments,
                    }
                )
    return hits


def history(request: Request) -> HTMLResponse:
    """Every change, newest first: who, when, before and after."""
    desks = desks_of(request)
    wanted = request.query_params.get("pair") or None
    before = request.query_params.get("before", "0")
    changes = desks.store.history(wanted, before=int(before) if before.isdigit() else 0, limit=PAGE + 1)
    teller = Teller(desks)
    rows = [teller.row(change) for change in changes[:PAGE] if change.kind != "base" or change.pair]
    older = changes[PAGE - 1].seq if len(changes) > PAGE else 0
    names = [found.desk.id for found in desks.all()]
    return HTMLResponse(render("history.html", request, rows=rows, older=older, pair=wanted, names=names))


class Teller:
    """Tells changes with their texts: those of the alignment that stood then."""

    def __init__(self, desks: Desks) -> None:
        self.desks = desks
        self._old: dict[str, Alignment] = {}

    def row(self, change: Change) -> dict[str, Any]:
        """One line of the history."""
        found = self.desks.get(change.pair) if change.pair else None
        told = change
        if change.of:
            with self.desks.store.reading() as view:
                told = view.at(change.of) or change
        row: dict[str, Any] = {
            "change": change,
            "text": change_text(change, told),
            "before": [],
            "after": [],
            "langs": (found.desk.base.source.lang, found.desk.base.target.lang) if found else ("", ""),
            "key": "",
        }
        if told.kind == "edit":
            alignment = self._standing(found, told)
            if alignment is not None:
                row["before"] = [joined(alignment, _texts(alignment, group)) for group in groups_of(told.before)]
                row["after"] = [joined(alignment, _texts(alignment, group)) for group in groups_of(told.after)]
        elif told.bead:
            with self.desks.store.reading() as view:
                texts = view.texts([told.bead]).get(told.bead)
            if texts and found:
                row["after"] = [joined(found.desk.base, texts)]
            if found and told.bead in found.desk.place_of_key:
                row["key"] = told.bead
        row["told"] = told
        return row

    def _standing(self, found: Open | None, change: Change) -> Alignment | None:
        """The alignment that was under review when the change was made."""
        if found and change.seq > found.desk.base_seq:
            return found.desk.base
        log = found.desk.log if found else []
        base = next((one for one in reversed(log) if one.kind == "base" and one.seq < change.seq), None)
        if base is None:
            return None
        sha = base.after["snapshot"]
        if sha not in self._old:
            with self.desks.store.reading() as view:
                text = view.snapshot(sha)
            if text is None:
                return None
            self._old[sha] = loads(text)
        return self._old[sha]


def findings(request: Request) -> HTMLResponse:
    """Every finding that nobody dismissed."""
    desks = desks_of(request)
    wanted = request.query_params.get("pair") or None
    if wanted and desks.get(wanted) is None:
        raise NotFound("no such pair", place=wanted)
    return HTMLResponse(render("findings.html", request, rows=list(finding_rows(desks, wanted)), pair=wanted))


def finding_rows(desks: Desks, pair: str | None) -> list[dict[str, Any]]:
    """The findings in the order of pairs and beads, errors first within a bead."""
    rows = []
    for found in desks.all():
        if pair and found.desk.id != pair:
            continue
        by_bead = found.remarks.all()
        langs = found.desk.base.source.lang, found.desk.base.target.lang
        with found.desk.lock:
            for number, (bead, key) in enumerate(zip(found.desk.beads, found.desk.keys, strict=True), start=1):
                source, target = joined(found.desk.base, found.desk.texts((bead.source, bead.target)))
                for one in sorted(by_bead.get(key, ()), key=lambda finding: finding.severity):
                    rows.append(
                        {
                            "pair": found.desk.id,
                            "number": number,
                            "key": key,
                            "finding": one,
                            "source": source,
                            "target": target,
                            "langs": langs,
                        }
                    )
    return rows


def title_of(desk: Desk) -> str:
    """What a person calls the pair."""
    return desk.base.target.title or desk.base.source.title or desk.id


def joined(alignment: Alignment, texts: tuple[list[str], list[str]]) -> tuple[str, str]:
    """A bead's two texts."""
    return join_texts(texts[0], alignment.source.lang), join_texts(texts[1], alignment.target.lang)


def _texts(alignment: Alignment, group: tuple[tuple[int, ...], tuple[int, ...]]) -> tuple[list[str], list[str]]:
    return (
        [alignment.source.segments[i].text for i in group[0]],
        [alignment.target.segments[i].text for i in group[1]],
    )


def folded(text: str) -> str:
    """Text as search compares it: compatibility forms, without case."""
    return unicodedata.normalize("NFKC", text).casefold()


def cut(text: str, words: list[str], around: int = 60) -> list[tuple[bool, str]]:
    """The text near the first hit, in parts: (is a hit, part). Where folding changes lengths, hits stay unmarked."""
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
