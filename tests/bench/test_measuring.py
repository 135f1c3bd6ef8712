"""The bench's own instruments: meters, jobs in their own process, peers, tables."""

import json
import time

import numpy as np
import pytest

from align.errors import AlignError, InputError
from align.evaluate.calibration import calibrate
from tests.bench import compare, parts, peers, reliability, report, shapes
from tests.bench.__main__ import STEPS, main
from tests.bench.corpus import fingerprint, ladder_of, samples
from tests.bench.products import Noted, note_weights
from tests.bench.sets import Rung, write
from tests.bench.worker import JOBS, Meter, measure

TEXTS = [
    ("最初の段落です。", "The first paragraph."),
    ("二番目。", "The second."),
    ("終わりの長い段落である。", "The long end."),
]


@pytest.fixture
def small_set(tmp_path):
    folder = tmp_path / "sets" / "small"
    folder.mkdir(parents=True)
    for name in ("a", "b", "c"):
        rungs = [Rung([japanese], [english]) for japanese, english in TEXTS]
        write(folder, name, rungs, rungs)
    return folder


def spend(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_inner_seconds_are_not_outer_seconds():
    meter = Meter()
    with meter("outer"):
        spend(0.02)
        with meter("inner"):
            spend(0.06)
    assert meter.seconds["inner"] == pytest.approx(0.06, abs=0.02)
    assert meter.seconds["outer"] == pytest.approx(0.02, abs=0.02)


def test_a_job_runs_in_its_own_process(small_set, tmp_path):
    pytest.importorskip("galechurch", reason="galechurch is not installed: pip install 'taiyaku[bench]'")
    result = measure("galechurch", tmp_path, folder=small_set, documents=0, setting="default")
    assert result["ladders"] == [[[[0], [0]], [[1], [1]], [[2], [2]]]] * 3
    assert 10 < result["peak_mb"] < 500


def test_a_failed_job_is_one_line(tmp_path):
    with pytest.raises(AlignError, match=r"bench job galechurch: .*no NAME\.gold"):
        measure("galechurch", tmp_path, folder=tmp_path, documents=0, setting="default")


def test_every_job_exists():
    from importlib import import_module

    for place in JOBS.values():
        module, _, name = place.partition(":")
        assert callable(getattr(import_module(module), name))


def test_overlaps_are_those_of_vecalign():
    utilities = pytest.importorskip("sentweave.dp_utils", reason="sentweave is not installed")
    lines = ["one ", "", "three", "four", "five"]
    clean = [utilities.preprocess_line(line) for line in lines]
    assert peers.layers(lines) == [utilities.layer(clean, size) for size in (1, 2, 3, 4)]


def test_overlaps_are_read_by_the_package_too(small_set, tmp_path):
    made = peers.encode_overlaps(str(small_set), 0, "use", str(tmp_path / "vectors"))
    assert made["seconds"]["package"] > 0
    assert made["alike"] == pytest.approx(1.0, abs=1e-4)
    assert np.load(tmp_path / "vectors" / "a.ja.npy").shape == (4, 3, 512)


def test_the_last_run_is_judged_again_without_running(small_set, tmp_path):
    bench = compare.Bench(tmp_path)
    with pytest.raises(AlignError, match="run the step compare first"):
        compare.last_run(bench, "small")
    row, calibration = compare.run_ours(bench, "small")
    assert row["strict"]["f1"] == 1.0
    again, calibration_again = compare.last_run(bench, "small")
    assert {key: row[key] for key in again} == again
    assert calibration_again == calibration


def test_pages_are_cut_into_short_documents(small_set, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "SIZES", (0, 2))
    rows = list(parts.parts(compare.Bench(tmp_path), "small"))
    assert [(row["set"], row["beads_a_part"], row["documents"]) for row in rows] == [("small", 0, 3), ("small", 2, 6)]
    assert sum(len(sample.lines("ja")) for sample in samples(tmp_path / "sets" / "small-parts-2")) == 9
    report.keep(tmp_path, "parts", rows, "align:0|small@1234")
    assert "| small | parts of 2 beads | 6 |" in report.write_page(tmp_path).read_text(encoding="utf-8")


def test_sentweave_gets_the_vectors_of_the_overlaps(tmp_path):
    pytest.importorskip("sentweave", reason="sentweave is not installed: pip install 'taiyaku[bench]'")
    rungs = [Rung([f"第{number}"], [f"No. {number}"]) for number in range(12)]
    write(tmp_path, "long", rungs, rungs)
    vectors = np.random.default_rng(3).standard_normal((4, 12, 64)).astype(np.float32)
    for lang in ("ja", "en"):
        np.save(tmp_path / f"long.{lang}.npy", vectors)
    result = peers.run_sentweave(str(tmp_path), 0, str(tmp_path), "default")
    assert result["ladders"] == [[[[number], [number]] for number in range(12)]]


def test_segments_that_a_peer_leaves_out_are_null():
    ladder = ladder_of([([0], [1])], 2, 2)
    assert sorted(bead.kind for bead in ladder.beads) == ["0-1", "1-0", "1-1"]
    assert (ladder.n_source, ladder.n_target) == (2, 2)


def test_documents_are_chosen_evenly(small_set):
    assert [sample.name for sample in samples(small_set, 2)] == ["a", "b"]
    assert fingerprint(samples(small_set, 2)) != fingerprint(samples(small_set))
    with pytest.raises(InputError, match=r"python -m tests\.bench sets"):
        samples(small_set.parent)


def test_products_are_noted_and_unchanged():
    class Net:
        def __init__(self):
            self.weights = np.eye(3, dtype=np.float32)
            self.several = [np.ones((3, 2), dtype=np.float32)]

    net = Net()
    Noted.shapes.clear()
    assert note_weights(net) == 2
    rows = np.arange(6, dtype=np.float32).reshape(2, 3) @ net.weights @ net.several[0]
    assert type(rows) is np.ndarray
    assert rows.tolist() == [[3, 3], [12, 12]]
    assert Noted.shapes == [((2, 3), (3, 3)), ((2, 3), (3, 2))]


def test_the_diagram_is_drawn(tmp_path):
    probabilities = [0.05 * (number % 20) for number in range(300)]
    calibration = calibrate(probabilities, [value > 0.5 for value in probabilities])
    reliability.draw({"small": calibration}, "signature", tmp_path / "diagram.png")
    assert (tmp_path / "diagram.png").read_bytes().startswith(b"\x89PNG")
    assert reliability.rows({"small": calibration})[0]["beads"] == 300


def test_the_page_is_made_from_what_is_kept(tmp_path):
    score = {"precision": 1.0, "recall": 1.0, "f1": 0.9512, "low": 0.94, "high": 0.96}
    row = {"set": "small", "strict": score, "link": score, "null": score, "encode_seconds": 2.0, "peak_mb": 99.0}
    rows = [
        row | {"system": "align", "ece": 0.0123, "align_seconds": 1.0},
        row | {"system": "sentweave default", "encode_seconds": 10.0, "align_seconds": 2.0, "package_seconds": 18.0},
    ]
    report.keep(tmp_path, "compare", rows, "align:0|small@1234")
    page = report.write_page(tmp_path).read_text(encoding="utf-8")
    assert "| small | align | 0.951 [0.940, 0.960] |" in page
    assert (
        "3.0 CPU s for our whole run, "
        "20.0 for vecalign's with 4 overlaps, its script's default, read by the model's own package: 0.15 of it; "
        "12.0 for vecalign's with 4 overlaps, its script's default, read by ours: 0.25 of it"
    ) in page
    assert "align:0|small@1234" in page
    assert json.loads((tmp_path / "compare.json").read_text(encoding="utf-8"))["machine"]


def test_precision_of_nothing_is_one():
    assert compare._share(0, 0) == 1.0
    assert compare._share(1, 4) == 0.25


def test_an_unknown_step_is_wrong_use(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["nonsense"])
    assert caught.value.code == 2
    shown = capsys.readouterr().err
    assert all(name in shown for name in STEPS)


@pytest.mark.parametrize("name", shapes.SHAPES)
def test_a_shape_says_which_source_each_target_answers(name):
    pairs = [(f"ja{place}", f"en{place}") for place in range(40)]
    source, target, answered = shapes.shape_of(name, pairs)
    assert len(target) == len(answered)
    for text, place in zip(target, answered, strict=True):
        assert place < 0 or source[place].removeprefix("ja") == text.removeprefix("en")
    assert sum(place >= 0 for place in answered) == {"one": 1, "identical": 0, "nested": 4}.get(name, 40)
