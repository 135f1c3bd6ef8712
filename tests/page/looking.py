"""What a person sees on the pair's page in Chromium."""

from __future__ import annotations


def focused(page) -> str:
    """What the bead in focus holds, "2-3 ↔ 2"."""
    return page.evaluate(
        """() => { const row = document.querySelector('.bead.focused');
        const of = (side) => [...row.querySelectorAll(`.${side} .no`)].map((no) => no.textContent).join('+') || '–';
        return row && `${of('source')} ↔ ${of('target')}`; }"""
    )


def ladder(page) -> list[str]:
    return page.evaluate(
        """() => [...document.querySelectorAll('.bead')].map((row) => {
        const of = (side) => [...row.querySelectorAll(`.${side} .no`)].map((no) => no.textContent).join('+') || '–';
        return `${of('source')} ↔ ${of('target')}`; })"""
    )


def cursor(page) -> str:
    return page.evaluate(
        """() => { const seg = document.querySelector('.seg.held');
        return seg && `${seg.dataset.side} ${seg.querySelector('.no').textContent}`; }"""
    )
