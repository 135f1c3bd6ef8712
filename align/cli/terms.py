"""`align terms`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from align.errors import UsageError


def terms(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="NAME.align.json files, or folders of them.")],
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="FILE", help="A name that ends in .csv or .tbx; - is CSV on stdout.")
    ] = "-",
    least: Annotated[int, typer.Option("--least", min=1, help="Leave out terms that occur less often.")] = 2,
    most: Annotated[int, typer.Option("--most", min=0, help="Write so many terms at most; 0 is all.")] = 0,
    encoder: Annotated[str, typer.Option("--encoder", help="For files without word links: use, st:NAME…")] = "use",
) -> None:
    """List the terms of aligned pairs with their renderings, as a glossary that `align check --glossary` takes.

    Word links come from the files, if `align run --links` made them; else they are found now.
    """
    from align.cli.inputs import alignment_files
    from align.files import write_whole
    from align.native import load
    from align.words.term_files import as_csv, as_tbx
    from align.words.terms import terms_of

    if out != "-" and not out.endswith((".csv", ".tbx")):
        raise UsageError(f"no kind of term list is written to {out}", place="-o", cure="end the name in .csv or .tbx")
    alignments = [load(path) for path in alignment_files(files)]
    langs = {(one.source.lang, one.target.lang) for one in alignments}
    if len(langs) > 1:
        named = ", ".join(sorted(f"{source}-{target}" for source, target in langs))
        raise UsageError(f"the files have several pairs of languages: {named}", cure="give those of one pair")
    if any(one.word_links is None for one in alignments):
        from align.pipeline import load_aligner

        aligner = load_aligner(encoder)
        alignments = [one if one.word_links is not None else aligner.link_words(one) for one in alignments]
    found = terms_of(alignments, least)
    found = found[:most] if most else found
    text = as_tbx(found, next(iter(langs))) if out.endswith(".tbx") else as_csv(found)
    if out == "-":
        sys.stdout.write(text)
        return
    write_whole(Path(out), text.encode("utf-8"))
    print(f"{out}: {len(found)} terms of {len(alignments)} pairs", file=sys.stderr)
