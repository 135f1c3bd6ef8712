"""Text that can be selected, keys that fit the person, dialogs that keep what was typed, windows of any width."""

from __future__ import annotations

from typing import Any

import pytest

from align import native
from align.model import Alignment, Bead, Document, Segment
from tests.page.conftest import until
from tests.page.looking import focused, ladder

LIT = "[...(CSS.highlights.get('search-hit') ?? [])].some((hit) => String(hit) === 'ministers')"
COUNT = "[...(CSS.highlights.get('search-hit') ?? [])].filter((hit) => String(hit)).length"
SELECTED = "getSelection().toString().trim()"


def test_a_double_click_selects_a_word_and_it_stays_while_the_row_is_drawn_again(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.locator(".bead:nth-of-type(3) .target .text").dblclick(position={"x": 60, "y": 10})
    word = page.evaluate(SELECTED)
    assert word and " " not in word and focused(page) == "3 ↔ 3"
    page.keyboard.press("f")
    page.settled()
    page.keyboard.press("u")
    page.settled()
    assert page.evaluate(SELECTED) == word


def test_caps_lock_is_no_shift(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'J', bubbles: true }))"
    )  # the letter that Caps Lock makes: a capital without Shift
    assert focused(page) == "2 ↔ 2" and len(ladder(page)) == 9
    page.keyboard.press("Shift+M")
    page.settled()
    assert focused(page) == "1+2 ↔ 1+2"


