"""An alignment with all that Python users do with it: tables, files, checks, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from align import native
from align.errors import UsageError
from align.library import frames
from align.library.display import as_html
from align.model import Alignment, Bead, Finding

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from align.check import CheckConfig

FrameOf = Literal["beads", "segments", "sentences", "links", "support"]


class AlignedPair(Alignment):
    """The beads of one pair, in reading order: `len`, iteration and an index give beads."""

    @classmethod
    def of(cls, alignment: Alignment) -> AlignedPair:
        """Return an alignment of this class with the same content."""
        if isinstance(alignment, cls):
            return alignment
        return cls(
            alignment.source,
            alignment.target,
            alignment.beads,
            alignment.signature,
            alignment.created,
            alignment.support,
            alignment.word_links,
        )

    @classmethod
    def load(cls, path: str | Path) -> AlignedPair:
        """Read NAME.align.json. Raises InputError, FormatError."""
        return cls.of(native.load(Path(path)))

    def __len__(self) -> int:
        return len(self.beads)

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    def __getitem__(self, place: int) -> Bead:
        return self.beads[place]

    def to_frame(self, of: FrameOf = "beads") -> pandas.DataFrame:
        """Return a table with one row a bead, segment, sentence, word link ("links") or support link ("support").

        Raises AlignError where the links were never made, ValueError for another name.
        """
        if of == "segments":
            return frames.segments(self)
        if of == "sentences":
            return frames.sentences(self)
        if of == "links":
            return frames.links(self)
        if of not in ("beads", "support"):
            raise ValueError(f"a frame holds beads, segments, sentences, links or support, not {of!r}")
        return super().to_frame(of)

    def save(self, path: str | Path) -> Path:
        """Write NAME.align.json: to this file, or into this folder.

        Returns the file. Raises WriteError.
        """
        place = Path(path)
        if place.is_file() and not place.name.endswith(native.SUFFIX):
            raise UsageError(f"{place} is a file", cure=f"give a folder, or a name that ends in {native.SUFFIX}")
        if place.is_dir() or not place.suffix:
            place = place / f"{self.id}{native.SUFFIX}"
        elif not place.name.endswith(native.SUFFIX):
            cure = f"call it NAME{native.SUFFIX}, or use export"
            raise UsageError("an alignment is kept under another name", place=str(place), cure=cure)
        native.save(self, place)
        return place

    def export(self, path: str | Path, format: str = "", *, findings: bool = True) -> Path:
        """Write a file of another format, which its suffix or `format` names; with what the checks find.

        Returns the file. Raises UsageError for an unknown format, AlignError for one whose library
        is missing.
        """
        from align.exchange import Export, export
        from align.exchange.formats import check_library, format_of_name

        place = Path(path)
        name = format or format_of_name(place.name)
        if not name:
            cure = "name it: export(path, format), or give a known suffix, such as .html or .xlsx"
            raise UsageError("which format?", place=str(place), cure=cure)
        if place.name.endswith(native.SUFFIX):
            raise UsageError(
                "such a name is kept for alignments", place=str(place), cure="give another name, or use save"
            )
        check_library(name)
        found: dict[str, list[Finding]] = {}
        for finding in self.check() if findings else ():
            found.setdefault(finding.bead, []).append(finding)
        export([Export(self, {}, {key: tuple(some) for key, some in found.items()})], name, place)
        return place

    def check(self, config: CheckConfig | None = None) -> tuple[Finding, ...]:
        """Return what the checks find, by bead; `Finding.bead` is the bead's key.

        Raises AlignError.
        """
        from align.check import check_alignment

        return check_alignment(self, config)

    def plot(self, of: Literal["overview", "similarity"] = "overview", ax: Axes | None = None) -> Axes:
        """Draw the pair: both texts joined by ribbons, or the similarity of all segments with the beads on it.

        Returns the axes. The similarity loads the default encoder. Raises AlignError without
        matplotlib.
        """
        from align.library.plotting import draw

        return draw(self, of, ax)

    def _repr_html_(self) -> str:
        return as_html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401 - the protocol of IPython
        printer.text(repr(self))


def load(path: str | Path) -> AlignedPair:
    """Read NAME.align.json. Raises InputError, FormatError."""
    return AlignedPair.load(path)
