"""Where the page leads: links and reloads land on their bead; the next doubt is the next one."""

from __future__ import annotations

from dataclasses import replace

from align.model import Alignment
from align.review.open_pairs import no_findings
from tests.history.talks import build
from tests.page.conftest import until
from tests.page.looking import focused


def test_a_link_of_the_search_lands_on_its_bead(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.goto(page.url.split("/pair/")[0] + "/search?q=Tokyo")
    page.click(".hits a")
    until(page, "document.querySelector('#work[data-learned]')")
    assert focused(page) == "6 ↔ 6"


def test_a_link_of_the_findings_and_of_the_history_lands_on_its_bead(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    for key in "jjjr":
        page.keyboard.press(key)
    page.settled()
    page.goto(f"{running.base}history")
    page.click(".log a[href*='#']")
    until(page, "document.querySelector('#work[data-learned]')")
    assert focused(page) == "4 ↔ 4"


def test_a_reload_keeps_bead_filter_order_and_search(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.select_option("#filter", "doubtful")
    page.select_option("#order", "worst")
    page.fill("#seek", "the")
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    seen = focused(page), page.input_value("#filter"), page.input_value("#order"), page.input_value("#seek")
    page.reload()
    until(page, "document.querySelector('#work[data-learned]')")
    assert seen == (focused(page), "doubtful", "worst", "the")


def test_a_link_to_a_bead_that_is_gone_says_so(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.goto("about:blank")
    page.goto(f"{running.base}pair/talks#0123456789abcdef0123")
    until(page, "document.getElementById('toast').textContent.includes('not there any more')")


def doubtful(*numbers: int) -> Alignment:
    pair = build("doubts")
    beads = [replace(bead, probability=0.3 if i in numbers else 0.99) for i, bead in enumerate(pair.beads)]
    return replace(pair, beads=tuple(beads))


def test_the_next_doubt_may_stand_right_behind_a_decision(serve, look) -> None:
    page = look(serve(doubtful(2, 3, 4), checks=no_findings), "doubts")
    page.keyboard.press("n")
    assert focused(page) == "3 ↔ 3"
    page.keyboard.press("a")  # the page goes on to 4 by itself
    page.keyboard.press("n")
    assert focused(page) == "4 ↔ 4"
    page.keyboard.press("n")  # 4 was seen and passed
    assert focused(page) == "5 ↔ 5"


def test_going_around_the_end_is_told(serve, look) -> None:
    page = look(
        serve(doubtful(1, 3)),
        "doubts",
    )
    toast = "document.getElementById('toast').textContent"
    for _ in range(3):
        page.keyboard.press("n")
    assert focused(page) == "2 ↔ 2" and page.evaluate(toast) == "From the beginning again"
    page.keyboard.press("Shift+N")
    assert focused(page) == "4 ↔ 4" and page.evaluate(toast) == "From the end again"


def test_an_empty_search_says_what_was_searched(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.fill("#seek", "xyzzy")
    until(page, "document.getElementById('nothing').textContent.includes('holds “xyzzy”')")
