"""Correcting a text in its row, marking errors, and answering each other, in Chromium."""

from __future__ import annotations

from align import native
from align.model import Alignment
from tests.history.talks import edited
from tests.page.conftest import until


def said(running, alignment: Alignment, number: int) -> list[tuple[str, str, str | None]]:
    verdicts = running.store.verdicts("talks").get(alignment.keys[number], ())
    return [(one.decision, one.comment, one.target_text) for one in verdicts]


def correct(page, text: str, category: str = "", severity: str = "minor", comment: str = "") -> None:
    page.keyboard.press("e")
    page.fill(".bead.focused .correct textarea", text)
    page.select_option(".correct [name=category]", category)
    page.select_option(".correct [name=severity]", severity)
    page.fill(".correct input", comment)
    page.keyboard.press("Enter")
    page.settled()


def test_text_category_severity_and_comment_are_one_step(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("j")
    page.keyboard.press("e")
    area = page.locator(".bead.focused .correct textarea")
    assert area.input_value().startswith("The two ministers met in Washington")
    area.fill(area.input_value().replace("about 50 minutes", "50 minutes"))
    assert page.locator(".correct .diff del").all_inner_texts() == ["about "]
    page.select_option(".correct [name=category]", "mistranslation")
    page.select_option(".correct [name=severity]", "major")
    page.fill(".correct input", "not about")
    page.keyboard.press("Enter")
    page.settled()
    [(decision, comment, text)] = said(running, talks, 1)
    assert (decision, comment) == ("needs-fix", "[mistranslation, major] not about")
    assert text == talks.target.segments[1].text.replace("about ", "")
    row = page.locator(".bead").nth(1)
    assert row.locator(".fix del").all_inner_texts() == ["about "]
    assert "Mistranslation · major" in row.locator(".fix .by").inner_text()


def test_what_is_typed_stays_while_others_change_the_row(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("e")
    page.keyboard.type(" and more")
    other = look(running, "talks", reviewer="Ben")
    other.keyboard.press("a")
    other.settled()
    until(page, "document.querySelector('.bead.focused.accept')")
    assert page.input_value(".bead.focused .correct textarea") == "1. Overview and more" or page.input_value(
        ".bead.focused .correct textarea"
    ).endswith("Overview and more")
    assert page.evaluate("document.activeElement.matches('.correct textarea')")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    assert page.input_value(".bead.focused .correct textarea").endswith("and more")  # a draft


def test_the_source_can_be_corrected_too(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("Shift+E")
    page.fill(".bead.focused .correct textarea", "１　総論")
    page.keyboard.press("Enter")
    page.settled()
    [verdict] = running.store.verdicts("talks")[talks.keys[0]]
    assert verdict.source_text == "１　総論" and verdict.target_text is None


def test_a_correction_outlives_a_merge_and_a_new_text(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("j")
    correct(page, "They met.", "style", "minor", "shorter")
    page.keyboard.press("k")
    page.keyboard.press("m")
    page.settled()
    page.wait_for_selector(".stale-box >> text=They met.")
    page.keyboard.press("u")
    page.settled()
    native.save(edited(talks, "target", 1, "The two ministers met for an hour."), running.folder / "talks.align.json")
    page.goto(f"{running.base}pair/talks")
    until(page, "document.querySelector('#work[data-learned]')")
    page.keyboard.press("j")
    page.wait_for_selector(".stale-box >> text=They met.")


def test_threads_are_answered_edited_taken_back_and_resolved(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("c")
    page.keyboard.type("tense?")
    page.keyboard.press("Enter")
    page.settled()
    ben = look(running, "talks", reviewer="Ben")
    ben.click(".thread >> text=Answer")
    ben.keyboard.type("past")
    ben.keyboard.press("Enter")
    ben.settled()
    ben.click(".thread >> text=Edit")
    ben.fill("dialog textarea", "past tense")
    ben.keyboard.press("Enter")
    ben.settled()
    assert ben.locator(".thread .answer").all_inner_texts()[0].endswith("“past tense”")
    until(page, "document.querySelector('.thread .answer')?.textContent.includes('past tense')")
    page.click(".thread >> text=Resolve")
    page.settled()
    assert page.locator(".thread.resolved").count() == 1
    page.click(".thread summary")
    page.click(".thread >> text=Open again")
    page.settled()
    assert page.locator(".thread.resolved").count() == 0
    ben.until("!document.querySelector('.thread.resolved')")
    ben.click(".thread >> text=Take back")
    ben.settled()
    until(page, "!document.querySelector('.thread .answer')")
    assert [one.comment for one in running.store.verdicts("talks")[talks.keys[0]]] == ["tense?"]


def test_the_score_card_counts_what_was_marked(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("j")
    correct(page, "They met.", "omission", "major")
    correct(page, "They agreed on deterrence.", "style", "minor")
    page.goto(f"{running.base}score?pair=talks")
    rows = [row.split("\t") for row in page.inner_text(".score table").splitlines()]
    assert ["Omission", "0", "1", "0", "18.87"] in rows and ["All errors", "1", "1", "0", "37.74"] in rows
    with page.expect_download() as download:
        page.click("text=as a file")
    lines = download.value.path().read_text("utf-8").splitlines()
    assert lines[-1].split("\t") == ["talks", "all", "1", "1", "0", "37.74", "6", "53", "88.7"]


def test_a_correction_of_the_source_is_shown_beside_the_row_that_a_merge_made(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("Shift+E")
    page.fill(".bead.focused .correct textarea", "１　総論")
    page.keyboard.press("Enter")
    page.settled()
    page.keyboard.press("Home")
    page.keyboard.press("m")
    page.settled()
    page.wait_for_selector(".stale-box >> text=１　総論")
    content = page.request.get(f"{running.base}export/tsv/talks?findings=no").text()
    assert "１　総論" in content
