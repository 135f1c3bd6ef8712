"""The application without a socket: who may ask what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from align.history.store import Store
from align.model import Alignment
from align.page.app import create_app
from align.page.guard_layer import HEADERS, LARGEST_BODY
from align.page.throttle import FREE
from tests.page.clients import BASE, OpenApp, guard_of, post


def test_without_a_session_nothing_is_told(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks, enter=False)
    for path in (
        "/",
        "/pair/talks",
        "/api/pair/talks",
        "/search",
        "/history",
        "/export/tsv/talks",
        "/report/progress.tsv",
    ):
        answer = client.get(path)
        assert answer.status_code == 401 and "両閣僚" not in answer.text


def test_a_link_lets_one_browser_in_once(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks, enter=False)
    used: list[str] = []
    guard_of(client).on_used = used.append
    token = guard_of(client).new_token()
    first = client.get(f"/enter?token={token}")
    cookie = first.headers["set-cookie"]
    assert first.status_code == 303 and "HttpOnly" in cookie and "SameSite=strict" in cookie
    client.cookies.clear()
    assert client.get(f"/enter?token={token}").status_code == 401
    assert client.get(f"/enter?token={used[0]}").status_code == 303
    assert client.get("/enter?token=").status_code == 303  # a browser that is in stays in


def test_other_hosts_are_turned_away(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost", "", "[", "127.0.0.1@evil.example:80"):
        assert client.get("/", headers={"host": host}).status_code == 421
    assert client.get("/", headers={"host": "127.0.0.1:9999"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "http://127.0.0.1:8001", "file://"])
def test_changes_from_other_pages_are_refused(open_app: OpenApp, talks: Alignment, store: Store, origin: str) -> None:
    client = open_app(talks)
    client.headers["origin"] = origin
    assert post(client, kind="verdict", bead=talks.keys[0], decision="accept").status_code == 403
    assert store.verdicts() == {}


@pytest.mark.parametrize("token", ["", "wrong", "x" * 43])
def test_changes_without_the_pages_token_are_refused(
    open_app: OpenApp, talks: Alignment, store: Store, token: str
) -> None:
    client = open_app(talks)
    client.headers["x-csrf-token"] = token
    assert post(client, kind="verdict", bead=talks.keys[0], decision="accept").status_code == 403
    assert store.verdicts() == {}


def test_every_answer_forbids_what_is_not_ours(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    for path in ("/", "/pair/talks", "/static/main.js", "/nowhere", "/api/pair/talks"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


def test_pages_hold_no_inline_script_style_or_foreign_address(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    static = Path(create_app.__code__.co_filename).parent / "static"
    texts = [client.get(path).text for path in ("/", "/pair/talks", "/search?q=met", "/history", "/findings")]
    for text in texts:
        assert " style=" not in text and " onclick=" not in text and "<style" not in text and "<script>" not in text
    for text in [*texts, *(file.read_text() for file in static.iterdir())]:
        foreign = text.replace("http://www.w3.org/", "")
        assert "http://" not in foreign and "https://" not in foreign
        assert "innerHTML" not in text and "insertAdjacentHTML" not in text and "eval(" not in text


def test_a_body_too_large_is_refused(open_app: OpenApp, talks: Alignment, store: Store) -> None:
    client = open_app(talks)
    answer = client.post("/api/changes/talks", content=b"x" * (LARGEST_BODY + 1))
    assert answer.status_code == 413
    assert store.verdicts() == {}


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 5000, b"null", b'{"since": "x"}', b'{"id": "1", "kind": []}']
)
def test_broken_bodies_are_refused(open_app: OpenApp, talks: Alignment, body: bytes) -> None:
    assert open_app(talks).post("/api/changes/talks", content=body).status_code == 400


NASTY_BODIES = (
    b'{"id": "n1", "kind": "verdict", "bead": "KEY", "decision": "accept", "seen": 1e999}',
    b'{"id": "n2", "kind": "verdict", "bead": "KEY", "decision": "accept", "seen": NaN}',
    b'{"id": "n3", "kind": "verdict", "bead": "KEY", "decision": "accept", "seen": [1]}',
    b'{"id": "n4", "kind": "verdict", "bead": "KEY", "decision": "accept", "since": 1.5}',
    b'{"id": "n5", "kind": "verdicts", "threshold": "many"}',
    b'{"id": "n6", "kind": "verdicts", "threshold": 0.5, "doubted": 7}',
    b'{"id": "n7", "kind": "edit", "act": "merge", "groups": [[1, 2]]}',
    b'{"id": "n8", "kind": "edit", "act": "split", "groups": [[[1], [1]]], "cut": {"a": 1, "b": 2}}',
    b'{"id": "n9", "kind": "edit", "act": "move", "groups": [[[1], [1]], [[2], [2]]], "parts": [[0]]}',
    b'{"id": "n10", "kind": "edit", "act": "move", "groups": [], "parts": [["source", 1]]}',
    b'{"id": "n11", "kind": {"a": 1}}',
    b'{"id": ["n12"], "kind": "undo"}',
)


@pytest.mark.parametrize("body", NASTY_BODIES)
def test_a_malformed_change_is_refused_with_all_headers_and_fails_nobody_elses(
    open_app: OpenApp, talks: Alignment, body: bytes
) -> None:
    client = open_app(talks)
    submitter = client.app.state.open_pairs.submitter  # type: ignore[attr-defined]
    key = talks.keys[0]
    with ThreadPoolExecutor(4) as threads:
        with submitter.queue._committing:  # all requests wait, and are then made in one transaction
            bad = threads.submit(client.post, "/api/changes/talks", content=body.replace(b"KEY", key.encode()))
            good = threads.submit(post, client, kind="verdict", bead=key, decision="accept")
            wait([bad], timeout=0.2)
        assert good.result().status_code == 200 and "done" in good.result().json()
    assert bad.result().status_code == 400 and len(bad.result().text) < 300
    assert HEADERS.items() <= dict(bad.result().headers).items()


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/history?before=²", {}),
        ("/history?before=99999999999999999999999", {}),
        ("/api/deltas/talks?since=²", {}),
        ("/api/deltas/talks?since=-1", {}),
        ("/api/events/talks?since=²", {}),
        ("/api/events/talks?since=0", {"last-event-id": "9" * 5000}),
        ("/api/eligible/talks?above=nan", {}),
        ("/api/eligible/talks?above=1e999", {}),
        ("/api/eligible/talks", {}),
        ("/", {"content-length": "²".encode("latin-1")}),
    ],
)
def test_a_malformed_question_is_refused_with_all_headers(
    open_app: OpenApp, talks: Alignment, path: str, headers: dict
) -> None:
    answer = open_app(talks).get(path, headers=headers)
    assert answer.status_code == 400 and HEADERS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "null", "http://127.0.0.1:8000@evil", "\xb2"])
def test_a_broken_origin_is_another_page(open_app: OpenApp, talks: Alignment, origin: str) -> None:
    client = open_app(talks)
    answer = client.post("/api/leave", json={}, headers={"origin": origin.encode("latin-1")})
    assert answer.status_code == 403 and HEADERS.items() <= dict(answer.headers).items()
    assert client.get("/").status_code == 200


def test_an_id_with_another_body_is_refused(open_app: OpenApp, talks: Alignment, store: Store) -> None:
    client = open_app(talks)
    body = {"id": "one", "kind": "verdict", "bead": talks.keys[0], "decision": "accept", "since": 0}
    first = client.post("/api/changes/talks", json=body).json()["done"]["seq"]
    assert client.post("/api/changes/talks", json={**body, "since": first}).json()["done"]["seq"] == first
    again = client.post("/api/changes/talks", json={**body, "decision": "reject"})
    assert again.status_code == 400 and "belongs to another change" in again.text
    assert [one.decision for one in store.verdicts()[talks.keys[0]]] == ["accept"]


def test_a_password_lets_in_by_name_and_limits_tries(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks, password="open sesame", enter=False)
    assert client.get("/", headers={"accept": "text/html"}).headers["location"] == "/login"

    def sign_in(name: str, password: str):
        page = client.get("/login")
        proof = page.text.split('name="proof" value="')[1].split('"')[0]
        form = {"name": name, "password": password, "proof": proof}
        return client.post("/login", data=form, headers={"origin": BASE})

    assert sign_in("Aiko", "wrong").status_code == 403
    assert sign_in("", "open sesame").status_code == 400
    assert sign_in("x" * 81, "open sesame").status_code == 400
    assert sign_in("愛子", "open sesame").status_code == 303
    assert "愛子" in client.get("/").text
    assert (
        client.post("/login", data={"name": "a", "password": "open sesame"}, headers={"origin": BASE}).status_code
        == 403
    )
    for _ in range(2 * FREE):
        sign_in("Eve", "guess")
    assert "wait" in sign_in("Eve", "open sesame").text
    assert sign_in("Aiko", "open sesame").status_code == 303


def test_a_name_can_be_changed_where_no_password_guards_it(open_app: OpenApp, talks: Alignment, store: Store) -> None:
    client = open_app(talks)
    assert client.post("/api/name", json={"name": "Ben"}).json() == {"name": "Ben"}
    post(client, kind="verdict", bead=talks.keys[0], decision="accept")
    assert store.verdicts()[talks.keys[0]][0].reviewer == "Ben"
    for bad in ("", "x" * 81, "a\nb", "\x1b[31m"):
        assert client.post("/api/name", json={"name": bad}).status_code == 400


def test_signing_out_ends_the_session(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    assert client.post("/api/leave", json={}).status_code == 200
    assert client.get("/").status_code == 401


def test_a_bug_becomes_a_sentence(open_app: OpenApp, talks: Alignment, monkeypatch: pytest.MonkeyPatch) -> None:
    client = open_app(talks)
    seen: list[Exception] = []
    guard_of(client).on_bug = seen.append
    monkeypatch.setattr("align.page.as_json.pair_json", lambda state, viewer: 1 / 0)
    answer = client.get("/api/pair/talks")
    assert answer.status_code == 500 and "Traceback" not in answer.text and isinstance(seen[0], ZeroDivisionError)


def test_an_unknown_address_and_a_stranger_get_a_page_in_a_browser_and_a_sentence_elsewhere(
    open_app: OpenApp, talks: Alignment
) -> None:
    browser = {"accept": "text/html,*/*", "accept-language": "ja"}
    app = open_app(talks)
    answer = app.get("/nowhere", headers=browser)
    assert answer.status_code == 404 and '<html lang="ja"' in answer.text and "そのページはありません。" in answer.text
    assert app.get("/api/nowhere").text == "There is no such page."
    stranger = open_app(talks, enter=False)
    for path in ("/", "/login"):
        assert "<title>align</title>" in stranger.get(path, headers=browser).text
        assert stranger.get(path).text.endswith("the link that the terminal shows.")
