"""The manual: its reference is that of the code, its notebook runs, it builds without warning.

`ALIGN_GOLDEN=write pytest tests/test_docs.py` writes docs/commands.md anew.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from align import errors
from align.check.config import CHECK_NAMES, CheckConfig, load_config
from align.cli import COMMANDS
from align.cli.command_settings import SETTABLE, arguments_of_file
from align.cli.examples import EXAMPLES
from align.cli.option_groups import GROUPS
from align.encode import ENCODERS
from align.exchange import FORMATS
from align.review.scorecard import WEIGHTS, load_weights
from align.settings_file import read_table

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def help_of(*command: str, columns: int = 80) -> str:
    environment = os.environ | {"COLUMNS": str(columns), "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from align.cli import app; sys.argv[0] = 'align'; app()", *command, "-h"],
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
        env=environment,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def reference() -> str:
    parts = [
        "# Every command and option\n\nThis page is generated from the commands' own help: `align COMMAND -h`.\n",
        f"```text\n{help_of()}\n```\n",
    ]
    parts += [f"## align {name}\n\n```text\n{help_of(name)}\n```\n" for name in COMMANDS]
    return "\n".join(parts)


def test_the_reference_is_what_the_commands_say_of_themselves() -> None:
    path = DOCS / "commands.md"
    if os.environ.get("ALIGN_GOLDEN") == "write":
        path.write_text(reference(), "utf-8")
    assert path.read_text("utf-8") == reference(), "run ALIGN_GOLDEN=write pytest tests/test_docs.py"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_ends_with_examples_and_fits_80_columns(command: str) -> None:
    text = help_of(*filter(None, [command]))
    for typed, _ in EXAMPLES[command]:
        assert f"  {typed}" in text
    assert all(len(line) <= 80 for line in text.splitlines())
    assert "docs/index.md" in text


@pytest.mark.parametrize("command", GROUPS)
def test_help_shows_each_option_of_a_long_command_in_a_group(command: str) -> None:
    text = help_of(command)
    headings = re.findall(r"^(\w.*):$", text, re.MULTILINE)
    assert headings[-1] == "Help" and headings[-2] == list(GROUPS[command])[-1]
    assert text[text.index("\nHelp:") :].count("\n  -") == 1, "an option is in no group"
    shown = set(re.findall(r"--[a-z-]+", text))
    named = [name for names in GROUPS[command].values() for name in names]
    assert len(named) == len(set(named)) and len(named) <= len(shown)


def test_every_example_is_a_command_with_options_that_exist() -> None:
    for typed, _ in (example for several in EXAMPLES.values() for example in several):
        name, *rest = typed.split()[1:]
        text = help_of(name)
        for word in rest:
            if word.startswith("-"):
                assert re.search(rf"(?<![\w-]){word}(?![\w-])", text), f"{typed}: no {word}"


def test_the_help_names_all_formats_and_encoders() -> None:
    for command in ("run", "export"):
        words = set(re.findall(r"\w+", help_of(command)))
        assert set(FORMATS) <= words, f"{command} does not name {set(FORMATS) - words}"
    assert set(ENCODERS) <= set(re.findall(r"\w+", help_of("run")))


def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    cells = json.loads((DOCS / "example.ipynb").read_text("utf-8"))["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [], "the notebook is kept without output"
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    from matplotlib import pyplot

    pyplot.close("all")
    assert (tmp_path / "talks.html").is_file()
    assert [bead.kind for bead in names["pair"]] == ["1-1", "2-1", "1-0"]


def test_every_error_and_exit_code_is_named() -> None:
    text = (DOCS / "errors.md").read_text("utf-8")
    for name, kind in vars(errors).items():
        if isinstance(kind, type) and issubclass(kind, errors.AlignError):
            assert f"`{name}`" in text


def settings_of_the_page(folder: Path) -> Path:
    path = folder / "align.toml"
    text = (DOCS / "settings.md").read_text("utf-8")
    path.write_text(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0], "utf-8")
    return path


def test_the_settings_page_holds_settings_that_are_read(tmp_path: Path) -> None:
    path = settings_of_the_page(tmp_path)
    found = load_config(path)
    assert (found.off, dict(found.severity)) == (frozenset({"length"}), {"punctuation": "hint"})
    plain = CheckConfig()
    assert (found.omission, found.addition, found.length) == (plain.omission, plain.addition, plain.length)
    assert load_weights(path) == WEIGHTS


@pytest.mark.parametrize("command", SETTABLE)
def test_the_settings_page_holds_every_key_of_a_command(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings_of_the_page(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert set(read_table(path, command)) == set(SETTABLE[command])
    options = {word.split("=")[0] for word in arguments_of_file(command, [])}
    assert options <= set(re.findall(r"--[a-z-]+", help_of(command)))


def test_every_check_is_described() -> None:
    text = (DOCS / "checks.md").read_text("utf-8")
    assert [name for name in CHECK_NAMES if name not in text] == []


SHOWN = ("paired", "left out", "added", "condensed", "moved", "doubtful", "beware", "Not aligned", "Written to", "Next")
"""The words that begin the lines of `align run`."""


def test_every_word_that_a_run_shows_is_explained() -> None:
    result = (DOCS / "result.md").read_text("utf-8")
    assert [word for word in SHOWN if f"| `{word}` |" not in result] == []
    glossary = (DOCS / "glossary.md").read_text("utf-8").lower()
    words = """bead kind covered doubtful strict lax null calibrat ece gold ladder segment crossing verdict finding
        signature encoder lock""".split()
    assert [word for word in words if word not in glossary] == []


FIRST_WORDS = {
    "README.md": "pairing, left out, added, doubtful, rests on, translation memory, one to one, two into one, paired",
    "run": "paired, one to one, two into one, left out, added, doubtful, summary",
    "explain": "for, against, next best, likely, cosine, counterpart, alike in form, source, target",
    "html": "left out, added, crossing, kind, probability, not in the summary, not in the original, one to one, for, "
    "against, next best, alike in form, cosine, counterpart, summary, original",
}
"""What a newcomer reads first -> the words in it that are terms of this program or of its field."""


def first_texts(folder: Path) -> dict[str, str]:
    """The first screen of the README, what `align run --explain` prints, and the HTML of a bundled pair."""
    command = [sys.executable, "-m", "align", "run", str(ROOT / "data"), "-o", str(folder), "--to", "html", "--explain"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True, env=environment)
    pages = "".join(path.read_text("utf-8") for path in folder.glob("*.html"))
    readme = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:60])
    return {"README.md": readme, "run": done.stdout, "explain": done.stdout, "html": pages}


def test_every_term_of_the_first_minute_is_an_entry_of_the_glossary(tmp_path: Path) -> None:
    entries = re.findall(r"^(\S.*)\n: ", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)
    known = {word for entry in entries for word in (entry.lower(), *entry.lower().split(", "))}
    shown = first_texts(tmp_path)
    for place, words in FIRST_WORDS.items():
        for word in words.split(", "):
            assert word in known, f"{word}, which {place} shows, is no entry of docs/glossary.md"
            assert word in shown[place].lower(), f"{place} no longer shows {word}"


def test_both_tutorials_hold_the_same_commands() -> None:
    fence = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
    english, japanese = (
        [
            line.split("  #")[0].strip()
            for body in fence.findall((DOCS / name).read_text("utf-8"))
            for line in body.splitlines()
        ]
        for name in ("tutorial.md", "tutorial.ja.md")
    )
    assert english == japanese


@pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("sphinx", "myst_parser", "furo"))), reason="make docs installs it"
)
def test_the_manual_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", str(tmp_path / "trees")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, str(DOCS), str(tmp_path / "html")], capture_output=True, text=True, timeout=280, env=environment
    )
    assert (done.returncode, done.stderr) == (0, "")
    pages = {path.name for path in (tmp_path / "html").glob("*.html")}
    assert {f"{path.stem}.html" for path in DOCS.glob("*.md")} <= pages
