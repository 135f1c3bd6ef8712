"""A server that drips, in TLS: in the handshake, in the headers, in the body. The whole fetch ends within its limit."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import certifi
import pytest

from align.add.web import FetchLimits, fetch
from align.errors import InputError

SHORT = FetchLimits(allow_private=True, step_seconds=60, total_seconds=0.6)

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A key and a certificate of 127.0.0.1."""
    folder = tmp_path_factory.mktemp("tls")
    key, path = folder / "key.pem", folder / "cert.pem"
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", path]
    subprocess.run([*command, *names], check=True, capture_output=True)
    return key, path


@contextmanager
def answering(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server whose one connection is left to `talk`; the host and port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def run() -> None:
            with suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    talk(connection)

        thread = threading.Thread(target=run)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        thread.join(120)
        assert not thread.is_alive()  # the connection was ended


def drip(connection: socket.socket, first: bytes) -> None:
    """Send something, and then a byte at a time, until the other side hangs up."""
    connection.sendall(first)
    with suppress(OSError):
        while True:
            connection.sendall(b"x")
            time.sleep(0.02)  # the pace of the drip, not a wait for something


def test_a_handshake_that_drips_ends_in_time() -> None:
    with answering(lambda raw: drip(raw, b"\x16\x03\x03\x40\x00")) as place:  # the head of a record of 16 kB
        with pytest.raises(InputError, match="not done after 1 seconds"):
            fetch(f"https://{place}/", SHORT)


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_headers_and_a_body_that_drip_in_tls_end_in_time(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, first: bytes
) -> None:
    key, path = certificate
    monkeypatch.setattr(certifi, "where", lambda: str(path))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, key)

    def talk(raw: socket.socket) -> None:
        with context.wrap_socket(raw, server_side=True) as connection:
            drip(connection, first)

    with answering(talk) as place, pytest.raises(InputError, match="not done after 1 seconds"):
        fetch(f"https://{place}/", SHORT)


def test_a_page_comes_over_tls(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    key, path = certificate
    monkeypatch.setattr(certifi, "where", lambda: str(path))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, key)

    def talk(raw: socket.socket) -> None:
        with context.wrap_socket(raw, server_side=True) as connection:
            connection.recv(10_000)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")

    with answering(talk) as place:
        assert fetch(f"https://{place}/", FetchLimits(allow_private=True, step_seconds=60)).content == b"hello"
