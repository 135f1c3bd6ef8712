"""`align export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.errors import UsageError
from align.model import LEVELS

if TYPE_CHECKING:
    from align.cli.exports import ExportRequest


def export(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="NAME.align.json files, folders of them, or bilingual files."),
    ] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="Comma between them; `--to list` names them all.")
    ] = "",
    out: Annotated[
        str,
        typer.Option(
            "-o", "--out", metavar="PATH", help="One file for all, a folder for a file each, or - for stdout."
        ),
    ] = "",
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Only what reviewers accepted, with their corrections in place.")
    ] = False,
    apply_verdicts: Annotated[
        bool, typer.Option("--apply-verdicts", help="All but what they rejected, with their corrections in place.")
    ] = False,
    min_probability: Annotated[
        float, typer.Option("--min-probability", metavar="P", help="Leave out beads below.")
    ] = 0,
    with_nulls: Annotated[
        bool | None, typer.Option("--with-nulls/--without-nulls", help="Segments without a counterpart. [TMX: without]")
    ] = None,
    markers: Annotated[
        bool | None,
        typer.Option(
            "--markers/--no-markers",
            help='Numbering before the texts: "(1)". [Those written in the text; HTML, Word, Excel, Markdown: all]',
        ),
    ] = None,
    level: Annotated[str, typer.Option("--level", help="paragraph, or sentence: each bead cut finer.")] = "paragraph",
    findings: Annotated[bool, typer.Option("--findings/--no-findings", help="Run the checks for the file.")] = True,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="CSV and TSV for programs: no apostrophe before what Excel takes for a formula."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite a file with a reviewer's edits that are not merged yet.")
    ] = False,
    database: Annotated[
        str,
        typer.Option("--database", metavar="URL", help="Reviewers' verdicts. [default: review.db beside the files]"),
    ] = "",
    source_code: Annotated[
        str, typer.Option("--source-code", metavar="CODE", help="Language code to write, such as ja-JP.")
    ] = "",
    target_code: Annotated[
        str, typer.Option("--target-code", metavar="CODE", help="Language code to write, such as en-US.")
    ] = "",
) -> None:
    """Write alignments in formats of other programs; `--to list` names the formats.

    Without --to, the suffix of -o FILE says the format. Without -o, NAME.SUFFIX goes beside
    NAME.align.json. A folder: give -o DIR/ . Several files and -o FILE: all in one. Reviewers'
    verdicts, comments and corrections come from the review database, if there is one.
    """
    from align.exchange import FORMATS, ExportOptions

    if to.strip().lower() == "list":
        print("\n".join(FORMATS))
        return
    from dataclasses import replace

    from align.cli.exports import Across, ExportRequest, formats_of
    from align.cli.inputs import alignment_files

    is_folder = out.endswith("/") or Path(out).is_dir()
    formats = formats_of(to, "" if is_folder else out)
    if not formats:
        raise UsageError("which format?", place="--to", cure="give --to FORMAT, or -o FILE with its suffix")
    if not files:
        raise UsageError("no file given", cure="give NAME.align.json files, folders of them, or bilingual files")
    if reviewed and apply_verdicts:
        raise UsageError("--reviewed and --apply-verdicts exclude each other", cure="give one of them")
    if level not in LEVELS:
        raise UsageError(f"no level is called {level!r}", place="--level", cure="choose paragraph or sentence")
    if len(formats) > 1 and out and not is_folder:
        raise UsageError(f"{len(formats)} formats and one file", place="-o", cure="give one format, or -o DIR/")
    mode = "accepted" if reviewed else "apply" if apply_verdicts else "show"
    options = ExportOptions(with_nulls, min_probability, level, mode, raw, markers=markers)
    request = ExportRequest(options, findings, database, force, (source_code, target_code))
    paths = alignment_files(files)
    across = Across(tuple(paths), database) if len(paths) > 1 else None
    for format in formats:
        _write(paths, format, out, replace(request, across=across))


def _write(paths: list[Path], format: str, out: str, request: ExportRequest) -> None:
    """Write one format: to stdout, to one file, or to a file for each pair."""
    from dataclasses import replace

    from align.cli.exports import beside, check_target, exports_of, report, wants_findings
    from align.cli.inputs import load
    from align.exchange import export as write

    request = replace(request, findings=request.findings and wants_findings(format), format=format)
    if out == "-":
        exports = exports_of(((path, load(path)) for path in paths), request)
        report(write(exports, format, sys.stdout.buffer, request.options), "stdout")
        sys.stdout.flush()
        return
    one_file = out and not (out.endswith("/") or Path(out).is_dir())
    folder = Path(out) if out else None
    targets = [(Path(out), paths)] if one_file else [(beside(path, folder, format), [path]) for path in paths]
    for target, several in targets:
        check_target(target, several, format, request, named=bool(one_file))
        exports = exports_of(((path, load(path)) for path in several), request)
        report(write(exports, format, target, request.options), str(target))
