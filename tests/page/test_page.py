"""The page in Chromium: old decisions, nasty strings, narrow windows, signing in, accessibility."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

from align import native
from align.model import Alignment, Verdict
from tests.history.talks import build, edited, long_alignment
from tests.page.looking import focused

pytestmark = pytest.mark.needs("chromium")

NASTY = "<script>window.hit=1</script><img src=x onerror='window.hit=1'>\"'&‮\u200b\U00020bb7"


def test_an_old_decision_is_shown_with_what_changed(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    for key in "jjj":
        page.keyboard.press(key)
    page.keyboard.press("a")
    page.settled()
    native.save(
        edited(talks, "target", 3, "Minister Koizumi said that spending would double."),
        running.folder / "talks.align.json",
    )
    page.goto(f"{running.base}pair/talks")
    page.wait_for_selector("#work[data-learned]", state="attached")
    page.keyboard.press("6")
    assert page.locator(".bead").count() == 1
    box = page.locator(".stale-box")
    assert "Accepted" in box.text_content()
    assert box.locator("del").all_text_contents() and "double" in box.locator("ins").all_text_contents()
    page.keyboard.press("a")
    page.settled()
    page.keyboard.press("6")
    assert page.locator(".bead").count() == 0


def test_a_comment_stays_in_sight_after_a_merge_and_a_decision(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.type("tense?")
    page.keyboard.press("Control+Enter")
    page.settled()
    page.keyboard.press("m")
    page.settled()
    page.wait_for_selector(".stale-box >> text=tense?")
    page.keyboard.press("a")
    page.keyboard.press("k")
    page.wait_for_selector(".stale-box >> text=tense?")
    page.reload()
    page.wait_for_selector(".stale-box >> text=tense?")


def test_a_change_that_was_not_acknowledged_is_sent_again_and_made_once(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", allow="503")
    lost = []

    def lose_the_answer(route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())  # the server made the change, the page never hears of it
        route.fulfill(status=503, body='{"error": "the connection broke"}', content_type="application/json")

    page.route("**/api/changes/**", lose_the_answer)
    page.keyboard.press("m")
    page.settled()
    assert lost[0].status == 200
    assert page.locator(".bead").count() == 8
    assert [change.kind for change in running.store.history("talks")] == ["edit", "base"]


def test_nasty_strings_stay_text(serve, look) -> None:
    rows = [("heading", NASTY), ("paragraph", f"日本 {NASTY}")]
    nasty = build("nasty", rows, rows, [((0,), (0,), 0.5), ((1,), (1,), 0.5)])
    running = serve(nasty)
    key = nasty.keys[0]
    running.store.record(Verdict(key, "needs-fix", NASTY, "2026-01-15T00:00:00Z", NASTY, None, NASTY), pair="nasty")
    running.store.record(
        Verdict("f" * 20, "accept", "Ben", "2026-01-15T00:00:00Z", NASTY), pair="nasty", texts=([NASTY + "x"], [NASTY])
    )
    page = look(running, "nasty", reviewer=NASTY)
    assert page.locator(".bead .text").first.text_content() == NASTY
    page.keyboard.press("c")
    page.locator("#dialog textarea").fill(NASTY)
    page.keyboard.press("Control+Enter")
    page.settled()
    for key_ in ("o", ".", "x"):
        page.keyboard.press(key_)
    for path in ("", "search?q=window", "history", "findings"):
        assert page.evaluate("window.hit") is None
        page.goto(running.base + path)
    assert page.evaluate("window.hit") is None
    assert running.store.verdicts("nasty")[key][-1].comment == NASTY


def test_markup_cannot_be_set_at_all(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", allow="TrustedHTML")
    said = page.evaluate(
        """() => { try { document.body.innerHTML = '<b>x</b>'; return 'done'; }
        catch (error) { return error.name; } }"""
    )
    assert said == "TypeError"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_window(serve, look, talks: Alignment, scheme: str) -> None:
    running = serve(talks)
    page = look(running, "talks", width=375, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    source, target = page.evaluate(
        """() => ['.bead.focused .source', '.bead.focused .target']
        .map((place) => document.querySelector(place).getBoundingClientRect().toJSON())"""
    )
    assert target["y"] > source["bottom"] and source["width"] > 300
    page.locator("[data-act=accept]").click()
    page.wait_for_selector(".bead.accept")
    for button in page.locator(".decide button").all():
        assert button.bounding_box()["height"] >= 44
    page.locator(".grip").click()
    assert page.locator(".about h2").is_visible()
    for path in ("", "search?q=met", "history", "findings"):
        page.goto(running.base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, path


def test_japanese_is_set_as_japanese(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    style = page.evaluate(
        """() => { const style = getComputedStyle(document.querySelector('.side.source'));
        return [style.lineBreak, style.fontFamily]; }"""
    )
    assert style[0] == "strict" and "Noto Sans CJK JP" in style[1]
    assert page.locator(".side.source").first.get_attribute("lang") == "ja"
    assert page.locator(".side.target").first.get_attribute("lang") == "en"


def test_the_mouse_works_too(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.locator(".bead").nth(2).locator(".target .seg").click()
    assert page.locator(".seg.held").get_attribute("data-side") == "target"
    page.locator("[data-act=needsFix]").click()
    page.wait_for_selector(".bead.needs-fix")
    page.locator("#more summary").click()
    with page.expect_download() as download:
        page.locator("#more a", has_text="TSV").click()
    assert download.value.suggested_filename == "talks.tsv"
    page.locator("#more summary").click() if not page.locator("#save").is_visible() else None
    page.locator("#save").click()
    page.locator("dialog button", has_text="Write").click()
    page.until("document.getElementById('toast').textContent.startsWith('Written to')")


def test_the_name_can_be_changed(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    page.locator("#who").click()
    page.locator("#name-dialog input").fill("さくら")
    page.locator("#name-dialog button.primary").click()
    page.until("document.getElementById('work')?.dataset.me === 'さくら'")


def test_signing_in_with_a_password(serve, look, talks: Alignment) -> None:
    running = serve(talks, password="open sesame")
    page = look(running)
    page.context.clear_cookies()
    page.goto(running.base)
    page.locator("input[name=name]").fill("Ben")
    page.locator("input[name=password]").fill("open sesame")
    page.locator("button.primary").click()
    page.wait_for_selector(".card")
    assert page.locator(".who .name").text_content() == "Ben"


@pytest.mark.skipif("ALIGN_AXE" not in os.environ, reason="set ALIGN_AXE to axe.min.js (npm pack axe-core)")
@pytest.mark.parametrize(
    ("width", "scheme", "locale"),
    [(1280, "light", "en-GB"), (1280, "dark", "ja-JP"), (768, "light", "ja-JP"), (375, "light", "en-GB"),
     (375, "dark", "ja-JP")],
)  # fmt: skip
def test_axe_finds_no_serious_violation(serve, look, talks: Alignment, width: int, scheme: str, locale: str) -> None:
    running = serve(talks)
    still = {"bypass_csp": True, "reduced_motion": "reduce"}  # axe needs eval; colours that fade are no colours
    page = look(running, "talks", width=width, color_scheme=scheme, locale=locale, allow="404", **still)
    axe = Path(os.environ["ALIGN_AXE"]).read_text()
    found = []

    def check(where: str) -> None:
        page.evaluate(axe)
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found.extend(
            (where, one["id"], [(node["html"][:120], node["failureSummary"][:200]) for node in one["nodes"][:3]])
            for one in told["violations"]
            if one["impact"] in ("serious", "critical")
        )

    for key in ("a", "f", "r", "i"):
        page.keyboard.press(key)
    page.settled()
    check("pair")
    for key in ("m", "o", "."):
        page.keyboard.press(key)
    page.settled()
    check("pair, all open")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    check("guided pass")
    for key, shown in (
        ("?", "dialog[open]"),
        ("Shift+F", "dialog[open]"),
        ("c", "dialog[open]"),
        ("e", ".correct-form"),
    ):
        page.keyboard.press(key)
        page.wait_for_selector(shown, state="attached")
        check(key)
        page.keyboard.press("Escape")
        page.wait_for_selector(shown, state="detached")
    for path in ("", "search?q=met", "history", "findings", "score", "nowhere"):
        page.goto(running.base + path)
        check(path or "pairs")
    assert found == []


FOCUSED_BOX = "document.querySelector('.bead.focused').getBoundingClientRect().toJSON()"
"""In one step: a row may be drawn again between finding and measuring it."""


def test_the_window_follows_a_long_pair(serve, look) -> None:
    page = look(serve(long_alignment(400)), "long")
    assert page.locator(".bead").count() < 60
    page.keyboard.press("End")
    page.settled()
    assert focused(page) == "400 ↔ 400"
    box = page.evaluate(FOCUSED_BOX)
    assert 0 < box["y"] < 800
    for _ in range(30):
        page.keyboard.press("k")
    assert focused(page) == "370 ↔ 370"
    box = page.evaluate(FOCUSED_BOX)
    assert 50 < box["y"] < 700
    tops = page.evaluate(
        """() => [...document.querySelectorAll('.bead')].map((row) => row.getBoundingClientRect())
        .map((box) => [box.top, box.bottom])"""
    )
    assert all(abs(one[1] - other[0]) < 2 for one, other in pairwise(tops))
