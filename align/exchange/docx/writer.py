"""Writes the document.

Its parts are streamed as XML into the archive; equal input gives equal bytes.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from align.exchange.docx.parts import COMMENTS_HEAD, DOCUMENT_HEAD, DOCUMENT_TAIL, FIXED, core
from align.exchange.docx.table import CommentWriter, pair_blocks
from align.exchange.rows import Export, ExportOptions


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write one document of all pairs."""
    created = ""
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        tempfile.SpooledTemporaryFile(max_size=1 << 22) as comments,
    ):
        for name, text in FIXED.items():
            with _member(archive, name) as member:
                member.write(text.encode())
        writer = CommentWriter(comments)
        with _member(archive, "word/document.xml") as document:
            document.write(DOCUMENT_HEAD.encode())
            for export in exports:
                created = created or export.alignment.created
                for block in pair_blocks(export, options, writer):
                    document.write(block.encode())
            document.write(DOCUMENT_TAIL.encode())
        with _member(archive, "word/comments.xml") as member:
            member.write(COMMENTS_HEAD.encode())
            comments.seek(0)
            shutil.copyfileobj(comments, member)
            member.write(b"</w:comments>")
        with _member(archive, "docProps/core.xml") as member:
            member.write(core(created).encode())


@contextmanager
def _member(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """Open a part of the archive with a fixed time, so that equal input gives equal bytes.

    Without ZIP64, which many readers of DOCX do not know; so a part holds at most 2 GiB.
    """
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w") as member:
        yield member
