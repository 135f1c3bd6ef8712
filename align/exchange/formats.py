"""The table of formats: what each is called, what can be done with it, and which module does it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from align.errors import AlignError, UsageError

if TYPE_CHECKING:
    from align.exchange.grids import BilingualRow, Columns
    from align.exchange.reviewed import Reviewed
    from align.exchange.rows import Export, ExportOptions


@dataclass(frozen=True)
class Format:
    """One row of the table."""

    module: str
    suffix: str
    """Of a written file, with its dot: ".tsv"."""
    media_type: str
    read_suffixes: tuple[str, ...] = ()
    """Of files that are read back as this format, in lower case."""
    writes: bool = True
    """`align export` can write it: the module has `write`."""
    returns: bool = False
    """A reviewer can edit it and `align merge` reads it: the module has `read_reviewed`."""
    bilingual: bool = False
    """It can be read as source and target texts: the module has `read_bilingual`."""
    with_nulls: bool = True
    """Whether null alignments are written where the user does not say; a translation memory
    holds none."""
    markers: str = "written"
    """Which markers the texts have where the user does not say: "written" those that stand in the document's text,
    "all" those of its lists, too, where people read the file."""
    library: tuple[str, str] = ("", "")
    """A package that writing needs, and the extra of this project that installs it."""


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: dict[str, Format] = {
    "tsv": Format(
        "align.exchange.tsv",
        ".tsv",
        "text/tab-separated-values; charset=utf-8",
        (".tsv", ".tab", ".txt"),
        returns=True,
        bilingual=True,
    ),
    "csv": Format("align.exchange.csv", ".csv", "text/csv; charset=utf-8", (".csv",), returns=True, bilingual=True),
    "jsonl": Format("align.exchange.jsonl", ".jsonl", "application/x-ndjson", (".jsonl", ".ndjson"), bilingual=True),
    "ladder": Format("align.exchange.ladder", ".ladder", "text/plain; charset=utf-8"),
    "support": Format("align.exchange.support", ".support", "text/plain; charset=utf-8"),
    "md": Format("align.exchange.md", ".md", "text/markdown; charset=utf-8", markers="all"),
    "parquet": Format(
        "align.exchange.parquet", ".parquet", "application/vnd.apache.parquet", library=("pyarrow", "parquet")
    ),
    "html": Format("align.exchange.html", ".html", "text/html; charset=utf-8", markers="all"),
    "tmx": Format(
        "align.exchange.tmx", ".tmx", "application/x-tmx+xml", (".tmx",), returns=True, bilingual=True, with_nulls=False
    ),
    "xliff": Format(
        "align.exchange.xliff",
        ".xlf",
        "application/xliff+xml",
        (".xlf", ".xliff", ".mxliff", ".mqxliff", ".sdlxliff"),
        returns=True,
        bilingual=True,
    ),
    "xliff20": Format("align.exchange.xliff.v20", ".2.0.xlf", "application/xliff+xml", returns=True, bilingual=True),
    "xliff12": Format("align.exchange.xliff.v12", ".1.2.xlf", "application/x-xliff+xml", returns=True, bilingual=True),
    "xlsx": Format(
        "align.exchange.xlsx",
        ".xlsx",
        f"{_OFFICE}.spreadsheetml.sheet",
        (".xlsx", ".xlsm", ".ods"),
        returns=True,
        bilingual=True,
        markers="all",
        library=("xlsxwriter", "office"),
    ),
    "docx": Format(
        "align.exchange.docx", ".docx", f"{_OFFICE}.wordprocessingml.document", (".docx",), returns=True, markers="all"
    ),
    "tei": Format("align.exchange.tei", ".tei.xml", "application/tei+xml", with_nulls=False),
}
"""Name -> format. The suffixes of XLIFF 1.2 and 2.1 differ, so that both can be written side by
side; both are read by the module of "xliff", which finds the version in the file."""


_READ_ONLY = {"po": Format("align.exchange.po", ".po", "text/x-gettext-translation", (".po", ".pot"), bilingual=True)}
"""Bilingual formats that are read and never written."""

_OTHER_SUFFIXES = {"xliff": (".xliff",), "html": (".htm",), "tei": (".tei",), "md": (".markdown",)}
"""More suffixes of names that a user gives."""


class Exporter(Protocol):
    """A module that writes a format."""

    def write(self, exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
        """Write the pairs; equal input gives equal bytes."""


class ReviewedReader(Protocol):
    """A module that reads what a reviewer sends back."""

    def read_reviewed(self, content: bytes, place: str) -> Reviewed:
        """Return the reviewer's rows. Raises FormatError; `place` names the file in it."""


class BilingualReader(Protocol):
    """A module that reads source and target texts."""

    def read_bilingual(
        self, content: bytes, place: str, langs: tuple[str, str], columns: Columns
    ) -> Iterable[BilingualRow]:
        """Return id, source and target of each row.

        Raises FormatError, UsageError for unknown columns.
        """


def format_named(name: str) -> Format:
    """Return the format that is exported under a name.

    Raises UsageError for a name that is not in the table.
    """
    if name not in FORMATS or not FORMATS[name].writes:
        cure = f"choose from {', '.join(name for name, format in FORMATS.items() if format.writes)}"
        raise UsageError(f"no format is called {name!r}", cure=cure)
    return FORMATS[name]


def check_library(name: str) -> None:
    """Raise UsageError for an unknown format, AlignError if the package that it needs is not installed."""
    package, extra = format_named(name).library
    if not package:
        return
    try:
        import_module(package)
    except ImportError as error:
        raise AlignError(f"{name.upper()} needs {package}", cure=f"pip install 'taiyaku[{extra}]'") from error


def format_of_name(file: str) -> str:
    """Return the format that is written to a file of this name; empty if no format has its suffix."""
    name = file.lower()
    fitting = [
        (suffix, format)
        for format, about in FORMATS.items()
        if about.writes
        for suffix in (about.suffix, *_OTHER_SUFFIXES.get(format, ()))
        if name.endswith(suffix)
    ]
    return max(fitting, key=lambda one: len(one[0]))[1] if fitting else ""


def exporter(format: Format) -> Exporter:
    """Import the module that writes a format."""
    return cast(Exporter, import_module(format.module))


def reviewed_reader(suffix: str) -> ReviewedReader | None:
    """Import the module that reads a reviewer's file; None where no such format has the suffix."""
    found = _by_suffix(suffix)
    return cast(ReviewedReader, import_module(FORMATS[found].module)) if found and FORMATS[found].returns else None


def bilingual_format(suffix: str) -> str:
    """Return the name of the bilingual format that has a suffix; empty if there is none."""
    found = _by_suffix(suffix)
    return found if found and (FORMATS | _READ_ONLY)[found].bilingual else ""


def bilingual_reader(name: str) -> BilingualReader:
    """Import the module that reads a bilingual format."""
    return cast(BilingualReader, import_module((FORMATS | _READ_ONLY)[name].module))


def _by_suffix(suffix: str) -> str:
    return next((name for name, format in (FORMATS | _READ_ONLY).items() if suffix.lower() in format.read_suffixes), "")
