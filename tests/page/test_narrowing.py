"""Several conditions narrow the rows down in Chromium; the address keeps them."""

from __future__ import annotations

from align.model import Alignment
from tests.page.conftest import until
from tests.page.looking import focused, ladder


def test_conditions_hold_together_with_keys_alone_and_after_a_reload(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("a")
    page.settled()
    page.keyboard.press("Shift+F")
    until(page, "document.querySelector('dialog[open] select[name=by]')")
    page.select_option("dialog select[name=by]", label="nobody yet")
    page.fill("dialog input[name=from]", "30")
    page.keyboard.press("Enter")
    until(
        page,
        "!document.querySelector('dialog[open]') && document.getElementById('narrow').textContent === '2 conditions'",
    )
    assert ladder(page) == ["2 ↔ 2", "4 ↔ 4", "6 ↔ 6", "7 ↔ 7", "– ↔ 8"]
    page.reload()
    until(page, "document.querySelector('#work[data-learned]') && document.querySelectorAll('.bead').length === 5")
    page.keyboard.press("Shift+F")
    until(page, "document.querySelector('dialog[open]')")
    assert page.input_value("dialog input[name=from]") == "30"
    page.click("dialog >> text=Show all")
    until(page, "document.querySelectorAll('.bead').length === 9")


def test_a_link_to_a_row_that_is_not_shown_shows_all_rows(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.goto(f"{running.base}pair/talks?check=number#{talks.keys[6]}")
    until(page, "document.querySelectorAll('.bead').length === 9")
    assert focused(page) == "7 ↔ 7"
