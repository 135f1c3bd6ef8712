"""The page in a browser that keeps nothing: storage switched off by its owner."""

from __future__ import annotations

import pytest

from align.model import Alignment
from tests.page.looking import focused

pytestmark = pytest.mark.needs("chromium")

SWITCHED_OFF = """Object.defineProperty(window, "localStorage",
    { get() { throw new DOMException("Access is denied", "SecurityError"); } })"""


def test_without_storage_decisions_drafts_panels_and_themes_work_for_the_visit(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running)
    page.add_init_script(SWITCHED_OFF)
    page.goto(f"{running.base}pair/talks")
    page.wait_for_selector("#work[data-learned]", state="attached")
    assert page.locator("#tour").count() == 0, "it would come at each visit"
    page.keyboard.press("t")
    page.until("document.documentElement.dataset.theme !== undefined")
    page.keyboard.press("l")
    page.until("document.querySelector('.lookup').open")
    page.keyboard.press("Escape")
    page.locator(".bead").first.click()
    first = focused(page)
    page.keyboard.press("a")
    page.settled()
    page.reload()
    page.wait_for_selector("#work[data-learned]", state="attached")
    accepted = page.evaluate("document.querySelectorAll('.bead.accept, .bead[data-decision=accept]').length")
    assert accepted == 1, first
