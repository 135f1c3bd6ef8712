"""Rows of a person, and a blind second reading: through every door of the server, and in Chromium."""

from __future__ import annotations

import json

import pytest

from align.model import Alignment
from tests.page.clients import OpenApp, guard_of, post
from tests.page.looking import ladder

SECRET = "bitter-secret"
TEXT = "A corrected overview"


def as_ben(client) -> None:
    """The same client, now Ben's browser."""
    session = next(iter(guard_of(client).sessions.values()))
    session.reviewer = "Ben"


def decided(open_app: OpenApp, talks: Alignment):
    """Aiko rejects row 1 with a comment and a correction and accepts row 2; then Ben reads blind."""
    client = open_app(talks)
    said = {"kind": "verdict", "bead": talks.keys[0], "decision": "reject", "comment": SECRET, "target_text": TEXT}
    post(client, **said)
    post(client, kind="verdict", bead=talks.keys[1], decision="accept")
    post(client, kind="blind", reader="Ben", open=True)
    as_ben(client)
    return client


def test_nothing_that_the_server_sends_a_blind_reader_holds_what_others_said(
    open_app: OpenApp, talks: Alignment
) -> None:
    client = decided(open_app, talks)
    addresses = ["/", "/pair/talks", "/search?q=bitter", "/search?q=Overview", "/history", "/findings", "/score"]
    addresses += ["/api/pair/talks", "/api/deltas/talks?since=0", "/api/stale/talks", "/api/findings/talks"]
    addresses += ["/report/score.tsv", "/report/progress.tsv", "/api/next/talks", "/api/eligible/talks?above=0.9"]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SECRET not in answer.text and TEXT not in answer.text, address
        if address.startswith("/api/"):
            assert '"reject"' not in answer.text, address
    assert client.get("/api/pair/talks").json()["verdicts"] == {}
    assert '"accept": 1' not in client.get("/report/progress.jsonl").text
    for address in ("/export/tsv/talks", "/export/align.json/talks", "/export/tsv", "/report/agreement.tsv"):
        answer = client.get(address)
        assert answer.status_code == 400 and "blind" in answer.text and SECRET not in answer.text


def test_the_decision_of_a_blind_reader_brings_the_others_and_no_conflict(open_app: OpenApp, talks: Alignment) -> None:
    client = decided(open_app, talks)
    since = client.get("/api/pair/talks").json()["seq"]
    answer = post(client, since=since, kind="verdict", bead=talks.keys[0], decision="accept", seen=0).json()
    assert "conflict" not in answer
    told = answer["deltas"][-1]["verdicts"][talks.keys[0]]
    assert [(one["reviewer"], one["decision"]) for one in told] == [("Aiko", "reject"), ("Ben", "accept")]
    assert talks.keys[1] not in client.get("/api/pair/talks").json()["verdicts"]


def test_the_agreement_of_a_reading_is_on_the_page_and_in_a_file(open_app: OpenApp, talks: Alignment) -> None:
    client = decided(open_app, talks)
    for place, decision in ((0, "accept"), (1, "accept")):
        post(client, kind="verdict", bead=talks.keys[place], decision=decision, seen=0)
    assert "50 % equal" not in client.get("/").text  # Ben himself waits until it ends
    session = next(iter(guard_of(client).sessions.values()))
    session.reviewer = "Aiko"
    page = client.get("/").text
    assert "Blind reading by Ben</b>: 2 of 9 rows read, 2 also decided by others, 50 % equal" in page
    rows = [json.loads(line) for line in client.get("/report/agreement.jsonl").text.splitlines()]
    assert [(row["first"], row["second"], row["blind"], row["rows"], row["percent"]) for row in rows] == [
        ("Aiko", "Ben", "no", 2, "50.0"),
        ("Ben", "others", "yes", 2, "50.0"),
    ]
    assert rows[1]["accept"] == "1 of 2 and 1" and rows[1]["reject"] == "0 of 0 and 1"


def test_the_start_page_shows_who_has_which_rows_and_only_mine(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    assert "?mine=1" not in client.get("/").text
    post(client, kind="assign", person="Ben", first=talks.keys[0], last=talks.keys[2])
    page = client.get("/").text
    assert "/pair/talks?assigned=%3DBen" in page and "3 rows, 3 undecided" in page
    assert "No row is assigned to you." in client.get("/?mine=1").text
    as_ben(client)
    assert "/pair/talks" in client.get("/?mine=1").text


@pytest.mark.needs("chromium")
def test_rows_are_assigned_and_found_in_the_page(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks")
    page.keyboard.press("j")
    page.locator("#more summary").click()
    page.locator("[data-run=assign]").click()
    page.locator("dialog [name=person]").fill("Ben")
    page.locator("dialog [name='assign.last']").fill("4")
    page.keyboard.press("Enter")
    page.settled()
    page.until("document.getElementById('toast').textContent === 'assigned 3 rows to Ben'")
    other = look(running, reviewer="Ben")
    other.locator(".team a").click()
    other.wait_for_selector("#work[data-learned]", state="attached")
    other.until("document.querySelectorAll('.bead').length === 3")
    assert ladder(other) == ["2 ↔ 2", "3 ↔ 3", "4 ↔ 4"]


@pytest.mark.needs("chromium")
def test_a_blind_reading_from_its_beginning_to_its_end_in_the_page(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page, other = look(running, "talks"), look(running, "talks", reviewer="Ben")
    page.keyboard.press("r")
    page.settled()
    other.until("document.querySelector('.bead.reject')")
    page.locator("#more summary").click()
    page.locator("[data-run=reading]").click()
    page.locator("dialog [name=person]").fill("Ben")
    page.keyboard.press("Enter")
    other.until("!document.querySelector('.bead.reject') && !document.getElementById('blind').hidden")
    assert "Aiko may end the reading" in other.locator("#blind").inner_text()
    page.until("document.querySelector('.bead.reject')")
    page.keyboard.press("r")
    page.settled()
    other.keyboard.press("Home")
    other.keyboard.press("a")
    other.settled()
    other.until("document.querySelectorAll('.bead.disputed').length === 1")
    assert other.locator(".bead.reject").count() == 0
    page.locator("#more summary").click()
    page.locator("[data-run=reading]").click()
    page.locator("dialog [name=ending]").select_option("Ben")
    page.locator("dialog button[value=all]").click()
    other.until("document.querySelectorAll('.bead.reject').length === 1 && document.getElementById('blind').hidden")
