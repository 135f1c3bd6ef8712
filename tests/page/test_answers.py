"""The application without a socket: what its answers, pages and downloads hold."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from align import native
from align.exchange import FORMATS, Export, ExportOptions, export
from align.exchange.bilingual import from_rows
from align.history.pair_state import PairState, reviewed_alignment
from align.history.store import Store
from align.model import Alignment, Verdict
from tests.history.talks import build, edited
from tests.page.clients import OpenApp, post

NASTY = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>"


# What is told


def test_the_pair_is_told_whole(open_app: OpenApp, talks: Alignment) -> None:
    told = open_app(talks).get("/api/pair/talks").json()
    assert [segment["t"] for segment in told["source"]["segments"]] == talks.source.texts()
    assert [bead["k"] for bead in told["beads"]] and {bead["k"] for bead in told["beads"]} == set(talks.keys)
    assert (told["undo"], told["redo"]) == (0, 0)


def test_a_change_is_acknowledged_with_its_delta(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    since = client.get("/api/pair/talks").json()["seq"]
    told = post(client, kind="verdict", bead=talks.keys[0], decision="accept", since=since).json()
    assert told["deltas"][0]["verdicts"][talks.keys[0]][0]["reviewer"] == "Aiko"
    assert (told["done"]["text"], told["undo"]) == ("accept", 1)


def test_a_conflict_tells_the_others_version(open_app: OpenApp, talks: Alignment, store: Store) -> None:
    client = open_app(talks)
    client.get("/api/pair/talks")
    store.record(Verdict(talks.keys[0], "reject", "Ben", "2026-01-15T00:00:00Z", "nein"), pair="talks")
    told = post(client, kind="verdict", bead=talks.keys[0], decision="accept", seen=0).json()
    assert told["conflict"] == "Ben decided here meanwhile."
    assert told["theirs"]["verdicts"][talks.keys[0]][0]["comment"] == "nein"
    assert len(store.verdicts()[talks.keys[0]]) == 1


def test_an_answer_does_not_grow_with_the_history_of_a_bead(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    sizes, since = [], 0
    for turn in range(40):
        body = {"kind": "verdict", "bead": talks.keys[0], "decision": ("accept", "reject")[turn % 2], "seen": 1 << 40}
        request = {"id": f"turn {turn:02}", "since": since, **body}
        answer = client.post("/api/changes/talks", json=request)
        since = answer.json()["seq"]
        sizes.append(len(answer.content))
    assert max(sizes[1:]) <= sizes[1] + 10
    assert len(client.get("/api/pair/talks").json()["verdicts"][talks.keys[0]]) == 40


def test_an_undone_edit_shows_the_decisions_on_its_beads_again(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    post(client, kind="verdict", bead=talks.keys[1], decision="accept")
    post(client, kind="edit", act="merge", groups=[[[1], [1]], [[2], [2]]])
    told = client.get("/api/pair/talks").json()
    assert told["verdicts"] == {} and [one["decision"] for one in told["hidden"][talks.keys[1]]] == ["accept"]
    post(client, kind="undo")
    assert list(client.get("/api/pair/talks").json()["verdicts"]) == [talks.keys[1]]


def test_unknown_pairs_and_beads(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    assert client.get("/pair/none").status_code == 404
    assert client.get("/api/pair/none").status_code == 404
    assert client.get("/api/events/none?since=0").status_code == 404
    assert client.get("/api/bead/talks?bead=none").json() == {"evidence": []}
    assert client.get("/api/bead/talks").status_code == 400
    assert client.get("/export/nonsense/talks").status_code == 400
    assert client.get("/report/nonsense.tsv").status_code == 400
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e/app.py").status_code == 404


def test_facts_findings_and_evidence(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    key = talks.keys[1]
    found = client.get("/api/findings/talks").json()
    assert found["findings"][key][0]["check"] == "duration" and found["doubts"][key][1] == "duration"
    assert client.get("/api/bead/talks", params={"bead": key}).json()["evidence"][0][0] == "for"
    facts = client.get(f"/api/facts/talks?beads={key},none").json()
    assert set(facts) == {key}
    for side, index in (("source", "1"), ("target", "1")):
        assert {kind: standing for _, _, kind, _, standing in facts[key][side][index]}["date"] == "both"


def test_a_dismissed_finding_is_gone_and_undo_brings_it_back(open_app: OpenApp, talks: Alignment, store: Store) -> None:
    client = open_app(talks)
    key = talks.keys[1]
    post(client, kind="dismiss", bead=key, check="duration", message="“about” 50 minutes")
    assert client.get("/api/findings/talks").json()["findings"] == {}
    assert store.dismissed() == {(key, "duration", "“about” 50 minutes")}
    post(client, kind="undo")
    assert key in client.get("/api/findings/talks").json()["findings"]


def test_the_threshold_counts_what_it_would_accept(open_app: OpenApp, talks: Alignment) -> None:
    told = open_app(talks).get("/api/eligible/talks?above=0.9").json()
    assert told["count"] == 3 and told["doubted"] == [talks.keys[1]]  # 1.00 .97 .93 .98 without the doubted one


def test_every_page_escapes(open_app: OpenApp, store: Store) -> None:
    rows = [("heading", NASTY), ("paragraph", f"日本 {NASTY}")]
    nasty = build(f"a/b {NASTY}", rows, rows, [((0,), (0,), 0.5), ((1,), (1,), 0.5)])
    client = open_app(nasty)
    store.record(Verdict(nasty.keys[0], "needs-fix", NASTY, "2026-01-15T00:00:00Z", NASTY, None, NASTY), pair=nasty.id)
    name = quote(nasty.id, safe="")
    for path in (
        "/",
        f"/pair/{name}",
        "/search?q=script",
        "/history",
        "/findings",
        f"/search?q={quote(NASTY)}",
        f"/history?pair={name}",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.text and "<img src=x" not in answer.text
    assert client.get(f"/api/pair/{name}").json()["id"] == nasty.id


def test_search_finds_in_both_texts_and_comments_over_all_pairs(
    open_app: OpenApp, talks: Alignment, store: Store
) -> None:
    client = open_app(talks, build("other"))
    store.record(Verdict(talks.keys[0], "", "Ben", "2026-01-15T00:00:00Z", "Überschrift prüfen"), pair="talks")
    assert client.get("/search", params={"q": "ＴＯＫＹＯ meeting"}).text.count("/pair/") == 2
    assert "<mark>抑止力</mark>" in client.get("/search", params={"q": "抑止力"}).text
    client.get("/api/pair/talks")
    assert "1 row" in client.get("/search", params={"q": "überschrift"}).text
    assert "0 rows" in client.get("/search", params={"q": "nirgends"}).text


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"support"}))
def test_every_format_can_be_downloaded(open_app: OpenApp, talks: Alignment, format: str) -> None:
    client = open_app(talks)
    post(client, kind="verdict", bead=talks.keys[0], decision="accept", comment="gut")
    for path in (f"/export/{format}/talks", f"/export/{format}"):
        answer = client.get(path)
        assert answer.status_code == 200 and len(answer.content) > 50
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")


def test_downloads_number_beads_as_the_file_and_the_command_line_do(
    open_app: OpenApp, talks: Alignment, store: Store
) -> None:
    twins = replace(talks, beads=(*talks.beads[:3], talks.beads[8], *talks.beads[3:8]))  # an addition in its midst
    client = open_app(twins)

    def beads(lines: bytes) -> list[list[object]]:
        return [[json.loads(line)[name] for name in ("id", "key", "source", "target")] for line in lines.splitlines()]

    def downloaded() -> list[list[object]]:
        return beads(client.get("/export/jsonl/talks").content)

    def written() -> list[list[object]]:
        stream = io.BytesIO()
        one = Export(reviewed_alignment(store, twins), store.verdicts("talks"), {})
        export([one], "jsonl", stream, ExportOptions())
        return beads(stream.getvalue())

    groups = [(bead["s"], bead["t"]) for bead in client.get("/api/pair/talks").json()["beads"]]
    assert groups == [(list(bead.source), list(bead.target)) for bead in twins.beads]
    assert downloaded() == written() and len(downloaded()) == 9
    post(client, kind="edit", act="merge", groups=[[[5], [5]], [[6], [6]]])
    assert downloaded() == written() and len(downloaded()) == 8
    assert client.get("/api/pair/talks").json()["beads"][3]["t"] == [7]  # where it stood


def test_the_native_download_and_the_written_file_hold_edits_and_locks(
    open_app: OpenApp, talks: Alignment, tmp_path: Path
) -> None:
    client = open_app(talks)
    post(client, kind="verdict", bead=talks.keys[0], decision="accept")
    post(client, kind="edit", act="merge", groups=[[[1], [1]], [[2], [2]]])
    loaded = native.loads(client.get("/export/align.json/talks").text)
    assert loaded.beads[0].locked and loaded.beads[1].kind == "2-2"
    assert client.post("/api/save/talks").json() == {"path": str(tmp_path / "0.align.json")}
    assert native.load(tmp_path / "0.align.json") == loaded
    again = client.get("/api/pair/talks").json()
    assert [bead["s"] for bead in again["beads"]][:2] == [[0], [1, 2]]
    assert native.loads(client.get("/export/align.json/talks").text).beads[0].locked


def test_reports(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    post(client, kind="verdict", bead=talks.keys[0], decision="accept")
    progress = client.get("/report/progress.tsv").text.splitlines()
    assert progress[1].split("\t")[:3] == ["talks", "9", "1"]
    finding = json.loads(client.get("/report/findings.jsonl?pair=talks").text)
    assert finding["severity"] == "warning" and finding["bead"] == 2
    assert "50 minutes" in client.get("/findings?pair=talks").text


def test_history_tells_before_and_after(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    post(client, kind="edit", act="merge", groups=[[[1], [1]], [[2], [2]]])
    post(client, kind="undo")
    page = client.get("/history").text
    assert "merged" in page and "undid: merged" in page and "両閣僚は、抑止力を強化することで一致した。" in page


def test_a_changed_file_is_read_again(open_app: OpenApp, talks: Alignment, tmp_path: Path) -> None:
    client = open_app(talks)
    post(client, kind="verdict", bead=talks.keys[0], decision="accept")
    post(client, kind="verdict", bead=talks.keys[2], decision="accept", comment="vorher")
    native.save(edited(talks, "target", 2, "They agreed to bolster deterrence."), tmp_path / "0.align.json")
    told = client.get("/api/pair/talks").json()
    assert talks.keys[0] in told["verdicts"] and talks.keys[2] not in told["verdicts"]
    [old] = client.get("/api/stale/talks").json()
    assert old["comment"] == "vorher" and ["new", "bolster"] in old["target"]


def test_two_files_of_one_pair_and_an_unreadable_one_are_told(
    open_app: OpenApp, talks: Alignment, tmp_path: Path
) -> None:
    client = open_app(talks, talks, talks)
    (tmp_path / "2.align.json").write_text("{")
    page = client.get("/").text
    assert "and so does" in page and "not JSON" in page and page.count('class="card"') == 1
    assert page.count('class="card broken"') == 2


BREAKS = (
    lambda body: body["source"].update(id=5),
    lambda body: body["target"].update(lang=None),
    lambda body: body["beads"][0].update(evidence=[[1, 2, 3, 4]]),
    lambda body: body["source"]["segments"][0].update(level="deep"),
)


def test_nothing_computed_is_not_called_probable_nor_accepted_by_probability(
    open_app: OpenApp, talks: Alignment
) -> None:
    foreign = from_rows([("1", "一つ。", "One."), ("2", "二つ。", "Two.")], id="foreign")
    client = open_app(talks, foreign)
    assert client.get("/api/pair/talks").json()["computed"] is True
    assert client.get("/api/pair/foreign").json()["computed"] is False
    assert client.get("/api/eligible/foreign?above=0.5").json()["count"] == 0
    assert post(client, "foreign", kind="verdicts", threshold=0.5).status_code == 400
    assert "nothing was computed" in client.get("/").text


@pytest.mark.parametrize("break_", BREAKS)
def test_a_broken_file_is_a_card_and_hurts_no_other_page(
    open_app: OpenApp, talks: Alignment, tmp_path: Path, break_: Callable[[dict], None]
) -> None:
    client = open_app(talks, build("other"))
    body = json.loads((tmp_path / "1.align.json").read_text())
    break_(body)
    (tmp_path / "1.align.json").write_text(json.dumps(body))
    for page in ("/", "/search?q=defence", "/findings", "/history", "/pair/talks", "/export/tsv", "/api/pair/talks"):
        assert client.get(page).status_code == 200, page
    shown = client.get("/").text
    assert "1.align.json" in shown and "must be" in shown
    assert client.get("/pair/other").status_code == 404


def test_a_pair_that_broke_while_it_was_open_says_so_until_it_is_mended(
    open_app: OpenApp, talks: Alignment, tmp_path: Path
) -> None:
    client = open_app(talks)
    assert client.get("/pair/talks").status_code == 200
    whole = (tmp_path / "0.align.json").read_text()
    (tmp_path / "0.align.json").write_text(whole[: len(whole) // 2])
    assert "not JSON" in client.get("/pair/talks").text and "not JSON" in client.get("/api/pair/talks").json()["error"]
    (tmp_path / "0.align.json").write_text(whole)
    assert client.get("/pair/talks").status_code == 200


def test_an_unexpected_error_of_one_pair_stays_with_it(
    open_app: OpenApp, talks: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = open_app(talks, build("other"))
    opening = PairState.open

    def fails(store: Store, alignment: Alignment, **how: bool) -> PairState:
        if alignment.id == "other":
            raise KeyError("snapshot" * 1000)
        return opening(store, alignment, **how)

    monkeypatch.setattr(PairState, "open", fails)
    page = client.get("/")
    assert page.status_code == 200 and "KeyError" in page.text and "snapshot" * 40 not in page.text
    assert client.get("/pair/talks").status_code == 200


def test_two_servers_on_one_store_see_each_other(talks: Alignment, url: str, tmp_path: Path) -> None:
    from align.history.pair_state import PairState
    from align.history.submit import Submitter

    with Store.open(url) as here, Store.open(url) as there:
        one, other = PairState.open(here, talks, register=True), PairState.open(there, talks, register=True)
        Submitter(here).submit(one, "Aiko", {"id": "1", "kind": "verdict", "bead": one.keys[0], "decision": "accept"})
        Submitter(there).submit(
            other, "Ben", {"id": "2", "kind": "edit", "act": "merge", "groups": [[[1], [1]], [[2], [2]]]}
        )
        one.refresh(here)
        assert one.beads == other.beads and one.decision(one.keys[0]) == other.decision(one.keys[0]) == "accept"
