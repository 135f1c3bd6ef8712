"""Read what target sentences rest on: from native files, or from files with one line a target sentence.

A line is `p.s <- a.b, c.d`: segment and number of the target sentence, then those of the source
sentences, all from 0. Nothing stands behind the arrow where the sentence rests on nothing. Empty
lines and lines that begin with "#" are skipped. Every target sentence must be listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from align import native
from align.errors import FormatError
from align.evaluate.ladder_files import find_files
from align.files import text_of
from align.model import Place

SUPPORT_SUFFIX = ".support"
GOLD_IN_FOLDER = "gold.support"

_PLACE = re.compile(r"\s*(\d{1,7})\.(\d{1,7})\s*")
_CURE = "write TARGET <- SOURCE, SOURCE with places SEGMENT.SENTENCE from 0, such as 3.1 <- 9.2, 10.0"


@dataclass(frozen=True)
class Support:
    """What each target sentence of one document pair rests on."""

    sources: Mapping[Place, Mapping[Place, float]]
    """Target sentence -> source sentence -> probability; 1 where the file has none."""
    place: str = ""
    graded: bool = False
    """True if the probabilities come from `align`."""
    segments: tuple[int, int] | None = None
    """Source and target segments; None where the file does not say."""
    signature: str = ""


def find_supports(gold: Path, hypothesis: Path) -> tuple[list[tuple[Path, Path]], list[str], list[str]]:
    """Return (pairs of files, gold names without hypothesis, hypothesis names without gold).

    Both arguments are files, or both are folders. A folder of gold holds NAME.support or
    NAME/gold.support, a folder of hypotheses NAME.align.json or NAME.support. No gold is no error.
    """
    return find_files(gold, hypothesis, (SUPPORT_SUFFIX,), (native.SUFFIX, SUPPORT_SUFFIX), GOLD_IN_FOLDER)


def read_support(path: Path) -> Support:
    """Read a support file or a native file with a support map. Raises InputError, FormatError."""
    if path.name.endswith(native.SUFFIX):
        return _of_native(path)
    return parse_support(text_of(path, "no support file: not UTF-8 text", _CURE), str(path))


def parse_support(text: str, place: str = "support") -> Support:
    r"""Read the text of a support file. Raises FormatError with `place` and the line's number.

    >>> parse_support("0.0 <- 2.0, 4.1\n1.0 <-\n").sources
    {(0, 0): {(2, 0): 1.0, (4, 1): 1.0}, (1, 0): {}}
    """
    sources: dict[Place, dict[Place, float]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        here = f"{place}:{number}"
        target, arrow, rest = line.partition("<-")
        if not arrow:
            raise FormatError(f"no arrow: {line.strip()[:40]!r}", place=here, cure=_CURE)
        key = _place(target, here)
        if key in sources:
            raise FormatError(
                f"target sentence {key[0]}.{key[1]} stands here twice", place=here, cure="join both lines"
            )
        sources[key] = {_place(one, here): 1.0 for one in rest.split(",")} if rest.strip() else {}
    if not sources:
        raise FormatError("names no target sentence", place=place, cure=_CURE)
    return Support(sources, place)


def _place(text: str, here: str) -> Place:
    match = _PLACE.fullmatch(text)
    if not match:
        raise FormatError(f"not a sentence: {text.strip()[:40]!r}", place=here, cure=_CURE)
    return int(match[1]), int(match[2])


def _of_native(path: Path) -> Support:
    alignment = native.load(path)
    if alignment.support is None:
        raise FormatError("holds no support map", place=str(path), cure="align the pair again: align run")
    sources: dict[Place, dict[Place, float]] = {
        (segment.index, number): {} for segment in alignment.target.segments for number in range(len(segment.sentences))
    }
    for link in alignment.support.links:
        sources[link.target][link.source] = link.probability
    size = len(alignment.source), len(alignment.target)
    return Support(sources, str(path), graded=True, segments=size, signature=alignment.signature)
