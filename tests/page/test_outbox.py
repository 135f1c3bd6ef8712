"""No decision is lost: by a server that is away or restarted, an ended session, a reload, a closed tab."""

from __future__ import annotations

from align.model import Alignment
from tests.page.conftest import until

AWAY = "Failed to load resource"


def decisions(running, alignment: Alignment) -> list[tuple[str, str]]:
    verdicts = running.store.verdicts()
    return [(one.reviewer, one.decision) for key in alignment.keys for one in verdicts.get(key, ())]


def waiting(page) -> int:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('align-outbox')).length")


def test_decisions_survive_a_closed_tab_while_the_server_is_away(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    running.stop()
    page.keyboard.press("a")
    page.keyboard.press("r")
    until(page, "Object.keys(localStorage).filter((key) => key.startsWith('align-outbox')).length >= 1")
    context = page.context
    page.close()
    again = serve(talks, after=running)
    page = context.new_page()
    page.goto(f"{again.base}pair/talks")
    until(page, "document.documentElement.dataset.saving === '0'")
    assert decisions(again, talks) == [("Aiko", "accept"), ("Aiko", "reject")]
    assert waiting(page) == 0
    page.reload()
    until(page, "document.querySelector('#work[data-learned]')")
    assert len(again.store.history("talks")) == 3  # each was made once


def test_decisions_survive_a_reload_while_the_session_has_ended(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    for session in list(running.guard.sessions.values()):
        running.guard.leave(session)
    page.keyboard.press("a")
    page.wait_for_selector("dialog[open] >> text=Sign in again")
    assert waiting(page) == 1
    page.goto(running.link())  # the newest link of the terminal, in this tab
    page.goto(f"{running.base}pair/talks")
    until(page, "document.documentElement.dataset.saving === '0'")
    assert decisions(running, talks) == [("Aiko", "accept")]


def test_signing_in_again_by_a_link_in_another_tab(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    for session in list(running.guard.sessions.values()):
        running.guard.leave(session)
    for key in "af":
        page.keyboard.press(key)
    page.wait_for_selector("dialog[open] >> text=Sign in again")
    page.click("text=I am signed in")
    page.wait_for_selector("dialog[open] >> text=still not signed in")
    other = page.context.new_page()
    other.goto(running.link())
    page.click("text=I am signed in")
    until(page, "document.documentElement.dataset.saving === '0'")
    assert decisions(running, talks) == [("Aiko", "accept"), ("Aiko", "needs-fix")]
    assert page.locator("dialog[open]").count() == 0


def test_signing_in_again_with_a_password_inside_the_page(serve, look, talks: Alignment) -> None:
    running = serve(talks, password="open sesame")
    page = look(running, "talks", allow=AWAY)
    for session in list(running.guard.sessions.values()):
        running.guard.leave(session)
    page.keyboard.press("a")
    page.fill("dialog[open] input[type=password]", "wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] >> text=Wrong password")
    page.fill("dialog[open] input[type=password]", "open sesame")
    page.keyboard.press("Enter")
    until(page, "document.documentElement.dataset.saving === '0'")
    assert decisions(running, talks) == [("Aiko", "accept")]


def test_another_reviewer_does_not_send_what_waits(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    running.stop()
    page.keyboard.press("a")
    until(page, "Object.keys(localStorage).some((key) => key.startsWith('align-outbox'))")
    context = page.context
    page.close()
    again = serve(talks, after=running)
    again.guard.reviewer = "Ben"
    page = context.new_page()
    page.goto(again.link())
    page.goto(f"{again.base}pair/talks")
    until(page, "document.getElementById('toast').textContent.includes('Changes of Aiko wait')")
    assert decisions(again, talks) == [] and waiting(page) == 1


def test_a_leftover_that_meets_a_conflict_asks_the_person(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    running.stop()
    page.keyboard.press("r")
    until(page, "Object.keys(localStorage).some((key) => key.startsWith('align-outbox'))")
    context = page.context
    page.close()
    again = serve(talks, after=running)
    from align.history.pair_state import PairState
    from tests.history.asking import decide

    decide(again.store, PairState.open(again.store, talks, register=True), 0, "accept", "Ben")
    page = context.new_page()
    page.goto(f"{again.base}pair/talks")
    page.wait_for_selector("dialog[open] >> text=Ben decided here")
    assert waiting(page) == 1  # a tab that is closed now loses nothing
    page.click("text=Record mine too")
    until(page, "document.documentElement.dataset.saving === '0'")
    assert decisions(again, talks) == [("Ben", "accept"), ("Aiko", "reject")] and waiting(page) == 0


def test_what_is_refused_for_good_is_told_and_waits_no_more(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow=AWAY)
    page.evaluate(
        """() => { const server = document.getElementById('work').dataset.server;
        const request = { id: 'odd', kind: 'verdict', bead: 'x', decision: 'perhaps', since: 0 };
        localStorage.setItem(`align-outbox ${server} talks odd`,
          JSON.stringify({ id: 'odd', reviewer: 'Aiko', at: 1, request })); }"""
    )
    page.reload()
    until(page, "document.getElementById('toast').textContent.includes('no decision is called')")
    assert waiting(page) == 0
