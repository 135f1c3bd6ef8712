"""Documentation that cannot lie: the commands of README and guide are run as written and print what is shown.

A command with a placeholder (FILE, URL…), a server or a download is checked against `--help` instead.
`ALIGN_GOLDEN=write pytest tests/test_readme.py` puts the present output there; then look at the diff.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from align.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
RUN_PAGES = {"README.md": README, "docs/guide.md": GUIDE}
"""Pages whose commands are run as written, each in a folder of its own."""
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "data" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PLACEHOLDER = re.compile(r"(?<![\w.-])[A-Z][A-Z_]{2,}(?![\w.])|://|…")
NOT_RUN = re.compile(
    r"^\. |^(align (review|add|corpus .*--scheduler)|make|pip|git|cd|bash|apt-get|docker)\b"
    r"|--lock|--encoder (st|openai)"
)
SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def commands_of(text: str) -> list[tuple[str, str]]:
    """(command, expected output) of the sh and console blocks; a line that ends in a backslash goes on."""
    found: list[tuple[str, str]] = []
    for kind, body in FENCE.findall(text):
        body = body.replace("\\\n", " ")
        if kind == "sh":
            found += [(line.split("  #")[0].strip(), "") for line in body.splitlines() if line.strip(" #")]
        elif kind == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                found.append((command.strip(), output.strip("\n")))
    return [(command, output) for command, output in found if command and not command.startswith("#")]


ALL = [(path.name, command) for path in DOCUMENTS for command, _ in commands_of(path.read_text("utf-8"))]
RUN = {
    page: [pair for pair in commands_of(text) if not PLACEHOLDER.search(pair[0]) and not NOT_RUN.search(pair[0])]
    for page, text in RUN_PAGES.items()
}


def recipe(target: str) -> list[str]:
    """What `make TARGET` runs, without the virtualenv's path."""
    text = (ROOT / "Makefile").read_text("utf-8")
    body = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", text, re.MULTILINE)
    assert body, f"make {target}: no such target"
    return [line.strip().replace("$(VENV)/bin/", "") for line in body[1].splitlines()]


@cache
def options_of(command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "align", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"COLUMNS": "200"},
    )
    return done.stdout


class Desk:
    """A folder like the project's own, in which the commands of a page run one after the other, each once."""

    def __init__(self, page: str, folder: Path) -> None:
        self.page, self.folder = page, make_desk(RUN_PAGES[page], folder)
        self.done: list[subprocess.CompletedProcess[str]] = []

    def run(self, number: int) -> subprocess.CompletedProcess[str]:
        """What becomes of the command with this number; those before it run first, whatever test asks first."""
        while len(self.done) <= number:
            self.done.append(shell(RUN[self.page][len(self.done)][0], self.folder))
        return self.done[number]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Desk]:
    """For each page its desk."""
    return {page: Desk(page, tmp_path_factory.mktemp("desk")) for page in RUN_PAGES}


def make_desk(text: str, folder: Path) -> Path:
    shutil.copytree(ROOT / "data", folder / "data")
    for name in ("x", "talk"):
        shutil.copy(ROOT / "data/2023-01-12/ja.txt", folder / f"{name}.ja.txt")
        shutil.copy(ROOT / "data/2023-01-12/en.txt", folder / f"{name}.en.txt")
    for command, content in commands_of(text):
        if command.startswith("cat "):
            (folder / command.split()[1]).write_text(f"{content}\n", "utf-8")
    return folder


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        env=environment,
        stdin=subprocess.DEVNULL,
    )


