"""`python -m tests.bench.review [load|crash|keys] [--postgres URL]`: what the review page promises, measured.

load   20 reviewers, 5 changes a second each, 60 seconds: nothing lost, nothing doubled, how long an answer takes
crash  kill -9 at 200 random moments while changes are being made: every acknowledged one is there
keys   a pair of 5,000 beads in Chromium: how long a key press takes until it is painted
Everything stays on this machine. Without --postgres only SQLite is measured.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from align import native
from align.model import Alignment, Bead, Document, Segment
from align.review.store import Store

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "bench"


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
        return Document("bench", lang, tuple(Segment(i, text) for i, text in enumerate(texts)))

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


def signed_in(base: str, name: str) -> httpx.Client:
    """A reviewer's client."""
    client = httpx.Client(base_url=base, timeout=30, headers={"origin": base})
    proof = client.get("/login").text.split('name="proof" value="')[1].split('"')[0]
    client.post("/login", data={"name": name, "password": PASSWORD, "proof": proof})
    client.headers["x-csrf-token"] = client.get("/").text.split('name="csrf" content="')[1].split('"')[0]
    return client


def load(database: str, reviewers: int = 20, rate: float = 5.0, seconds: float = 60.0) -> dict[str, Any]:
    """Many reviewers at once on one pair; a fifth of the changes regroups beads, the others decide."""
    acknowledged: list[str] = []
    refused = 0
    times: list[float] = []
    lock = threading.Lock()

    def work(base: str, name: str, number: int) -> None:
        nonlocal refused
        rng = random.Random(number)
        with contextlib.closing(signed_in(base, name)) as client:
            own = [place for place in range(1000) if place % reviewers == number]
            keys = [bead["k"] for bead in client.get("/api/pair/bench").json()["beads"]]
            start = time.monotonic()
            for turn in range(int(seconds * rate)):
                time.sleep(max(0.0, start + turn / rate - time.monotonic()))
                identity = f"{name}-{turn}"
                body: dict[str, Any] = {"id": identity, "since": 1 << 60}
                if turn % 5 == 4:
                    body |= {"kind": rng.choice(["undo", "redo"])}
                else:
                    key = keys[rng.choice(own)] if turn % 5 else keys[rng.randrange(1000)]
                    body |= {
                        "kind": "verdict",
                        "bead": key,
                        "decision": rng.choice(["accept", "needs-fix"]),
                        "seen": 1 << 60,
                    }
                began = time.perf_counter()
                answer = client.post("/api/changes/bench", json=body)
                took = time.perf_counter() - began
                again = client.post("/api/changes/bench", json=body) if turn % 10 == 0 else answer  # a lost answer
                with lock:
                    times.append(took)
                    if answer.status_code == 200 and "done" in answer.json():
                        assert again.json()["done"]["seq"] == answer.json()["done"]["seq"]
                        acknowledged.append(identity)
                    else:
                        refused += 1

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native.save(alignment(1000), folder / "bench.align.json")
        url = database or f"sqlite:///{folder / 'review.db'}"
        with served(folder, url, PASSWORD) as (_, link):
            base = link.rstrip("/")
            threads = [threading.Thread(target=work, args=(base, f"reviewer {n}", n)) for n in range(reviewers)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        with Store.open(url) as store:
            kept = [change.id for change in store.history("bench", limit=1_000_000) if change.kind != "base"]
    return {
        "asked": len(times),
        "acknowledged": len(acknowledged),
        "refused (nothing to undo or redo)": refused,
        "lost": len(set(acknowledged) - set(kept)),
        "doubled": len(kept) - len(set(kept)),
        "never asked for": len(set(kept) - set(acknowledged)),
        **_times(times),
    }


def crash(database: str, moments: int = 200) -> dict[str, Any]:
    """Kill the server at random moments; after each the next one opens the same store."""
    rng = random.Random(7)
    acknowledged: list[str] = []
    unanswered: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native.save(alignment(60), folder / "bench.align.json")
        url = database or f"sqlite:///{folder / 'review.db'}"
        for moment in range(moments):
            with served(folder, url, PASSWORD) as (process, link):
                with contextlib.closing(signed_in(link.rstrip("/"), "Aiko")) as client:
                    keys = [bead["k"] for bead in client.get("/api/pair/bench").json()["beads"]]
                    killer = threading.Timer(rng.uniform(0.0, 0.25), process.kill)
                    killer.start()
                    for number in range(100_000):
                        identity = f"{moment}-{number}"
                        key = keys[number % len(keys)]
                        body = {"id": identity, "kind": "verdict", "bead": key, "decision": "accept", "seen": 1 << 60}
                        try:
                            answer = client.post("/api/changes/bench", json=body)
                        except httpx.HTTPError:
                            unanswered.append(identity)
                            break
                        assert "done" in answer.json(), answer.text
                        acknowledged.append(identity)
                    killer.join()
        with Store.open(url) as store:
            kept = [change.id for change in store.history("bench", limit=1_000_000) if change.kind == "verdict"]
    strange = set(kept) - set(acknowledged) - set(unanswered)
    return {
        "kills": moments,
        "acknowledged": len(acknowledged),
        "lost": len(set(acknowledged) - set(kept)),
        "doubled": len(kept) - len(set(kept)),
        "never asked for": len(strange),
        "written, but killed before the answer": len(set(kept) & set(unanswered)),
    }


KEYS_SCRIPT = """async (keys) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const times = [];
  for (const key of keys) {
    const start = performance.now();
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    await painted();
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 40));
  }
  return times;
}"""
EDIT_SCRIPT = """async (keys) => {
  const times = [];
  for (const key of keys) {
    const start = performance.now();
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    do await new Promise((done) => requestAnimationFrame(done));
    while (document.documentElement.dataset.saving !== "0");
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 40));
  }
  return times;
}"""


def keys(beads: int = 5000, presses: int = 300) -> dict[str, Any]:
    """Press keys in Chromium: from the press until the answer is painted; an edit until the server acknowledged it."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    rng = random.Random(3)
    look = [rng.choice(["j", "j", "j", "k", "a", "f", "r", "n", "ArrowRight", "ArrowLeft"]) for _ in range(presses)]
    edits = [key for _ in range(presses // 12) for key in ("m", "s", "J", "u", "u", "U")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native.save(alignment(beads), folder / "bench.align.json")
        with served(folder, f"sqlite:///{folder / 'review.db'}") as (_, link), sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(link)
            began = time.perf_counter()
            page.goto("/".join(link.split("/")[:3]) + "/pair/bench")
            page.wait_for_selector(".bead.focused")
            opened = time.perf_counter() - began
            page.wait_for_selector("#work[data-learned]", state="attached", timeout=300_000)
            page.keyboard.press("n")
            looked = [time_ / 1000 for time_ in page.evaluate(KEYS_SCRIPT, look)]
            edited = [time_ / 1000 for time_ in page.evaluate(EDIT_SCRIPT, edits)]
            rows = page.locator(".bead").count()
            browser.close()
    return {
        "beads": beads,
        "rows that exist": rows,
        "opened in ms": round(opened * 1000),
        "keys": _times(looked),
        "edits": _times(edited),
    }


def _times(times: list[float]) -> dict[str, Any]:
    cuts = statistics.quantiles(times, n=100)
    names = {"median ms": cuts[49], "p95 ms": cuts[94], "p99 ms": cuts[98], "most ms": max(times)}
    return {"presses": len(times), **{name: round(value * 1000, 1) for name, value in names.items()}}


def main() -> None:
    """Measure what is asked for and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("step", nargs="*", choices=[[], "load", "crash", "keys"])
    parser.add_argument("--postgres", default="", help="postgresql://… of a server where databases may be created")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--kills", type=int, default=200)
    options = parser.parse_args()
    results: dict[str, Any] = {}
    for name in ("sqlite", *(["postgres"] if options.postgres else [])):
        for step in ("load", "crash"):
            if not options.step or step in options.step:
                url = _fresh(options.postgres, f"bench_{step}") if name == "postgres" else ""
                results[f"{step}, {name}"] = (
                    load(url, seconds=options.seconds) if step == "load" else crash(url, options.kills)
                )
    if not options.step or "keys" in options.step:
        results["keys"] = keys()
    print(json.dumps(results, indent=1, ensure_ascii=False))


def _fresh(server: str, name: str) -> str:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"drop database if exists {name}")
        connection.execute(f"create database {name}")
    return f"{server}/{name}"


if __name__ == "__main__":
    main()
