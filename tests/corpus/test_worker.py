"""What one worker does with one partition."""

import json
import time
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
import sleeping
from sleeping import pair, sleeping_job

from align.corpus import worker
from align.corpus.documents import Documents
from align.corpus.job import AlignerSpec, CorpusJob, PairRow, Partition
from align.corpus.quarantine import Quarantine
from align.corpus.storage import PAIRS, QUARANTINE, Storage
from align.corpus.worker import align_partition, aligner_for, signature_of
from align.errors import AlignError, InputError


def partition(*sources, index=0):
    rows = []
    for number, source in enumerate(sources):
        body = pair(number)
        rows.append(PairRow(number, body["id"], source or body["source"], body["target"], tokens=10))
    return Partition(index, 0, len(rows), 10 * len(rows), "digest", 1.0, tuple(rows))


def test_the_model_is_loaded_once_whatever_is_aligned(tmp_path, monkeypatch):
    folder = tmp_path / "loads"
    folder.mkdir()
    monkeypatch.setenv(sleeping.LOADS, str(folder))
    job = sleeping_job(tmp_path / "out", signature="once")
    for index in range(3):
        align_partition(job, partition("", index=index))
    assert len(list(folder.iterdir())) == 1
    assert aligner_for(job.aligner) is aligner_for(job.aligner)
    assert signature_of(job).startswith("once|corpus:1|")


def test_a_forked_child_loads_its_own(monkeypatch):
    spec = AlignerSpec("sleeping:load", ())
    mine = aligner_for(spec)
    monkeypatch.setattr(worker.os, "getpid", lambda: -1)
    assert aligner_for(spec) is not mine


def test_the_beads_are_written_before_the_pairs(tmp_path, monkeypatch):
    written = []
    real = Storage.write
    monkeypatch.setattr(Storage, "write", lambda self, name, body: (written.append(name), real(self, name, body))[1])
    report = align_partition(sleeping_job(tmp_path / "out"), partition("", ""))
    assert written == ["beads/part-00000000.parquet", "pairs/part-00000000.parquet"]
    assert (report.tally.pairs, report.tally.beads) == (2, 4)
    assert report.memory > 1e6


def test_a_footprint_tells_which_row_ended_the_worker(tmp_path):
    job = replace(sleeping_job(tmp_path / "out"), tries=3)
    part = partition("", "", "")
    storage = Storage(job.out)
    rows = part.rows
    for lost in range(3):  # each try ends at row 1
        quarantine = Quarantine(storage, part, job)
        assert quarantine.begin(rows[0]) == 0
        assert quarantine.begin(rows[1]) == 0
        assert json.loads(storage.read(f"{QUARANTINE}/0.json")) == {"at": 1, "lost": [1] * lost}
    Quarantine(storage, part, job)  # a try that ends before it begins a row is nobody's fault
    report = align_partition(job, part, careful=True)
    assert report.tally.failed == 1
    assert storage.read(f"{QUARANTINE}/0.json") is None
    import pandas

    told = pandas.read_parquet(Path(job.out) / PAIRS)
    assert list(told["tries"]) == [1, 3, 1]
    assert told["trouble"][1] == "ended its worker or took longer than 600 s, 3 times"


def test_no_row_is_blamed_if_the_worker_ends_while_it_writes(tmp_path, monkeypatch):
    job = sleeping_job(tmp_path / "out")
    notes = []
    real = Storage.write

    def write(self, name, body):
        if name.startswith(("beads", "pairs")):
            notes.append(json.loads(self.read(f"{QUARANTINE}/0.json")))
        real(self, name, body)

    monkeypatch.setattr(Storage, "write", write)
    align_partition(job, partition("", ""), careful=True)
    assert notes == [{"at": None, "lost": []}] * 2


def test_a_row_that_was_never_whole_is_a_failure_at_its_first_attempt(tmp_path):
    rows = (PairRow(0, "half", "", "", trouble="no target (en) for this pair"),)
    job = sleeping_job(tmp_path / "out")
    assert align_partition(job, Partition(0, 0, 1, 10, "digest", 1.0, rows)).tally.failed == 1
    import pandas

    told = pandas.read_parquet(Path(job.out) / PAIRS)
    assert (list(told["tries"]), list(told["trouble"])) == ([1], ["no target (en) for this pair"])


def test_the_cpu_of_a_partition_is_what_this_process_used_for_it(tmp_path):
    before = time.process_time()
    report = align_partition(sleeping_job(tmp_path / "out"), partition("", ""))
    assert 0 < report.cpu_seconds <= time.process_time() - before


