"""Settings of `align run` and `align review` in align.toml: what is typed goes first, what is misspelt is refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from align.cli.command_settings import arguments_of_file
from align.cli.report import print_slowest, print_times
from align.errors import AlignError
from align.stages import measured, stage

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.ja.txt").write_text("会談を行った。\n\n訓練を実施する。\n", "utf-8")
    (tmp_path / "x.en.txt").write_text("They held talks.\n\nThey will hold a drill.\n", "utf-8")
    return tmp_path


def align(*words: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from align.cli import main; main()",
    ]
    return subprocess.run([*command, *words], capture_output=True, text=True, encoding="utf-8", timeout=240)


def write(text: str) -> None:
    Path("align.toml").write_text(text, "utf-8")


def test_the_file_sets_options_and_the_command_line_goes_first(folder: Path) -> None:
    write('[run]\nout = "mine"\nto = "tsv"\nlinks = true\nquiet = true\nverbose = true\n')
    done = align("run", "x.ja.txt", "x.en.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert {path.name for path in Path("mine").iterdir()} == {"x.align.json", "x.tsv"}
    assert json.loads(Path("mine/x.align.json").read_text("utf-8"))["word_links"]
    lines = done.stderr.splitlines()
    assert "word links" in lines[0] and "read" in lines[0] and lines[0].startswith("align: x: ")
    assert lines[1].startswith("align: slowest stage: ")
    again = align("run", "x.ja.txt", "x.en.txt", "-o", "other", "--to", "", "--no-links", "--no-verbose")
    assert (again.returncode, again.stdout + again.stderr) == (0, "")
    assert [path.name for path in Path("other").iterdir()] == ["x.align.json"]
    assert not json.loads(Path("other/x.align.json").read_text("utf-8")).get("word_links")


@pytest.mark.parametrize(
    ("command", "text", "said"),
    [
        ("run", "[run]\nwokers = 2", "align.toml: [run]: no setting is called 'wokers'; did you mean 'workers'?"),
        ("run", "[run]\nsource-lang = 'ja'", "'source-lang'; did you mean 'source_lang'?"),
        ("run", "[run]\ncolour = 1", "no setting is called 'colour'; use one of out, to,"),
        ("run", "[run]\nworkers = 0", "workers is no whole number from 1 to 512; write workers = 1"),
        ("run", "[run]\nworkers = true", "workers is no whole number from 1 to 512; write workers = 1"),
        ("run", "[run]\nto = ['html']", 'to is not a text; write to = "…"'),
        ("run", "[run]\nlinks = 'yes'", "links is neither true nor false; write links = true"),
        ("run", "[run]\nforce = true", "no setting is called 'force'; give --force on the command line"),
        ("run", "[rnu]\nout = 'x'", "align.toml: no table or setting is called 'rnu'; did you mean [run]?"),
        ("run", "out = 'x'", "called 'out'; write it below one of [run], [check], [review], [mqm]"),
        ("run", "run = 1", "[run] is not a table; write [run] on a line of its own"),
        ("run", "[run", "align.toml: not TOML:"),
        ("review", "[review]\nport = 70000", "align.toml: [review]: port is no whole number from 0 to 65535"),
        ("review", "[review]\npassword = 'x'", "set ALIGN_REVIEW_PASSWORD in the environment"),
        ("review", "[review]\nallow_host = 'x'", 'allow_host is not a list of texts; write allow_host = ["…"]'),
    ],
)
def test_what_is_wrong_in_the_file_is_one_line_with_the_cure(folder: Path, command: str, text: str, said: str) -> None:
    write(text)
    with pytest.raises(AlignError) as raised:
        arguments_of_file(command, [])
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_word_links_follow_the_glossary_that_is_typed_or_that_of_the_checks(folder: Path) -> None:
    Path("x.ja.txt").write_text("白鳥丸と黒潮丸が出港した。\n", "utf-8")
    Path("x.en.txt").write_text("The Marigold and the Juniper left port.\n", "utf-8")
    Path("terms.csv").write_text("source,target\n白鳥丸,Juniper\n黒潮丸,Marigold\n", "utf-8")

    def links(*words: str) -> object:
        assert align("run", "x.ja.txt", "x.en.txt", "-q", *words).returncode == 0
        return json.loads(Path("out/x.align.json").read_text("utf-8"))["word_links"]

    without, typed = links("--links"), links("--glossary", "terms.csv")
    write('[check]\nglossary = "terms.csv"\n')
    assert without != typed == links("--links")
    done = align("run", "x.ja.txt", "x.en.txt", "--glossary", "absent.csv", "-o", "new")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("align: absent.csv: No such file") and not Path("new").exists()


def test_a_misspelt_key_ends_a_run_before_it_begins(folder: Path) -> None:
    write("[run]\nwokers = 2")
    done = align("run", "x.ja.txt", "x.en.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "align: align.toml: [run]: no setting is called 'wokers'; did you mean 'workers'?\n"
    assert not Path("out").exists()


def test_help_is_shown_whatever_stands_in_the_file(folder: Path) -> None:
    write("[run")
    assert align("run", "-h").returncode == 0


def test_a_list_that_is_typed_takes_the_place_of_the_list_in_the_file(folder: Path) -> None:
    write('[review]\nallow_host = ["a.example", "b.example"]\nopen = false\n')
    assert arguments_of_file("review", []) == ["--allow-host=a.example", "--allow-host=b.example", "--no-open"]
    assert arguments_of_file("review", ["--allow-host", "c.example"]) == ["--no-open"]
    assert arguments_of_file("review", ["--allow-host=c.example"]) == ["--no-open"]
    assert arguments_of_file("check", []) == []


def test_stages_add_up_only_while_somebody_asks() -> None:
    times = iter([1.0, 2.0, 5.0, 9.0])
    with stage("nobody"):
        pass
    with measured(lambda: next(times)) as seconds:
        for _ in range(2):
            with stage("encode"):
                pass
    assert seconds == {"encode": 5.0}


def test_the_slowest_pair_and_stage_are_named_with_a_cure(capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [("x", {"read": 0.5, "encode": 3.0}), ("y", {"read": 1.5, "encode": 1.0})]
    print_times(*pairs[0])
    print_slowest(pairs, 1)
    assert capsys.readouterr().err.splitlines() == [
        "align: x: 3.50 s: encode 3.00, read 0.50",
        "align: slowest pair: x, 3.50 s; --workers 2 aligns two pairs at once",
        "align: slowest stage: encode, 67% of the time; sentences that were encoded before are taken from the cache, "
        "unless --no-cache is given",
    ]
