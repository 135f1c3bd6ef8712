"""Keys pressed at random, by one reviewer and by two at once: what the page shows is what the server holds."""

from __future__ import annotations

import json
import random

import pytest

from align.model import Alignment

pytestmark = pytest.mark.needs("chromium")

KEYS = (
    *("j", "k", "n", "N", "Home", "End", "[", "]", "ArrowLeft", "ArrowRight"),
    *("a", "f", "r", "i", "I", "d"),
    *("m", "M", "s", "J", "K", "x", "u", "u", "U"),
    *("q", "0", "1", "2", "5", ".", "o", "v", "Escape"),
)
SHOWN = """() => [...document.querySelectorAll('.bead')].map((row) => {
  const of = (side) => [...row.querySelectorAll(`.${side} .no`)].map((no) => no.textContent - 1);
  const marks = ['accept', 'needs-fix', 'reject', 'intended-omission', 'intended-addition', 'crossing'];
  return [row.dataset.key, of('source'), of('target'), ...marks.map((mark) => row.classList.contains(mark))];
})"""
HELD = """async () => {
  const { beads, verdicts } = await (await fetch('/api/pair/talks')).json();
  const marks = ['accept', 'needs-fix', 'reject', 'intended-omission', 'intended-addition'];
  return beads.map(({ k, s, t, x }) => {
    const decision = (verdicts[k] ?? []).findLast((one) => one.decision)?.decision;
    return [k, s, t, ...marks.map((mark) => mark === decision), Boolean(x)];
  });
}"""


def calm(page) -> None:
    """Leave dialogs, put down what is carried, and show all beads in reading order."""
    busy = "document.documentElement.dataset.saving > '0' || Boolean(document.querySelector('dialog[open]'))"
    while page.evaluate(busy):
        page.until(f"!({busy}) || document.querySelector('dialog[open]')")
        if page.locator("dialog[open]").count():  # a conflict waits for an answer
            page.keyboard.press("Escape")
    page.settled()
    for key in ("Escape", "0"):
        page.keyboard.press(f"Shift+{key}" if len(key) == 1 and key.isupper() else key)
    if page.evaluate("document.querySelector('#order').value") == "worst":
        page.keyboard.press("q")
    page.settled()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_page_shows_what_the_server_holds(serve, look, talks: Alignment, seed: int) -> None:
    page = look(serve(talks), "talks", allow="400")  # there may be nothing to undo
    rng = random.Random(seed)
    for _ in range(4):
        for key in rng.choices(KEYS, k=25):
            page.keyboard.press(f"Shift+{key}" if len(key) == 1 and key.isupper() else key)
        calm(page)
        assert page.evaluate(SHOWN) == page.evaluate(HELD)
        assert page.locator(".bead.focused").count() == 1 and page.locator(".carried").count() == 0
        assert page.evaluate("Boolean(document.activeElement.closest('.bead.focused'))")


def test_two_at_once_end_with_the_same(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    pages = [look(running, "talks", reviewer=name, allow="400") for name in ("Aiko", "Ben")]
    rng = random.Random(3)
    for _ in range(4):
        for key in rng.choices(KEYS, k=30):
            rng.choice(pages).keyboard.press(f"Shift+{key}" if len(key) == 1 and key.isupper() else key)
        for page in pages:
            calm(page)
        held = pages[0].evaluate(HELD)
        for page in pages:
            page.until(f"JSON.stringify(({SHOWN})()) === JSON.stringify({json.dumps(held)})")
