"""A busy pair: twenty reviewers on one pair of 24 beads, the server on one core. How many changes a second?"""

from __future__ import annotations

import os
import random
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align import native
from tests.bench.review_server import PASSWORD, Client, alignment, database_in, served, times

ANY = 1 << 60
"""A reviewer who has seen everything: decides without a conflict."""
BEADS = 24


@dataclass
class Tally:
    """Seconds that each change took until its answer."""

    took: list[float] = field(default_factory=list)
    refused: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def busy(server: str = "", reviewers: int = 20, seconds: float = 20.0) -> dict[str, Any]:
    """First as fast as the server answers, then 100 changes a second; each page follows the others' changes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native.save(alignment(BEADS), folder / "bench.align.json")
        url = database_in(server, folder, "bench_busy")
        with served(folder, url, PASSWORD) as (process, link):
            os.sched_setaffinity(process.pid, {0})
            clients = [Client(link.rstrip("/"), f"reviewer {number}") for number in range(reviewers)]
            pair = clients[0].get("/api/pair/bench")
            keys = [bead["k"] for bead in pair["beads"]]
            for client in clients:
                threading.Thread(target=client.listen, args=(pair["seq"], set()), daemon=True).start()
            before = _cpu(process.pid)
            fast = _run(clients, keys, seconds, 0.0)
            used = _cpu(process.pid) - before
            paced = _run(clients, keys, seconds, reviewers / 100)
    return {
        "beads": BEADS,
        "reviewers": reviewers,
        "changes a second": round(len(fast.took) / seconds, 1),
        "server CPU ms a change": round(1000 * used / max(1, len(fast.took)), 2),
        "refused": fast.refused + paced.refused,
        "at 100 a second": {"reached": round(len(paced.took) / seconds, 1), **times(paced.took)},
    }


def _run(clients: list[Client], keys: list[str], seconds: float, pause: float) -> Tally:
    tally = Tally()
    name = "paced" if pause else "fast"
    hands = [
        threading.Thread(target=_decide, args=(client, number, keys, (name, seconds, pause), tally))
        for number, client in enumerate(clients)
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return tally


def _decide(client: Client, number: int, keys: list[str], run: tuple[str, float, float], tally: Tally) -> None:
    name, seconds, pause = run
    rng = random.Random(number)
    start = time.monotonic() + pause * number / 20
    since, turn = ANY, 0
    while (now := time.monotonic()) < start + seconds:
        if pause and now < start + turn * pause:
            time.sleep(start + turn * pause - now)
        decision = rng.choice(["accept", "needs-fix", "reject"])
        body = {"id": f"{name}-{number}-{turn}", "kind": "verdict", "bead": rng.choice(keys), "decision": decision}
        began = time.perf_counter()
        answer = client.change({**body, "seen": ANY, "since": since})
        took = time.perf_counter() - began
        since, turn = answer["seq"], turn + 1
        with tally.lock:
            tally.took.append(took)
            tally.refused += "done" not in answer


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
