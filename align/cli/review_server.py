"""The server behind `align review`: its socket, its limits, and how it ends."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

from align.errors import UsageError
from align.review.findings import CHECKS

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

OPEN_FILES = 8192
"""Connections and files that the server may have open, where the system allows it."""
ENDING = ("SIGTERM", "SIGHUP")
"""Signals that end a review in order, as Ctrl-C does; Windows has no SIGHUP."""


def listen(host: str, port: int, usual: int = 0) -> socket.socket:
    """A listening socket. With `port` 0 the `usual` port is taken if it is free, else any. Raises UsageError."""
    if not port and usual:
        with contextlib.suppress(UsageError):
            return listen(host, usual)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    if sys.platform != "win32":  # there it would let two servers share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)  # from now on a browser waits instead of being refused
    except OSError as error:
        listener.close()
        place = f"--host {host} --port {port}"
        raise UsageError(
            error.strerror or "cannot listen", place=place, cure="leave --port out for a free one"
        ) from error
    return listener


def serve(app: Starlette, listener: socket.socket) -> None:
    """Serve until Ctrl-C, SIGTERM or SIGHUP. Requests and streams then end, and the call returns."""
    import uvicorn

    from align.page.connections import PatientProtocol

    # `bug` prints errors in one line; uvicorn's other messages are of no use here
    how = uvicorn.Config(
        app,
        http=PatientProtocol,
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    server = uvicorn.Server(how)
    app.state.live.server_is_ending = lambda: server.should_exit
    sys.setswitchinterval(0.001)  # checks run in another thread: answer requests sooner
    gc.set_threshold(20_000, 20, 50)  # searching long pairs for garbage would delay answers
    _allow_open_files()
    with contextlib.suppress(KeyboardInterrupt), _ending_in_order(server):  # Ctrl-C ends a review
        server.run(sockets=[listener])


def end_beside_checks() -> None:
    """End the process at once if checks still run. All is written; Python would abort beside their native code."""
    if any(thread.name == CHECKS for thread in threading.enumerate()):
        sys.stdout.flush()
        os._exit(0)


@contextlib.contextmanager
def _ending_in_order(server: uvicorn.Server) -> Iterator[None]:
    """Let the signals of ENDING end the server. uvicorn raises SIGTERM once more when it has ended: ignore that."""

    def end(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [number for name in ENDING if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _allow_open_files() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
