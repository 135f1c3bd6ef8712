"""The support map on the page: what is told, and what lights up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.model import Alignment, Document, Segment, SupportLink, SupportMap
from tests.page.clients import OpenApp, post
from tests.page.looking import wait_lit


def cut(document: Document, place: int, at: int, text: str = "") -> Document:
    """The document with the segment cut into two sentences at this character."""
    segments: list[Segment] = list(document.segments)
    text = text or segments[place].text
    segments[place] = replace(segments[place], text=text, sentences=((0, at), (at, len(text))))
    return replace(document, segments=tuple(segments))


@pytest.fixture
def mapped(talks: Alignment) -> Alignment:
    """The pair with a map: the second source paragraph has two sentences, the first of them with a rare character."""
    text = "両閣僚は、𠮷日に会談した。会談は約50分間行われた。"
    source = cut(talks.source, 1, text.index("会談は"), text)
    links = (
        SupportLink((1, 0), (1, 0), 0.95),
        SupportLink((1, 1), (1, 0), 0.62),
        SupportLink((6, 0), (5, 0), 0.9),
        SupportLink((5, 0), (6, 0), 0.9),
    )
    unused = tuple(tuple(0.9 for _ in segment.sentences) for segment in source.segments)
    return replace(talks, source=source, support=SupportMap(links, unused, ((0.9,),) * len(talks.target)))


def test_the_map_is_told_with_spans_as_browsers_count_them(open_app: OpenApp, mapped: Alignment) -> None:
    told = open_app(mapped).get("/api/support/talks").json()
    assert told["links"][:2] == [[1, 0, 1, 0, 0.95], [1, 1, 1, 0, 0.62]]
    assert told["source"][1] == [[0, 14], [14, 27]], "𠮷 has two UTF-16 units"
    assert told["unused"][7] == [0.9]
    assert len(told["target"]) == len(mapped.target)


def test_a_pair_without_a_map_has_nothing_to_tell(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    assert client.get("/api/support/talks").json() == {}
    assert client.get("/api/support/nothing").status_code == 404


def test_the_map_stays_when_beads_are_regrouped(open_app: OpenApp, mapped: Alignment) -> None:
    client = open_app(mapped)
    before = client.get("/api/support/talks").json()
    assert post(client, kind="edit", act="merge", groups=[[[1], [1]], [[2], [2]]]).status_code == 200
    assert len(client.get("/api/pair/talks").json()["beads"]) == len(mapped.beads) - 1
    assert client.get("/api/support/talks").json() == before


@pytest.mark.needs("chromium")
def test_pointing_at_a_sentence_lights_what_it_rests_on_and_where_it_went(serve, look, mapped: Alignment) -> None:
    page = look(serve(mapped), "talks")
    target = page.locator('.seg[data-side="target"]', has_text="for about 50 minutes").locator(".text")
    target.hover(position={"x": 30, "y": 10})
    wait_lit(page, "support-sure", "両閣僚は、𠮷日に会談した。")  # the pointer rests while the map is asked for
    wait_lit(page, "support-fair", "会談は約50分間行われた。")
    page.until("document.querySelector('.rests').innerText === 'Rests on paragraph 2 (95 %), 2 (62 %)'")
    page.locator('.seg[data-side="source"]', has_text="次回の会談").locator(".text").hover()
    page.until("document.querySelector('.rests').textContent === 'Went into paragraph 6 (90 %)'")
    page.locator('.seg[data-side="target"]', has_text="thanked").locator(".text").hover()
    page.until("CSS.highlights.has('support-none')")
    page.until("document.querySelector('.rests').innerText === 'Not in the source (90 %)'")
