"""`align run` as people run it: what it writes, what it prints, and one clear line for every bad input."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from align import native
from align.cli import jobs
from align.cli.wrapping import columns
from align.errors import AlignError
from align.model import Alignment
from align.pairs import find_pairs
from align.reading import ReadOptions
from align.vocabulary import confidence_words, kind_words
from tests.cli.running import EN, JA, run, write_pair

DATA = Path(__file__).resolve().parents[2] / "data"
BAD = {
    "empty": (b"", EN, "the file is empty"),
    "blank": (" \n\u3000\n", EN, "empty|no text"),
    "binary": (bytes(range(256)) * 40, EN, "binary|not text|text"),
    "crossed-over": (EN, JA, "reads as English, not Japanese"),
    "same-side": (JA, JA, "reads as Japanese, not English"),
    "megabyte": ("あ" * 400_000, EN, "characters without the end of a sentence"),
}
"""Name -> source, target, what the line must say."""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    """A folder with every kind of bad pair and two good ones, aligned."""
    folder, out = tmp_path_factory.mktemp("pairs"), tmp_path_factory.mktemp("out")
    for name, (source, target, _) in BAD.items():
        write_pair(folder, name, source, target)
    (folder / "one-side.ja.txt").write_text(JA)
    write_pair(folder, "good")
    control = JA.replace("会談", "会\x00談\x1b[31m\x07")
    write_pair(folder, "odd-characters", control, EN.replace("meeting", "meet\ud800ing"))
    return folder, out, run(folder, "-o", out, "--to", "ladder,tsv")


def test_the_good_pairs_of_a_mixed_folder_are_aligned_and_the_code_is_1(mixed) -> None:
    _, out, done = mixed
    assert done.returncode == 1
    names = sorted(path.name for path in out.iterdir())
    assert names == [f"{name}.{end}" for name in ("good", "odd-characters") for end in ("align.json", "ladder", "tsv")]
    assert native.load(out / "good.align.json").beads[0].kind == "1-1"


@pytest.mark.parametrize("name", [*BAD, "one-side"])
def test_each_bad_pair_is_one_line_that_names_it(name: str, mixed) -> None:
    import re

    said = [line for line in mixed[2].stderr.splitlines() if name in line]
    assert len(said) == 1
    assert said[0].startswith("align: ")
    assert "bug" not in said[0]
    assert re.search(BAD[name][2] if name in BAD else r"no target \(en\) for this pair", said[0])


def test_control_characters_and_lone_surrogates_do_not_reach_the_results(mixed) -> None:
    text = (mixed[1] / "odd-characters.align.json").read_text("utf-8")
    for character in ("\x00", "\x1b", "\x07", "\ud800"):
        assert character not in text
        assert json.dumps(character)[1:-1] not in text
    assert any("odd-characters" in line for line in mixed[2].stderr.splitlines())


@pytest.mark.parametrize("name", BAD)
def test_a_single_bad_pair_is_one_line_and_exit_2(name: str, mixed, tmp_path: Path) -> None:
    done = run(mixed[0] / f"{name}.ja.txt", mixed[0] / f"{name}.en.txt", "-o", tmp_path / "out")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not (tmp_path / "out").exists()


def test_a_missing_file_and_a_lonely_one(mixed, tmp_path: Path) -> None:
    for arguments, trouble in [
        ((mixed[0] / "good.ja.txt", tmp_path / "absent.en.txt"), "no such file or folder; check the path"),
        (
            (mixed[0] / "one-side.ja.txt",),
            "one file given, two make a pair; give SOURCE and TARGET",
        ),
        ((tmp_path,), "no pair in this folder"),
        ((mixed[0] / "good.ja.txt", mixed[0]), "is a file among folders"),
    ]:
        done = run(*arguments, "-o", tmp_path / "out")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert trouble in done.stderr


@pytest.mark.parametrize(
    ("options", "trouble"),
    [
        (["--to", "docx,nonsense"], "no format is called 'nonsense'"),
        (["--level", "word"], "--level word: unknown; use paragraph or sentence"),
        (["--encoder", "bert"], "no encoder 'bert'"),
        (["--lock", "absent.align.json"], "absent.align.json: No such file"),
        (["-o", "-"], "-o - writes one format; name it with --to"),
        (["-o", "-", "--to", "tsv"], "2 pairs cannot share stdout"),
        (["-o", str(Path(__file__))], "is a file; give a folder with -o"),
    ],
)
def test_options_that_do_not_fit_are_refused_before_anything_is_read(options: list[str], trouble: str) -> None:
    done = run(*options)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert trouble in done.stderr


def test_without_paths_the_bundled_pairs_are_aligned_into_out(tmp_path: Path) -> None:
    done = run("--to", "ladder", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"{name}.{end}" for name in ("2023-01-12", "2026-01-15") for end in ("align.json", "ladder")
    ]
    for words in (
        "2026-01-15",
        "paired    23 of 26 Japanese paragraphs with 24 of 25 English paragraphs",
        "15 one to one, 3 two into one",
        "left out  2 of 31 sentences: paragraphs 25–26",
        "doubtful  2 pairings to look at: ja.txt lines 38, 40, 42",
        'is marked "project rendering, not the Ministry\'s text".',
        "Written to out: 2026-01-15.align.json, 2026-01-15.ladder",
        "Next: align review out",
    ):
        assert words in " ".join(done.stdout.split()) or words in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    alignment = native.load(tmp_path / "out" / "2023-01-12.align.json")
    assert alignment.source.origin.status == "project rendering, not the Ministry's text"
    assert alignment.target.origin.published == "2023-01-13"
    assert alignment.signature.startswith("align:")


def test_two_files_get_the_status_that_the_user_names_and_exports_say_it(mixed, tmp_path: Path) -> None:
    named = ("--source-status", " checked \n text ", "--target-status", "draft")
    paths = [mixed[0] / f"good.{lang}.txt" for lang in ("ja", "en")]
    done = run(*paths, "-o", tmp_path, "--to", "tsv", *named)
    assert done.returncode == 0, done.stderr
    alignment = native.load(tmp_path / "good.align.json")
    assert (alignment.source.origin.status, alignment.target.origin.status) == ("checked text", "draft")
    assert "\tchecked text\tdraft\t" in (tmp_path / "good.tsv").read_text("utf-8")
    assert 'The source of good is marked "checked text".' in done.stdout


def test_stdin_and_stdout(mixed, tmp_path: Path) -> None:
    done = run("-", mixed[0] / "good.en.txt", "-o", "-", "--to", "ladder", stdin=JA.encode(), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (mixed[1] / "good.ladder").read_text()
    assert list(tmp_path.iterdir()) == []


def test_workers_give_what_one_process_gives_and_survive_bad_pairs(mixed, tmp_path: Path) -> None:
    done = run(mixed[0], "-o", tmp_path, "--workers", "2", "-q")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == mixed[2].stderr.count("\n")
    for name in ("good", "odd-characters"):
        assert native.load(tmp_path / f"{name}.align.json").beads == native.load(mixed[1] / f"{name}.align.json").beads


def test_lines_and_sentences(mixed, tmp_path: Path) -> None:
    write_pair(tmp_path, "x", "一。二。\n\n三。\n", "One. Two.\nThree.\n")
    arguments = (tmp_path / "x.ja.txt", tmp_path / "x.en.txt", "-q", "-o", tmp_path)
    assert run(*arguments, "--lines").returncode == 0
    lines = native.load(tmp_path / "x.align.json")
    assert lines.source.texts() == ["一。二。", "三。"]
    assert [segment.origin for segment in lines.source.segments] == ["line 1", "line 3"]
    assert run(*arguments, "--level", "sentence").returncode == 0
    assert native.load(tmp_path / "x.align.json").source.texts() == ["一。", "二。", "三。"]


def test_a_terminal_sees_a_bar_that_is_gone_at_the_end(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write_pair(tmp_path, name)
    here, there = os.openpty()
    command = [sys.executable, "-m", "align", "run", str(tmp_path), "-o", str(tmp_path / "out"), "-q"]
    done = subprocess.Popen(command, stderr=there, stdout=subprocess.DEVNULL, env=os.environ | {"TERM": "xterm"})
    os.close(there)
    seen = b""
    try:
        while part := os.read(here, 4096):
            seen += part
    except OSError:  # the terminal's other end is closed
        pass
    os.close(here)
    assert done.wait(200) == 0
    assert b"pairs" in seen
    assert seen.endswith(b"\x1b[2K")


def test_explain_says_in_words_what_spoke_for_each_bead(tmp_path: Path) -> None:
    done = run(DATA / "2026-01-15", "-o", tmp_path, "--explain", "-q")
    beads = native.load(tmp_path / "2026-01-15.align.json").beads
    heads = [line for line in done.stdout.splitlines() if line.startswith("2026-01-15:")]
    assert len(heads) == len(beads)
    for bead, head in zip(beads, heads, strict=True):
        assert kind_words(len(bead.source), len(bead.target)) in head
        assert confidence_words(bead) in head
    words = " ".join(done.stdout.split())
    assert "same date (令和８年１月１５日 = January 15)" in words
    assert "next best source 2 with target 2, less likely (" in words
    assert all(columns(line) <= 80 for line in done.stdout.splitlines())


def test_a_changed_file_of_a_list_is_told(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "2023-01-12" / "ja.txt"
    path.write_text(path.read_text("utf-8") + "\n追記。\n", "utf-8")
    done = run(tmp_path / "data", "-o", tmp_path / "out", "-q")
    assert done.returncode == 0
    assert "sha256 differs" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_bug_in_one_pair_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def align(self, *arguments: object) -> Alignment:
            raise ZeroDivisionError("by hand")

    monkeypatch.delenv("ALIGN_DEBUG", raising=False)
    monkeypatch.setattr(jobs, "_aligner", lambda encoder, cached: Broken())
    write_pair(tmp_path, "x")
    (outcome,) = jobs.align_all(find_pairs([tmp_path]), jobs.RunJob(ReadOptions(), out=tmp_path))
    assert isinstance(outcome, AlignError)
    assert str(outcome).startswith("x: this is a bug in align: ZeroDivisionError: by hand; set ALIGN_DEBUG=1")


def test_what_failed_stands_at_the_end_beside_what_was_written(mixed) -> None:
    end = " ".join(mixed[2].stdout.split())
    assert "Not aligned: 7 of 9 pairs: one-side, binary, blank, " in end
    assert end.index("The reasons stand above.") < end.index(f"Written to {mixed[1]}: good.align.json, good.ladder,")
    assert f"Next: align review {mixed[1]}" in end


def test_the_next_step_is_to_open_the_page_where_there_is_one(mixed, tmp_path: Path) -> None:
    done = run(mixed[0] / "good.ja.txt", mixed[0] / "good.en.txt", "-o", "mine", "--to", "html", cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "Next: open mine/good.html in a browser, or: align review mine"
    assert (tmp_path / "mine" / "good.html").is_file()


def test_texts_that_do_not_belong_together_are_said_to_be_so(tmp_path: Path) -> None:
    lines = ["Mix the flour with warm water.", "Let the dough rest for an hour.", "Heat the oven.", "Add salt.",
             "Knead it again by hand.", "Bake the loaf until it is brown."]  # fmt: skip
    write_pair(tmp_path, "wrong", (DATA / "2023-01-12" / "ja.txt").read_text("utf-8"), "\n\n".join(lines))
    said = "these two texts do not seem to belong together"
    done = run(tmp_path, "-o", tmp_path / "out")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert done.stderr.startswith(f"align: wrong: {said}: only ")
    assert f"  beware    {said}\n" in done.stdout
    assert "left out" not in done.stdout
    quiet = run(tmp_path, "-o", tmp_path / "out", "-q")
    assert (quiet.stdout, quiet.stderr) == ("", done.stderr)


def test_the_table_is_there_for_those_who_ask(mixed, tmp_path: Path) -> None:
    done = run(mixed[0] / "good.ja.txt", mixed[0] / "good.en.txt", "-o", tmp_path, "--table")
    row = next(line.split() for line in done.stdout.splitlines() if line.strip().startswith("good"))
    assert row == ["good", "3:3", "3", "0", "0", "0", "0", "0", "100%", "0"]
    assert "doubtful: beads with a probability below 0.8." in done.stdout


def test_one_page_in_two_languages_is_both_sides(tmp_path: Path) -> None:
    page = tmp_path / "rules.html"
    page.write_text(
        "<html lang='en'><body><main><p lang='ja'>本は二週間借りられます。</p><p>A book may stay for two weeks.</p>"
        "<p lang='ja'>返すときは窓口へ出します。</p><p>Return it at the desk.</p></main></body></html>",
        "utf-8",
    )
    done = run(page, "--source-part", "lang=ja", "--target-part", "lang=en", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    alignment = native.load(tmp_path / "out/rules.align.json")
    assert alignment.source.texts() == ["本は二週間借りられます。", "返すときは窓口へ出します。"]
    assert alignment.target.texts() == ["A book may stay for two weeks.", "Return it at the desk."]
    without = run(page, page, "-o", tmp_path / "out")
    assert without.returncode == 2 and "--source-part" in without.stderr
