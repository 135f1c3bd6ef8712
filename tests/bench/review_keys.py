"""A pair of thousands of beads in Chromium: how long keys and opening take; how long the server's start."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align import native
from tests.bench.review_server import PASSWORD, alignment, served, times
from tests.page.looking import TOURED

if TYPE_CHECKING:
    from playwright.sync_api import Page

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
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native.save(alignment(beads), folder / "bench.align.json")
        with served(folder, f"sqlite:///{folder / 'review.db'}") as (_, link), sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(TOURED)
            found = _press(page, link, presses)
            browser.close()
    return {"beads": beads, **found}


def _press(page: Page, link: str, presses: int) -> dict[str, Any]:
    rng = random.Random(3)
    look = [rng.choice(["j", "j", "j", "k", "a", "f", "r", "n", "ArrowRight", "ArrowLeft"]) for _ in range(presses)]
    edits = [key for _ in range(presses // 12) for key in ("m", "s", "J", "u", "u", "U")]
    page.goto(link)
    opened, early = [], []
    for _ in range(3):
        began = time.perf_counter()
        page.goto("/".join(link.split("/")[:3]) + "/pair/bench")
        page.wait_for_selector(".bead.focused")
        opened.append(round(1000 * (time.perf_counter() - began)))
        early += page.evaluate(KEYS_SCRIPT, look[:30])  # while the checks may still run
    page.wait_for_selector("#work[data-learned]", state="attached", timeout=300_000)
    page.keyboard.press("n")
    return {
        "opened first, again, again, ms": opened,
        "keys just after opening": times([one / 1000 for one in early]),
        "keys": times([one / 1000 for one in page.evaluate(KEYS_SCRIPT, look)]),
        "edits, until the server acknowledged them": times([one / 1000 for one in page.evaluate(EDIT_SCRIPT, edits)]),
        "rows that exist": page.locator(".bead").count(),
    }


def start(beads: int = 5000, times_: int = 5) -> dict[str, Any]:
    """From `align review out/ --no-open` until its page answers: with a new store, then with the old one."""
    seconds = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native.save(alignment(beads), folder / "bench.align.json")
        for _ in range(times_):
            began = time.perf_counter()
            with served(folder, f"sqlite:///{folder / 'review.db'}", PASSWORD) as (_process, link):
                with urllib.request.urlopen(f"{link}login") as answer:
                    answer.read()
                seconds.append(round(time.perf_counter() - began, 2))
    return {"beads": beads, "seconds, a new store first": seconds}
