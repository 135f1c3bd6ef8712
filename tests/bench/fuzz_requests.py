"""Requests to the review page that are damaged anywhere: method, path, query, headers, body, fields of a change."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from align import native
from align.history.store import Store, sqlite_url
from align.page.app import ReviewSite, create_app
from align.page.guard import Guard
from align.review.open_pairs import PairFile
from tests.history.talks import build
from tests.read.mutants import mutant

BASE = "http://127.0.0.1:8000"
_PATHS = (
    "/", "/pair/talks", "/search?q=a", "/history?before=1", "/findings", "/export/jsonl/talks", "/report/tsv", "/login",
    "/enter?token=a", "/api/me", "/api/pair/talks", "/api/deltas/talks?since=0", "/api/facts/talks?beads=a,b",
    "/api/findings/talks", "/api/stale/talks", "/api/eligible/talks?above=0.5", "/api/bead/talks?bead=a",
    "/api/support/talks", "/static/page.css", "/static/../app.py",
)  # fmt: skip
_POSTED = ("/api/changes/talks", "/api/sign-in", "/api/name", "/api/save/talks", "/enter", "/login")
_ODD: tuple[Any, ...] = (
    0, -1, 1e308, 10**30, 0.5, True, None, "", "a", "\0", "x" * 5_000, [], [0], [[0], [0]], {}, {"a": {}}, "²",
    "\u2028", {"source": [0], "target": [0]}, [{"source": [0], "target": []}],
)  # fmt: skip
_KINDS = ("verdict", "verdicts", "edit", "undo", "redo", "comment", "dismiss", "stale", "nothing")
_FIELDS = (
    "id", "kind", "bead", "beads", "decision", "comment", "since", "seen", "act", "groups", "seq", "above", "check",
    "message", "source_text", "target_text",
)  # fmt: skip


class PageBroke(Exception):
    """An answer of 500 and more, or one without the headers that every answer has."""


def requests(seed: int, count: int) -> Iterator[Callable[[], object]]:
    """So many attempts at one server; the last one asks for the pair as a browser does."""
    chance = random.Random(f"requests {seed}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native.save(build(), folder / "talks.align.json")
        with Store.open(sqlite_url(folder)) as store:
            guard = Guard(frozenset({"127.0.0.1"}), "Aiko", "open sesame")
            site = ReviewSite(store, [PairFile(folder / "talks.align.json", native.load)], guard)
            with TestClient(create_app(site), base_url=BASE, follow_redirects=False) as client:
                session = guard.admit("Aiko")
                own = {"cookie": f"{guard.cookie}={session.id}", "x-csrf-token": session.csrf, "origin": BASE}
                keys = [bead["k"] for bead in client.get("/api/pair/talks", headers=own).json()["beads"]]
                for number in range(count - 1):
                    sent = _request(chance, own, keys, number)
                    yield lambda sent=sent: _ask(client, **sent)  # type: ignore[misc]
                yield lambda: _ask(client, "GET", "/api/pair/talks", own, b"", wanted=200)


def _ask(client: TestClient, method: str, url: str, headers: dict[str, str], body: bytes, wanted: int = 0) -> None:
    answer = client.request(method, url, headers=headers, content=body)
    if answer.status_code >= 500 or (wanted and answer.status_code != wanted):
        raise PageBroke(f"{answer.status_code} for {method} {url} {body[:200]!r}: {answer.text[:200]}")
    if "content-security-policy" not in answer.headers:
        raise PageBroke(f"no security headers for {method} {url}")


def _request(chance: random.Random, own: dict[str, str], keys: list[str], number: int) -> dict[str, Any]:
    headers = dict(own)
    if chance.random() < 0.1:
        name = chance.choice((*headers, "host", "content-length", "content-type", "accept", "last-event-id"))
        headers[name] = _printable(mutant(headers.get(name, "127.0.0.1").encode() + b"x", chance))
    if chance.random() < 0.35:
        url = chance.choice(_PATHS)
        if chance.random() < 0.7:
            url = "/" + _printable(mutant(url.encode(), chance)).lstrip("/")
        return {
            "method": chance.choice(("GET", "GET", "HEAD", "PUT")),
            "url": BASE + url,
            "headers": headers,
            "body": b"",
        }
    change: dict[str, Any] = {"id": f"{number}", "kind": chance.choice(_KINDS), "bead": chance.choice(keys)}
    change |= {"decision": chance.choice(("accept", "reject", "")), "since": 0}
    for _ in range(chance.randrange(4)):
        change[chance.choice(_FIELDS)] = chance.choice((*_ODD, *keys))
    body = json.dumps(change).encode()
    if chance.random() < 0.3:
        body = mutant(body, chance)
    url = _POSTED[0] if chance.random() < 0.8 else chance.choice(_POSTED)
    return {"method": "POST", "url": BASE + url, "headers": headers, "body": body}


def _printable(content: bytes) -> str:
    """The bytes as characters that an HTTP client may send in a path or header."""
    return "".join(chr(byte) for byte in content if 33 <= byte < 127)[:2_000]
