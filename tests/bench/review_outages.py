"""Decisions made in Chromium while the server is killed and the tab is closed: is each in the store, once?

In each round a tab is opened, which sends what the tab before left behind. One decision is made and the server is
killed (SIGKILL) while it may be on its way; without a server one row is corrected, two rows are merged, and three
decisions are made, the first on the merged row; then the tab is closed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align import native
from align.history.changes import Change
from align.history.store import Store
from align.model import Alignment, content_key
from tests.bench.review_server import PAIR, alignment, served
from tests.page.looking import TOURED

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

DECISIONS = 5
"""Decisions of a round: one before the server is killed, four without it."""
BEADS = 6
"""Beads of a round: two of them are merged."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
HOLDS = """async (first) => {
  const end = performance.now() + 60000;
  const here = () => document.querySelector('.bead.focused .source .no')?.textContent;
  while (here() !== first && performance.now() < end) await new Promise(requestAnimationFrame);
  return here();
}"""
IS_SAVED = """async () => {
  const end = performance.now() + 900000;
  const kept = () => Object.keys(localStorage).some((key) => key.startsWith('align-outbox'));
  const saving = () => (document.documentElement.dataset.saving ?? '0') !== '0';
  while ((kept() || saving()) && performance.now() < end) await new Promise(requestAnimationFrame);
  return !kept();
}"""


def outages(rounds: int = 60) -> dict[str, Any]:
    """Kill the server and close the tab `rounds` times."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    pair = alignment(rounds * BEADS + 1)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        url = f"sqlite:///{folder / 'review.db'}"
        native.save(pair, folder / f"{PAIR}.align.json")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.add_init_script(TOURED)
        for number in range(rounds):
            with served(folder, url) as (process, link):
                if not number:
                    context.new_page().goto(link)
                page = _opened(context, link, pair.keys[number * BEADS])
                _round(page, number * BEADS, process.kill)
                page.close()
        with served(folder, url) as (_, link):
            empty = _opened(context, link, pair.keys[-1]).evaluate(IS_SAVED)
        browser.close()
        with Store.open(url) as store:
            made = store.history(PAIR, limit=100_000)
    return {"kills of the server": rounds, "closed tabs": rounds, **_counts(pair, rounds, made), "outbox empty": empty}


def _opened(context: BrowserContext, link: str, key: str) -> Page:
    page = context.new_page()
    page.goto("/".join(link.split("/")[:3]) + f"/pair/{PAIR}#{key}")
    page.wait_for_selector("#work[data-ready]", state="attached")
    return page


def _round(page: Page, first: int, kill: Callable[[], None]) -> None:
    def here(number: int) -> None:
        wanted = str(first + number + 1)
        assert page.evaluate(HOLDS, wanted) == wanted

    here(0)
    page.keyboard.press("a")
    kill()
    here(1)
    page.keyboard.press("e")
    page.fill(".correct textarea", f"Correction {first}")
    page.keyboard.press("Enter")
    here(2)
    page.keyboard.press("m")
    page.keyboard.press("a")
    here(4)
    page.keyboard.press("a")
    here(5)
    page.keyboard.press("a")
    here(6)


def _counts(pair: Alignment, rounds: int, made: list[Change]) -> dict[str, Any]:
    """How many decisions, corrections and merges were asked for, and how many are in the store never or twice."""
    source, target = ([one.text for one in side.segments] for side in (pair.source, pair.target))
    firsts = [number * BEADS for number in range(rounds)]
    merged = {content_key(source[i + 2 : i + 4], target[i + 2 : i + 4]) for i in firsts}
    wanted = merged | {pair.keys[i + k] for i in firsts for k in (0, 1, 4, 5)}
    decided = Counter(change.bead for change in made if change.kind == "verdict")
    corrected = Counter(change.after.get("target_text") for change in made if change.kind == "verdict")
    edits = Counter(str(change.after["beads"]) for change in made if change.kind == "edit")
    return {
        "decisions": len(wanted),
        "lost": sum(key not in decided for key in wanted),
        "corrections lost": sum(f"Correction {i}" not in corrected for i in firsts),
        "merges lost": rounds - len(edits),
        "doubled": sum(count > 1 for counter in (decided, edits) for count in counter.values()),
        "never asked for": len(decided.keys() - wanted),
    }
