"""What Python users do: texts, lists, paths and documents in; tables, files, checks and pictures out."""

import inspect
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import align
from align.errors import AlignError, InputError, LanguageError, UsageError
from align.library.display import MOST_ROWS
from align.model import Bead, Document, Segment

JA = ["両閣僚は、会談を行い、地域の情勢について意見を交換した。", "次に、両閣僚は、共同訓練を実施することで一致した。"]
EN = ["The Ministers held a meeting and exchanged views on the region.", "They agreed to conduct bilateral training."]
PAIRS = [((0,), (0,)), ((1,), (1,))]


@pytest.fixture(scope="module")
def aligner() -> align.Aligner:
    return align.Aligner(cache=False)


@pytest.fixture(scope="module")
def pair(aligner: align.Aligner) -> align.AlignedPair:
    return aligner.align(JA, EN, name="talk", links=True)


def shape(alignment: align.AlignedPair) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in alignment]


def test_texts_lists_paths_and_documents_give_the_same_beads(aligner: align.Aligner, tmp_path: Path) -> None:
    for name, parts in (("x.ja.txt", JA), ("x.en.txt", EN)):
        (tmp_path / name).write_text("\n\n".join(parts), "utf-8")
    listed = aligner.align(JA, EN)
    sides = [
        ("\n\n".join(JA), "\n\n".join(EN)),
        (tmp_path / "x.ja.txt", tmp_path / "x.en.txt"),
        (listed.source, listed.target),
        (JA, tmp_path / "x.en.txt"),
        (tuple(JA), "\n\n".join(EN)),
    ]
    for source, target in sides:
        found = aligner.align(source, target)
        assert shape(found) == shape(listed) == PAIRS
        assert found.source.texts() == JA and found.target.texts() == EN
    assert aligner.align(*sides[1]).id == "x"
    assert aligner.align(*sides[1], name="mine").id == "mine"


def test_the_function_and_the_aligner_agree(aligner: align.Aligner) -> None:
    one, other = align.align(JA, EN), aligner.align(JA, EN)
    assert (one.beads, one.signature) == (other.beads, other.signature)


def test_levels_lines_and_locks_are_options(aligner: align.Aligner) -> None:
    text = "会談を行った。訓練を実施する。"
    assert align.align(text, "They met.", level="sentence").source.texts() == ["会談を行った。", "訓練を実施する。"]
    assert align.align("会談。\n訓練を実施する。", "Talks.\nA drill.", lines=True).source.texts() == [
        "会談。",
        "訓練を実施する。",
    ]
    locked = aligner.align(JA, EN, locks=[Bead((0, 1), (0,))])
    assert ((0, 1), (0,)) in shape(locked)
    with pytest.raises(UsageError, match=r"the lock \[9\]-\[0\] lies outside texts of 2 and 2"):
        aligner.align(JA, EN, locks=[Bead((9,), (0,))])


@pytest.mark.parametrize(
    ("source", "target", "error", "said"),
    [
        (EN, JA, LanguageError, "source: reads as English, not Japanese; are the two sides swapped"),
        ("", EN, InputError, "source: the text is empty"),
        (JA, ["a", " "], InputError, "target: item 1 is empty; leave it out"),
        (JA, [3], UsageError, "target: item 0 is no text"),
        (JA, Path("absent.txt"), InputError, "absent.txt: no such file"),
    ],
)
def test_bad_input_is_one_line_of_a_typed_error(aligner: align.Aligner, source, target, error, said) -> None:
    with pytest.raises(error) as raised:
        aligner.align(source, target)
    assert str(raised.value).startswith(said)
    assert isinstance(raised.value, align.AlignError)


def test_a_string_that_names_a_file_is_not_taken_for_a_text(aligner: align.Aligner, tmp_path: Path) -> None:
    path = tmp_path / "x.ja.txt"
    path.write_text("会談。", "utf-8")
    with pytest.raises(UsageError, match=r"a string is a text, and this is the name of a file; give Path\("):
        aligner.align(str(path), "Talks.")


