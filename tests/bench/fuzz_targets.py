"""What is fuzzed: readers of documents, of tables and exchange files, of our own files; API objects; requests."""

from __future__ import annotations

import io
import json
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from align import native
from align.check.config import load_config
from align.corpus.job import TableSpec
from align.corpus.tables import records
from align.errors import AlignError
from align.evaluate.ladder_files import read_ladder
from align.exchange import Export, ExportOptions, export, format_named
from align.exchange.bilingual import read_bilingual
from align.exchange.merge import read as read_reviewed
from align.facts.glossary import load_glossary
from align.model import Alignment, Bead, Document, Finding, Segment, SupportLink, SupportMap, Verdict, WordLink
from align.read import READERS, read_content
from align.segment import document_of
from tests.history.talks import build
from tests.read.mutants import mutant, mutants, sound_parts

Attempt = Callable[[], object]


@dataclass(frozen=True)
class Target:
    """One kind of input."""

    name: str
    weight: int
    """Its share of all inputs."""
    attempts: Callable[[int, int], Iterator[Attempt]]
    """(seed, count) -> so many attempts."""
    refusals: tuple[type[Exception], ...] = (AlignError,)
    """How an input may be refused."""


def _documents(format: str, seed: int, count: int) -> Iterator[Attempt]:
    def attempt(content: bytes) -> None:
        document_of(read_content(content, "x", format=format), "ja", id="x", place="x")

    return (partial(attempt, content) for content in mutants(format, count, seed))


def _files(
    whole: Callable[[Path], None], suffix: str, read: Callable[[Path], object], seed: int, count: int
) -> Iterator[Attempt]:
    """Attempts to read a file that `whole` writes and that is damaged anew each time."""
    chance = random.Random(f"{suffix} {seed}")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"x{suffix}"
        whole(path)
        content = path.read_bytes()
        parts = sound_parts(content) if content.startswith(b"PK") else {}
        for number in range(count):
            path.write_bytes(_with_mutant_part(parts, chance) if parts and number % 4 else mutant(content, chance))
            yield partial(read, path)


def _with_mutant_part(parts: dict[str, bytes], chance: random.Random) -> bytes:
    """A ZIP archive, one part of which is damaged."""
    name = chance.choice([*parts, *(name for name in parts if "sheet" in name or "document" in name)])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for other, part in parts.items():
            file.writestr(other, mutant(part, chance) if other == name else part)
    return stream.getvalue()


def _exported(format: str, path: Path) -> None:
    with path.open("wb") as stream:
        export([Export(build())], format, stream, ExportOptions(with_nulls=True))


def _table(path: Path) -> None:
    rows = [("id", "source", "target"), ("1", "両大臣は会談した。", 'They "met".'), ("2", "予算\t案", "Budget")] * 20
    if path.suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = list(zip(*rows[1:], strict=True))
        pq.write_table(pa.table(dict(zip(rows[0], columns, strict=True))), path)
    elif path.suffix == ".jsonl":
        lines = [json.dumps(dict(zip(rows[0], row, strict=True))) for row in rows]
        path.write_text("\n".join(lines), "utf-8")
    else:
        sign = {".csv": ",", ".tsv": "\t"}[path.suffix]
        path.write_text("\n".join(sign.join(row) for row in rows), "utf-8")


def _all_records(path: Path) -> object:
    return list(records(TableSpec(str(path), path.suffix[1:], ("id", "source", "target"), is_path=False)))


def _text_file(text: str, path: Path) -> None:
    path.write_text(text, "utf-8")


_ODD: tuple[Any, ...] = (
    0, 1, -1, 2**70, 0.5, float("nan"), float("inf"), True, None, "", "a", "\0", "\ud800", "か\u3099", "a\u2028b", b"a",
    (), (0,), (0, 0), (1, 0), ((0, 1),), ((0, 9),), [0], {}, {"a": 1}, object(), "x" * 100_000,
)  # fmt: skip


