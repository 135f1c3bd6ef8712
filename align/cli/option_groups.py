"""How the help of each command groups its options."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

from align.cli.command_settings import arguments_of_file
from align.errors import UsageError

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter
    from typer._click.core import Command as CliCommand

GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "run": {
        "What is written": ("out", "to", "force"),
        "How texts are read": (
            "source_lang",
            "target_lang",
            "level",
            "lines",
            "format",
            *("source_part", "target_part"),
            *("source_status", "target_status"),
        ),
        "How they are aligned": ("links", "glossary", "lock", "encoder", "workers", "cache"),
        "What is printed": ("explain", "table", "verbose", "quiet"),
    },
    "add": {
        "What it is": ("pair", "lang", "format", "part", "title", "date", "licence", "status"),
        "Where it goes": ("data", "replace", "allow_private"),
    },
    "show": {
        "How the file is read": ("lang", "format", "part", "lines", "level"),
        "What is printed": ("left_out", "explain", "as_json"),
    },
    "export": {
        "What is written": ("to", "out", "force", "raw", "markers", "source_code", "target_code"),
        "Which beads": ("min_probability", "with_nulls", "level"),
        "Review and checks": ("reviewed", "apply_verdicts", "findings", "database"),
    },
    "check": {
        "What is checked": ("only", "off", "glossary", "config"),
        "What is shown": ("least", "min_probability", "dismiss", "database"),
        "What is written": ("to", "out", "raw", "strict"),
        "How bilingual files are read": (
            *("source_column", "target_column", "id_column"),
            *("source_lang", "target_lang"),
        ),
    },
    "review": {
        "The page": ("port", "host", "allow_host", "open"),
        "Reviewers": ("reviewer", "password", "invite", "reader", "sign_ins"),
        "Findings": ("config", "omissions"),
        "The database": ("database", "backup", "restore"),
    },
    "merge": {
        "What is merged": ("alignments", "reviewer", "database"),
        "What is printed": ("dry_run", "as_json"),
    },
    "corpus": {
        "Where it runs": ("out", "workers", "scheduler", "partition_tokens", "partition_pairs"),
        "How the table is read": ("columns", "content", "root"),
        "How texts are aligned": ("source_lang", "target_lang", "lines", "level", "encoder"),
        "What goes wrong": ("tries", "time_limit", "remix", "retry_failed"),
        "What is marked": ("min_support", "min_language", "min_content", "min_probability"),
        "What is printed": ("quiet",),
    },
}
"""Command -> heading -> its options, by the name of the parameter. Other options stand at the end."""


class Command(TyperCommand):
    """A command whose help shows its options in groups, and whose defaults may stand in `align.toml`."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the arguments, then one section a group."""
        shown = {
            param.name: (param, record) for param in self.get_params(ctx) if (record := param.get_help_record(ctx))
        }
        arguments = [record for param, record in shown.values() if param.param_type_name == "argument"]
        sections = [("Arguments", arguments)]
        grouped = set()
        for heading, names in GROUPS.get(self.name or "", {}).items():
            grouped |= set(names)
            sections.append((heading, [shown[name][1] for name in names if name in shown]))
        rest = [
            record
            for name, (param, record) in shown.items()
            if name not in grouped and param.param_type_name == "option"
        ]
        for heading, records in _filled([*sections, ("Options" if not grouped else "Help", rest)]):
            with formatter.section(heading):
                formatter.write_dl(records)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the arguments; settings of `align.toml` stand before them, so that what is typed goes first."""
        asks = {"-h", "--help"} & set(args)
        with one_line_errors(self.name or ""):
            given = args if asks else [*arguments_of_file(self.name or "", args), *args]
            rest: list[str] = super().parse_args(ctx, given)
        return rest


class Commands(TyperGroup):
    """All commands; a misspelt one is refused in one line."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the options in front of the command."""
        with one_line_errors(""):
            rest: list[str] = super().parse_args(ctx, args)
        return rest

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, CliCommand | None, list[str]]:
        """Find the command by its name."""
        with one_line_errors(""):
            found: tuple[str | None, CliCommand | None, list[str]] = super().resolve_command(ctx, args)
        return found


@contextmanager
def one_line_errors(command: str) -> Iterator[None]:
    """Turn what the parser raises of a wrong option, argument or command into a UsageError that names the help."""
    try:
        yield
    except Exception as error:
        say = getattr(error, "format_message", None)  # typer does not export the class of its errors
        if say is None or type(error).__name__ == "NoArgsIsHelpError":
            raise
        trouble, _, meant = str(say()).strip().removesuffix(".").partition(". Did you mean ")
        if not meant:
            trouble, _, meant = trouble.partition(" Did you mean ")
        trouble = trouble[:1].lower() + trouble[1:].replace("Input should", "it should").replace(" (P", " (p")
        more = f"align {command} -h lists what it takes" if command else "align -h lists the commands"
        cure = f"did you mean {meant.rstrip('?')}? {more}" if meant else more
        raise UsageError(trouble, place=command, cure=cure) from error


_Records = list[tuple[str, str]]


def _filled(sections: list[tuple[str, _Records]]) -> Iterator[tuple[str, _Records]]:
    return ((heading, records) for heading, records in sections if records)
