"""The wrong uses of the first minute: one line with the cure in the terminal, the same text as a typed exception."""

from collections.abc import Callable
from pathlib import Path

import pytest

import align
from align.cli import app
from align.errors import AlignError, FormatError, InputError, LanguageError, UsageError, WriteError

JA = "両閣僚は、会談を行い、地域の情勢について意見を交換した。\n\n次に、共同訓練を実施することで一致した。\n"
EN = "The Ministers held a meeting and exchanged views on the region.\n\nThey agreed to conduct bilateral training.\n"


@pytest.fixture(scope="module")
def aligner() -> align.Aligner:
    return align.Aligner(cache=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("x.ja.txt").write_text(JA, "utf-8")
    Path("x.en.txt").write_text(EN, "utf-8")
    for name in ("empty.ja.txt", "empty.en.txt"):
        Path(name).touch()
    Path("binary.ja.txt").write_bytes(bytes(range(256)) * 20)
    Path("binary.en.txt").write_text(EN, "utf-8")
    Path("afile").write_text("text", "utf-8")
    Path("folder").mkdir()
    return tmp_path


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that a command ends with, without "align: "."""
    try:
        app(words)
    except AlignError as error:
        return str(error)
    except SystemExit as ended:
        assert ended.code == 2, f"exit code {ended.code}"
    (line,) = capsys.readouterr().err.splitlines()
    return line.removeprefix("align: ")


FILES = ["x.ja.txt", "x.en.txt"]
Call = Callable[[align.Aligner], object]
BOTH: list[tuple[list[str], Call, type[AlignError], str]] = [
    (["run", *FILES[::-1]], lambda a: a.align_files(*FILES[::-1]), LanguageError, "are the two sides swapped"),
    (["run", "absent.txt", "x.en.txt"], lambda a: a.align_files("absent.txt", "x.en.txt"), InputError, "no such file"),
    (["run", "x.ja.txt", "x.ja.txt"], lambda a: a.align_files("x.ja.txt", "x.ja.txt"), UsageError, "give two files"),
    (
        ["run", "empty.ja.txt", "empty.en.txt"],
        lambda a: a.align_files("empty.ja.txt", "empty.en.txt"),
        InputError,
        "give a file with text",
    ),
    (
        ["run", "binary.ja.txt", "binary.en.txt"],
        lambda a: a.align_files("binary.ja.txt", "binary.en.txt"),
        InputError,
        "a binary file, not text; give text",
    ),
    (
        ["run", *FILES, "--source-lang", "jp"],
        lambda _: align.Aligner(source_lang="jp"),
        UsageError,
        "did you mean ja?",
    ),
    (["run", *FILES, "--encoder", "usee"], lambda _: align.Aligner(encoder="usee"), UsageError, "use one of use,"),
    (
        ["run", *FILES, "--level", "word"],
        lambda _: align.Aligner(level="word"),
        UsageError,
        "use paragraph or sentence",
    ),
    (
        ["run", *FILES, "--lock", "absent.json"],
        lambda a: a.align_files(*FILES, locks=["absent.json"]),
        InputError,
        "check the path",
    ),
    (
        ["run", *FILES, "--glossary", "afile"],
        lambda a: align.word_links(a.align_files(*FILES), glossary="afile"),
        FormatError,
        "fill the row",
    ),
    (["run", *FILES, "--to", "htlm"], lambda a: a.align_files(*FILES).export("x", "htlm"), UsageError, "choose from"),
    (
        ["run", *FILES, "-o", "afile"],
        lambda a: a.align_files(*FILES).save("afile"),
        UsageError,
        "afile is a file; give a",
    ),
    (
        ["export", "absent.align.json", "--to", "md"],
        lambda _: align.load("absent.align.json"),
        InputError,
        "check the path",
    ),
]


@pytest.mark.parametrize(("words", "call", "kind", "cure"), BOTH, ids=[" ".join(words) for words, *_ in BOTH])
def test_the_terminal_and_python_say_the_same_line(
    words: list[str],
    call: Call,
    kind: type[AlignError],
    cure: str,
    aligner: align.Aligner,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(kind) as raised:
        call(aligner)
    line = said(words, capsys)
    assert cure in line
    assert line.partition(";")[0] == str(raised.value).partition(";")[0]
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["run", "x.ja.txt"], "one file given, two make a pair; give SOURCE and TARGET, or a folder of pairs"),
        (["run", *FILES, "afile"], "3 files given, two make a pair; give SOURCE and TARGET, or a folder of pairs"),
        (["run", "folder"], "folder: no pair in this folder; name them NAME.ja.EXT and NAME.en.EXT"),
        (["run", "x.ja.txt", "folder"], "x.ja.txt is a file among folders; give folders, or SOURCE and TARGET"),
        (["run", *FILES, "--liens"], "run: no such option: --liens (possible options: --lines"),
        (["run", *FILES, "--workers", "two"], "run: invalid value for '--workers': it should be a valid integer"),
        (["run", *FILES, "--workers", "0"], "run: invalid value for '--workers': it should be greater than"),
        (["run", "--to"], "run: option '--to' requires an argument; align run -h lists what it takes"),
        (["rnu", *FILES], "no such command 'rnu'; did you mean 'run'? align -h lists the commands"),
        (["--verison"], "no such option: --verison"),
        (["terms"], "terms: missing argument 'FILE…'; align terms -h lists what it takes"),
        (["review", "folder"], "folder: holds no alignment; align something first: align run SOURCE TARGET -o folder"),
        (["export", "folder", "--to", "html"], "folder: no NAME.align.json in this folder; run `align run` first"),
        (["check"], "no file given; give NAME.align.json, a bilingual file, or a folder of alignments"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_command_line_is_one_line_with_the_cure(
    words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(words, capsys).startswith(line)


@pytest.mark.parametrize(
    ("call", "kind", "line"),
    [
        (
            lambda a: a.align(None, "x"),
            UsageError,
            "source: NoneType is neither a text nor a list of texts; give a str",
        ),
        (lambda a: a.align("会談。", b"Talks."), UsageError, "target: bytes is neither a text nor a list of texts"),
        (lambda a: a.align({"a": 1}, "x"), UsageError, "source: dict is neither a text nor a list of texts"),
        (lambda a: a.align([], "x"), InputError, "source: the list is empty; give a text"),
        (lambda a: a.align(Path("folder"), Path("x.en.txt")), InputError, "folder: is a folder; give a file"),
        (lambda a: a.align_files(*FILES).save("afile/x.align.json"), WriteError, "afile/x.align.json: Not a directory"),
        (lambda a: a.align_files(*FILES).export("x.htlm"), UsageError, "x.htlm: which format?; name it:"),
    ],
)
def test_what_only_python_can_get_wrong_is_a_typed_line(
    call: Call, kind: type[AlignError], line: str, aligner: align.Aligner
) -> None:
    with pytest.raises(kind) as raised:
        call(aligner)
    assert str(raised.value).startswith(line)


def test_a_table_of_another_name_says_which_there_are(aligner: align.Aligner) -> None:
    with pytest.raises(ValueError, match="a frame holds beads, segments, sentences, links or support, not 'words'"):
        aligner.align_files(*FILES).to_frame("words")


def test_help_without_a_command_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app([])
    text = "".join(capsys.readouterr())
    assert "Commands:" in text and "align: " not in text
