"""Nothing is lost behind an edit that the server has not acknowledged: decisions, corrections, drafts."""

from __future__ import annotations

import pytest

from align.model import Alignment
from tests.page.conftest import until
from tests.page.looking import focused, ladder
from tests.page.test_outbox import AWAY, waiting

pytestmark = pytest.mark.needs("chromium")

IS_AWAY = "document.documentElement.classList.contains('away')"
IS_SAVED = "(document.documentElement.dataset.saving ?? '0') === '0'"
NOTHING_WAITS = f"{IS_SAVED} && !Object.keys(localStorage).some((key) => key.startsWith('align-outbox'))"
AREA = ".bead.focused .correct textarea"


def rows(name: str, count: int) -> str:
    return f"document.querySelectorAll('.bead{name}').length === {count}"


def kinds(running) -> list[str]:
    """Kinds of the changes in the store, oldest first."""
    return [change.kind for change in reversed(running.store.history("talks"))]


def said(running) -> list[tuple[str, str, str | None]]:
    """Decision, comment and correction of every verdict, oldest first."""
    bodies = [change.after for change in reversed(running.store.history("talks")) if change.kind == "verdict"]
    return [(one["decision"], one.get("comment", ""), one.get("target_text")) for one in bodies]


def opened(context, running):
    page = context.new_page()
    page.goto(f"{running.base}pair/talks")
    page.wait_for_selector("#work[data-learned]", state="attached")
    return page


def reopened(serve, page, talks: Alignment, before):
    """The tab is closed, the server is started again, another tab is opened."""
    context = page.context
    page.close()
    again = serve(talks, after=before)
    return again, opened(context, again)


def test_an_edit_and_what_is_said_of_its_row_survive_a_closed_tab(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    running.stop()
    page.keyboard.press("m")
    page.until(rows("", 8))  # shown before the server knows it
    assert ladder(page)[0] == "1+2 ↔ 1+2" and focused(page) == "1+2 ↔ 1+2"
    page.keyboard.press("e")
    page.fill(AREA, "The two ministers met for 50 minutes.")
    page.fill(".correct input", "shorter")
    page.keyboard.press("Enter")
    page.keyboard.press("r")
    page.until(rows(".reject", 1))
    assert waiting(page) == 3
    again, page = reopened(serve, page, talks, running)
    until(page, NOTHING_WAITS)
    assert kinds(again) == ["base", "edit", "verdict", "verdict"]
    assert said(again) == [("needs-fix", "shorter", "The two ministers met for 50 minutes."), ("reject", "", None)]
    until(page, f"{rows('.needs-fix', 1)} && {rows('.reject', 1)}")
    assert ladder(page)[0] == "1+2 ↔ 1+2"


def test_an_edit_of_an_edit_waits_too(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    running.stop()
    for key in ("j", "m", "Shift+J", "s", "a"):
        page.keyboard.press(key)
    page.until(rows(".accept", 1))
    shown = ladder(page)
    again, page = reopened(serve, page, talks, running)
    until(page, NOTHING_WAITS)
    until(page, rows(".accept", 1))
    assert kinds(again) == ["base", "edit", "edit", "edit", "verdict"] and ladder(page) == shown


def test_an_edit_behind_an_ended_session_is_made_after_signing_in(serve, look, talks: Alignment) -> None:
    running = serve(talks, password="open sesame")
    page = look(running, "talks", allow=AWAY)
    for session in list(running.guard.sessions.values()):
        running.guard.leave(session)
    page.keyboard.press("m")
    page.fill("dialog[open] input[type=password]", "open sesame")
    page.keyboard.press("Enter")
    page.until("!document.querySelector('dialog[open]')")
    page.keyboard.press("a")
    page.until(NOTHING_WAITS)
    assert kinds(running) == ["base", "edit", "verdict"]


def test_tabs_of_one_person_send_what_waits_once(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    other = opened(page.context, running)
    running.stop()
    for key in "ma":
        page.keyboard.press(key)
    for key in ("End", "f"):
        other.keyboard.press(key)
    until(other, IS_AWAY)
    page.until(IS_AWAY)
    again = serve(talks, after=running)
    third = opened(page.context, again)
    for each in (page, other, third):
        until(each, NOTHING_WAITS)
        until(each, f"{rows('', 8)} && {rows('.accept', 1)} && {rows('.needs-fix', 1)}")
    assert sorted(kinds(again)) == ["base", "edit", "verdict", "verdict"]


def test_what_was_typed_and_not_saved_is_there_after_a_closed_tab(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    page.keyboard.press("e")
    page.fill(AREA, "Half a sen")
    running.stop()
    again, page = reopened(serve, page, talks, running)
    page.keyboard.press("e")
    assert page.input_value(AREA) == "Half a sen"
    page.keyboard.press("Escape")
    other = opened(look(again, reviewer="Ben").context, again)
    other.keyboard.press("e")
    assert other.input_value(AREA) == talks.target.segments[0].text  # it is nobody else's


def test_a_correction_of_a_row_that_was_regrouped_meanwhile_is_not_lost(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page, other = look(running, "talks"), look(running, "talks", reviewer="Ben")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.fill(AREA, "They met for 50 minutes.")
    other.keyboard.press("m")
    page.until(rows("", 8))
    assert page.input_value(".correct textarea") == "They met for 50 minutes."
    page.locator(".correct textarea").press("Enter")
    page.wait_for_selector("dialog[open] >> text=This bead was regrouped meanwhile")
    assert "They met for 50 minutes." in page.inner_text("dialog .mine")
    page.click("text=Record mine too")
    page.until(NOTHING_WAITS)
    assert said(running) == [("needs-fix", "", "They met for 50 minutes.")]


def test_an_edit_that_conflicts_is_taken_off_the_page_and_asked_about(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    other = look(running, "talks", reviewer="Ben")
    page.context.set_offline(True)
    page.keyboard.press("m")
    page.until(f"{rows('', 8)} && {IS_AWAY}")
    for key in "jm":
        other.keyboard.press(key)
    other.settled()
    page.context.set_offline(False)
    page.wait_for_selector("dialog[open] >> text=These beads were regrouped meanwhile")
    page.keyboard.press("Escape")
    page.until(f"{NOTHING_WAITS} && {rows('', 8)}")
    assert ladder(page)[:2] == ["1 ↔ 1", "2+3 ↔ 2+3"]


def test_while_the_server_is_away_undo_says_so(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    page.keyboard.press("a")
    page.settled()
    running.stop()
    page.keyboard.press("a")
    page.until(IS_AWAY)
    page.keyboard.press("u")
    page.until("document.getElementById('toast').textContent.includes('undo works again')")
    assert waiting(page) == 1
