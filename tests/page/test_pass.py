"""The guided pass in Chromium: why a row is there, the next one by itself, and its end."""

from __future__ import annotations

from dataclasses import replace

from align.model import Alignment
from tests.history.talks import build
from tests.page.conftest import until
from tests.page.looking import focused


def standing(page) -> str:
    return page.inner_text("#pass-standing")


def test_the_pass_leads_from_doubt_to_doubt_and_says_why(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("g")
    seen = [(focused(page), standing(page), page.inner_text(".bead.focused .look"))]
    for key in "ar":
        page.keyboard.press(key)
        seen.append((focused(page), standing(page), page.inner_text(".bead.focused .look")))
    assert seen == [
        ("6 ↔ 6", "1 of 6", "Another pairing is nearly as probable."),
        ("4 ↔ 4", "2 of 6", "Another pairing is nearly as probable."),
        ("7 ↔ 7", "3 of 6", "Another pairing is nearly as probable."),
    ]
    page.settled()
    decided = {key: [one.decision for one in several] for key, several in running.store.verdicts().items()}
    assert decided == {talks.keys[5]: ["accept"], talks.keys[3]: ["reject"]}
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert "was it added on purpose?" in page.inner_text(".bead.focused .look")


def test_a_finding_says_what_it_found(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("g")
    while focused(page) != "2 ↔ 2":
        page.keyboard.press("n")
    assert "“about” 50 minutes" in page.inner_text(".bead.focused .look")


def test_what_was_passed_without_a_decision_is_known_and_survives_a_reload(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert standing(page) == "3 of 6"
    page.keyboard.press("Shift+N")
    assert focused(page) == "4 ↔ 4" and standing(page) == "2 of 6"
    page.reload()
    until(page, "document.querySelector('#work[data-learned]') && !document.getElementById('pass').hidden")
    assert standing(page) == "1 of 4"
    page.keyboard.press("g")
    page.keyboard.press("9")
    assert page.locator(".bead").count() == 2


def sure(id: str, *doubtful: int) -> Alignment:
    pair = build(id)
    beads = [
        replace(bead, probability=0.5 if i in doubtful else 1.0) for i, bead in enumerate(pair.beads) if bead.source
    ]
    target = replace(pair.target, segments=pair.target.segments[:-1])
    return replace(pair, target=target, beads=tuple(beads))


def test_the_end_shows_what_it_would_accept_and_leads_to_the_next_pair(serve, look) -> None:
    first, second = sure("first", 3), sure("second", 2)
    running = serve(first, second)
    page = look(running, "first")
    page.keyboard.press("g")
    for _ in range(3):
        page.keyboard.press("a")
    page.wait_for_selector("dialog[open] >> text=Nothing more waits here")
    assert "5 rows without any doubt are left, paired with 98 % or more" in page.inner_text("dialog")
    page.click("dialog summary")
    shown = page.locator("dialog .preview li").all_inner_texts()
    assert len(shown) == 5 and "両閣僚は、抑止力を強化" in shown[1] and "They agreed" in shown[1]
    page.keyboard.press("Tab")
    page.click("dialog >> text=Accept all 5")
    page.wait_for_selector("dialog[open] >> text=Next: 1. Overview, 8 rows are undecided")
    decided = running.store.verdicts("first")
    assert {one.decision for several in decided.values() for one in several} == {"accept"} and len(decided) == 8
    page.click("dialog >> text=Go to the next pair")
    until(page, "location.pathname === '/pair/second' && document.querySelector('#work[data-learned]')")
    until(page, "!document.getElementById('pass').hidden")
    assert standing(page) == "1 of 3"


def test_on_a_phone_the_pass_has_buttons(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", width=375)
    page.click("#guide")
    page.click("#pass >> text=Skip")
    assert standing(page) == "2 of 6" and page.evaluate("document.documentElement.scrollWidth") <= 375
    page.click("#pass >> text=End")
    assert page.locator("#pass").is_hidden()


def test_the_page_speaks_japanese_to_a_japanese_browser(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", locale="ja-JP")
    page.keyboard.press("g")
    assert standing(page) == "1 / 6 件目"
    assert page.inner_text(".bead.focused .look") == "別の組み合わせも同じくらいありえます。"


def test_small_doubts_come_after_the_end_for_who_wants_them(serve, look) -> None:
    pair = sure("first", 3)
    beads = [replace(bead, probability=0.95) if i == 5 else bead for i, bead in enumerate(pair.beads)]
    page = look(serve(replace(pair, beads=tuple(beads))), "first")
    page.keyboard.press("g")
    for _ in range(3):
        page.keyboard.press("a")
    page.wait_for_selector("dialog[open] >> text=1 row has a small doubt, less than 1 in 10.")
    page.click("dialog >> text=See those too")
    until(page, "!document.querySelector('dialog[open]')")
    assert "The pairing is not quite sure." in page.inner_text(".bead.focused .look")
