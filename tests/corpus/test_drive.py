"""A run in one process: what it writes, and that started again it does only what is missing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sleeping import Lossy, pair, sleeping_job

from align.corpus import manifest
from align.corpus.drive import Consent, run_corpus
from align.corpus.engine import Here
from align.corpus.partitions import Cut
from align.corpus.sources import open_pairs
from align.corpus.storage import Storage
from align.corpus.worker import Stop
from align.errors import FormatError, InputError, UsageError, WriteError


def stamps(out):
    return {path: path.stat().st_mtime_ns for path in sorted(Path(out).rglob("*")) if path.name != ".align-lock"}


def test_every_pair_has_a_row_and_every_bead_its_pair(table, job, run, frame):
    state = run(table(12), job)
    pairs, beads = frame(job.out, "pairs"), frame(job.out, "beads")
    assert list(pairs["row"]) == list(range(12))
    assert list(pairs["pair"]) == [f"pair-{n}" for n in range(12)]
    assert list(beads["row"]) == [n for n in range(12) for _ in range(2)]
    assert state.manifest.partitions == 3
    assert (state.manifest.tally.pairs, state.manifest.tally.beads, state.manifest.tally.failed) == (12, 24, 0)
    assert state.share == pytest.approx(1.0)


def test_the_manifest_tells_how_it_was_made(table, job, run):
    run(table(12), job)
    body = json.loads((Path(job.out) / "manifest.json").read_text())
    assert body["complete"] is True
    assert body["signature"].startswith("sleep:1|corpus:1|ja-en|seg:paragraph|marks:wrong-partner<0.5")
    assert body["signatures"] == {body["signature"]: 3}
    assert body["cut"] == {"tokens": 50_000, "pairs": 5}
    assert body["tally"]["pairs"] == 12
    (told,) = body["runs"]
    assert told["finished"] and told["pairs"] == 12 and told["partitions"] == 3
    assert told["pairs_a_second"] > 0 and told["cpu_seconds"] > 0 and told["peak_memory"] > 1e6


def test_a_second_run_is_a_no_op(table, job, run):
    path = table(12)
    run(path, job)
    before = stamps(job.out)
    engine = Lossy()
    state = run(path, job, engine)
    assert state.nothing_to_do and state.skipped == 3 and engine.given == []
    assert stamps(job.out) == before
    assert state.manifest.tally.pairs == 12, "the counts of what was there are told all the same"


def test_it_does_only_what_is_missing(table, job, run, content):
    path = table(23)
    run(path, job)
    whole = content(job.out)
    out = Path(job.out)
    (out / "pairs/part-00000001.parquet").unlink()  # killed between beads and pairs
    (out / "beads/part-00000003.parquet").unlink()
    (out / "beads/.align-part-00000002.parquet.abc123").write_bytes(b"half")  # killed while writing
    engine = Lossy()
    state = run(path, job, engine)
    assert engine.given == [(1, False), (3, False)]
    assert content(job.out) == whole
    assert not list(out.rglob(".*.abc123"))
    assert state.skipped == 3 and state.run.partitions == 2
    assert (state.share, state.share_found) == pytest.approx((1.0, 13 / 23), abs=0.02)
    assert len(state.manifest.runs) == 2


def test_a_cut_off_file_counts_as_missing(table, job, run, content):
    path = table(12)
    run(path, job)
    whole = content(job.out)
    for name in ("beads/part-00000001.parquet", "pairs/part-00000002.parquet"):
        half = Path(job.out) / name
        half.write_bytes(half.read_bytes()[:100])
    engine = Lossy()
    run(path, job, engine)
    assert [index for index, _ in engine.given] == [1, 2]
    assert content(job.out) == whole


def test_changed_rows_are_done_again_and_rows_that_are_gone_leave(table, job, run, content, tmp_path):
    run(table(23), job)
    state = run(table(18, {7: pair(700)}), job)
    assert (state.redone, state.removed, state.skipped) == (2, 1, 2)  # partition 3 lost two of its rows
    fresh = sleeping_job(tmp_path / "fresh")
    run(table(18, {7: pair(700)}), fresh)
    assert content(job.out) == content(fresh.out)


def test_rows_that_are_added_cost_only_themselves(table, job, run):
    run(table(20), job)
    state = run(table(31), job)
    assert (state.skipped, state.redone, state.run.pairs) == (4, 0, 11)


def test_another_corpus_is_not_written_over(table, job, run, content):
    run(table(12), job)
    before = content(job.out)
    with pytest.raises(UsageError, match=r"holds the pairs of .*pairs\.jsonl; give another -o"):
        run(table(12, {0: pair(900)}, name="other.jsonl"), job)
    assert content(job.out) == before


def test_the_same_rows_under_another_name_are_the_same_corpus(table, job, run):
    run(table(12), job)
    assert run(table(12, name="moved.jsonl"), job).nothing_to_do


def test_another_signature_is_refused_until_somebody_agrees(table, tmp_path, run, frame):
    path = table(12)
    old = sleeping_job(tmp_path / "out")
    run(path, old)
    (tmp_path / "out/pairs/part-00000001.parquet").unlink()
    new = sleeping_job(tmp_path / "out", signature="sleep:2")
    before = stamps(tmp_path / "out")
    asked = []
    with pytest.raises(UsageError, match=r"another signature: sleep:1 there, sleep:2 now; .*--remix"):
        run(path, new, ask=lambda line: asked.append(line))
    assert len(asked) == 1 and "Keep them" in asked[0]
    assert stamps(tmp_path / "out") == before
    state = run(path, new, remix=True)
    assert {name.split("|")[0]: count for name, count in state.manifest.signatures.items()} == {
        "sleep:1": 2,
        "sleep:2": 1,
    }
    assert run(path, new).nothing_to_do, "what was agreed once is not asked again"


def test_a_yes_at_the_question_goes_on(table, tmp_path, run):
    path = table(6)
    run(path, sleeping_job(tmp_path / "out"))
    assert run(path, sleeping_job(tmp_path / "out", signature="sleep:2"), ask=lambda line: True).nothing_to_do


def test_thresholds_are_part_of_the_signature(table, job, run):
    run(table(6), job)
    changed = replace(job, thresholds=replace(job.thresholds, support=0.7))
    with pytest.raises(UsageError, match=r"marks:wrong-partner<0\.55"):
        run(table(6), changed)


def test_another_cut_is_refused_and_none_means_as_before(table, job, run):
    path = table(12)
    run(path, job)
    with pytest.raises(UsageError, match="holds partitions of 50000 tokens and 5 pairs at most"):
        run(path, job, pairs=6)
    assert run_corpus(open_pairs(str(path)), job, Here(), None).nothing_to_do


def test_a_worker_with_another_signature_stops_the_run(table, job):
    class Other(Here):
        def call(self, function, job):
            return "another|signature"

    with pytest.raises(Stop, match=r"a worker has sleep:1.*, the run another\|signature; install the same taiyaku"):
        run_corpus(open_pairs(str(table(3))), job, Other(), None)


def test_two_runs_at_once_are_refused(table, job, run):
    held = Storage(job.out).lock()
    with pytest.raises(WriteError, match="another `align corpus` is writing here"):
        run(table(3), job)
    held.release()
    assert run(table(3), job).manifest.complete


def test_an_output_folder_with_a_strange_manifest_is_left_alone(table, job, run):
    Storage(job.out).write(manifest.NAME, b'{"format": "something"}')
    with pytest.raises(FormatError, match="not a corpus manifest"):
        run(table(3), job)


def test_no_pairs_is_an_error(tmp_path, job, run):
    (tmp_path / "pairs.jsonl").write_text("\n")
    with pytest.raises(InputError, match="no pairs"):
        run(tmp_path / "pairs.jsonl", job)


def test_partitions_on_the_way_are_bounded(table, job):
    class Counting(Here):
        most = 0

        def room(self):
            return 3 - len(self._waiting)

        def submit(self, job, partition, careful):
            super().submit(job, partition, careful)
            self.most = max(self.most, len(self._waiting))

    engine = Counting()
    taken = []
    source = open_pairs(str(table(40)))

    class Watched:
        url = source.url

        def __iter__(self):
            for item in source:
                taken.append((item.row.number, len(engine._waiting)))
                yield item

    run_corpus(Watched(), job, engine, Cut(pairs=2))
    assert engine.most == 3
    assert max(waiting for _, waiting in taken) <= 2, "rows are read only when there is room for them"


def test_time_left_comes_from_what_this_run_did(table, job):
    told = []
    path = table(20)
    run_corpus(
        open_pairs(str(path)),
        job,
        Here(),
        Cut(pairs=5),
        Consent(progress=lambda s: told.append((s.share, s.seconds_left, s.run.finished))),
    )
    shares = [share for share, _, _ in told]
    assert [finished for *_, finished in told] == [False] * 4 + [True], "the end is told, too"
    assert shares[:4] == pytest.approx([0.25, 0.5, 0.75, 1.0], abs=0.02)
    assert told[0][1] > told[2][1] > 0 and told[-1][1] == pytest.approx(0)


def test_a_long_run_saves_its_manifest_on_the_way(table, job, run, monkeypatch):
    monkeypatch.setattr("align.corpus.drive._SAVE_SECONDS", -1.0)
    seen, complete = [], []
    real = manifest.Manifest.save

    def save(self, storage):
        seen.append(self.tally.pairs)
        complete.append(self.complete)
        real(self, storage)

    monkeypatch.setattr(manifest.Manifest, "save", save)
    whole = run(table(23), job).manifest.tally.pairs
    assert seen[0] == 0 and seen[-1] == whole == 23
    assert complete[-1] and not any(complete[:-2]), "a run that is killed is not complete"
    assert len(set(seen)) > 2, "before the first partition, after each, and at the end"
