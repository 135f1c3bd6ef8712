"""Who may only read: the server refuses every change, whatever the page shows."""

from __future__ import annotations

import pytest

from align.cli.review_jobs import Jobs, do_jobs
from align.errors import UsageError
from align.model import Alignment
from align.page.access import Access
from tests.page.clients import OpenApp, guard_of, post


def test_a_reader_reads_and_changes_nothing(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    guard_of(client).access.set_reader("AIKO", True)
    assert "data-reads" in client.get("/pair/talks").text
    refused = post(client, kind="verdict", bead=talks.keys[0], decision="accept", seen=0)
    assert refused.status_code == 403 and refused.json()["error"] == "You may read this pair, but not change anything."
    saved = client.post("/api/save/talks", json={}, headers={"accept-language": "ja"})
    assert saved.status_code == 403 and "閲覧" in saved.json()["error"]
    assert client.get("/api/pair/talks").json()["verdicts"] == {}
    guard_of(client).access.set_reader("Aiko", False)
    assert post(client, kind="verdict", bead=talks.keys[0], decision="accept", seen=0).status_code == 200
    assert "data-reads" not in client.get("/pair/talks").text


def test_an_invitation_says_whether_its_person_may_only_read(capsys: pytest.CaptureFixture[str]) -> None:
    access = Access()
    do_jobs(Jobs(None, None, "Ben", False, reads_only=True), "", access, "127.0.0.1")
    assert access.is_reader("ben") and "changes nothing" in capsys.readouterr().out
    do_jobs(Jobs(None, None, "Ben", False), "", access, "127.0.0.1")
    assert not access.is_reader("Ben") and "changes nothing" not in capsys.readouterr().out
    access.close()
    with pytest.raises(UsageError, match="--reader: says who may only read; give --invite NAME, too"):
        Jobs(None, None, "", False, reads_only=True)


@pytest.mark.needs("chromium")
def test_a_readers_page_has_no_buttons_and_says_why_a_key_changes_nothing(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    running.guard.access.set_reader("Aiko", True)
    page = look(running, "talks", allow="403")
    assert page.locator(".actions").is_hidden()
    page.keyboard.press("a")
    page.until("document.getElementById('toast').textContent.startsWith('You may read this pair')")
    page.settled()
    assert running.store.verdicts() == {}
