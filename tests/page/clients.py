"""The application without a socket, for tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from align import native
from align.history.store import Store
from align.model import Alignment
from align.page.app import ReviewSite, create_app
from align.page.guard import Guard
from align.review.open_pairs import Hooks, PairFile
from tests.history.talks import findings_of

BASE = "http://127.0.0.1:8000"

OpenApp = Callable[..., TestClient]


@pytest.fixture
def open_app(store: Store, tmp_path: Path) -> Iterator[OpenApp]:
    """A client that was let in: `open_app(alignment, …, password=…, enter=…)`."""
    clients = []

    def start(*alignments: Alignment, password: str = "", enter: bool = True) -> TestClient:
        files = []
        for number, alignment in enumerate(alignments):
            path = tmp_path / f"{number}.align.json"
            native.save(alignment, path)
            files.append(PairFile(path, native.load))
        guard = Guard(frozenset({"127.0.0.1"}), "Aiko", password)
        app = create_app(ReviewSite(store, files, guard, Hooks(findings_of=findings_of)))
        client = TestClient(app, base_url=BASE, follow_redirects=False)
        client.__enter__()
        clients.append(client)
        if enter:
            answer = client.get(f"/enter?token={guard.new_token()}")
            assert answer.status_code == 303
            session = next(iter(guard.sessions.values()))
            client.headers["x-csrf-token"] = session.csrf
            client.headers["origin"] = BASE
        return client

    yield start
    for client in clients:
        client.__exit__(None, None, None)


def guard_of(client: TestClient) -> Guard:
    return client.app.state.guard  # type: ignore[attr-defined]


def post(client: TestClient, pair: str = "talks", **body: object):
    return client.post(
        f"/api/changes/{pair}", json={"id": str(len(str(body)) + hash(json.dumps(body))), "since": 0, **body}
    )
