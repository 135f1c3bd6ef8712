"""A run in one process that meets failing pairs, lost workers and passing errors."""

from dataclasses import replace
from pathlib import Path

import pytest
from sleeping import Lossy, sleeping_job

from align.corpus.worker import Stop
from align.errors import AlignError, InputError


def test_a_failing_pair_is_a_row_with_its_reason(table, job, run, frame):
    changes = {3: {"source": "RAISE"}, 6: {"source": ""}, 8: {"target": None}, 9: {"source": "HANG"[:0] + "　"}}
    state = run(table(12, changes), job)
    failures = frame(job.out, "failures.parquet")
    assert list(failures["row"]) == [3, 6, 8, 9]
    assert list(failures["pair"]) == ["pair-3", "pair-6", "pair-8", "pair-9"]
    assert failures["reason"][0] == "ValueError: asked to raise"
    assert failures["reason"][1].startswith("pair-6 (ja): the file is empty")
    assert failures["reason"][2] == "column target holds nothing, not text"
    assert set(frame(job.out)["row"]) == {0, 1, 2, 4, 5, 7, 10, 11}
    assert state.manifest.tally.failed == 4
    pairs = frame(job.out, "pairs")
    assert list(pairs["trouble"] != "") == [n in (3, 6, 8, 9) for n in range(12)]


def test_a_lost_worker_costs_its_partition_one_try(table, job, run, content, tmp_path):
    path = table(12)
    engine = Lossy(lose=[1, 1])
    state = run(path, job, engine)
    assert engine.given == [(0, False), (1, False), (1, True), (1, True), (2, False)]
    assert state.run.lost_workers == 2
    calm = sleeping_job(tmp_path / "calm")
    run(path, calm)
    assert content(job.out) == content(calm.out)
    assert not list((Path(job.out) / ".align-tries").glob("*"))


def test_workers_that_never_begin_stop_the_run(table, job, run):
    with pytest.raises(AlignError, match="partition 1 lost its worker 11 times before a pair began"):
        run(table(12), job, Lossy(lose=[1] * 50))


def test_a_passing_error_is_tried_again_and_a_lasting_one_stops_the_run(table, job, run):
    passing = InputError("cannot be written (no route)", place="s3://out")
    engine = Lossy(errors={1: [passing, passing]})
    assert run(table(12), job, engine).manifest.complete
    lasting = Lossy(errors={2: [passing] * 3})
    with pytest.raises(InputError, match="no route"):
        run(table(12, name="again.jsonl"), replace(job, out=job.out + "2"), lasting)
    stop = Lossy(errors={0: [Stop("the scheduler is gone")]})
    with pytest.raises(Stop):
        run(table(12), replace(job, out=job.out + "3"), stop)
    assert stop.given == [(0, False)]


def test_failed_pairs_are_tried_again_when_that_is_asked(table, tmp_path, run, frame):
    texts = {name: tmp_path / f"late.{name}.txt" for name in ("ja", "en")}
    path = table(12, {7: {"source": str(texts["ja"]), "target": str(texts["en"])}})
    job = sleeping_job(tmp_path / "out")
    lines = path.read_text().splitlines()
    path.write_text(lines[7] + "\n")
    assert run(path, job, content="path").manifest.tally.failed == 1
    texts["ja"].write_text("遅れて来た文書。")
    texts["en"].write_text("A document that came late.")
    assert run(path, job, content="path", retry_failed=True).manifest.tally.failed == 0
    assert len(frame(job.out, "failures.parquet")) == 0


def test_only_partitions_with_failures_are_tried_again(table, job, run):
    path = table(12, {7: {"source": "RAISE"}})
    run(path, job)
    engine = Lossy()
    state = run(path, job, engine, retry_failed=True)
    assert engine.given == [(1, False)]
    assert (state.skipped, state.redone, state.manifest.tally.failed) == (2, 0, 1)
    assert run(path, job).nothing_to_do
