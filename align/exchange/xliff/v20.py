"""XLIFF 2.0, for tools that refuse 2.1.

https://docs.oasis-open.org/xliff/xliff-core/v2.0/
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from align.exchange.rows import Export, ExportOptions
from align.exchange.xliff.v21 import write_version


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write all pairs with at least one selected bead.

    Raises UsageError if no pair has one, and for pairs of different languages.
    """
    write_version("2.0", exports, stream, options)
