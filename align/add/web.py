"""Fetch one page or file over http or https, with limits on its address, its size and the time.

A redirect or a DNS answer can point into the user's own network. Each host is looked up once, the
address is checked, and the connection goes to the checked address. Loopback and private addresses
are refused unless they are allowed.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

from align.errors import AlignError, InputError, UsageError

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 50 * 1024 * 1024
MOST_REDIRECTS = 5
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/vnd.openxmlformats-officedocument.*,text/*;q=0.9"
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_SAVE_IT = "save it and give the file"
_NO_NETWORK = "check the network and the address, or save the page and give the file"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The limits of a fetch."""

    allow_private: bool = False
    """True: loopback and private addresses may be reached."""
    max_bytes: int = MAX_BYTES
    step_seconds: float = 20.0
    """For connecting, and for each silence of the server."""
    total_seconds: float = 180.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent."""

    content: bytes
    url: str
    """The address after all redirects."""
    charset: str
    """As the server named it, "" if it did not."""
    retrieved_at: str
    """UTC, ISO 8601."""


def is_url(text: str) -> bool:
    """True for what a browser would fetch rather than open."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text) is not None


def fetch(url: str, limits: FetchLimits = FetchLimits()) -> Fetched:
    """Fetch a URL, following redirects. Raises InputError, UsageError."""
    import_httpx(url)
    deadline = time.monotonic() + limits.total_seconds
    for _ in range(MOST_REDIRECTS + 1):
        url = _checked_url(url)
        answer = _one(url, limits, deadline)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise InputError(f"more than {MOST_REDIRECTS} redirects", place=url, cure="give the address that a browser ends at")


def import_httpx(place: str) -> None:
    """Raise AlignError where httpx is not installed."""
    try:
        import httpx  # noqa: F401
    except ImportError as error:
        raise AlignError("fetching needs httpx", place=place, cure="pip install 'taiyaku[web]'") from error


def is_public(address: Address) -> bool:
    """True for an address on the open network; what an IPv6 address wraps is looked into."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and any(address in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


_SECRET = re.compile(
    r"token|secret|passw|pwd|signature|credential|session|auth|api_?key|jwt|^(?:sig|key|code|sid|ticket)$|^x-(?:amz|goog)-",
    re.IGNORECASE,
)
"""Names of parameters that let somebody in."""


def without_secrets(url: str) -> str:
    """Return the address as it may be kept in a file: without credentials, session ids and signed parameters."""
    parts = urlsplit(url)
    kept = [pair for pair in parts.query.split("&") if not _SECRET.search(unquote(pair.partition("=")[0]))]
    path = re.sub(r";[^/;=]*(?:session|sid|token)[^/;=]*=[^/;]*", "", parts.path, flags=re.IGNORECASE)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], path, "&".join(kept), ""))


def _checked_url(url: str) -> str:
    """The URL in the form that is sent. Raises UsageError."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UsageError(f"not an address: {error}", place=url[:200], cure="give http://… or https://…") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise UsageError(
            f"{parts.scheme}: is not fetched", place=url[:200], cure="give http://… or https://…, or a file"
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "holds a user name", place=f"{parts.scheme}://…@{host}", cure="give an address that needs none"
        )
    if not host:
        raise UsageError("names no host", place=url[:200], cure="give http://… or https://…")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise UsageError("the host's name is malformed", place=url[:200], cure="check the address") from error
    netloc = (f"[{name}]" if ":" in name else name) + (f":{port}" if port is not None else "")
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", parts.query, ""))


