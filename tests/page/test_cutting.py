"""Cutting a paragraph and joining two in Chromium: at the caret, on either side, with undo, beside others."""

from __future__ import annotations

import pytest

from align import native
from align.model import Alignment
from tests.history.talks import SOURCE, TARGET, edited
from tests.page.looking import cursor, focused, ladder, wait_beads

pytestmark = pytest.mark.needs("chromium")

PLACE = SOURCE[1][1].index("会談は約")


def cut_at(page, place: int, *, settle: bool = True) -> None:
    """Press the key, put the caret before a character, and cut."""
    page.keyboard.press("b")
    page.until("document.activeElement.matches('dialog textarea')")
    page.evaluate("(place) => document.activeElement.setSelectionRange(place, place)", place)
    page.keyboard.press("Enter")
    if settle:
        page.settled()


def texts(page, side: str) -> list[str]:
    return page.locator(f".{side} .seg .text").all_inner_texts()


def test_a_paragraph_is_cut_at_the_caret_and_its_halves_are_put_apart(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("j")
    page.keyboard.press("b")
    page.until("document.activeElement.matches('dialog textarea')")
    assert page.locator(".halves p").all_inner_texts() == [SOURCE[1][1][:PLACE], SOURCE[1][1][PLACE:]]  # its sentences
    page.keyboard.press("ArrowRight")
    page.keyboard.type("nothing can be typed")
    page.until("document.querySelectorAll('.halves p')[1].textContent.startsWith('談は約')")
    assert page.input_value("dialog textarea") == SOURCE[1][1]
    page.keyboard.press("ArrowLeft")
    page.until("document.querySelectorAll('.halves p')[1].textContent.startsWith('会談は約')")
    page.keyboard.press("Enter")
    page.settled()
    assert focused(page) == "2+3 ↔ 2" and cursor(page) == "source 3"
    assert texts(page, "source")[1:3] == [SOURCE[1][1][:PLACE], SOURCE[1][1][PLACE:]]
    assert ladder(page)[2:4] == ["4 ↔ 3", "5 ↔ 4"]
    page.keyboard.press("s")
    page.settled()
    assert ladder(page)[1:4] in (["2 ↔ 2", "3 ↔ –", "4 ↔ 3"], ["2 ↔ –", "3 ↔ 2", "4 ↔ 3"])
    for _ in range(2):
        page.keyboard.press("u")
    page.settled()
    assert ladder(page)[:3] == ["1 ↔ 1", "2 ↔ 2", "3 ↔ 3"] and len(texts(page, "source")) == 8
    page.keyboard.press("Shift+U")
    page.settled()
    assert ladder(page)[1] == "2+3 ↔ 2"
    page.reload()
    page.wait_for_selector("#work[data-ready]", state="attached")
    assert ladder(page)[1] == "2+3 ↔ 2"


def test_a_click_into_the_text_sets_the_caret(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.evaluate(
        """() => { const text = document.querySelectorAll('.target .seg')[1].querySelector('.text');
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        let left = 17;
        while (walker.nextNode() && walker.currentNode.length < left) left -= walker.currentNode.length;
        getSelection().collapse(walker.currentNode, left); }"""
    )
    page.keyboard.press("j")
    page.keyboard.press("b")
    page.until("document.activeElement.matches('dialog textarea')")
    assert page.evaluate("document.activeElement.selectionStart") == 17
    page.keyboard.press("Enter")
    page.settled()
    assert texts(page, "target")[1:3] == [TARGET[1][1][:17].strip(), TARGET[1][1][17:].strip()]


def test_paragraphs_are_joined_by_key_and_by_button(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+B")
    page.settled()
    assert focused(page) == "2+3 ↔ 2" and texts(page, "target")[1] == f"{TARGET[1][1]} {TARGET[2][1]}"
    page.keyboard.press("ArrowLeft")
    page.locator("[data-act=join]").click()
    page.settled()
    assert focused(page) == "2 ↔ 2" and ladder(page)[2] == "3 ↔ 3"
    page.keyboard.press("End")
    page.keyboard.press("Shift+B")
    page.until("document.getElementById('toast').textContent.startsWith('No paragraph follows')")


def test_escape_leaves_the_paragraph_whole(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("b")
    page.until("document.activeElement.matches('dialog textarea')")
    page.keyboard.press("Escape")
    page.until("document.activeElement.closest('.bead.focused')")
    page.settled()
    assert [change.kind for change in running.store.history("talks")] == ["base"]


def test_another_reviewer_sees_the_cut_and_her_own_work_meets_the_same_paragraphs(
    serve, look, talks: Alignment
) -> None:
    running = serve(talks)
    page, other = look(running, "talks"), look(running, "talks", reviewer="Ben")
    for _ in range(5):
        other.keyboard.press("j")
    other.keyboard.press("ArrowRight")
    other.keyboard.press("x")
    carried = other.locator("#carry").inner_text()
    other.route(  # Ben's page has not heard of the cut when he asks
        "**/api/changes/**",
        times=1,
        handler=lambda route: (page.keyboard.press("j"), cut_at(page, PLACE), route.continue_()),
    )
    other.keyboard.press("j")
    other.keyboard.press("x")
    other.settled()
    assert "The next meeting" in carried
    for one in (page, other):
        wait_beads(one, "8 ↔ 6+7", "2+3 ↔ 2")
        assert one.locator(".source .seg").count() == 9


def test_a_paragraph_that_another_joined_is_a_conflict_that_says_so(serve, look, talks: Alignment) -> None:
    page, other = look(running := serve(talks), "talks"), look(running, "talks", reviewer="Ben")
    other.route(
        "**/api/changes/**",
        times=1,
        handler=lambda route: (
            page.keyboard.press("j"),
            page.keyboard.press("Shift+B"),
            page.settled(),
            route.continue_(),
        ),
    )
    other.keyboard.press("j")
    cut_at(other, 5, settle=False)
    other.wait_for_selector("dialog[open] .version.theirs")
    assert "cut or joined" in other.locator("#dialog h2").inner_text()
    assert TARGET[2][1] in other.locator(".version.theirs").inner_text()
    other.keyboard.press("Escape")
    other.until("document.querySelectorAll('.source .seg').length === 7")


def test_marks_stand_at_their_words_after_a_cut_before_them(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.wait_for_selector(".note.finding")
    cut_at(page, 1)
    page.until("document.querySelector('.bead:nth-of-type(2) .note.finding')?.textContent === '両閣'")
    page.until("[...document.querySelectorAll('.target .note.fact')].some((one) => one.textContent.includes('2026'))")


def test_the_history_and_an_export_show_the_cut(serve, look, talks: Alignment) -> None:
    page = look(running := serve(talks), "talks")
    page.keyboard.press("j")
    cut_at(page, PLACE)
    page.keyboard.press("u")
    page.settled()
    page.keyboard.press("Shift+U")
    page.settled()
    content = page.request.get(f"{running.base}export/align.json/talks").text()
    assert native.loads(content).source.texts()[2] == SOURCE[1][1][PLACE:]
    page.goto(f"{running.base}history")
    assert "cut a paragraph in two" in page.locator("main").inner_text()
    page.locator("details").first.evaluate("(one) => { one.open = true; }")
    assert SOURCE[1][1][:PLACE] in page.locator("main").inner_text()


def test_a_cut_whose_place_is_gone_is_shown_beside_the_row(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("j")
    cut_at(page, PLACE)
    native.save(
        edited(talks, "source", 1, "両閣僚は、令和8年1月15日、会談した。話は長かった。"),
        running.folder / "talks.align.json",
    )
    page.goto(f"{running.base}pair/talks")
    page.wait_for_selector("#work[data-learned]", state="attached")
    box = page.locator(".stale-box")
    page.keyboard.press("j")
    page.until("document.querySelector('.stale-box')")
    assert "not in this text any more" in box.inner_text() and "cut a paragraph here" in box.inner_text()
    assert SOURCE[1][1][PLACE:] in box.inner_text()
