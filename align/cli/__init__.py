"""The command line: the only room that prints or exits. One command a file, each a function named like its command."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from align.cli.examples import epilog
from align.cli.option_groups import Command, Commands
from align.errors import AlignError

COMMANDS = ("run", "add", "show", "export", "score", "check", "review", "merge", "corpus", "terms")

app = typer.Typer(
    name="align",
    cls=Commands,
    help="Pair the paragraphs of a Japanese original with those of its English summary; export and review the pairing.",
    epilog=epilog(""),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for _name in COMMANDS:
    app.command(name=_name, epilog=epilog(_name), cls=Command)(getattr(import_module(f"align.cli.{_name}"), _name))


def _print_version(asked: bool) -> None:
    if asked:
        from align import __version__

        print(f"align {__version__}")
        raise typer.Exit


@app.callback()
def _align(
    version: Annotated[
        bool, typer.Option("-V", "--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; an error that a user can mend is one line on stderr and exit code 2."""
    set_up_streams()
    try:
        _run()
    except AlignError as error:
        fail(str(error))
    except OSError as error:
        if not _is_of_stdout(error):
            _fail_as_bug(error)
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        fail(f"stdout: {error.strerror}; check its reader and the free space", 1 if error.errno == errno.EPIPE else 2)
    except KeyboardInterrupt:
        print("align: stopped", file=sys.stderr)
        sys.exit(130)
    except MemoryError:
        fail("not enough memory; align fewer or smaller documents at once")
    except Exception as error:
        _fail_as_bug(error)


def _run() -> None:
    """Run the command and write out what it printed, so that a full disk is noticed while it can still be said."""
    try:
        app()
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # typer ends without a word
            raise ended.__context__ from None
        sys.stdout.flush()
        raise


def set_up_streams() -> None:
    """Let stdout and stderr be UTF-8 whatever the code page of the console; a closed one takes and forgets all."""
    for name, errors in (("stdout", "replace"), ("stderr", "backslashreplace")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _is_of_stdout(error: OSError) -> bool:
    """Return whether a write to stdout failed: no other stream is written to without its name in the error."""
    return error.filename is None and error.errno in (errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT)


def _fail_as_bug(error: Exception) -> NoReturn:
    if os.environ.get("ALIGN_DEBUG"):
        raise error
    fail(f"this is a bug in align: {type(error).__name__}: {error}; set ALIGN_DEBUG=1 to see where, and report it")


def fail(line: str, code: int = 2) -> NoReturn:
    """Print one line on stderr and end with an exit code."""
    print("align: " + " ".join(line.split()), file=sys.stderr)
    sys.exit(code)
