"""Servers ended at random moments, in four ways: is every acknowledged change there, once?

SIGTERM, SIGHUP   an orderly end: a copy of `review.db` alone must hold everything
SIGKILL           the next server on the same files must find everything
power             the folder is copied at a random moment, as a power cut would leave it: the copy must hold everything
Every copy must be whole (`pragma integrity_check`), and the browser that was signed in before must still be.
On PostgreSQL the store itself is looked at, whatever the way.
"""

from __future__ import annotations

import contextlib
import http.client
import random
import shutil
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align import native
from align.history.store import Store
from tests.bench.review_load import ANY, kept
from tests.bench.review_server import PASSWORD, Client, alignment, database_in, served

WAYS = ("SIGTERM", "SIGHUP", "SIGKILL", "power")


@dataclass
class Tally:
    """The ids of changes that were acknowledged, and of those that got no answer."""

    acknowledged: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)


def crash(server: str = "", moments: int = 200) -> dict[str, Any]:
    """End the server `moments` times, in the four ways in turn; after each the next one opens the same store."""
    rng = random.Random(7)
    tally = Tally()
    lost, ended = dict.fromkeys(WAYS, 0), dict.fromkeys(WAYS, 0)
    signed_out, cookie = 0, ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pairs"
        folder.mkdir()
        native.save(alignment(60), folder / "bench.align.json")
        url = database_in(server, folder, "bench_crash")
        for moment in range(moments):
            way = WAYS[moment % len(WAYS)]
            with served(folder, url, PASSWORD) as (process, link):
                with contextlib.closing(Client(link.rstrip("/"), "Aiko")) as client:
                    signed_out += bool(cookie) and client.status("/api/me", cookie) != 200
                    cookie = client.headers["cookie"]
                    known = _work_until_ended(client, process, way, (rng.uniform(0.0, 0.8), moment), tally)
            left = url if server else _left(folder, Path(name) / f"copy{moment}", way)
            with Store.open(left) as store:
                store.check()
            there = set(kept(left))
            lost[way] += len(known - there)
            ended[way] += 1
        at_the_end = kept(url)
    return {
        "ends": ended,
        "acknowledged": len(tally.acknowledged),
        "lost": lost,
        "signed out": signed_out,
        "lost in the end": len(set(tally.acknowledged) - set(at_the_end)),
        "doubled": len(at_the_end) - len(set(at_the_end)),
        "never asked for": len(set(at_the_end) - set(tally.acknowledged) - set(tally.unanswered)),
        "written, but ended before the answer": len(set(at_the_end) & set(tally.unanswered)),
    }


def _left(folder: Path, copy: Path, way: str) -> str:
    """The database that this way of ending left behind, as a copy."""
    if way == "power":
        return f"sqlite:///{folder.parent / 'power' / folder.name / 'review.db'}"
    copy.mkdir()
    for name in ("review.db",) if way in ("SIGTERM", "SIGHUP") else ("review.db", "review.db-wal"):
        if (folder / name).exists():
            shutil.copy(folder / name, copy / name)
    return f"sqlite:///{copy / 'review.db'}"


def _work_until_ended(
    client: Client, process: subprocess.Popen[str], way: str, when: tuple[float, int], tally: Tally
) -> set[str]:
    """Make changes until the server is gone; returns what was acknowledged when it ended or was copied."""
    after, moment = when
    known: set[str] = set()
    keys = [bead["k"] for bead in client.get("/api/pair/bench")["beads"]]
    folder = Path(process.args[4])  # type: ignore[index, arg-type]

    def end() -> None:
        if way != "power":
            process.send_signal(getattr(signal, way))
            return
        known.update(tally.acknowledged)
        process.send_signal(signal.SIGSTOP)  # the copy shows one moment
        shutil.rmtree(folder.parent / "power", ignore_errors=True)
        shutil.copytree(folder, folder.parent / "power" / folder.name)
        process.kill()

    timer = threading.Timer(after, end)
    timer.start()
    for number in range(100_000):
        body = {"id": f"{moment}-{number}", "kind": "verdict", "bead": keys[number % len(keys)], "decision": "accept"}
        try:
            answer = client.change({**body, "seen": ANY})
        except (OSError, http.client.HTTPException, ValueError):
            tally.unanswered.append(body["id"])
            break
        assert "done" in answer, answer
        tally.acknowledged.append(body["id"])
    timer.join()
    process.wait(30)
    return known or set(tally.acknowledged)
