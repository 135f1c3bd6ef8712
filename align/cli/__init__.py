"""The command line: the only room that prints or exits. One command a file, each a function named like its command."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated

import typer

from align.errors import AlignError

COMMANDS = ("run", "add", "show", "export", "score", "check", "review", "merge", "corpus")

app = typer.Typer(
    name="align",
    help="Pair the paragraphs of a Japanese original with those of its English summary; export and review the pairing.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for _name in COMMANDS:
    app.command(name=_name)(getattr(import_module(f"align.cli.{_name}"), _name))


def _print_version(asked: bool) -> None:
    if asked:
        from align import __version__

        print(f"align {__version__}")
        raise typer.Exit


@app.callback()
def _align(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; an error that a user can mend is one line on stderr and exit code 2."""
    try:
        app()
    except AlignError as error:
        fail(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        print("align: stopped", file=sys.stderr)
        sys.exit(130)
    except MemoryError:
        fail("not enough memory; align fewer or smaller documents at once")
    except Exception as error:
        if os.environ.get("ALIGN_DEBUG"):
            raise
        fail(f"this is a bug in align: {type(error).__name__}: {error}; set ALIGN_DEBUG=1 to see where, and report it")


def fail(line: str) -> None:
    """Print one line on stderr and end with exit code 2."""
    print("align: " + " ".join(line.split()), file=sys.stderr)
    sys.exit(2)