def test_single_letter_keys_can_be_turned_off_and_changed(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("?")
    page.click("dialog >> text=accept, and go to the next >> button", force=True)
    page.keyboard.press("y")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.settled()
    assert running.store.verdicts() == {}
    page.keyboard.press("y")
    page.settled()
    assert list(running.store.verdicts()) == [talks.keys[0]]
    page.keyboard.press("?")
    page.uncheck("dialog >> text=Single-letter keys")
    page.keyboard.press("Escape")
    page.reload()
    until(page, "document.querySelector('#work[data-learned]')")
    for key in "yjr":
        page.keyboard.press(key)
    page.keyboard.press("ArrowDown")
    page.settled()
    assert list(running.store.verdicts()) == [talks.keys[0]]


def test_enter_confirms_and_escape_keeps_a_draft(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("c")
    page.keyboard.type("first thought")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    assert page.input_value("dialog textarea") == "first thought"
    page.keyboard.press("Enter")
    page.settled()
    assert [one.comment for one in running.store.verdicts()[talks.keys[0]]] == ["first thought"]
    page.keyboard.press("c")
    assert page.input_value("dialog textarea") == ""
    page.keyboard.press("Escape")


CAN_ACCEPT = "document.querySelector('dialog[open] #dialog-title')?.textContent.startsWith('Accept all') && " + (
    "!document.querySelector('dialog[open] button.primary').disabled"
)


def test_enter_accepts_all_that_the_dialog_counted(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("Shift+A")
    until(page, CAN_ACCEPT)
    page.keyboard.press("Enter")
    until(page, "document.getElementById('toast').textContent.startsWith('Accepted 2')")
    accepted = {key: [one.decision for one in verdicts] for key, verdicts in running.store.verdicts().items()}
    assert accepted == {talks.keys[0]: ["accept"], talks.keys[4]: ["accept"]}  # 1 has a finding


def test_nothing_is_accepted_before_it_was_counted(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    held = []
    page.route("**/api/eligible/**", lambda route: held.append(route))
    page.keyboard.press("Shift+A")
    until(page, "document.querySelector('dialog[open]')")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open] button.primary").is_disabled()
    held[0].continue_()
    until(page, CAN_ACCEPT)
    page.keyboard.press("Enter")
    until(page, "document.getElementById('toast').textContent.startsWith('Accepted 2')")
    assert len(running.store.verdicts()) == 2


def test_a_dialog_that_opens_right_behind_another_one_has_its_own_answer(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("c")
    until(page, "document.querySelector('dialog[open] textarea')")
    page.evaluate(
        """() => { document.getElementById('dialog').close();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', shiftKey: true, bubbles: true })); }"""
    )  # before the browser tells that the first one was closed
    until(page, CAN_ACCEPT)
    page.keyboard.press("Enter")
    until(page, "document.getElementById('toast').textContent.startsWith('Accepted 2')")
    assert len(running.store.verdicts()) == 2


def test_writing_back_asks_first_and_keeps_the_undo(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    path = running.folder / "talks.align.json"
    before = path.read_bytes()
    page.keyboard.press("m")
    page.settled()
    page.click("#more summary")
    page.click("#save")
    page.keyboard.press("Escape")
    assert path.read_bytes() == before
    page.evaluate("document.getElementById('more').open = true")
    page.click("#save")
    page.keyboard.press("Enter")
    page.settled()
    assert len(native.load(path).beads) == 8
    page.reload()
    until(page, "document.querySelector('#work[data-learned]')")
    page.keyboard.press("u")
    page.settled()
    assert len(ladder(page)) == 9


def test_the_focused_row_is_spoken_with_its_texts_and_seen_in_forced_colours(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", forced_colors="active")
    page.keyboard.press("j")
    name = page.get_attribute(".bead.focused", "aria-label")
    assert "会談した" in name and "The two ministers met" in name
    width = "getComputedStyle(document.querySelector('.bead.focused')).outlineWidth"
    assert page.evaluate(width) == "3px"


def test_the_words_of_a_search_light_up(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.fill("#seek", "ministers")
    until(page, LIT)


def test_the_words_of_a_search_stay_lit_when_facts_arrive_later(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running)
    waiting: list[Any] = []
    page.route("**/api/facts/**", lambda route: waiting.append(route))
    with page.expect_request("**/api/facts/**"):
        page.goto(f"{running.base}pair/talks")
    page.fill("#seek", "the")
    until(page, f"{COUNT} > 0")
    before = page.evaluate(COUNT)
    while waiting:
        waiting.pop().continue_()
    until(page, "document.querySelector('#rows .note')")
    until(page, f"{COUNT} === {before}")


def long_pair() -> Alignment:
    source = [f"第{i}段落は長さをそろえるために書かれた。" for i in range(1200)]
    target = [f"Paragraph {i} was written for its length alone." for i in range(1200)]
    sides = [
        Document("long", lang, tuple(Segment(i, text) for i, text in enumerate(texts)))
        for lang, texts in (("ja", source), ("en", target))
    ]
    return Alignment(*sides, tuple(Bead((i,), (i,), 0.9) for i in range(1200)))


OUTSIDE = """() => [...document.querySelectorAll(
    '.bar button, .bar select, .bar input, .bar summary, .bead.focused .text')]
  .filter((one) => one.checkVisibility() && one.offsetParent)
  .filter((one) => { const box = one.getBoundingClientRect();
    return box.right > innerWidth + 1 || box.left < -1 || box.width < 8; })
  .map((one) => one.id || one.className || one.tagName)"""
COVERED = """() => [...document.querySelectorAll('.bar button, .bar select, .bar input, .bar summary')]
  .filter((one) => one.checkVisibility() && one.offsetParent)
  .filter((one) => { const box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !one.contains(top) && !top?.contains(one); })
  .map((one) => one.id || one.className || one.tagName)"""


@pytest.mark.parametrize("width", [320, 375, 640, 701, 768, 860, 1024, 1100, 1280])
def test_nothing_is_cut_or_covered_at_any_width(serve, look, width: int) -> None:
    page = look(serve(long_pair()), "long", width=width)
    page.keyboard.press("End")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(COVERED) == []
    number = page.locator(".bead.focused .no").first
    assert number.inner_text() == "1200"
    assert number.evaluate("(no) => no.scrollWidth <= no.clientWidth")


def test_on_a_phone_every_key_has_a_button(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", width=375)
    keys = "import('/static/keys.js').then((m) => m.KEYS.flatMap(([, rows]) => rows.map((row) => row[1])))"
    buttons = (
        "[...document.querySelectorAll('[data-run], [data-act]')].map((one) => one.dataset.run ?? one.dataset.act)"
    )
    fields = {"undo", "redo", "order", "filter", "search", "dismiss"}
    taps = {"next", "previous", "toSource", "toTarget", "segmentUp", "segmentDown"}
    assert set(page.evaluate(keys)) - set(page.evaluate(buttons)) - fields - taps == set()


def test_a_row_that_grows_covers_no_other(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("j")
    page.wait_for_selector(".focused .note.finding")
    page.evaluate("document.querySelector('.bead.focused .knot').append(document.createElement('p'))")
    page.evaluate("document.querySelector('.bead.focused .knot p').style.height = '300px'")
    page.until(
        """(() => { const [one, other] = [...document.querySelectorAll('.bead')].slice(1, 3);
        const [above, below] = [one, other].map((row) => row.getBoundingClientRect());
        return above.height > 300 && above.bottom <= below.top + 1; })()"""
    )
