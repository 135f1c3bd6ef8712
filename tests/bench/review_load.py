"""Many reviewers at once: is every acknowledged change there, once?"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align import native
from align.history.store import Store
from tests.bench.review_server import PASSWORD, Client, alignment, database_in, served, times, wait_for

STRETCH = 50
"""Segments of which each reviewer regroups the beads."""
ANY = 1 << 60
"""A reviewer who has seen everything: decides without a conflict."""


@dataclass
class Tally:
    """What all reviewers together asked for and got."""

    decided: list[float] = field(default_factory=list)
    edited: list[float] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    doubled: int = 0
    late: float = 0.0
    """Seconds that a reviewer fell behind the pace at most."""
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Reviewer:
    """One who decides (7 of 10 changes), merges and splits again (2 of 10), takes back and brings back (1 of 10)."""

    client: Client
    number: int
    tally: Tally
    seen: set[int] = field(default_factory=set)
    """Of which changes the server told this one."""
    merged: int | None = None

    def __post_init__(self) -> None:
        self.rng = random.Random(self.number)
        pair = self.client.get("/api/pair/bench")
        self.since, self.keys = pair["seq"], [bead["k"] for bead in pair["beads"]]

    def work(self, rate: float, seconds: float) -> None:
        """Make a change every 1/rate seconds; one in ten is sent twice, as after a lost answer."""
        start = time.monotonic()
        for turn in range(int(seconds * rate)):
            due = start + turn / rate
            time.sleep(max(0.0, due - time.monotonic()))
            body = self.wish(turn) | {"id": f"{self.client.name}-{turn}", "since": ANY}
            began = time.perf_counter()
            answer = self.client.change(body)
            took = time.perf_counter() - began
            again = self.client.change(body) if turn % 10 == 0 else answer
            with self.tally.lock:
                (self.tally.edited if body["kind"] == "edit" else self.tally.decided).append(took)
                self.tally.late = max(self.tally.late, time.monotonic() - due)
                if "done" not in answer:
                    self.tally.refused += 1
                    continue
                self.tally.acknowledged[body["id"]] = answer["done"]["seq"]
                self.tally.doubled += again["done"]["seq"] != answer["done"]["seq"]

    def wish(self, turn: int) -> dict[str, Any]:
        """The next change, of no id yet."""
        start = self.number * STRETCH
        if turn % 10 in (2, 6):
            if self.merged is None:
                first = self.merged = start + self.rng.randrange(STRETCH - 1)
                return {"kind": "edit", "act": "merge", "groups": [[[i], [i]] for i in (first, first + 1)]}
            first, self.merged = self.merged, None
            return {"kind": "edit", "act": "split", "groups": [[[first, first + 1], [first, first + 1]]], "cut": [1, 1]}
        if turn % 10 == 9:
            return {"kind": self.rng.choice(["undo", "redo"])}
        key = self.keys[start + self.rng.randrange(STRETCH) if turn % 3 else self.rng.randrange(len(self.keys))]
        return {"kind": "verdict", "bead": key, "decision": self.rng.choice(["accept", "needs-fix"]), "seen": ANY}


def load(server: str = "", reviewers: int = 20, rate: float = 5.0, seconds: float = 60.0) -> dict[str, Any]:
    """Many reviewers at once on one pair, each with a page that follows the others."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native.save(alignment(reviewers * STRETCH), folder / "bench.align.json")
        url = database_in(server, folder, "bench_load")
        with served(folder, url, PASSWORD) as (_, link):
            clients = [Client(link.rstrip("/"), f"reviewer {number}") for number in range(reviewers)]
            people = [Reviewer(client, number, tally) for number, client in enumerate(clients)]
            pages = [
                threading.Thread(target=one.client.listen, args=(one.since, one.seen), daemon=True) for one in people
            ]
            hands = [threading.Thread(target=one.work, args=(rate, seconds)) for one in people]
            _run([*pages, *hands], hands)
            made = set(tally.acknowledged.values())
            told = wait_for(lambda: all(made <= one.seen for one in people), 10)
        for thread in pages:
            thread.join()
        there = kept(url)
    return {
        "asked": len(tally.decided) + len(tally.edited),
        "acknowledged": len(tally.acknowledged),
        "refused": tally.refused,
        "lost": len(set(tally.acknowledged) - set(there)),
        "doubled": len(there) - len(set(there)) + tally.doubled,
        "never asked for": len(set(there) - set(tally.acknowledged)),
        "every page told of every change": told,
        "furthest behind the pace, s": round(tally.late, 2),
        "decisions, undo, redo": times(tally.decided),
        "edits": times(tally.edited),
    }


def _run(start: list[threading.Thread], until: list[threading.Thread]) -> None:
    for thread in start:
        thread.start()
    for thread in until:
        thread.join()


def kept(url: str) -> list[str]:
    """The ids of all changes that people made."""
    with Store.open(url) as store:
        return [change.id for change in store.history("bench", limit=1_000_000) if change.kind != "base"]
