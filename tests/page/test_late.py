"""Answers that come late, in Chromium: they are not drawn over newer ones, and nothing that a person does is lost."""

from __future__ import annotations

import pytest

from align.model import Alignment, Finding, Verdict
from tests.history.talks import findings_of
from tests.page.looking import Held, focused, ladder
from tests.page.test_support import mapped
from tests.page.test_word_links import linked

__all__ = ["linked", "mapped"]

pytestmark = pytest.mark.needs("chromium")

HAS_KEYBOARD = "document.activeElement.closest('.bead.focused')"
FACTS = "document.querySelector('.bead:nth-of-type(2) .note.fact')"
LIT = "[...(CSS.highlights.get('{}') ?? [])].map(String).join() === '{}'"


def opened_without(running, look, address: str):
    """The page of the first pair, and its requests to this address, which wait."""
    page = look(running)
    held = Held(page, address)
    page.goto(f"{running.base}pair/talks")
    page.until("document.querySelector('#work[data-learned]')")
    return page, held


def told_to_reload(route) -> None:
    """Make the change, and answer as a server that does not keep the steps in between."""
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "deltas": [], "reload": True})


def test_a_whole_pair_that_is_older_than_a_change_is_asked_for_again(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    older = page.evaluate("fetch('/api/pair/talks').then((answer) => answer.json())")
    asked = []

    def answer(route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()
            return
        running.store.record(Verdict(talks.keys[3], "reject", "Ben", "2026-01-15T00:00:00Z"), pair="talks")
        page.until("document.querySelector('.bead.reject')")
        route.fulfill(json=older)

    page.route("**/api/pair/talks", answer)
    page.route("**/api/changes/**", told_to_reload, times=1)
    with page.expect_response(lambda response: response.url.endswith("/api/pair/talks") and len(asked) == 2):
        page.keyboard.press("a")
    page.until("document.querySelector('.bead.accept') && document.querySelector('.bead.reject')")


def test_a_whole_pair_that_cannot_be_fetched_is_asked_for_again(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", allow="503")
    page.route("**/api/pair/talks", lambda route: route.fulfill(status=503, json={"error": "busy"}), times=1)
    page.route("**/api/changes/**", told_to_reload, times=1)
    with page.expect_response(lambda response: response.url.endswith("/api/pair/talks") and response.ok):
        page.keyboard.press("m")
    page.until("document.querySelectorAll('.bead').length === 8")


def test_the_keyboard_stays_in_the_rows_when_the_whole_pair_is_read_again_or_the_window_changes(
    serve, look, talks: Alignment
) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("j")
    page.route("**/api/changes/**", told_to_reload, times=1)
    page.keyboard.press("m")
    page.until("document.querySelectorAll('.bead').length === 8")
    page.until(HAS_KEYBOARD)
    page.set_viewport_size({"width": 900, "height": 800})
    page.settled()
    page.until(HAS_KEYBOARD)


def test_findings_that_a_later_answer_overtook_are_not_shown(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.wait_for_selector(".note.finding")
    early = []

    def keep_the_first(route) -> None:
        if early:
            route.continue_()
        else:
            early.append((route, route.fetch()))

    page.route("**/api/findings/**", keep_the_first)
    page.keyboard.press("End")
    with page.expect_request("**/api/findings/**"):
        page.keyboard.press("Shift+M")
    page.keyboard.press("Home")
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.wait_for_selector(".note.finding", state="detached")
    route, answer = early[0]
    with page.expect_event("requestfinished"):
        route.fulfill(response=answer)
    page.settled()
    assert page.locator(".note.finding").count() == 0


def test_the_finding_that_was_explained_is_the_one_that_is_dismissed(serve, look, talks: Alignment) -> None:
    def two(alignment: Alignment) -> list[Finding]:
        found = findings_of(alignment)
        return found + [Finding(one.bead, "names", "warning", "Washington", (), ((28, 38),)) for one in found]

    running = serve(talks, checks=two)
    page, facts = opened_without(running, look, "**/api/facts/**")
    page.keyboard.press("j")
    page.keyboard.press(".")
    told = page.locator("#why").inner_text()
    facts.let_go()
    page.until(FACTS)
    assert page.locator(".note.explained").get_attribute("data-why") == told and page.locator("#why").is_visible()
    page.keyboard.press(".")
    page.keyboard.press("d")
    page.settled()
    [(_, _, dismissed)] = running.store.dismissed()
    assert {told, dismissed} == {"Washington", "“about” 50 minutes"}


def test_a_selection_stays_when_facts_arrive(serve, look, talks: Alignment) -> None:
    page, facts = opened_without(serve(talks), look, "**/api/facts/**")
    page.evaluate(
        """() => { const text = document.querySelector('.bead:nth-of-type(2) .target .text').firstChild;
        getSelection().setBaseAndExtent(text, 8, text, 60); }"""
    )
    word = page.evaluate("String(getSelection())")
    facts.let_go()
    page.until(FACTS)
    assert len(word) == 52 and page.evaluate("String(getSelection())") == word


def test_a_word_under_a_resting_pointer_lights_up_when_the_links_arrive(serve, look, linked: Alignment) -> None:
    page, links = opened_without(serve(linked), look, "**/api/words/**")
    page.locator('.seg[data-side="source"]', has_text="50分間").locator(".text").hover(position={"x": 8, "y": 10})
    links.let_go()
    page.until(LIT.format("word-answer", "ministers"))


@pytest.mark.parametrize(
    ("pair", "side", "name", "lit"),
    [
        ("linked", "source", "word-answer", "ministers"),
        ("linked", "source", "word-open", "会談,met"),
        ("mapped", "target", "support-sure", "両閣僚は、𠮷日に会談した。"),
    ],
    ids=["word-answer", "word-open", "support"],
)
def test_what_is_lit_up_stays_so_when_facts_arrive(serve, look, request, pair, side, name, lit) -> None:
    page, facts = opened_without(serve(request.getfixturevalue(pair)), look, "**/api/facts/**")
    if name == "word-open":
        page.until("!document.getElementById('unanswered').hidden")
        page.evaluate("document.getElementById('unanswered').click()")
    page.locator(f'.bead:nth-of-type(2) .seg[data-side="{side}"] .text').hover(position={"x": 8, "y": 10})
    page.until(LIT.format(name, lit))
    facts.let_go()
    page.until(FACTS)
    page.until(LIT.format(name, lit))


def test_what_a_person_reads_beside_the_rows_stays_when_it_is_drawn_again(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    other = look(serve(talks), "talks", reviewer="Ben")
    for key in ("c", "First", "Enter"):
        page.keyboard.type(key) if key == "First" else page.keyboard.press(key)
    page.click(".thread >> text=Resolve")
    page.click(".thread.resolved summary")
    page.locator(".thread >> text=Answer").focus()
    other.keyboard.press("r")
    page.until("document.querySelector('.inspector .tag.reject')")
    assert page.evaluate("document.activeElement.textContent") == "Answer"
    assert page.locator(".thread.resolved[open]").count() == 1


def test_the_end_of_a_pass_is_not_shown_to_a_person_who_left_it(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("g")
    held = Held(page, "**/api/eligible/**")
    with page.expect_request("**/api/eligible/**"):
        for _ in range(7):
            page.keyboard.press("n")
    page.keyboard.press("g")
    with page.expect_response("**/api/eligible/**"):
        held.let_go()
    for _ in range(5):  # as long as five other answers take, nothing opens
        page.evaluate("fetch('/api/eligible/talks?above=0.98').then((answer) => answer.json())")
        page.settled()
    assert page.locator("dialog[open]").count() == 0 and page.locator("#pass").is_hidden()


ENTER_AND_MERGE = """async () => {
  const press = (key) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  press("Enter");
  for (let turn = 0; turn < 50; turn += 1) await null;
  press("m");
}"""


def test_a_key_pressed_right_after_a_dialog_finds_what_it_changed(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("c")
    page.keyboard.type("tense?")
    page.evaluate(ENTER_AND_MERGE)  # before the browser's next frame
    page.until("document.querySelectorAll('.bead').length === 8")
    page.settled()
    assert [change.kind for change in running.store.history("talks")] == ["edit", "verdict", "base"]
    assert ladder(page)[0] == "1+2 ↔ 1+2" and focused(page) == "1+2 ↔ 1+2"