def _addresses(host: str, port: int, url: str) -> list[Address]:
    """Return the addresses of a host. Raises InputError."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError, OSError) as error:
        raise InputError("the server's name is not found (no network?)", place=url, cure=_NO_NETWORK) from error
    found = [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]
    return list(dict.fromkeys(found))


def _target(url: str, limits: FetchLimits) -> tuple[str, str, str]:
    """(URL to connect to, host to name, proxy): the URL holds the checked address unless a proxy connects for us."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    proxy = "" if limits.allow_private or proxy_bypass(host) else getproxies().get(parts.scheme, "")
    try:
        addresses = _addresses(host, port, url)
    except InputError:
        if not proxy or host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
            raise
        return url, "", proxy  # the proxy knows names that we do not
    if not limits.allow_private:
        for address in addresses:
            if not is_public(address):
                raise InputError(
                    f"leads to {address}, an address of a private network",
                    place=url,
                    cure="if you trust it, give --allow-private",
                )
    if proxy:
        return url, "", proxy
    chosen = next((address for address in addresses if address.version == 4), addresses[0])
    shown = f"[{chosen}]" if chosen.version == 6 else str(chosen)
    netloc = shown + (f":{parts.port}" if parts.port is not None else "")
    return urlunsplit((parts.scheme, netloc, parts.path, parts.query, "")), parts.netloc, ""


def _one(url: str, limits: FetchLimits, deadline: float) -> Fetched | str:
    """One request: what came, or where it redirects to. Raises InputError."""
    import httpx

    address, host, proxy = _target(url, limits)
    headers = {"User-Agent": _user_agent(), "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
    extensions: dict[str, Any] = {}
    if host:
        headers["Host"] = host
        extensions["sni_hostname"] = urlsplit(url).hostname or ""
    timeout = httpx.Timeout(limits.step_seconds)
    end = _ConnectionEnd(deadline)
    extensions["trace"] = end.trace
    late = InputError(f"not done after {limits.total_seconds:.0f} seconds", place=url, cure=_SAVE_IT)
    try:
        with (
            end,
            httpx.Client(timeout=timeout, trust_env=False, proxy=proxy or None, follow_redirects=False) as client,
            client.stream("GET", address, headers=headers, extensions=extensions) as response,
        ):
            if response.status_code in (301, 302, 303, 307, 308) and (place := response.headers.get("location")):
                return str(place)
            if response.status_code != 200:
                said = f"{response.status_code} {response.reason_phrase}".strip()
                raise InputError(f"the server says {said}", place=url, cure="check the address in a browser")
            content = _body(response, url, limits)
            charset = response.charset_encoding or ""
    except httpx.TimeoutException as error:
        if end.reached:
            raise late from error
        raise InputError("the server does not answer in time", place=url, cure="try again later") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        if end.reached:
            raise late from error
        raise InputError(_trouble(error), place=url, cure=_NO_NETWORK) from error
    if end.reached:
        raise late
    return Fetched(content, url, charset, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


class _ConnectionEnd:
    """Ends the connections of one request at a time of the monotonic clock, also while headers come in byte by byte."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._sockets: list[socket.socket] = []
        self.reached = False
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._end)
        self._timer.daemon = True

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Note the socket of a connection: httpx calls this for every step of a request.

        A copy is noted: TLS takes the socket itself over, and a handshake can come in byte by byte,
        too.
        """
        if event.endswith("connect_tcp.complete"):
            self._sockets.append(info["return_value"].get_extra_info("socket").dup())
            if self.reached:
                self._end()

    def _end(self) -> None:
        self.reached = True
        for held in self._sockets:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()
        for held in self._sockets:
            held.close()


def _body(response: httpx.Response, url: str, limits: FetchLimits) -> bytes:
    """The whole body, unpacked, within the limits. Raises InputError."""
    too_large = InputError(f"larger than {limits.max_bytes >> 20} MB", place=url, cure=_SAVE_IT)
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > limits.max_bytes:
        raise too_large
    if "," in response.headers.get("content-encoding", ""):
        raise InputError("packed more than once (a bomb?)", place=url, cure=_SAVE_IT)
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > limits.max_bytes:
            raise too_large
    return bytes(content)


def _trouble(error: Exception) -> str:
    text = " ".join(str(error).split())[:200]
    if "CERTIFICATE" in text.upper():
        return "the server's certificate is not trusted"
    return f"cannot be fetched ({text or type(error).__name__})"


def _user_agent() -> str:
    from align import __version__

    return f"align/{__version__} (one document on a person's request; not a crawler)"
