"""Fetching: over a local server, within limits, and never where a page should not lead."""

import gzip
import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from align.add import web
from align.add.web import FetchLimits, fetch, is_public, is_url
from align.errors import InputError, UsageError

PAGE = "<html><body><p>両閣僚は、緊密に連携していくことで一致した。</p></body></html>".encode("cp932")
BOMB = gzip.compress(bytes(60 << 20))
HERE = FetchLimits(allow_private=True, step_seconds=60)


class Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, dict(self.headers)))
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "to":
            self.answer(302, b"", {"Location": rest.replace("~", "/")})
        elif kind == "loop":
            self.answer(301, b"", {"Location": "/loop"})
        elif kind == "gone":
            self.answer(404, b"no", {})
        elif kind == "bomb":
            self.answer(200, BOMB, {"Content-Encoding": "gzip"})
        elif kind == "twice":
            self.answer(200, gzip.compress(gzip.compress(b"x")), {"Content-Encoding": "gzip, gzip"})
        elif kind == "long":
            self.answer(200, b"", {"Content-Length": str(60 << 20)})
        elif kind == "endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 1_000_000)
            except OSError:
                pass
        elif kind == "slow":
            self.server.over.wait()  # says nothing until the tests are over
        elif kind == "headers":
            self.send_response(200)
            self.flush_headers()
            try:
                while not self.server.over.wait(0.05):  # a header that never ends
                    self.wfile.write(b"x")
            except OSError:
                pass
        elif kind == "drip":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x")
        else:
            self.answer(200, PAGE, {"Content-Type": "text/html; charset=Shift_JIS"})

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    host = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.daemon_threads = True
    host.over = threading.Event()
    thread = threading.Thread(target=host.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{host.server_address[1]}"
    host.over.set()
    host.shutdown()
    host.server_close()
    thread.join()


def test_a_page_comes_as_it_is(server: str) -> None:
    fetched = fetch(f"{server}/j/a.html?q=1#part", HERE)
    assert fetched.content == PAGE
    assert fetched.charset.lower() == "shift_jis"
    assert fetched.url == f"{server}/j/a.html?q=1"
    assert fetched.retrieved_at.endswith("Z")
    path, headers = Handler.seen[-1]
    assert path == "/j/a.html?q=1"
    assert headers["User-Agent"].startswith("align/")
    assert headers["Host"] == server.removeprefix("http://")


def test_redirects_are_followed_within_limits(server: str) -> None:
    assert fetch(f"{server}/to/~page", HERE).url == f"{server}/page"
    with pytest.raises(InputError, match="redirects"):
        fetch(f"{server}/loop", HERE)


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("gone", "404"),
        ("bomb", "larger than 50 MB"),
        ("long", "larger than 50 MB"),
        ("twice", "packed more than once"),
        ("endless", "larger than 50 MB"),
    ],
)
def test_what_a_server_may_do_to_us(server: str, path: str, trouble: str) -> None:
    with pytest.raises(InputError, match=trouble):
        fetch(f"{server}/{path}", HERE)


def test_a_server_that_says_nothing_is_given_up(server: str) -> None:
    with pytest.raises(InputError, match="the server does not answer in time"):
        fetch(f"{server}/slow", FetchLimits(allow_private=True, step_seconds=0.2))


@pytest.mark.parametrize("path", ["headers", "slow"])
def test_the_whole_fetch_has_a_limit_too(server: str, path: str) -> None:
    with pytest.raises(InputError, match="not done after 1 seconds; save it and give the file"):
        fetch(f"{server}/{path}", FetchLimits(allow_private=True, step_seconds=60, total_seconds=0.6))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://x.example/a?id=5&token=abc&lang=ja", "https://x.example/a?id=5&lang=ja"),
        ("https://me:pw@x.example:8443/a?access_token=1", "https://x.example:8443/a"),
        ("https://x.example/a;jsessionid=1A2B?p=2", "https://x.example/a?p=2"),
        ("https://b.example/k?X-Amz-Signature=1&X-Amz-Credential=2&v=3", "https://b.example/k?v=3"),
        ("https://x.example/a?%74oken=1&keyword=defence", "https://x.example/a?keyword=defence"),
    ],
)
def test_what_lets_somebody_in_is_not_kept(url: str, kept: str) -> None:
    assert web.without_secrets(url) == kept


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[fe80::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(InputError, match=r"private network|not found"):
        fetch(url)


def test_a_redirect_into_the_private_network_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    monkeypatch.setattr(
        web, "is_public", lambda address: str(address) == "127.0.0.1"
    )  # the first host counts as public
    assert fetch(f"{server}/page").content == PAGE
    for target in (f"http:~~127.0.0.2:{port}~page", "http:~~[::1]:80~", "http:~~10.1.1.1~"):
        with pytest.raises(InputError, match="private network"):
            fetch(f"{server}/to/{target}")


def test_a_dns_answer_is_checked_and_connected_to_as_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    answers = iter(["127.0.0.1", "127.0.0.1"])
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, *args: object, **options: object) -> list[tuple[object, ...]]:
        if host != "ministry.example":
            return real(host, *args, **options)  # type: ignore[arg-type]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with pytest.raises(InputError, match=r"leads to 127\.0\.0\.1"):
        fetch(f"http://ministry.example:{port}/page")
    assert fetch(f"http://ministry.example:{port}/page", HERE).content == PAGE
    assert asked == ["ministry.example"] * 2  # once for each fetch: no second look-up could give another answer
    assert Handler.seen[-1][1]["Host"] == f"ministry.example:{port}"


def test_one_private_answer_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: answers)
    with pytest.raises(InputError, match=r"10\.0\.0\.1"):
        fetch("http://ministry.example/")


def test_without_a_network_there_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **options: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(InputError, match=r"no network\?.*; check the network"):
        fetch("https://www.mod.example/x.html")


def test_a_closed_port_is_one_clear_line() -> None:
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        port = spare.getsockname()[1]
    with pytest.raises(InputError, match="cannot be fetched"):
        fetch(f"http://127.0.0.1:{port}/", HERE)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.example/",
        "file:///etc/passwd",
        "http://",
        "http://user:secret@x.example/",
        "http://x:99999/",
        "http://[x/",
    ],
)
def test_addresses_that_are_not_fetched(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        fetch(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("100.64.0.1", False), ("224.0.0.1", False), ("fc00::1", False)],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_what_is_an_address() -> None:
    assert is_url("https://www.mod.go.jp/")
    assert not is_url("data/x.html")
    assert not is_url("C:/x.html")
