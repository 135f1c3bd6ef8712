"""Who may come in: sessions that survive a restart, invitations, waits after wrong passwords, silent connections."""

from __future__ import annotations

import socket
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from align import native
from align.history.store import Store, sqlite_url
from align.model import Alignment
from align.page import connections, threads
from align.page.access import INVITATION_SECONDS, SESSION_SECONDS, Access
from align.page.app import ReviewSite, create_app
from align.page.guard import BrowserSession, Guard
from align.page.throttle import FREE, FREE_NEW_NAMES, LONGEST, Throttle
from align.review.open_pairs import PairFile
from tests.page.clients import BASE, OpenApp, guard_of


class Clock:
    """Seconds that pass only when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def guard(access: Access, password: str = "") -> Guard:
    return Guard(frozenset({"127.0.0.1"}), "Aiko", password, access=access)


def client_of(tmp_path: Path, talks: Alignment, guard: Guard) -> TestClient:
    native.save(talks, tmp_path / "talks.align.json")
    store = Store.open(sqlite_url(tmp_path))
    app = create_app(ReviewSite(store, [PairFile(tmp_path / "talks.align.json", native.load)], guard))
    return TestClient(app, base_url=BASE, follow_redirects=False)


def test_a_session_survives_a_restart_with_its_token(tmp_path: Path, talks: Alignment) -> None:
    first = guard(Access(tmp_path / "review.access.db"))
    client = client_of(tmp_path, talks, first)
    client.get(f"/enter?token={first.new_token()}")
    [session] = first.sessions.values()
    again = client_of(tmp_path, talks, guard(Access(tmp_path / "review.access.db")))
    again.cookies = client.cookies
    body = {"id": "1", "kind": "verdict", "bead": talks.keys[0], "decision": "accept"}
    headers = {"origin": BASE, "x-csrf-token": session.csrf}
    assert again.post("/api/changes/talks", json=body, headers=headers).json()["done"]
    assert again.post("/api/leave", json={}, headers=headers).status_code == 200
    third = client_of(tmp_path, talks, guard(Access(tmp_path / "review.access.db")))
    third.cookies = client.cookies
    assert third.get("/").status_code == 401


def test_the_file_holds_no_secret_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "review.access.db"
    kept = guard(Access(path), "open sesame")
    session, invitation = kept.admit("Aiko"), kept.access.invite("Ben")
    content = path.read_bytes()
    for secret in (session.id, session.csrf, invitation, "open sesame"):
        assert secret.encode() not in content
    assert path.stat().st_mode & 0o077 == 0


def test_sessions_and_invitations_end(tmp_path: Path) -> None:
    clock = Clock()
    kept = guard(Access(tmp_path / "a.db", clock))
    session = kept.admit("Aiko")
    late = kept.access.invite("Ben")
    clock.now += INVITATION_SECONDS + 1
    assert kept.is_open(session) and kept.accept_invitation(late, "") is None
    clock.now += SESSION_SECONDS
    assert not kept.is_open(session)
    assert kept.access.session(session.id) is None


def test_two_servers_in_one_browser_keep_their_cookies(tmp_path: Path, talks: Alignment) -> None:
    guards = [guard(Access(tmp_path / name)) for name in ("a.db", "b.db")]
    clients = [client_of(tmp_path, talks, one) for one in guards]
    for client, one in zip(clients, guards, strict=True):
        client.cookies = clients[0].cookies
        assert client.get(f"/enter?token={one.new_token()}").status_code == 303
    assert [client.get("/").status_code for client in clients] == [200, 200]


def accept(client: TestClient, token: str, password: str = "") -> int:
    """Press the button of an invitation; returns the status."""
    return client.post("/enter", data={"token": token, "password": password}, headers={"origin": BASE}).status_code


def test_an_invitation_signs_in_once_and_keeps_the_name_from_others(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks, password="open sesame", enter=False)
    kept = guard_of(client)
    token = kept.access.invite("愛子")
    assert isinstance(kept.login("Ben", "open sesame"), BrowserSession)
    assert kept.login("愛子", "open sesame") == "This name signs in with an invitation link only."
    assert accept(client, token) == 303
    assert "愛子" in client.get("/").text
    client.cookies.clear()
    assert accept(client, token) == client.get(f"/enter?token={token}").status_code == 401
    assert kept.login("ＢＥＮ", "open sesame").reviewer == "ＢＥＮ"
    kept.access.invite("Ben")
    assert isinstance(kept.login(" ben", "open sesame"), str)
    assert [(one.name, one.how) for one in kept.access.sign_ins()] == [
        ("Ben", "password"),
        ("愛子", "invitation"),
        ("ＢＥＮ", "password"),
    ]


def test_who_only_looks_at_an_invitation_does_not_use_it_up(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks, enter=False)
    token = guard_of(client).access.invite("愛子")
    for _ in range(3):  # a mail program, a chat and a scanner fetch the link for a preview
        assert client.head(f"/enter?token={token}").status_code == 200
        page = client.get(f"/enter?token={token}")
        assert page.status_code == 200 and "Sign in as 愛子" in page.text
        assert not guard_of(client).sessions and not page.cookies
    elsewhere = client.post("/enter", data={"token": token}, headers={"origin": "http://evil.example"})
    assert elsewhere.status_code == 403
    assert accept(client, token) == 303


def test_a_preview_that_only_asks_for_the_head_does_not_use_a_link_up(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks, enter=False)
    token = guard_of(client).new_token()
    client.head(f"/enter?token={token}")
    assert client.get(f"/enter?token={token}").status_code == 303


def test_an_own_password_signs_in_again_and_nobody_else(open_app: OpenApp, talks: Alignment, tmp_path: Path) -> None:
    client = open_app(talks, password="open sesame", enter=False)
    kept = guard_of(client)
    assert accept(client, kept.access.invite("愛子"), "short") == 400
    token = kept.access.invite("愛子")
    assert accept(client, token, "白い雲が山を越える") == 303
    assert kept.login("愛子", "白い雲が山を越える").reviewer == "愛子"
    assert kept.login("愛子", "open sesame") == "Wrong password."
    assert kept.login("Ben", "白い雲が山を越える") == "Wrong password."
    assert accept(client, kept.access.invite("愛子"), "another one of hers") == 303  # forgotten: a new invitation
    assert kept.login("愛子", "白い雲が山を越える") == "Wrong password."
    assert [one.how for one in kept.access.sign_ins()] == ["invitation", "own password", "invitation"]


def test_an_own_password_is_kept_in_no_readable_form(tmp_path: Path) -> None:
    access = Access(tmp_path / "review.access.db")
    kept = guard(access)
    for name in ("Aiko", "Ben"):
        kept.accept_invitation(access.invite(name), "the same for both of them")
    assert access.kept_password("Aiko") != access.kept_password("Ben")
    access.close()
    assert b"the same for both" not in (tmp_path / "review.access.db").read_bytes()


def test_a_server_without_a_common_password_has_a_form_for_own_ones(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks, enter=False)
    assert client.get("/login").status_code == 404
    assert accept(client, guard_of(client).access.invite("Aiko"), "a password of hers") == 303
    client.cookies.clear()
    assert client.get("/", headers={"accept": "text/html"}).headers["location"] == "/login"
    page = client.get("/login").text
    proof = page.split('name="proof" value="')[1].split('"')[0]
    form = {"name": "aiko", "password": "a password of hers", "proof": proof}
    assert client.post("/login", data=form, headers={"origin": BASE}).status_code == 303
    assert "Aiko" in client.get("/").text


def test_nobody_takes_an_invited_name(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    guard_of(client).access.invite("Ben")
    assert client.post("/api/name", json={"name": "ＢＥＮ"}).status_code == 403
    assert client.post("/api/name", json={"name": "Ken"}).status_code == 200


def test_a_link_signs_in_as_its_own_name_in_a_browser_that_is_signed_in(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    assert accept(client, guard_of(client).access.invite("Ben")) == 303
    assert "Ben" in client.get("/").text


def test_a_locked_file_of_sessions_holds_up_only_who_signs_in(
    tmp_path: Path, talks: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = guard(Access(tmp_path / "review.access.db"))
    with client_of(tmp_path, talks, known) as client, closing(sqlite3.connect(tmp_path / "review.access.db")) as other:
        client.get(f"/enter?token={known.new_token()}")
        signed_in = dict(client.cookies)
        other.execute("begin exclusive")
        client.cookies.clear()
        monkeypatch.setattr(threads, "ANSWER_SECONDS", 0.2)
        try:
            for path in ("/", "/login", "/enter?token=unknown"):
                answer = client.get(path, headers={"accept": "text/html"})
                assert (answer.status_code, answer.headers["x-frame-options"]) == (503, "DENY")
                assert "does not answer; try again in a moment" in answer.text
            stale = client.get("/api/pair/talks", headers={"cookie": f"{known.cookie}=unknown"})
            assert stale.status_code == 503 and "does not answer" in stale.json()["error"]
            monkeypatch.setattr(threads, "ANSWER_SECONDS", 120)
            assert client.get("/static/page.css").status_code == 200
            client.cookies.update(signed_in)
            assert client.get("/").status_code == 200
        finally:
            other.rollback()
        client.cookies.clear()
        assert client.get("/", headers={"accept": "text/html"}).status_code == 401


def test_a_file_of_sessions_that_cannot_be_read_is_no_bug_and_names_no_path(tmp_path: Path, talks: Alignment) -> None:
    bugs: list[Exception] = []
    broken = guard(Access(tmp_path / "review.access.db"))
    broken.on_bug = bugs.append
    with client_of(tmp_path, talks, broken) as client:
        broken.access.close()
        answer = client.get("/api/me", headers={"cookie": f"{broken.cookie}=unknown"})
    assert answer.status_code == 503 and "sessions cannot be kept" in answer.json()["error"]
    assert str(tmp_path) not in answer.text and bugs == []


def test_every_right_password_gets_in_during_an_attack(tmp_path: Path) -> None:
    kept = guard(Access(), "open sesame")
    kept.login("Known", "open sesame", "10.0.0.9")
    stop = threading.Event()

    def guess(number: int) -> None:
        turn = 0
        while not stop.is_set():
            kept.login(f"Reviewer {turn % 90}", f"guess {turn}", f"10.0.0.{number}")
            turn += 1

    attackers = [threading.Thread(target=guess, args=(number,)) for number in range(4)]
    for attacker in attackers:
        attacker.start()
    try:
        names = [(f"Reviewer {i}", "192.0.2.7") for i in range(69)] + [("Known", "10.0.0.1")] * 5
        got = [kept.login(name, "open sesame", address) for name, address in names]
    finally:
        stop.set()
        for attacker in attackers:
            attacker.join()
    assert all(isinstance(one, BrowserSession) for one in got)


def test_wrong_passwords_wait_longer_and_longer() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    waits = []
    for _ in range(FREE + 12):
        throttle.failed("10.0.0.1", "eve")
        waits.append(throttle.wait("10.0.0.1", "eve", is_new=False))
    assert waits[: FREE - 1] == [0.0] * (FREE - 1) and waits[FREE - 1 : FREE + 2] == [1.0, 2.0, 4.0]
    assert waits == sorted(waits) and waits[-1] == LONGEST
    assert throttle.wait("10.0.0.2", "eve", is_new=True) == throttle.wait("10.0.0.1", "aiko", is_new=True) == 0.0
    clock.now += LONGEST
    assert throttle.wait("10.0.0.1", "eve", is_new=True) == 0.0
    throttle.succeeded("10.0.0.1", "eve")
    throttle.failed("10.0.0.1", "eve")
    assert throttle.wait("10.0.0.1", "eve", is_new=False) == 0.0


def test_who_guesses_under_many_names_waits_and_known_names_do_not() -> None:
    throttle = Throttle(Clock())
    for number in range(FREE_NEW_NAMES):
        throttle.failed("10.0.0.1", f"name {number}")
    assert throttle.wait("10.0.0.1", "another", is_new=True) > 0
    assert throttle.wait("10.0.0.1", "known", is_new=False) == 0.0


def test_a_signed_out_browsers_events_end(serve, talks: Alignment) -> None:
    import http.client

    running = serve(talks)
    session = running.guard.admit("Aiko")
    place = running.base.removeprefix("http://").rstrip("/")
    connection, other = (http.client.HTTPConnection(place, timeout=120) for _ in range(2))
    with closing(connection), closing(other):
        headers = {"cookie": f"{running.guard.cookie}={session.id}"}
        connection.request("GET", "/api/events/talks?since=0", headers=headers)
        with connection.getresponse() as events:
            assert events.readline().startswith(b"retry")
            headers |= {"origin": running.base.rstrip("/"), "x-csrf-token": session.csrf}
            other.request("POST", "/api/leave", body=b"{}", headers=headers)
            with other.getresponse() as left:
                assert left.status == 200
            assert events.read().count(b"data: ") <= 1  # it returns only when the stream ended


@pytest.mark.parametrize("head", [b"", b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n", b"GET /static/page.css"])
def test_half_open_connections_are_closed(serve, talks: Alignment, head: bytes, monkeypatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.2)
    running = serve(talks)
    host, port = running.base.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=120) as half:
        half.sendall(head)
        with suppress(ConnectionResetError):
            assert half.recv(1000) == b""


def test_more_silent_connections_than_are_kept_do_not_keep_others_out(serve, talks: Alignment) -> None:
    running = serve(talks)
    host, port = running.base.removeprefix("http://").rstrip("/").split(":")
    silent = [socket.create_connection((host, int(port)), timeout=120) for _ in range(connections.MOST_SILENT + 60)]
    try:
        with socket.create_connection((host, int(port)), timeout=120) as asking:
            asking.sendall(b"GET /static/page.css HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")
            assert asking.recv(12) == b"HTTP/1.1 200"
        assert len(connections.PatientProtocol.silent) <= connections.MOST_SILENT
    finally:
        for one in silent:
            one.close()
