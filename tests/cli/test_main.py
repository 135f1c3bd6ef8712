"""What holds for every command: help, version, exit codes, one line for an error, no traceback."""

import os
import subprocess
import sys

import pytest

import align
from align import cli
from align.cli import COMMANDS
from align.errors import InputError


def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "align", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=200, env=os.environ | environment)


def test_version_and_help() -> None:
    for option in ("--version", "-V"):
        assert call(option).stdout == f"align {align.__version__}\n"
    assert call("-h").stdout == call("--help").stdout
    done = call("--help", COLUMNS="160")
    assert "--install-completion" in done.stdout
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"  {command} " in done.stdout
    assert "Not built yet" not in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(command: str) -> None:
    done = call(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: python -m align {command}")


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["run", "--nonsense"], ["score", "one"]])
def test_wrong_use_is_exit_code_2(arguments: list[str]) -> None:
    done = call(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "line", "code"),
    [
        (
            InputError("no\ntext", place="x.pdf:page 3", cure="give text"),
            "align: x.pdf:page 3: no text; give text\n",
            2,
        ),
        (MemoryError(), "align: not enough memory; align fewer or smaller documents at once\n", 2),
        (KeyboardInterrupt(), "align: stopped\n", 130),
        (
            ZeroDivisionError("by hand"),
            "align: this is a bug in align: ZeroDivisionError: by hand; "
            "set ALIGN_DEBUG=1 to see where, and report it\n",
            2,
        ),
    ],
)
def test_every_error_is_one_line(
    error: BaseException, line: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise error

    monkeypatch.delenv("ALIGN_DEBUG", raising=False)
    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == code
    assert capsys.readouterr().err == line


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m align --help | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=200)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_ctrl_c_while_commands_are_imported_is_quiet() -> None:
    code = (
        "import sys, signal, importlib.abc\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background of a shell\n"
        "class Stop(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'align.cli': signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from align.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=200)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "align: stopped\n")