def test_a_language_that_is_named_is_believed() -> None:
    with pytest.warns(align.AlignWarning) as told:
        align.align(EN * 3, JA * 3, source_lang="ja", target_lang="en")
    assert str(told[0].message).startswith("source: reads as English, not Japanese")
    assert {one.filename for one in told} == {__file__}, "the warning names the caller's line"


def test_an_alignment_is_a_sequence_of_beads_with_a_short_repr(pair: align.AlignedPair) -> None:
    assert len(pair) == 2
    assert list(pair) == [pair[0], pair[1]] == list(pair.beads)
    assert repr(pair) == "<AlignedPair 'talk': 2 ja + 2 en segments in 2 beads, 0 doubtful>"
    assert repr(pair.source) == "<Document 'talk': 2 ja segments>"
    assert "evidence" not in repr(pair[0])


def test_frames_of_segments_sentences_and_links(pair: align.AlignedPair, aligner: align.Aligner) -> None:
    segments = pair.to_frame("segments")
    assert segments[["side", "index", "text", "bead"]].to_numpy().tolist() == [
        ["source", 0, JA[0], 0], ["source", 1, JA[1], 1], ["target", 0, EN[0], 0], ["target", 1, EN[1], 1],
    ]  # fmt: skip
    sentences = pair.to_frame("sentences")
    assert len(sentences) == 4 and sentences["alone"].between(0, 1).all()
    links = pair.to_frame("links")
    assert {"会談", "訓練"} <= set(links["source_text"])
    assert len(links) == sum(len(pair.links(bead).links) for bead in pair)
    with pytest.raises(AlignError, match=r"pair: holds no word links; make them: align.word_links\(alignment\)"):
        aligner.align(JA, EN).to_frame("links")
    with pytest.raises(ValueError, match="'words'"):
        pair.to_frame("words")


def test_it_is_saved_loaded_and_exported(pair: align.AlignedPair, tmp_path: Path) -> None:
    path = pair.save(tmp_path)
    assert path == tmp_path / "talk.align.json"
    assert align.load(path).beads == align.AlignedPair.load(str(path)).beads
    assert [(one.source, one.target) for one in align.load(path)] == PAIRS
    assert "会談" in pair.export(tmp_path / "talk.html").read_text("utf-8")
    assert pair.export(tmp_path / "talk.data", "tsv").read_text("utf-8-sig").startswith("pair\t")
    for call, said in [
        (lambda: pair.save(tmp_path / "talk.json"), "an alignment is kept under another name"),
        (lambda: pair.export(tmp_path / "talk.nothing"), "which format"),
        (lambda: pair.export(tmp_path / "talk.align.json", "tsv"), "such a name is kept for alignments"),
    ]:
        with pytest.raises(UsageError, match=said):
            call()
    assert not (tmp_path / "talk.nothing").exists()


def test_it_is_checked(aligner: align.Aligner) -> None:
    (finding,) = [
        one
        for one in aligner.align(["会談は14時に始まった。"], ["The talks began at 4 p.m."]).check()
        if one.check == "time"
    ]
    assert finding.severity == "error"


def test_a_notebook_shows_both_sides_escaped_and_bounded() -> None:
    texts = [f"<b>{number}</b>&" for number in range(MOST_ROWS + 5)]
    document = Document("x", "ja", tuple(Segment(place, text) for place, text in enumerate(texts)))
    long = align.AlignedPair(document, document, tuple(Bead((n,), (n,), 0.5) for n in range(len(texts))))
    shown = long._repr_html_()
    assert "&lt;b&gt;0&lt;/b&gt;&amp;" in shown and "<b>" not in shown
    assert shown.count("<tr>") == MOST_ROWS + 1
    assert "5 more beads" in shown and "doubtful" in shown


