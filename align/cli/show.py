"""`align show`: the segments of a file as they were read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.errors import UsageError
from align.model import LEVELS
from align.text.language import language_of
from align.text.language_codes import check_language_code
from align.text.width import columns

if TYPE_CHECKING:
    from align.model import Document, Segment

_FORMATS = "html, pdf, docx, markdown, text, epub, rst …"


def show(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="HTML, PDF, Word, Markdown, text, or .align.json; - is stdin.")
    ],
    lang: Annotated[str, typer.Option("--lang", help="ja or en; found by name and content if not given.")] = "",
    format: Annotated[str, typer.Option("--format", help=f"{_FORMATS}; found by content if not given.")] = "",
    part: Annotated[
        str, typer.Option("--part", help="Of a web page in two languages: lang=ja, or a CSS selector.")
    ] = "",
    lines: Annotated[bool, typer.Option("--lines", help="Each line is already a segment.")] = False,
    level: Annotated[str, typer.Option("--level", help="paragraph or sentence.")] = "paragraph",
    left_out: Annotated[
        bool, typer.Option("--left-out", help="What is not among the segments, with its place and the reason.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Of an .align.json: what spoke for each bead, and which words answered.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a segment.")] = False,
) -> None:
    """Print the segments of a file as they were read: number, kind, depth, marker, place and sentences."""
    from align import native

    if lang:
        check_language_code(lang, "--lang")
    if level not in LEVELS:
        raise UsageError(f"--level {level}: unknown", cure="use paragraph or sentence")
    if left_out:
        _show_left_out(file, format, part, as_json=as_json)
        return
    if explain:
        _explain(file)
        return
    warnings: tuple[str, ...] = ()
    if file.name.endswith(native.SUFFIX):
        alignment = native.load(file)
        documents = [alignment.source, alignment.target]
    else:
        document, warnings = _read(file, lang, (format, part), lines=lines, level=level)
        documents = [document]
    for warning in warnings:
        print(f"align: {file}: {warning}", file=sys.stderr)
    for document in documents:
        if as_json:
            for segment in document.segments:
                print(json.dumps(_row(segment), ensure_ascii=False))
        else:
            print_segments(document)


def _explain(file: Path) -> None:
    """Print the evidence of an alignment's beads, with its word links if it holds any."""
    from align import native
    from align.cli.explanation import print_evidence

    if not file.name.endswith(native.SUFFIX):
        raise UsageError("--explain reads alignments", place=str(file), cure="give a NAME.align.json of align run")
    alignment = native.load(file)
    print_evidence(alignment)
    if alignment.word_links is None:
        print(f"align: {file}: no word links; align run --links makes them", file=sys.stderr)


def _read(
    file: Path, lang: str, format_and_part: tuple[str, str], *, lines: bool, level: str
) -> tuple[Document, tuple[str, ...]]:
    from align.read import read_bytes, read_content
    from align.segment import by_sentence, document_of, read_lines

    content = read_bytes(file)
    if lines:
        document, warnings = read_lines(content, str(file), lang or language_of(file.name, ""), id=file.stem)
    else:
        format, part = format_and_part
        reading = read_content(content, str(file), format=format or None, part=part)
        text = " ".join(block.text for block in reading.blocks[:400])
        document, warnings = document_of(reading, lang or language_of(file.name, text), id=file.stem, place=str(file))
        kind = ", ".join(filter(None, (reading.format, reading.encoding)))
        warnings = (f"read as {kind}", *warnings) if sys.stderr.isatty() else warnings
    return (by_sentence(document) if level == "sentence" else document), warnings


def _show_left_out(file: Path, format: str, part: str, *, as_json: bool) -> None:
    """Print what the reader left out of a file, a line each, and the counts of characters."""
    from align import native
    from align.read import read_bytes, read_content
    from align.read.blocks import letters

    if file.name.endswith(native.SUFFIX):
        raise UsageError("an alignment holds segments only", place=str(file), cure="give the document itself")
    reading = read_content(read_bytes(file), str(file), format=format or None, part=part)
    for one in reading.left_out:
        text = " ".join(one.text.split())
        if as_json:
            print(json.dumps({"reason": one.reason, "origin": one.origin, "text": text}, ensure_ascii=False))
        else:
            print(f"{one.reason:<12} {one.origin:<24}  {text}")
    if not as_json:
        kept = sum(letters(block.text) for block in reading.blocks)
        print(f"{reading.visible:,} visible characters, {kept:,} in segments")


def print_segments(document: Document, most: int = 0) -> None:
    """Print the segments of a document, each sentence on its own line; at most `most` of them if above zero."""
    shown = document.segments[:most] if most else document.segments
    sentences = sum(len(segment.sentences) for segment in document.segments)
    title = f": {document.title}" if document.title else ""
    print(f"{document.lang}, {len(document)} segments, {sentences} sentences{title}")
    places = [segment.origin.rsplit(" > ", 2) for segment in shown]
    names = [" > ".join(place[-2:]) for place in places]
    wide = min(24, max(map(len, names), default=0))
    marks = min(8, max((columns(segment.marker) for segment in shown), default=0))
    for segment, name in zip(shown, names, strict=True):
        depth = f" {segment.level}" if segment.level else ""
        mark = segment.marker + " " * (marks - columns(segment.marker))
        head = f"{segment.index:4}  {segment.kind + depth:<11} {name:<{wide}}  {mark}  "
        for number, sentence in enumerate(segment.sentence_texts()):
            print((head if number == 0 else " " * columns(head)) + sentence)


def _row(segment: Segment) -> dict[str, object]:
    return {
        "index": segment.index,
        "kind": segment.kind,
        "level": segment.level,
        "marker": segment.marker,
        "origin": segment.origin,
        "text": segment.text,
        "sentences": segment.sentence_texts(),
    }
