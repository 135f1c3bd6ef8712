"""`align add`: bring an original or a summary into a folder of pairs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.errors import InputError, UsageError

if TYPE_CHECKING:
    from align.add.intake import Plan
    from align.model import Document
    from align.read import RawDocument

_SHOWN = 5


def add(
    place: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="HTML, PDF, Word, Markdown, text, EPUB …; - is stdin.")
    ],
    pair: Annotated[str, typer.Option("--pair", metavar="ID", help="The pair's name, such as 2026-01-15.")],
    lang: Annotated[str, typer.Option("--lang", help="ja for the original, en for the summary.")],
    format: Annotated[
        str, typer.Option("--format", help="Such as markdown or text; found by content if not given.")
    ] = "",
    part: Annotated[
        str, typer.Option("--part", help="Of a web page in two languages: lang=ja, or a CSS selector.")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="The document's title; read from it if not given.")] = "",
    date: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="When it was published.")] = "",
    licence: Annotated[str, typer.Option("--licence", help="What may be done with it.")] = "",
    status: Annotated[str, typer.Option("--status", help='What it is: "official" for a page of *.go.jp.')] = "",
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="The folder of pairs.")] = Path("data"),
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of another text; that one is kept.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from loopback and private addresses, too.")
    ] = False,
) -> None:
    """Fetch or read a document, show its first segments, and keep its text and its bytes under DATA/ID/.

    Origin, time, licence and checksum go into DATA/pairs.toml. The same document twice changes
    nothing; another one needs --replace, and the old one is kept in DATA/ID/old/.
    """
    from align.add.intake import Item, keep, plan
    from align.segment.rendering import as_text

    Item(pair, lang, "", b"", "text", place, date=date)  # the names are checked before anything is fetched
    content, origin, charset, retrieved_at = _bytes_of(place, allow_private)
    reading, document, warnings = _read(content, place, (charset, format, part), pair, lang)
    item = Item(
        pair,
        lang,
        as_text(document),
        content,
        reading.format,
        origin,
        retrieved_at,
        title or document.title,
        date,
        licence,
        status or _status(origin),
    )
    _tell(reading, document, (*warnings, *_read_back(item.text, document, lang)))
    found = plan(data, item)
    if found.state == "same":
        print(f"{found.path} holds this document already; nothing changed")
        return
    if found.state == "other" and not replace:
        _ask(found)
    for path in keep(data, item):
        print(f"wrote {path}")


def _bytes_of(place: str, allow_private: bool) -> tuple[bytes, str, str, str]:
    """(content, origin, charset, time of retrieval)."""
    from align.add.web import FetchLimits, fetch, is_url, without_secrets
    from align.read import read_bytes

    if not is_url(place):
        return read_bytes(Path(place)), "stdin" if place == "-" else place, "", ""
    fetched = fetch(place, FetchLimits(allow_private=allow_private))
    return fetched.content, without_secrets(fetched.url), fetched.charset, fetched.retrieved_at


def _read(
    content: bytes, place: str, how: tuple[str, str, str], pair: str, lang: str
) -> tuple[RawDocument, Document, tuple[str, ...]]:
    from align.read import read_content
    from align.segment import check_language, document_of

    charset, format, part = how
    reading = read_content(content, place, format=format or None, declared=charset, part=part)
    document, warnings = document_of(reading, lang, id=pair, place=place)
    if doubt := check_language(document):
        raise InputError(doubt.partition(";")[0], place=place, cure="give the other --lang, or the right document")
    return reading, document, warnings


def _read_back(text: str, document: Document, lang: str) -> tuple[str, ...]:
    """Warn if the text file would be cut into other segments than the document."""
    from align.read import read_content
    from align.segment import document_of

    again, _ = document_of(read_content(text.encode(), "", format="text"), lang, id="", place="")
    if again.texts() == document.texts():
        return ()
    return (f"its text reads back as {len(again)} segments, not {len(document)}; look at it with `align show`",)


def _tell(reading: RawDocument, document: Document, warnings: tuple[str, ...]) -> None:
    from align.cli.show import print_segments

    for warning in warnings:
        print(f"align: {warning}", file=sys.stderr)
    print(", ".join(filter(None, (f"read as {reading.format}", reading.encoding))))
    print_segments(document, _SHOWN)
    if len(document) > _SHOWN:
        print(f"      … and {len(document) - _SHOWN} more")


def _ask(found: Plan) -> None:
    """Ask before another text takes the place of this one. Raises UsageError where nobody can answer."""
    kept = found.path.parent / "old"
    if sys.stdin.isatty() and sys.stdout.isatty():
        if typer.confirm(f"{found.path} holds another text. Replace it? The old one is kept in {kept}/"):
            return
        raise UsageError("nothing changed", place=str(found.path))
    raise UsageError(
        "holds another text", place=str(found.path), cure=f"give --replace; the old one is then kept in {kept}/"
    )


def _status(origin: str) -> str:
    from urllib.parse import urlsplit

    host = (urlsplit(origin).hostname or "") if "://" in origin else ""
    return "official" if host.endswith(".go.jp") else ""
