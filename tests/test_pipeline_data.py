"""The bundled pairs: what `pairs.toml` says of them is true, the gold fits the reader, and the aligner passes it."""

import hashlib
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from align.evaluate.ladder_files import GOLD_IN_FOLDER, Ladder, read_ladder
from align.evaluate.metrics import evaluate
from align.model import Alignment, Document
from align.pairs import PairFiles, read_list
from align.pipeline import load_aligner
from align.reading import read_pair

DATA = Path(__file__).resolve().parents[1] / "data"
ROWS = tomllib.loads((DATA / "pairs.toml").read_text("utf-8"))["pair"]
PAIRS = {pair.id: pair for pair in read_list(DATA / "pairs.toml")}
RENDERING = "project rendering, not the Ministry's text"


@pytest.fixture(scope="module")
def documents() -> dict[str, tuple[Document, Document]]:
    return {name: read_pair(pair)[:2] for name, pair in PAIRS.items()}


@pytest.fixture(scope="module")
def alignments(documents: dict[str, tuple[Document, Document]]) -> dict[str, Alignment]:
    aligner = load_aligner()
    return {name: aligner.align(*sides) for name, sides in documents.items()}


def gold(name: str) -> Ladder:
    return read_ladder(DATA / name / GOLD_IN_FOLDER)


def test_every_file_has_its_origin_licence_and_checksum() -> None:
    listed = set()
    for row in ROWS:
        for lang in ("ja", "en"):
            side = row[lang]
            content = (DATA / side["file"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == side["sha256"], side["file"]
            assert side["origin"]
            assert side["licence"]
            listed.add(side["file"])
        listed.add(row["gold"])
    lying = {str(path.relative_to(DATA)) for path in DATA.rglob("*") if path.is_file()}
    assert lying - listed == {"README.md", "pairs.toml"}


def test_the_japanese_says_what_it_is() -> None:
    assert [row["ja"]["status"] for row in ROWS] == [RENDERING, RENDERING]
    assert RENDERING in (DATA / "README.md").read_text("utf-8")
    assert all("not the Ministry's text" in pair.status for pair in PAIRS.values())


def test_the_english_is_as_it_was_given(shared: Path) -> None:
    given = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (shared / "seeds").glob("*.txt")}
    assert {row["en"]["sha256"] for row in ROWS} == given


def test_reading_them_leaves_nothing_to_say() -> None:
    for pair in PAIRS.values():
        assert read_pair(pair)[2] == ()


@pytest.mark.parametrize("name", PAIRS)
def test_the_gold_fits_the_segments_that_the_reader_yields(name: str, documents) -> None:
    ladder = gold(name)
    source, target = documents[name]
    assert (ladder.n_source, ladder.n_target) == (len(source), len(target))
    Alignment(source, target, ladder.beads)


@pytest.mark.parametrize("name", PAIRS)
def test_the_pairs_hold_every_kind_of_bead(name: str) -> None:
    kinds = Counter(bead.kind for bead in gold(name).beads)
    assert kinds["1-1"] >= 8
    for kind in ("2-1", "1-2", "1-0", "0-1"):
        assert kinds[kind] >= 1


def test_broken_paragraphs_and_nested_lists_are_read_as_meant(documents) -> None:
    english = documents["2026-01-15"][1].segments
    texts = {segment.text: segment for segment in english}
    briefing = [text for text in texts if text.startswith("Following the discussions")]
    assert briefing[0].endswith("received a briefing on U.S. Forces' AI utilization at the Department of War.")
    assert any(text.startswith("In order to maintain deterrence") and "Ministers reiterated" in text for text in texts)
    assert [s.marker for s in english if s.kind == "item" and s.level == 1] == ["-", "-", "(1)", "(2)", "(3)"]
    assert [s.marker for s in english if s.kind == "item" and s.level == 2] == ["a.", "b."]
    assert sum(s.kind == "item" and s.level == 3 for s in english) == 3
    headings = [s.text for s in documents["2023-01-12"][1].segments if s.kind == "heading"]
    assert headings[1:] == ["Bilateral Defense Cooperation", "Realignment of U.S. Forces/ U.S. Forces in Japan"]


@pytest.mark.parametrize("name", PAIRS)
def test_strict_f1_is_at_least_95_percent(name: str, alignments) -> None:
    found = Ladder(alignments[name].beads, name)
    assert evaluate([gold(name)], [found]).scores["strict"].f1 >= 0.95


def test_null_segments_are_found(alignments) -> None:
    result = evaluate([gold(name) for name in PAIRS], [Ladder(alignments[name].beads, name) for name in PAIRS])
    assert result.scores["null"].f1 >= 0.9


def test_the_frame_holds_every_bead_of_both_pairs(alignments) -> None:
    for alignment in alignments.values():
        frame = alignment.to_frame()
        assert len(frame) == len(alignment.beads)
        assert frame["probability"].between(0, 1).all()


def test_titles_and_origins_reach_the_documents(documents) -> None:
    source, target = documents["2023-01-12"]
    assert (source.title, target.title) == ("日米防衛相会談の概要", "Japan-U.S. Defense Ministerial Meeting (Summary)")
    assert (source.origin.status, target.origin.status) == (RENDERING, "official")
    assert isinstance(PAIRS["2023-01-12"], PairFiles)