def test_the_first_pair_of_a_process_does_not_pay_for_what_is_loaded_at_first_use(tmp_path, monkeypatch):
    limits = []
    monkeypatch.setattr(worker, "time_limit", lambda seconds: limits.append(seconds) or nullcontext())
    monkeypatch.setattr(worker, "_begun_in", 0)
    align_partition(replace(sleeping_job(tmp_path / "out"), time_limit=5.0), partition("", "", ""))
    align_partition(replace(sleeping_job(tmp_path / "out"), time_limit=0.0), partition("", index=1))
    assert limits == [65.0, 5.0, 5.0, 0.0]


def test_a_file_that_cannot_be_read_now_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "_PAUSE", 0.0)
    troubles = [OSError("busy"), OSError("busy")]
    real = Documents.read

    def read(self, row):
        if troubles:
            raise troubles.pop()
        return real(self, row)

    monkeypatch.setattr(Documents, "read", read)
    job = sleeping_job(tmp_path / "out")
    assert align_partition(job, partition("")).tally.failed == 0
    troubles += [OSError("busy")] * 3
    assert align_partition(job, partition("")).tally.failed == 1
    assert not troubles, "three tries, no more"


def test_memory_that_runs_out_is_a_trouble_of_its_pair(tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "_PAUSE", 0.0)
    job = sleeping_job(tmp_path / "out", signature="memory")

    class Greedy:
        signature = "memory"

        def align(self, source, target, locks=()):
            raise MemoryError

    monkeypatch.setattr(worker, "aligner_for", lambda spec: Greedy())
    assert align_partition(job, partition("", "")).tally.failed == 2


def test_texts_and_files_give_the_same_documents(tmp_path):
    job = CorpusJob(out=str(tmp_path / "out"))
    body = pair(3)
    for side in ("source", "target"):
        (tmp_path / side).write_text(body[side], encoding="utf-8")
    by_text = PairRow(0, "x", body["source"], body["target"])
    by_path = PairRow(0, "x", str(tmp_path / "source"), str(tmp_path / "target"), is_path=True)
    for options in ({}, {"lines": True}, {"level": "sentence"}):
        with Documents(replace(job, **options)) as documents:
            read = [[side.segments for side in documents.read(row)] for row in (by_text, by_path)]
        assert read[0] == read[1], options


def test_a_file_elsewhere_is_fetched(tmp_path):
    import fsspec

    fs = fsspec.filesystem("memory")
    try:
        fs.pipe_file("/x/a.ja.txt", "一行目。".encode())
        fs.pipe_file("/x/a.en.txt", b"\x00\x01\x02")
        job = CorpusJob(out=str(tmp_path / "out"))
        row = PairRow(0, "x", "memory://x/a.ja.txt", "memory://x/a.ja.txt", is_path=True)
        with Documents(job) as documents:
            assert documents.read(row)[0].texts() == ["一行目。"]
            with pytest.raises(InputError, match=r"^memory://x/a\.en\.txt: "):
                documents.read(replace(row, target="memory://x/a.en.txt"))
            with pytest.raises(FileNotFoundError):
                documents.read(replace(row, target="memory://x/gone.txt"))
            assert not list(Path(documents._folder.name).iterdir()), "what was fetched does not pile up"
    finally:
        fs.store.clear()


def test_troubles_name_the_pair_and_no_scratch_file(tmp_path):
    job = CorpusJob(out=str(tmp_path / "out"))
    for options in ({}, {"lines": True}, {"level": "sentence"}):
        with Documents(replace(job, **options)) as documents:
            with pytest.raises(AlignError, match=r"^x \(en\): "):
                documents.read(PairRow(0, "x", "日本。", "　\n　"))


def test_the_real_aligner_gives_the_same_bytes_whatever_it_did_before(tmp_path, content):
    job = CorpusJob(out=str(tmp_path / "a"))
    parts = [partition("", "", index=index) for index in range(3)]
    for part in parts:
        align_partition(job, part)
    backwards = replace(job, out=str(tmp_path / "b"))
    align_partition(replace(job, out=str(tmp_path / "c")), partition("全く別の文章。経済成長率は二・五%であった。"))
    for part in reversed(parts):
        align_partition(backwards, part)
    assert {name: body for name, body in content_of(job).items()} == content_of(backwards)
    assert len(content_of(job)) == 6


def content_of(job):
    return {path.name + path.parent.name: path.read_bytes() for path in Path(job.out).glob("*/part-*")}


def test_a_table_that_changes_under_a_worker_stops_the_run(table, tmp_path):
    from align.corpus.partitions import Cut, cut
    from align.corpus.sources import open_pairs

    path = table(6)
    (part,) = cut(open_pairs(str(path)), Cut(), lambda url: True)
    job = sleeping_job(tmp_path / "out")
    assert align_partition(job, part).tally.pairs == 6
    path.write_text(path.read_text().replace("number 3", "number 4"))
    with pytest.raises(worker.Stop, match="the table changed while it was read"):
        align_partition(job, part)
