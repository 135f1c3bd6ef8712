"""How the help of each command groups its options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from typer.core import TyperCommand

from align.cli.command_settings import arguments_of_file

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

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
        "Reviewers": ("reviewer", "password", "invite", "sign_ins"),
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
        rest: list[str] = super().parse_args(ctx, args if asks else [*arguments_of_file(self.name or "", args), *args])
        return rest


_Records = list[tuple[str, str]]


def _filled(sections: list[tuple[str, _Records]]) -> Iterator[tuple[str, _Records]]:
    return ((heading, records) for heading, records in sections if records)