def parts_of(command: str) -> list[list[str]]:
    """The words of each simple command of a shell line, without assignments in front."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    parts: list[list[str]] = [[]]
    for word in lexer:
        if word in ("|", "||", "&&", ";", "&"):
            parts.append([])
        elif parts[-1] or not re.match(r"[A-Z_]+=", word):
            parts[-1].append(word)
    return [part for part in parts if part]


@pytest.mark.parametrize(("name", "command"), sorted(set(ALL)))
def test_every_command_and_option_exists(name: str, command: str) -> None:
    for words in parts_of(command):
        part = " ".join(words)
        if words[0] == "make":
            assert all(recipe(word) for word in words[1:] if "=" not in word)
        elif words[0] == "pip":
            extras = re.findall(r"taiyaku\[([\w,]+)\]", part)
            known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
            assert all(extra in known for group in extras for extra in group.split(","))
        elif words[0] == "align" and len(words) > 1 and not words[1].startswith("-"):
            assert words[1] in COMMANDS, f"{name}: align {words[1]}"
            for word in words[2:]:
                if re.match(r"--?[a-z]", word):
                    option = word.split("=")[0]
                    assert re.search(rf"(?<![\w-]){option}(?![\w-])", options_of(words[1])), (
                        f"{words[1]} has no {option}"
                    )


def rounded(text: str) -> str:
    """Fractions to two digits: processors differ in the last ones."""
    return re.sub(r"(?<![\d.])0\.\d{3,}", lambda found: f"{float(found[0]):.2f}", text)


def compare(page: str, command: str, shown: str, printed: str) -> None:
    """Hold the page to what was printed; with ALIGN_GOLDEN=write put it there."""
    printed = "\n".join(line.rstrip() for line in printed.splitlines() if line.strip())
    if os.environ.get("ALIGN_GOLDEN") == "write" and "..." not in shown:
        path = ROOT / page
        text = path.read_text("utf-8")
        path.write_text(text.replace(f"$ {command}\n{shown}\n", f"$ {command}\n{printed}\n"), "utf-8")
        return
    same = doctest.OutputChecker().check_output(f"{rounded(shown)}\n", f"{rounded(printed)}\n", SAME)
    assert same, f"{command} prints now:\n{printed}"


NUMBERED = [(page, number) for page, commands in RUN.items() for number in range(len(commands))]


@pytest.mark.timeout(1200)  # the first test of a page may run all of its commands
@pytest.mark.parametrize(("page", "number"), NUMBERED, ids=[RUN[page][number][0] for page, number in NUMBERED])
def test_every_runnable_command_does_what_it_says(page: str, number: int, desks: dict[str, Desk]) -> None:
    command, output = RUN[page][number]
    done = desks[page].run(number)
    assert done.returncode in ((0, 1) if command.startswith(("align check", "align merge")) else (0,)), done.stderr
    assert "Traceback" not in done.stderr
    if output:
        compare(page, command, output, done.stdout + done.stderr)


def test_make_run_prints_what_the_guide_shows(tmp_path: Path) -> None:
    shown = dict(commands_of(GUIDE))["make run"]
    desk = make_desk(GUIDE, tmp_path)
    printed = "".join(shell(line, desk).stdout for line in recipe("run"))
    compare("docs/guide.md", "make run", shown, printed)


def test_the_readme_is_a_screen_and_a_half() -> None:
    assert len(README.splitlines()) <= 90


def test_the_first_screen_holds_one_sentence_and_the_two_commands() -> None:
    first = README.splitlines()[:40]
    assert any("make run" in line for line in first)
    assert any("make test" in line for line in first)


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md", "docs/api.md"])
def test_python_examples_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / page).read_text("utf-8")
    monkeypatch.chdir(make_desk(text, tmp_path))
    names: dict[str, object] = {"__name__": "page"}
    for kind, body in FENCE.findall(text):
        if kind == "python":
            exec(compile(body, page, "exec"), names)


def test_every_command_has_its_place_in_the_readme() -> None:
    named = {command.split()[1] for _, command in ALL if command.startswith("align ") and len(command.split()) > 1}
    assert set(COMMANDS) <= named, f"undocumented: {set(COMMANDS) - named}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_of_the_project_lead_somewhere(path: Path) -> None:
    text = FENCE.sub("", path.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"
