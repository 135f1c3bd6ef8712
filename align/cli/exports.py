"""One way to write an alignment's files: `align run --to` and `align export` both come through here."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.inputs import database_of, load, settings, store_to_read
from align.cli.overwriting import check_merged
from align.errors import UsageError
from align.exchange import FORMATS, Export, ExportCounts, ExportOptions, format_named
from align.exchange.formats import check_library, format_of_name
from align.exchange.originals import original_of
from align.model import Alignment, Finding, Verdict
from align.native import SUFFIX

if TYPE_CHECKING:
    from align.exchange.sentence_rows import Refine

_NATIVE = ("", "native", "align.json")
"""Names in --to of the file that `align run` writes in any case."""
_NAMED = 10
"""Beads that a message names."""
_WITHOUT_FINDINGS = frozenset(("ladder", "support"))


@dataclass(frozen=True)
class Across:
    """The pairs of one command, which the checks compare with each other. They are read when `found` is asked."""

    paths: tuple[Path, ...]
    database: str = ""

    @cached_property
    def found(self) -> Mapping[Path, Sequence[Finding]]:
        """The findings by file. Raises InputError, FormatError, StoreError."""
        from align.check import check_across

        pairs = [replace(_edited(load(path), database_of(path, self.database)), support=None) for path in self.paths]
        return dict(zip(self.paths, check_across(pairs, settings()), strict=True))


@dataclass(frozen=True)
class ExportRequest:
    """What goes into the files of one command."""

    options: ExportOptions = field(default_factory=ExportOptions)
    findings: bool = True
    database: str = ""
    """A URL. Empty for the review database beside each alignment."""
    force: bool = False
    """Write over a reviewer's edits that are not merged."""
    codes: tuple[str, str] = ("", "")
    """Language codes to write in place of those of the texts."""
    format: str = ""
    """The format of the file: a bilingual file that is written in its own keeps what it holds."""
    across: Across | None = None
    """The findings that come from comparing the pairs of the command; None compares each pair with itself only."""


def formats_of(names: str, out: str = "") -> tuple[str, ...]:
    """Return the formats that --to names ("html, TMX"), each once; without --to the one of the suffix of `out`.

    Raises UsageError for an unknown name; AlignError for a format whose library is not installed.
    """
    found = tuple(dict.fromkeys(name for part in names.split(",") if (name := part.strip().lower()) not in _NATIVE))
    if not names.strip() and (name := format_of_name(out)):
        found = (name,)
    for name in found:
        check_library(name)
    return found


def check_target(target: Path, paths: Sequence[Path], format: str, request: ExportRequest, *, named: bool) -> None:
    """Raise UsageError if writing `target` would replace an input, an alignment or edits that are not merged.

    `named`: the user gave its name, so another file of that name may be replaced.
    """
    if any(path.exists() and target.exists() and path.samefile(target) for path in paths):
        raise UsageError("it would be written over itself", place=str(target), cure="give another name with -o")
    if target.name.endswith(SUFFIX):
        raise UsageError("such a name is kept for alignments", place=str(target), cure="give another name with -o")
    if FORMATS[format].returns and not request.force and target.is_file():
        check_merged(target, paths, request.database, named=named)


def beside(path: Path, folder: Path | None, format: str) -> Path:
    """Return NAME.SUFFIX in `folder`, or beside the file at `path`."""
    name = path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else path.stem
    return (folder or path.parent) / f"{name}{format_named(format).suffix}"


def exports_of(pairs: Iterable[tuple[Path, Alignment]], request: ExportRequest) -> Iterator[Export]:
    """Yield the pairs with verdicts and findings, one after the other, so that one at a time is in memory."""
    refine = _refiner() if request.options.level == "sentence" else None
    for path, alignment in pairs:
        one = _with_verdicts(path, alignment, request)
        one = replace(one, original=original_of(alignment, request.format))
        if refine is not None:
            from align.exchange.sentence_rows import by_sentence
            from align.text.sentences import sentence_spans

            one = by_sentence(one, request.options, refine, sentence_spans)
        yield _with_codes(one, request.codes)


def wants_findings(format: str) -> bool:
    """Return whether a format shows findings."""
    return format not in _WITHOUT_FINDINGS


def report(counts: ExportCounts, place: str) -> None:
    """Say on stderr what a file holds."""
    pairs = "1 pair" if counts.pairs == 1 else f"{counts.pairs} pairs"
    beads = "1 bead" if counts.beads == 1 else f"{counts.beads} beads"
    rest = f" ({counts.kept_out} kept out)" if counts.kept_out else ""
    print(f"{place}: {beads}{rest} of {pairs}", file=sys.stderr)
    if counts.disputed:
        told = "reviewers correct the same text differently, so none of their texts is taken"
        print(f"{place}: {told}: {_some(counts.disputed)}", file=sys.stderr)
    if counts.undecided:
        told = "corrected, but nobody decided, so --reviewed leaves them out"
        print(f"{place}: {told}: {_some(counts.undecided)}", file=sys.stderr)
    if counts.replaced:
        print(f"{place}: {counts.replaced} characters that XML or UTF-8 forbids are shown as ␛ or �", file=sys.stderr)


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _with_verdicts(path: Path, alignment: Alignment, request: ExportRequest) -> Export:
    database = database_of(path, request.database)
    verdicts: dict[str, tuple[Verdict, ...]] = {}
    dismissed: frozenset[tuple[str, str, str]] = frozenset()
    if database:
        from align.history.pair_state import PairState
        from align.history.spoken import spoken

        with store_to_read(database) as store:
            state = PairState.open(store, alignment)
            alignment, verdicts, dismissed = state.alignment(), spoken(state), store.dismissed(alignment.id)
    found: dict[str, list[Finding]] = {}
    if request.findings:
        for finding in _checked(path, alignment, request.across):
            found.setdefault(finding.bead, []).append(finding)
    kept = {
        key: tuple(one for one in several if (key, one.check, one.message) not in dismissed)
        for key, several in found.items()
    }
    return Export(alignment, verdicts, kept)


def _edited(alignment: Alignment, database: str) -> Alignment:
    """Return the alignment with the reviewers' edits; as it is without a database."""
    if not database:
        return alignment
    from align.history.pair_state import reviewed_alignment

    with store_to_read(database) as store:
        return reviewed_alignment(store, alignment)


def _checked(path: Path, alignment: Alignment, across: Across | None) -> Sequence[Finding]:
    from align.check import check_alignments

    known = None if across is None or path not in across.paths else [across.found[path]]
    return check_alignments([alignment], settings(), across=known)[0]


def _with_codes(one: Export, codes: tuple[str, str]) -> Export:
    """Return the pair with other language codes; an empty one leaves the code as it is."""
    pair = one.alignment
    source, target = (
        replace(side, lang=code or side.lang) for side, code in zip((pair.source, pair.target), codes, strict=True)
    )
    return replace(one, alignment=replace(pair, source=source, target=target)) if any(codes) else one


def _refiner() -> Refine:
    from align.pipeline import load_aligner

    return load_aligner().refine