def _makers() -> list[tuple[Callable[..., object], tuple[Any, ...]]]:
    """The nouns with arguments that fit."""
    talks = build()
    support = SupportMap(
        (SupportLink((0, 0), (0, 0), 0.5),), ((0.5,),) * len(talks.source), ((0.5,),) * len(talks.target)
    )
    return [
        (Segment, (0, "両大臣は会談した。", "paragraph", 0, "a.", ((0, 3), (3, 9)), "line 1")),
        (Document, ("x", "ja", talks.source.segments, "title", "", talks.source.origin)),
        (Bead, ((0, 1), (2,), 0.5, talks.beads[0].evidence, False, True)),
        (Alignment, (talks.source, talks.target, talks.beads, "a", "2026", None, None)),
        (Finding, ("key", "number", "hint", "message", ((0, 1),), ((2, 3),))),
        (Verdict, ("key", "accept", "Aiko", "2026", "", "text", None)),
        (SupportLink, ((0, 0), (0, 0), 0.5)),
        (SupportMap, (support.links, support.unused, support.unsupported)),
        (WordLink, (((0, 1),), ((2, 3),), 0.5)),
    ]


def _objects(seed: int, count: int) -> Iterator[Attempt]:
    """API objects with arguments that fit, nearly fit, or are nothing of the kind."""
    chance = random.Random(f"objects {seed}")
    makers = _makers()
    odd = (*_ODD, *(argument for _, arguments in makers for argument in arguments))
    for _ in range(count):
        make, fitting = chance.choice(makers)
        arguments = list(fitting)
        for _ in range(chance.randrange(3)):
            arguments[chance.randrange(len(arguments))] = chance.choice(odd)

        def attempt(make: Callable[..., object] = make, arguments: list[Any] = arguments) -> None:
            made = make(*arguments)
            if isinstance(made, Alignment):  # what is made can be kept and read back
                native.loads(native.dumps(made))

        yield attempt


def _requests(seed: int, count: int) -> Iterator[Attempt]:
    """Requests to the review page; an answer of 500 and more is a fault, and the page must work afterwards."""
    from tests.bench.fuzz_requests import requests

    return requests(seed, count)


def _of_files(
    name: str, weight: int, whole: Callable[[Path], None], suffix: str, read: Callable[..., object]
) -> Target:
    return Target(name, weight, partial(_files, whole, suffix, read))


_SLOW = frozenset(name for name, module in READERS.items() if module in ("align.read.pandoc", "align.read.pdf"))
_GLOSSARY = "防衛省\tMinistry of Defense\n会談\ttalks|meeting\n"
_GOLD = "[0]:[0]\n[1, 2]:[1]\n[]:[2]\n"
_CONFIG = '[checks]\nnumber = "error"\n[glossary]\nfile = "terms.tsv"\n'
_ALL = (
    *(Target(name, 1 if name in _SLOW else 35, partial(_documents, name)) for name in READERS),
    *(
        _of_files(
            f"{format} table",
            3 if format == "xlsx" else 30,
            partial(_exported, format),
            format_named(format).suffix,
            read_bilingual,
        )
        for format in ("csv", "tsv", "xlsx", "tmx", "xliff")
    ),
    *(
        _of_files(
            f"{format} back",
            3 if format == "xlsx" else 20,
            partial(_exported, format),
            format_named(format).suffix,
            read_reviewed,
        )
        for format in ("xlsx", "docx", "xliff")
    ),
    *(_of_files(f"corpus {kind}", 20, _table, f".{kind}", _all_records) for kind in ("csv", "tsv", "jsonl", "parquet")),
    _of_files("align.json", 90, lambda path: native.save(build(), path), ".align.json", native.load),
    _of_files("glossary", 20, partial(_text_file, _GLOSSARY), ".tsv", load_glossary),
    _of_files("align.toml", 20, partial(_text_file, _CONFIG), ".toml", load_config),
    _of_files("ladder", 20, partial(_text_file, _GOLD), ".gold", read_ladder),
    Target("objects", 225, _objects, (AlignError, ValueError, TypeError)),
    Target("requests", 225, _requests),
)
TARGETS = {target.name: target for target in _ALL}
