"""Two people on one pair in Chromium: conflicts, changes of others, second opinions."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.model import Alignment, Verdict

pytestmark = pytest.mark.needs("chromium")

NASTY = "<script>window.hit=1</script><img src=x onerror='window.hit=1'>\"'&‮\u200b\U00020bb7"


def ben_decides_first(page, running, key: str, comment: str = "") -> None:
    """Let Ben reject the bead while this page's next change is on its way: the page has not heard of it."""
    verdict = Verdict(key, "reject", "Ben", "2026-01-15T00:00:00Z", comment)
    page.route(
        "**/api/changes/**",
        times=1,
        handler=lambda route: (running.store.record(verdict, pair="talks"), route.continue_()),
    )


def test_a_stale_change_gets_the_others_version_and_a_choice(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    key = page.locator(".bead.focused").get_attribute("data-key")
    ben_decides_first(page, running, key, "falsch gepaart")
    page.keyboard.press("a")
    page.wait_for_selector("dialog[open]")
    assert "Ben decided here meanwhile" in page.locator("#dialog h2").text_content()
    assert "falsch gepaart" in page.locator(".version.theirs").text_content()
    assert "Accepted" in page.locator(".version.mine").text_content()
    assert [verdict.reviewer for verdict in running.store.verdicts()[key]] == ["Ben"]
    page.locator("#dialog button.primary").click()
    page.settled()
    assert [verdict.reviewer for verdict in running.store.verdicts()[key]] == ["Ben", "Aiko"]
    assert page.locator(".bead.accept.disputed").count() == 1


def test_keeping_theirs_leaves_theirs(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    key = page.locator(".bead.focused").get_attribute("data-key")
    ben_decides_first(page, running, key)
    page.keyboard.press("a")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.settled()
    assert [verdict.decision for verdict in running.store.verdicts()[key]] == ["reject"]
    assert page.locator(".bead.reject").count() == 1


def test_an_edit_of_what_another_regrouped_gets_a_choice(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page, other = look(running, "talks"), look(running, "talks", reviewer="Ben")
    page.route(
        "**/api/changes/**",
        times=1,
        handler=lambda route: (
            other.keyboard.press("m"),
            other.settled(),
            route.continue_(),
        ),
    )
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.wait_for_selector("dialog[open]")
    assert "regrouped meanwhile" in page.locator("#dialog h2").text_content()
    page.locator("#dialog button.primary").click()
    page.settled()
    assert (
        page.evaluate("[...document.querySelectorAll('.bead.focused .no')].map((no) => no.textContent).join()")
        == "2,3,2,3"
    )


def test_changes_of_others_appear_without_reload(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    mine, theirs = look(running, "talks"), look(running, "talks", reviewer="Ben")
    theirs.keyboard.press("r")
    mine.wait_for_selector(".bead.reject")
    theirs.keyboard.press("m")
    mine.until("document.querySelectorAll('.bead').length === 8")
    assert mine.locator(".bead.focused").count() == 1
    assert "Ben" in mine.locator("#toast").text_content()


def test_changes_of_another_server_on_the_same_store_appear(serve, look, talks: Alignment, tmp_path: Path) -> None:
    running = serve(talks)
    other = serve(talks, url=f"sqlite:///{tmp_path / 'review.db'}")
    mine, theirs = look(running, "talks"), look(other, "talks", reviewer="Ben")
    theirs.keyboard.press("r")
    mine.wait_for_selector(".bead.reject")


def test_a_second_opinion_is_asked_for(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    look(running, "talks", reviewer="Ben").keyboard.press("f")
    page = look(running, "talks")
    page.wait_for_selector(".bead.needs-fix")
    page.keyboard.press("7")
    assert page.locator(".bead").count() == 1
    page.keyboard.press("f")
    page.settled()
    page.goto(running.base)
    assert "Aiko · Ben" in page.locator(".agree").text_content() and "1.00" in page.locator(".agree").text_content()
