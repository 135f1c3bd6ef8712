"""Looking up beside a row in Chromium, with keys alone."""

from __future__ import annotations

from align.model import Alignment
from tests.page.conftest import until
from tests.page.looking import focused

SHOWS = "document.querySelector('.looked-up')?.dataset.shows"


def test_a_key_opens_the_panel_and_a_text_leads_to_its_row(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("l")
    until(page, "document.activeElement?.closest('.lookup input')")
    until(page, f"{SHOWS} === document.querySelector('.bead.focused').dataset.key")
    page.keyboard.type("抑止力")
    until(page, f"{SHOWS} === '抑止力'")
    assert page.inner_text(".looked-up h3") == "1 row holds this"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, f"document.querySelector('.bead.focused').dataset.key === '{talks.keys[2]}'")
    assert focused(page) == "3 ↔ 3" and page.locator(".lookup[open]").count() == 1


def test_escape_empties_the_field_and_gives_the_keyboard_back(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("l")
    until(page, "document.activeElement?.closest('.lookup input')")
    page.keyboard.type("xyz")
    until(page, f"{SHOWS} === 'xyz'")
    page.keyboard.press("Escape")
    until(page, "document.activeElement?.closest('.bead.focused')")
    page.keyboard.press("j")
    until(page, f"{SHOWS} === '{talks.keys[1]}'")
    assert page.input_value(".lookup input") == ""


def test_the_panel_stays_open_in_the_next_page_and_speaks_japanese(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", locale="ja-JP")
    page.keyboard.press("l")
    until(page, "document.querySelector('.lookup[open]')")
    page.reload()
    until(page, f"document.querySelector('.lookup[open]') && {SHOWS}")
    assert page.inner_text(".lookup summary").startswith("調べる")


def test_the_field_keeps_the_keyboard_when_another_regroups_the_row(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page, other = look(running, "talks"), look(running, "talks", reviewer="Ben")
    page.keyboard.press("l")
    until(page, "document.activeElement?.closest('.lookup input')")
    other.keyboard.press("m")
    until(page, "document.querySelectorAll('.bead').length === 8")
    page.keyboard.type("am")
    until(page, f"{SHOWS} === 'am'")
    assert [change.kind for change in running.store.history("talks")] == ["edit", "base"]
