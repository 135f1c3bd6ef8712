"""Lists of people for lessons: whole, seeded, and in an order that the gold knows."""

from pathlib import Path

from tests.bench.corpus import samples
from tests.bench.people import write_lists

SEEDS = [f"people-{number}" for number in range(30)]


def test_every_line_stands_in_one_bead_of_the_gold(tmp_path: Path) -> None:
    write_lists(tmp_path, SEEDS)
    for sample in samples(tmp_path):
        beads = sample.gold().beads
        assert sorted(i for bead in beads for i in bead.source) == list(range(len(sample.lines("ja"))))
        assert sorted(j for bead in beads for j in bead.target) == list(range(len(sample.lines("en"))))


def test_without_the_moved_beads_the_gold_rises(tmp_path: Path) -> None:
    write_lists(tmp_path, SEEDS)
    assert any(sample.moved() for sample in samples(tmp_path))
    for sample in samples(tmp_path):
        kept = [bead.target[0] for bead in sample.gold().beads
                if bead.source and bead.target and (bead.source, bead.target) not in sample.moved()]  # fmt: skip
        assert kept == sorted(kept)


def test_the_same_seed_gives_the_same_list(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_lists(tmp_path / name, SEEDS[:3])
    texts = [(tmp_path / name / "people-1.ja").read_bytes() for name in ("one", "other")]
    assert texts[0] == texts[1]