def test_it_is_drawn_in_two_ways(pair: align.AlignedPair) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    overview = pair.plot()
    assert len(overview.patches) == 4 + 2, "four segments, two ribbons"
    _, axes = pyplot.subplots()
    assert pair.plot("similarity", ax=axes) is axes
    assert (axes.get_xlim(), axes.get_ylim()) == ((0.5, 2.5), (2.5, 0.5)), "segments are counted from 1"
    assert [patch.get_xy() for patch in axes.patches] == [(0.5, 0.5), (1.5, 1.5)]
    assert axes.images[0].get_array().shape == (2, 2)
    assert len(axes.patches) == 2
    with pytest.raises(ValueError, match="'pie'"):
        pair.plot("pie")
    pyplot.close("all")


def test_without_matplotlib_the_line_says_what_to_install(pair: align.AlignedPair, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(AlignError, match=r"matplotlib is not installed; pip install 'taiyaku\[plot\]'"):
        pair.plot()


STABLE = {
    "AlignError": None,
    "AlignWarning": None,
    "Aligner": ["encoder", "source_lang", "target_lang", "level", "lines", "cache"],
    "AlignedPair": ["source", "target", "beads", "signature", "created", "support", "word_links"],
    "Alignment": ["source", "target", "beads", "signature", "created", "support", "word_links"],
    "Bead": ["source", "target", "probability", "evidence", "crosses", "locked"],
    "Document": ["id", "lang", "segments", "title", "sha256", "origin", "lost"],
    "Segment": ["index", "text", "kind", "level", "marker", "sentences", "origin", "listed"],
    "align": ["source", "target", "name", "source_lang", "target_lang", "level", "lines", "locks", "links", "encoder"],
    "align_documents": ["source", "target", "encoder"],
    "align_files": ["source", "target", "source_lang", "target_lang", "lines", "level", "locks", "encoder"],
    "load": ["path"],
    "word_links": ["alignment", "encoder", "glossary"],
}
"""Name -> its parameters. A change here is a change of what users rely on: see docs/api.md."""


def test_the_stable_names_and_their_parameters_are_those_that_were_promised() -> None:
    assert sorted(align.__all__) == sorted(STABLE)
    for name, parameters in STABLE.items():
        found = getattr(align, name)
        assert found.__doc__, name
        assert name in dir(align)
        if parameters is not None:
            assert list(inspect.signature(found).parameters) == parameters, name
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        align.nonsense  # noqa: B018


USER_FILE = """
from pathlib import Path

import align

aligner = align.Aligner(level="sentence")
pair: align.AlignedPair = aligner.align(["あ。"], "A.", locks=[align.Bead((0,), (0,))])
for bead in pair:
    print(bead.kind, bead.probability, pair.source_text(bead))
count: int = len(pair)
path: Path = pair.save("out")
pair.export(path.with_suffix(".html"))
frame = align.align(Path("x.ja"), Path("x.en"), links=True).to_frame("links")
errors = [finding for finding in align.load(path).check() if finding.severity == "error"]
try:
    align.align_files("a", "b")
except align.AlignError as error:
    print(error.place, error.cure)
"""


def test_a_users_file_passes_mypy_strict_and_a_wrong_option_does_not(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "good.py").write_text(USER_FILE, "utf-8")
    (tmp_path / "wrong.py").write_text('import align\nalign.align("a", "b", level="word")\n', "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path / 'cache'}"]
    done = subprocess.run([*command, "good.py", "wrong.py"], cwd=tmp_path, capture_output=True, text=True, timeout=280)
    told = [line for line in done.stdout.splitlines() if line.startswith(("good.py", "wrong.py"))]
    assert len(told) == 1 and told[0].startswith("wrong.py:2: error:"), done.stdout


def test_a_good_pair_gives_no_warning(aligner: align.Aligner) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        aligner.align(JA, EN)
