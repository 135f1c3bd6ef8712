"""A pair of 500 beads reviewed without a mouse in Chromium: how many key presses it takes.

Every row is decided on its own. On the way texts are corrected, rows commented on, paired anew and rejected. What is
typed into a field is text, not a press; the key that opens and the key that saves the field count.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align import native
from align.history.pair_state import PairState
from align.history.store import Store
from tests.bench.review_server import PAIR, alignment, served
from tests.page.looking import TOURED

if TYPE_CHECKING:
    from playwright.sync_api import Page

BEADS = 500
CORRECTED, COMMENTED, MERGED, REJECTED = 20, 10, 10, 10
"""Rows with a correction, with a comment, of which two were paired as one, and that are rejected."""
SAVED = """async () => {
  const end = performance.now() + 120000;
  while (document.documentElement.dataset.saving !== '0' && performance.now() < end)
    await new Promise(requestAnimationFrame);
}"""


def presses() -> dict[str, Any]:
    """Review the pair and count; `undecided` are the beads that no verdict is about in the end."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'review.db'}"
        pair = alignment(BEADS + MERGED)
        native.save(pair, folder / f"{PAIR}.align.json")
        with served(folder, url) as (_, link), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(TOURED)
            page.goto(link)
            page.goto("/".join(link.split("/")[:3]) + f"/pair/{PAIR}")
            page.wait_for_selector("#work[data-learned]", state="attached", timeout=300_000)
            pressed = _review(page)
            page.evaluate(SAVED)
            browser.close()
        with Store.open(url) as store:
            state = PairState.open(store, pair)
            decided = Counter(state.decision(key) for key in state.keys)
    return {"beads": BEADS, "key presses": pressed, "undecided": decided.pop("", 0), "decisions": dict(decided)}


def _review(page: Page) -> int:
    pressed = 0

    def press(*keys: str) -> None:
        nonlocal pressed
        for key in keys:
            page.keyboard.press(key)
        pressed += len(keys)

    for number in range(BEADS):
        if number % (BEADS // CORRECTED) == 7:
            press("e")
            page.keyboard.insert_text(" Corrected.")
            press("Enter")
        elif number % (BEADS // COMMENTED) == 3:
            press("c")
            page.keyboard.insert_text("Which one is meant?")
            press("Enter", "f")
        elif number % (BEADS // MERGED) == 11:
            press("m", "a")
        else:
            press("r" if number % (BEADS // REJECTED) == 23 else "a")
    return pressed
