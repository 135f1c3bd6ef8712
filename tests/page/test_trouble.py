"""What the page says when something behind it fails: never silence, never a traceback."""

from __future__ import annotations

import pytest

from align.errors import InputError
from align.model import Alignment, Finding
from tests.history.talks import findings_of

pytestmark = pytest.mark.needs("chromium")


def test_failing_checks_are_shown_until_they_work_again(serve, look, talks: Alignment) -> None:
    broken = [True]

    def checks(part: Alignment) -> list[Finding]:
        if broken:
            raise InputError("is not there", place="glossary.tsv", cure="check the path")
        return findings_of(part)

    page = look(serve(talks, checks=checks), "talks")
    warning = page.locator("#warning")
    assert "the checks failed: glossary.tsv: is not there" in warning.text_content() and warning.is_visible()
    page.keyboard.press("Shift+A")
    page.until("document.querySelector('dialog [role=status]').textContent.includes('the checks failed')")
    page.keyboard.press("Escape")
    page.until("!document.querySelector('dialog[open]')")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.until("document.querySelectorAll('.bead.accept').length === 1")  # deciding goes on
    page.settled()
    broken.clear()
    page.keyboard.press("m")
    page.until("document.querySelector('#warning').hidden")
    page.wait_for_selector(".mark.finding.warning")


def test_failing_checks_do_not_keep_decisions_from_being_exported(serve, look, talks: Alignment) -> None:
    def checks(part: Alignment) -> list[Finding]:
        raise ZeroDivisionError("division by zero")

    running = serve(talks, checks=checks)
    page = look(running, "talks", allow="400")
    page.keyboard.press("a")
    page.settled()
    for path in ("findings", "export/jsonl/talks", "export/jsonl"):
        page.goto(f"{running.base}{path}")
        assert "the checks failed: ZeroDivisionError: division by zero" in page.locator(".trouble").text_content()
    with page.expect_download() as download:
        page.locator("text=Export without findings").click()
    assert '"verdict": "accept"' in download.value.path().read_text("utf-8")


def test_findings_that_cannot_be_fetched_are_asked_for_again(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", allow="503")
    page.route("**/api/findings/**", lambda route: route.fulfill(status=503, json={"error": "out for lunch"}), times=1)
    page.keyboard.press("m")
    page.until("document.querySelector('#warning').textContent.includes('out for lunch')")
    page.until("document.querySelector('#warning').hidden")


def test_a_narrow_window_can_sort_search_and_tell_more(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", width=375)
    for name in ("#order", "#filter", "#seek", "#counts", "#undo", "#more"):
        box = page.locator(name).bounding_box()
        assert box is not None and 0 <= box["x"] and box["x"] + box["width"] <= 375 and box["y"] < 100
    page.locator("#more summary").click()
    menu = page.locator("#more .drop").bounding_box()
    assert menu is not None and menu["x"] >= 0 and menu["x"] + menu["width"] <= 375
    page.keyboard.press("Escape")
    page.locator(".grip").click()
    page.locator(".about h2").wait_for()
    about, ladder = page.locator(".about h2").bounding_box(), page.locator("#main").bounding_box()
    assert about is not None and ladder is not None
    assert ladder["y"] + ladder["height"] <= about["y"] < 780 and ladder["height"] > 100


CLOSE_AND_PRESS = """() => {
  document.querySelector("dialog").close();
  for (const key of ["j", "a"]) {
    const press = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(press);
  }
}"""


def test_keys_pressed_at_the_moment_a_dialog_closes_are_not_lost(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page, other = look(running, "talks"), look(running, "talks", reviewer="Ben")
    page.keyboard.press("Shift+A")
    page.until("!['', '…'].includes(document.querySelector('dialog [role=status]').textContent)")
    other.keyboard.press("a")  # draws the focused row anew behind the dialog
    page.until("document.querySelectorAll('.bead.accept').length === 1")
    page.evaluate(CLOSE_AND_PRESS)
    page.until("document.querySelectorAll('.bead.accept').length === 2")
    page.until("document.activeElement === document.querySelector('.bead.focused')")


def test_a_button_that_opened_a_dialog_has_the_keyboard_again(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.locator("#help").focus()
    page.keyboard.press("Enter")
    page.until("document.querySelector('dialog[open]')")
    page.keyboard.press("Escape")
    page.until("!document.querySelector('dialog[open]') && document.activeElement.id === 'help'")
