"""Any server with OpenAI's embeddings API: `openai:URL`, or `openai:URL#MODEL` if it offers several models.

URL is the base URL ("http://127.0.0.1:8000/v1"). The key is read from the environment,
ALIGN_OPENAI_KEY.
"""

from __future__ import annotations

import hashlib
import os
import time
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from align.errors import AlignError, InputError, UsageError
from align.text.surrogates import without_surrogates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import httpx
    from numpy.typing import NDArray

_FORM = "write --encoder openai:http://HOST:PORT/v1#MODEL"
_BLANK = "."
"""Sent in the place of a text without characters, which servers refuse."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Limits:
    """How texts are split into requests, how long an answer may take, and how often a request is repeated."""

    texts: int = 64
    characters: int = 40_000
    """Characters of all texts of one request."""
    connect_seconds: float = 5.0
    answer_seconds: float = 120.0
    attempts: int = 4
    wait_seconds: float = 0.5
    """Wait before the second attempt; it doubles each time. A server's Retry-After replaces it."""
    longest_wait_seconds: float = 30.0


def load(argument: str = "") -> OpenAIEncoder:
    """Connect, choose the model and request one vector. Raises UsageError, InputError."""
    url, _, model = argument.partition("#")
    return OpenAIEncoder(url, model)


class OpenAIEncoder:
    """Vectors from a server, scaled to unit length."""

    name = "openai"

    def __init__(
        self, url: str, model: str = "", limits: Limits = Limits(), sleep: Callable[[float], None] = time.sleep
    ) -> None:
        try:
            import httpx
        except ImportError as error:
            raise AlignError("the encoder openai needs httpx", cure="pip install 'taiyaku[openai]'") from error
        try:
            address = httpx.URL(url.strip())
        except httpx.InvalidURL as error:
            raise UsageError("not a URL", place=f"openai:{url}", cure=_FORM) from error
        if address.scheme not in ("http", "https") or not address.host:
            raise UsageError("no http(s) URL", place=f"openai:{url}", cure=_FORM)
        self._base = address.copy_with(path=address.path.rstrip("/").removesuffix("/embeddings") + "/")
        self._place = f"{address.scheme}://{address.netloc.decode('ascii')}{self._base.path.rstrip('/')}"
        self._limits, self._sleep = limits, sleep
        key = os.environ.get("ALIGN_OPENAI_KEY", "").strip()
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx.Timeout(limits.answer_seconds, connect=limits.connect_seconds),
            trust_env=address.host not in _LOOPBACK,
        )
        weakref.finalize(self, self._client.close)
        self._model = model or self._only_model()
        self.dim = len(self._request([_BLANK])[0])
        made_from = hashlib.sha256(f"{self._place}#{self._model}#{self.dim}".encode()).hexdigest()
        self.signature = f"openai-{self._model}@{made_from[:8]}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, float32[len(texts), dim]. Raises InputError."""
        rows = np.empty((len(texts), self.dim), dtype=np.float32)
        begin = 0
        for batch in self._batches(texts):
            rows[begin : begin + len(batch)] = self._vectors(batch)
            begin += len(batch)
        return rows

    def _batches(self, texts: Sequence[str]) -> Iterator[list[str]]:
        batch: list[str] = []
        size = 0
        for text in texts:
            clean = without_surrogates(text).strip() or _BLANK
            if batch and (len(batch) == self._limits.texts or size + len(clean) > self._limits.characters):
                yield batch
                batch, size = [], 0
            batch.append(clean)
            size += len(clean)
        if batch:
            yield batch

    def _vectors(self, batch: list[str]) -> NDArray[np.float32]:
        rows = np.array(self._request(batch), dtype=np.float64)
        if rows.shape != (len(batch), self.dim):
            raise self._trouble(f"vectors of shape {rows.shape}, {(len(batch), self.dim)} expected")
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        if not np.isfinite(rows).all() or not norms.all():
            raise self._trouble("a vector that is zero or not finite")
        unit: NDArray[np.float32] = (rows / norms).astype(np.float32)
        return unit

    def _request(self, batch: list[str]) -> list[list[float]]:
        """Return one vector a text, in their order; a batch that the server finds too large is halved."""
        response = self._send("POST", "embeddings", {"model": self._model, "input": batch})
        if response.status_code == 413 and len(batch) > 1:
            half = len(batch) // 2
            return self._request(batch[:half]) + self._request(batch[half:])
        body = self._body(response)
        try:
            data = sorted(body["data"], key=lambda item: int(item["index"]))
            vectors = [[float(number) for number in item["embedding"]] for item in data]
        except (KeyError, TypeError, ValueError) as error:
            raise self._trouble("an answer without embeddings") from error
        if [item["index"] for item in data] != list(range(len(batch))) or len({len(row) for row in vectors}) != 1:
            raise self._trouble(f"{len(vectors)} vectors for {len(batch)} texts")
        return vectors

    def _only_model(self) -> str:
        body = self._body(self._send("GET", "models"))
        try:
            names = [str(item["id"]) for item in body["data"]]
        except (KeyError, TypeError) as error:
            raise self._trouble("no list of models", cure=_FORM) from error
        if len(names) != 1:
            shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
            raise self._trouble(f"{len(names)} models: {shown}", cure=_FORM)
        return names[0]

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """Return the answer.

        Repeat the request if the server is busy or the connection fails, as `Limits` says.
        """
        import httpx

        trouble, wait = "", 0.0
        for attempt in range(self._limits.attempts):
            if attempt:
                self._sleep(wait)
            wait = min(self._limits.wait_seconds * 2**attempt, self._limits.longest_wait_seconds)
            try:
                response = self._client.request(method, self._base.join(path), json=body)
            except httpx.TimeoutException:
                trouble = f"no answer within {self._limits.answer_seconds:g} s"
            except httpx.ConnectError as error:
                trouble = f"cannot connect: {error}"
            except httpx.HTTPError as error:
                trouble = f"the connection failed: {error}"
            else:
                if response.status_code != 429 and response.status_code < 500:
                    return response
                trouble = _reason(response)
                after = response.headers.get("Retry-After", "")
                if after.isdecimal():
                    wait = min(float(after), self._limits.longest_wait_seconds)
        raise self._trouble(f"{trouble} ({self._limits.attempts} attempts)", cure="start the server, or check the URL")

    def _body(self, response: httpx.Response) -> dict[str, Any]:
        if response.status_code in (401, 403):
            raise self._trouble(_reason(response), cure="set ALIGN_OPENAI_KEY")
        if response.status_code != 200:
            raise self._trouble(_reason(response))
        try:
            body = response.json()
        except ValueError as error:
            raise self._trouble("an answer that is not JSON") from error
        if not isinstance(body, dict):
            raise self._trouble("an answer that is not an object")
        return body

    def _trouble(self, trouble: str, cure: str = "check the URL and the model") -> InputError:
        return InputError(trouble, place=self._place, cure=cure)


def _reason(response: httpx.Response) -> str:
    """Return the status and the server's own message, if there is one."""
    try:
        said = response.json()["error"]
        said = said["message"] if isinstance(said, dict) else said
    except (KeyError, TypeError, ValueError):
        said = ""
    return f"HTTP {response.status_code} {str(said)[:200]}".strip()
