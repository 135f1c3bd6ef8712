"""axe-core on the review page in Chromium: five widths, both languages, light and dark.

ALIGN_AXE names `axe.min.js` (`npm pack axe-core`).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align import native
from align.errors import UsageError
from tests.bench.review_server import PAIR, alignment, served
from tests.page.looking import TOURED

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (375, 768, 1024, 1440, 1920)
LANGUAGES = ("en-GB", "ja-JP")
SCHEMES = ("light", "dark")
PAGES = ("", "search?q=1", "findings", "history", "score", "login", "nothing-here")
DIALOGS = {
    "?": "dialog[open]",
    "Shift+F": "dialog[open]",
    "Shift+A": "dialog[open]",
    "c": "dialog[open]",
    "e": ".correct-form",
}
"""By the key that opens it."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STEADY = "Promise.allSettled(document.getAnimations().map((one) => one.finished))"


def violations() -> dict[str, Any]:
    """The violations by impact, rule and place; panels, menu and dialogs are open in turn."""
    from playwright.sync_api import sync_playwright

    if "ALIGN_AXE" not in os.environ:
        raise UsageError("axe-core is not known", place="ALIGN_AXE", cure="npm pack axe-core, then name its axe.min.js")
    axe = Path(os.environ["ALIGN_AXE"]).read_text("utf-8")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    found: Counter[tuple[str, str, str]] = Counter()
    looked = 0
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        native.save(alignment(400), folder / f"{PAIR}.align.json")
        with served(folder, f"sqlite:///{folder / 'review.db'}") as (_, link):
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            first = browser.new_context()
            first.new_page().goto(link)
            state = first.storage_state()
            for width in WIDTHS:
                for language in LANGUAGES:
                    for scheme in SCHEMES:
                        context = browser.new_context(
                            viewport={"width": width, "height": 800}, locale=language, color_scheme=scheme,
                            storage_state=state, bypass_csp=True, reduced_motion="reduce",
                        )  # fmt: skip
                        context.add_init_script(TOURED)
                        for where, told in _looks(context.new_page(), "/".join(link.split("/")[:3]), axe):
                            looked += 1
                            found.update((one["impact"], one["id"], where) for one in told["violations"])
                        context.close()
            browser.close()
    return {
        "widths, px": list(WIDTHS),
        "languages": list(LANGUAGES),
        "schemes": list(SCHEMES),
        "pages looked at": looked,
        "violations by impact": dict(Counter(impact for impact, _, _ in found.elements())),
        "violations": [[*one, count] for one, count in sorted(found.items())],
    }


def _looks(page: Page, base: str, axe: str) -> list[tuple[str, Any]]:
    """What axe says of each page, of the pair with everything open, and of its dialogs."""

    def look() -> Any:
        page.evaluate(STEADY)
        page.evaluate(axe)
        return page.evaluate("axe.run(document, {resultTypes: ['violations']})")

    told = []
    for path in PAGES:
        page.goto(f"{base}/{path}")
        told.append((path or "pairs", look()))
    page.goto(f"{base}/pair/{PAIR}")
    page.wait_for_selector("#work[data-learned]", state="attached", timeout=300_000)
    told.append(("pair", look()))
    for key in "gafri":
        page.keyboard.press(key)
    told.append(("guided pass", look()))
    page.keyboard.press("o")
    told.append(("outline", look()))
    page.keyboard.press("o")
    page.keyboard.press("l")
    page.wait_for_selector(".looked-up[data-shows]", state="attached", timeout=300_000)
    told.append(("looking up", look()))
    page.keyboard.press("l")
    page.click("#more summary")
    told.append(("menu", look()))
    page.keyboard.press("Escape")
    for key, shown in DIALOGS.items():
        page.keyboard.press(key)
        page.wait_for_selector(shown, state="attached")
        told.append((key, look()))
        page.keyboard.press("Escape")
        page.wait_for_selector(shown, state="detached")
    return told
