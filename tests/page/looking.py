"""What a person sees on the pair's page in Chromium."""

from __future__ import annotations

import json

TOURED = "try { localStorage.setItem('align-toured', 'yes') } catch { /* about:blank keeps nothing */ }"
"""A script for a browser that has seen the tour, whose card would lie over rows."""


def focused(page) -> str:
    """What the bead in focus holds, "2-3 ↔ 2"."""
    return page.evaluate(
        """() => { const row = document.querySelector('.bead.focused');
        const of = (side) => [...row.querySelectorAll(`.${side} .no`)].map((no) => no.textContent).join('+') || '–';
        return row && `${of('source')} ↔ ${of('target')}`; }"""
    )


_LADDER = """[...document.querySelectorAll('.bead')].map((row) => {
    const of = (side) => [...row.querySelectorAll(`.${side} .no`)].map((no) => no.textContent).join('+') || '–';
    return `${of('source')} ↔ ${of('target')}`; })"""


def ladder(page) -> list[str]:
    return page.evaluate(f"() => {_LADDER}")


def wait_beads(page, *beads: str) -> None:
    """Wait until these beads, "2+3 ↔ 2", are among the rows that are shown."""
    page.until(f"{json.dumps(beads, ensure_ascii=False)}.every((bead) => {_LADDER}.includes(bead))")


def cursor(page) -> str:
    return page.evaluate(
        """() => { const seg = document.querySelector('.seg.held');
        return seg && `${seg.dataset.side} ${seg.querySelector('.no').textContent}`; }"""
    )


def wait_lit(page, name: str, *texts: str) -> None:
    """Wait until the highlight `name` lies on these texts, in any order; rows may be drawn again meanwhile."""
    found = f"[...(CSS.highlights.get({name!r}) ?? [])].map(String).sort()"
    page.until(f"JSON.stringify({found}) === JSON.stringify({json.dumps(texts, ensure_ascii=False)}.sort())")


class Held:
    """Requests of a page that wait until they are let go: `held = Held(page, "**/api/facts/**")`."""

    def __init__(self, page, address: str) -> None:
        self.waiting: list = []
        self.open = False
        page.route(address, lambda route: route.continue_() if self.open else self.waiting.append(route))

    def let_go(self) -> None:
        """Let those that wait, and all later ones, reach the server."""
        self.open = True
        while self.waiting:
            self.waiting.pop(0).continue_()
