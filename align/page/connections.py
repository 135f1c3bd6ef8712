"""Connections that send nothing are closed: half-open ones would use up what the system allows a server."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""A request's head must arrive in this time."""
MOST_SILENT = 200
"""Connections without a whole request's head; above this number the oldest one is closed."""


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP connection with a time limit for each request's head."""

    silent: ClassVar[dict[PatientProtocol, asyncio.TimerHandle]] = {}
    """The connections that wait for a request's head, oldest first, each with its time limit."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first request."""
        assert isinstance(transport, asyncio.Transport)
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop to wait."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Wait on only if the data did not complete a request's head."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self not in self.silent:
            self._wait()

    def _wait(self) -> None:
        self.silent[self] = self.loop.call_later(HEAD_SECONDS, self._give_up)
        if len(self.silent) > MOST_SILENT:
            next(iter(self.silent))._give_up()

    def _stop_waiting(self) -> None:
        limit = self.silent.pop(self, None)
        if limit is not None:
            limit.cancel()

    def _give_up(self) -> None:
        self._stop_waiting()
        self.transport.abort()
