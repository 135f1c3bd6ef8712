"""Access control: who may ask, and from where.

A one-time link, an invitation, the common password or an own one opens a session, kept in a cookie.
Every request needs a known Host header; every change also needs the page's own Origin and a token.
"""

from __future__ import annotations

import hmac
import math
import secrets
import threading
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from align.page.access import SESSION_SECONDS, Access, folded
from align.page.passwords import is_right, kept_form
from align.page.throttle import Throttle

COOKIE = "align_session"
OPEN_PATHS = ("/enter", "/login", "/api/sign-in")
OLD_TOKEN = "This change does not come from the page; load the page again."
SAFE_METHODS = ("GET", "HEAD")

Scope = MutableMapping[str, Any]


@dataclass
class BrowserSession:
    """A browser that is signed in."""

    reviewer: str
    until: float
    """Seconds since 1970."""
    id: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def csrf(self) -> str:
        """The token that every change of this session must carry.

        It stays the same after a restart.
        """
        return hmac.new(self.id.encode(), b"csrf", "sha256").hexdigest()


@dataclass
class Guard:
    """The links, password and sessions of one server.

    `access` keeps sessions and invitations over a restart.
    """

    hosts: frozenset[str]
    """Host headers that are accepted, without port: "127.0.0.1", "localhost"."""
    reviewer: str
    """The reviewer whom a one-time link signs in."""
    password: str = ""
    on_used: Callable[[str], None] | None = None
    """Called with the token of the next one-time link when a link was used."""
    on_bug: Callable[[Exception], None] | None = None
    """Called with an exception that no handler expected; the browser gets a sentence, never a traceback."""
    access: Access = field(default_factory=Access)
    only_invited: bool = False
    """True if nobody signs in without an invitation."""
    sessions: dict[str, BrowserSession] = field(default_factory=dict)
    """The sessions that were used since the server started."""
    tokens: set[str] = field(default_factory=set)
    throttle: Throttle = field(default_factory=Throttle)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def signs_in_by_name(self) -> bool:
        """Whether several people sign in, so that nobody may change the own name."""
        return bool(self.password) or self.only_invited

    def new_token(self) -> str:
        """Make a token that signs in one browser, once."""
        token = secrets.token_urlsafe(24)
        with self.lock:
            self.tokens.add(token)
        return token

    def enter(self, token: str, address: str = "") -> BrowserSession | None:
        """Use up a token of the terminal and open a session; None if it is unknown or used."""
        with self.lock:
            found = next((one for one in self.tokens if hmac.compare_digest(one.encode(), token.encode())), None)
            if found is not None:
                self.tokens.discard(found)
        if found is None:
            return None
        if self.on_used:
            self.on_used(self.new_token())
        return self.admit(self.reviewer, address, "link")

    def accept_invitation(self, token: str, password: str, address: str = "") -> BrowserSession | None:
        """Use up an invitation and open a session; None if it is unknown or used.

        A password, if given, is kept.
        """
        name = self.access.use_invitation(token)
        if name is None:
            return None
        if password:
            self.access.keep_password(name, kept_form(password))
        return self.admit(name, address, "invitation")

    def login(self, name: str, password: str, address: str = "") -> BrowserSession | str:
        """Open a session if the password is right; otherwise a sentence that says why not."""
        own, invited = self.access.kept_password(name), self.access.is_invited(name)
        if invited and not own:
            return "This name signs in with an invitation link only."
        key = folded(name)
        wait = self.throttle.wait(address, key, is_new=not self.access.has_signed_in(name))
        if wait > 0:
            return f"Too many wrong passwords: wait {math.ceil(wait)} s, then try again."
        if not (is_right(password, own) if own else self._is_common(password)):
            self.throttle.failed(address, key)
            return "Wrong password."
        self.throttle.succeeded(address, key)
        return self.admit(self.access.account(name) or name, address, "own password" if own else "password")

    def _is_common(self, password: str) -> bool:
        return bool(self.password) and hmac.compare_digest(password.encode(), self.password.encode())

    @property
    def has_login(self) -> bool:
        """Whether anybody signs in with a password."""
        return bool(self.password) or self.access.has_passwords()

    def admit(self, reviewer: str, address: str = "", how: str = "link") -> BrowserSession:
        """Open a session."""
        session = BrowserSession(reviewer, 0.0)
        session.until = self.access.open_session(session.id, reviewer)
        self.access.log(reviewer, address, how)
        with self.lock:
            self.sessions[session.id] = session
        return session

    def leave(self, session: BrowserSession) -> None:
        """End a session."""
        self.access.close_session(session.id)
        with self.lock:
            self.sessions.pop(session.id, None)

    def rename(self, session: BrowserSession, reviewer: str) -> None:
        """Give a session another reviewer."""
        self.access.rename_session(session.id, reviewer)
        session.reviewer = reviewer

    def is_open(self, session: BrowserSession) -> bool:
        """Whether the session was neither left nor is too old."""
        return session.id in self.sessions and session.until > self.access.clock()

    @property
    def cookie(self) -> str:
        """The name of the session's cookie."""
        return f"{COOKIE}_{self.access.server}"

    def cookie_of(self, session: BrowserSession, *, secure: bool) -> Mapping[str, Any]:
        """The arguments of Starlette's `set_cookie` for a session."""
        return {
            "key": self.cookie,
            "value": session.id,
            "max_age": int(SESSION_SECONDS),
            "httponly": True,
            "samesite": "strict",
            "path": "/",
            "secure": secure,
        }

    def session_id(self, scope: Scope) -> str:
        """The session's id as the request's cookie gives it, "" if there is none."""
        cookie: SimpleCookie = SimpleCookie()
        try:
            cookie.load(header(scope, "cookie"))
        except Exception:  # treat a broken cookie like a missing one
            return ""
        morsel = cookie.get(self.cookie)
        return morsel.value if morsel else ""

    def session(self, id: str) -> BrowserSession | None:
        """The session of this id, from memory or from before a restart; None if there is none or it is too old."""
        session = self.sessions.get(id)
        if session is None and (kept := self.access.session(id)):
            with self.lock:
                session = self.sessions.setdefault(id, BrowserSession(*kept, id))
        return session if session is not None and self.is_open(session) else None

    def refusal(self, scope: Scope, session: BrowserSession | None) -> tuple[int, str] | None:
        """Why the request is refused, as status and sentence; None if it is allowed."""
        if host_name(header(scope, "host")) not in self.hosts:
            return 421, "The review page is not known under this address; use the link that the terminal shows."
        path, method = scope["path"], scope["method"]
        if method not in (*SAFE_METHODS, "POST"):
            return 405, "Only GET, HEAD and POST are possible here."
        if method == "POST" and not self._same_origin(scope):
            return 403, "This change comes from another page."
        if path.startswith("/static/") or path in OPEN_PATHS:
            return None
        if session is None:
            return 401, "This browser is not signed in; use the link that the terminal shows."
        if method == "POST" and not hmac.compare_digest(header(scope, "x-csrf-token").encode(), session.csrf.encode()):
            return 403, OLD_TOKEN
        return None

    def _same_origin(self, scope: Scope) -> bool:
        try:
            origin = urlsplit(header(scope, "origin"))
        except ValueError:  # such as http://[
            return False
        return origin.scheme in ("http", "https") and origin.netloc == header(scope, "host")


def host_name(host: str) -> str:
    """A Host header without its port, in lower case: "localhost:80" -> "localhost", "[::1]:80" -> "::1"."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def header(scope: Scope, name: str) -> str:
    """A request header's last value, "" if the header is missing."""
    wanted = name.encode()
    return next((value.decode("latin-1") for key, value in reversed(scope["headers"]) if key == wanted), "")
