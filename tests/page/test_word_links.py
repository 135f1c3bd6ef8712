"""Word links on the page: what is told, and what lights up under the pointer and the caret."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.model import Alignment, BeadLinks, WordLink
from tests.page.clients import OpenApp, post
from tests.page.looking import wait_lit

CARET = """(() => {
  const range = [...(CSS.highlights.get('word-answer') ?? [])][0];
  if (String(range) !== 'ministers') return false;
  getSelection().collapse(range.startContainer, range.startOffset + 2);
  return true;
})()"""
"""Puts the caret into the word; false while its row is drawn again."""


def spans(text: str, *words: str) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(word), text.index(word) + len(word)) for word in words)


@pytest.fixture
def linked(talks: Alignment) -> Alignment:
    """The pair with one link and one unanswered word on each side of its second bead."""
    bead = next(one for one in talks.beads if one.source == (1,))
    source, target = talks.source_text(bead), talks.target_text(bead)
    links = BeadLinks(
        (WordLink(spans(source, "両閣僚"), spans(target, "ministers"), 0.97),),
        spans(source, "会談"),
        spans(target, "met"),
    )
    return replace(talks, word_links={talks.keys[talks.beads.index(bead)]: links})


def test_links_are_told_by_segment_with_their_words(open_app: OpenApp, linked: Alignment) -> None:
    told = open_app(linked).get("/api/words/talks").json()
    ((source, target, probability),) = told["links"]
    assert source == [[1, 0, 3, "両閣僚"]] and probability == 0.97
    assert [word[3] for word in target] == ["ministers"]
    assert [word[3] for word in told["source"]] == ["会談"] and [word[3] for word in told["target"]] == ["met"]


def test_links_stay_when_beads_are_regrouped_and_a_pair_without_links_has_none(
    open_app: OpenApp, linked: Alignment, talks: Alignment
) -> None:
    client = open_app(linked)
    before = client.get("/api/words/talks").json()
    assert post(client, kind="edit", act="merge", groups=[[[1], [1]], [[2], [2]]]).status_code == 200
    assert client.get("/api/words/talks").json() == before
    assert client.get("/api/words/nothing").status_code == 404


def test_a_pair_without_links_has_nothing_to_tell(open_app: OpenApp, talks: Alignment) -> None:
    assert open_app(talks).get("/api/words/talks").json() == {}


@pytest.mark.needs("chromium")
def test_the_word_under_the_pointer_and_the_caret_lights_up_with_its_counterpart(
    serve, look, linked: Alignment
) -> None:
    page = look(serve(linked), "talks")
    page.until("!document.getElementById('unanswered').hidden")
    page.locator('.seg[data-side="source"]', has_text="50分間").locator(".text").hover(position={"x": 8, "y": 10})
    wait_lit(page, "word-here", "両閣僚")
    wait_lit(page, "word-answer", "ministers")
    page.until(CARET)
    wait_lit(page, "word-here", "ministers")
    wait_lit(page, "word-answer", "両閣僚")


@pytest.mark.needs("chromium")
def test_unanswered_words_are_underlined_when_asked(serve, look, linked: Alignment) -> None:
    page = look(serve(linked), "talks")
    page.until("!document.getElementById('unanswered').hidden")
    wait_lit(page, "word-open")
    page.evaluate("document.getElementById('unanswered').click()")
    wait_lit(page, "word-open", "met", "会談")
    page.evaluate("document.getElementById('unanswered').click()")
    wait_lit(page, "word-open")
