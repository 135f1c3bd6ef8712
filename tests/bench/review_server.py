"""What the review page's measurements share: a pair of any length, `align review` as a process, its clients."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from align.model import Alignment, Bead, Document, Segment

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "bench"
PAIR = "bench"


def alignment(beads: int) -> Alignment:
    """A pair of 1-1 beads of unequal length."""
    source = [
        f"第{i}段落は計測のために書かれた。" + "この文は長さをそろえるためにある。" * (i * 7 % 9) for i in range(beads)
    ]
    target = [
        f"Paragraph {i} was written to be measured." + " This sentence is here for its length." * (i * 5 % 8)
        for i in range(beads)
    ]

    def side(lang: str, texts: list[str]) -> Document:
        return Document(PAIR, lang, tuple(Segment(i, text) for i, text in enumerate(texts)))

    probabilities = [0.4 + 0.6 * ((i * 37) % 100) / 100 for i in range(beads)]
    rungs = tuple(Bead((i,), (i,), p) for i, p in enumerate(probabilities))
    return Alignment(side("ja", source), side("en", target), rungs)


@contextlib.contextmanager
def served(folder: Path, database: str, password: str = "") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`align review` in a process of its own, and the link that it prints."""
    command = [sys.executable, "-m", "align", "review", str(folder), "--no-open", "--database", database]
    environment = {**os.environ, "ALIGN_REVIEW_PASSWORD": password}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().removeprefix("Review: ").strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def database_in(server: str, folder: Path, name: str) -> str:
    """The URL of a fresh database: a file in the folder, or on the PostgreSQL server."""
    if not server:
        return f"sqlite:///{folder / 'review.db'}"
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"drop database if exists {name}")
        connection.execute(f"create database {name}")
    return f"{server}/{name}"


@dataclass
class Client:
    """A reviewer's browser, as far as the server can tell; lighter than a browser, or it would be measured itself."""

    base: str
    name: str
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = urlsplit(self.base).netloc
        self.connection = http.client.HTTPConnection(self.place, timeout=30)
        self.headers["origin"] = self.base
        page, cookies = self._ask("GET", "/login")
        proof = page.split('name="proof" value="')[1].split('"')[0]
        form = urlencode({"name": self.name, "password": PASSWORD, "proof": proof})
        own = {"cookie": cookies[0], "content-type": "application/x-www-form-urlencoded"}
        _, cookies = self._ask("POST", "/login", form, own)
        self.headers["cookie"] = cookies[0]
        page, _ = self._ask("GET", "/")
        self.headers["x-csrf-token"] = page.split('name="csrf" content="')[1].split('"')[0]

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def _ask(self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> Any:
        self.connection.request(method, path, body.encode(), self.headers | (headers or {}))
        answer = self.connection.getresponse()
        cookies = [cookie.split(";")[0] for cookie in answer.headers.get_all("set-cookie") or []]
        return answer.read().decode(), cookies

    def get(self, path: str) -> Any:
        """What the server says, as JSON."""
        return json.loads(self._ask("GET", path)[0])

    def status(self, path: str, cookie: str) -> int:
        """The status of an answer to another browser, which has this cookie."""
        self.connection.request("GET", path, headers=self.headers | {"cookie": cookie})
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def change(self, body: dict[str, Any]) -> Any:
        """Ask for a change. Raises OSError or http.client.HTTPException where no answer comes."""
        return json.loads(self._ask("POST", f"/api/changes/{PAIR}", json.dumps(body))[0])

    def listen(self, since: int, seen: set[int]) -> None:
        """Add the seq of every change that the server tells of, until it hangs up."""
        connection = http.client.HTTPConnection(self.place, timeout=120)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", f"/api/events/{PAIR}?since={since}", headers=self.headers)
            for line in connection.getresponse():
                if line.startswith(b"data: "):
                    seen.update(delta["seq"] for delta in json.loads(line[6:])["deltas"])


def times(seconds: list[float]) -> dict[str, Any]:
    """How many, and how long they took, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=100)
    names = {"median ms": cuts[49], "p95 ms": cuts[94], "p99 ms": cuts[98], "most ms": max(seconds)}
    return {"times": len(seconds), **{name: round(value * 1000, 1) for name, value in names.items()}}


def wait_for(holds: Any, seconds: float) -> bool:
    """Whether something came to hold in time."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return bool(holds())
