"""Addresses in a table: fetched only when asked for, and with the guards of `align add`."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from align.corpus import documents
from align.corpus.documents import Documents
from align.corpus.job import CorpusJob
from align.corpus.sources import SourceOptions, open_pairs
from align.errors import InputError

PAGES = {
    "/ja": "<html><body><p>両大臣は会談した。</p><p>次は来年に開く。</p></body></html>".encode("cp932"),
    "/en": b"<html><body><p>The ministers met.</p><p>The next talks are held next year.</p></body></html>",
}


class Pages(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("content-type", f"text/html; charset={'shift_jis' if self.path == '/ja' else 'utf-8'}")
        self.end_headers()
        self.wfile.write(PAGES[self.path])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as running:
        running.asked = []
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def table(tmp_path, source: str, target: str):
    path = tmp_path / "pairs.tsv"
    path.write_text(f"a\t{source}\t{target}\n", "utf-8")
    return path


def row_of(path, content: str):
    (found,) = open_pairs(str(path), SourceOptions(content=content))
    return found.row


def test_an_address_in_a_cell_is_a_text_or_refused_unless_it_was_asked_for(tmp_path, server):
    base = f"http://127.0.0.1:{server.server_port}"
    path = table(tmp_path, f"{base}/ja", f"{base}/en")
    with Documents(CorpusJob("out")) as read:
        assert read.read(row_of(path, "text"))[0].texts() == [f"{base}/ja"]
    assert "give --root DIR, or --content address" in row_of(path, "path").trouble
    assert server.asked == []


def test_addresses_are_fetched_with_the_charset_that_the_server_names(tmp_path, server, monkeypatch):
    monkeypatch.setattr(documents, "LIMITS", documents.FetchLimits(allow_private=True))
    base = f"http://127.0.0.1:{server.server_port}"
    row = row_of(table(tmp_path, f"{base}/ja", f"{base}/en"), "address")
    with Documents(CorpusJob("out")) as read:
        source, target = read.read(row)
    assert source.texts() == ["両大臣は会談した。", "次は来年に開く。"]
    assert len(target) == 2
    with Documents(CorpusJob("out", level="sentence", lines=False)) as read:
        assert len(read.read(row)[0]) == 2


def test_a_private_network_is_not_reached(tmp_path, server):
    base = f"http://127.0.0.1:{server.server_port}"
    row = row_of(table(tmp_path, f"{base}/ja", f"{base}/en"), "address")
    with Documents(CorpusJob("out")) as read, pytest.raises(InputError, match="an address of a private network"):
        read.read(row)
    assert server.asked == []


@pytest.mark.parametrize("cell", ["/etc/passwd", "file:///etc/passwd", "s3://bucket/x", "ftp://x/y", "", "x.txt"])
def test_what_is_no_address_is_the_rows_trouble(tmp_path, cell):
    row = row_of(table(tmp_path, "https://example.org/ja", cell or "-"), "address")
    assert row.trouble == "a cell holds no address; give http://… or https://…"
    assert not row.source and not row.target
