"""Windows that are narrow or only a few lines high, as a phone's or one magnified to 400 %."""

from __future__ import annotations

import pytest

from align.model import Alignment

pytestmark = pytest.mark.needs("chromium")

SEEN = """(name) => { const element = document.querySelector(name), main = document.getElementById('main');
  const box = element.getBoundingClientRect(), room = main.getBoundingClientRect();
  const y = (Math.max(box.top, room.top) + Math.min(box.bottom, room.bottom)) / 2;
  return Math.min(box.bottom, room.bottom) - Math.max(box.top, room.top) > 15
    && element.contains(document.elementFromPoint(box.left + box.width / 2, y)); }"""
UNREACHED = """(names) => [...document.querySelectorAll(names)].filter((one) => {
  one.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return box.left < -1 || box.right > innerWidth + 1 || !(one.contains(top) || top?.contains(one)); })
  .map((one) => one.textContent.trim())"""


@pytest.mark.parametrize("factor", [2, 3, 4])
def test_magnified_rows_menu_and_correction_are_in_sight(serve, look, talks: Alignment, factor: int) -> None:
    size = {"width": 1280 // factor, "height": 800 // factor}
    page = look(serve(talks), "talks", viewport=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.evaluate(SEEN, ".bead.focused .source .text")
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.until("document.activeElement.matches('.correct textarea')")
    page.until(f"({SEEN})('.correct textarea')")
    page.keyboard.press("Escape")
    page.evaluate("document.getElementById('more').open = true")
    assert page.evaluate(UNREACHED, "#more .drop a, #more .drop button:not([hidden])") == []


@pytest.mark.parametrize("locale", ["en-GB", "ja-JP"])
@pytest.mark.parametrize("width", [320, 375, 700])
def test_the_links_between_pages_can_be_reached(serve, look, talks: Alignment, width: int, locale: str) -> None:
    running = serve(talks)
    page = look(running, width=width, locale=locale)
    for path in ("", "findings", "score"):
        page.goto(running.base + path)
        assert page.evaluate(UNREACHED, ".bar nav a, .bar button, .bar .language") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_progress_is_told_whole(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks", width=375)
    page.until("document.getElementById('counts').textContent.includes('in doubt')")
    assert page.locator("#counts").evaluate("(one) => one.scrollWidth <= one.clientWidth")
