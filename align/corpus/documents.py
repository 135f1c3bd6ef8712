"""Read the two documents of a row: texts in memory, local files in place, remote files through a temporary folder."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from align.add.web import FetchLimits, fetch
from align.corpus.job import CorpusJob, PairRow
from align.corpus.storage import filesystem, is_local
from align.errors import AlignError, InputError
from align.model import Document

LIMITS = FetchLimits()
"""For addresses in a table; private networks are not reached."""


class Documents:
    """Reads the documents of a partition's rows; holds the temporary folder that this may need."""

    def __init__(self, job: CorpusJob) -> None:
        self._job = job
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Documents:
        return self

    def __exit__(self, *error: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def read(self, row: PairRow) -> tuple[Document, Document]:
        """Read both sides.

        Raises AlignError for what cannot be read, OSError for what may succeed later.
        """
        job = self._job
        source, target = self._side(row, row.source, job.source_lang), self._side(row, row.target, job.target_lang)
        for document in (source, target):
            if not len(document):
                raise InputError("holds no text", place=f"{row.id} ({document.lang})", cure="give a text")
        return source, target

    def _side(self, row: PairRow, text: str, lang: str) -> Document:
        from align.read import read_content
        from align.segment import by_sentence, document_of, read_document, read_lines

        job, place = self._job, f"{row.id} ({lang})"
        if row.is_address:
            fetched = fetch(text, LIMITS)
            if job.lines:
                return read_lines(fetched.content, fetched.url, lang, id=row.id)[0]
            reading = read_content(fetched.content, fetched.url, declared=fetched.charset)
            document = document_of(reading, lang, id=row.id, place=fetched.url)[0]
            return by_sentence(document) if job.level == "sentence" else document
        if not row.is_path and job.level == "paragraph":
            content = text.encode("utf-8", "replace")
            if job.lines:
                return read_lines(content, place, lang, id=row.id)[0]
            return document_of(read_content(content, place), lang, id=row.id, place=place)[0]
        with self._file(row, text) as path:
            try:
                return read_document(path, lang, id=row.id, lines=job.lines, level=job.level)
            except AlignError as error:
                if not self._is_scratch(path):
                    raise
                place = text if row.is_path else place
                raise InputError(error.trouble, place=place, cure=error.cure) from error

    def _is_scratch(self, path: Path) -> bool:
        return self._folder is not None and path.is_relative_to(self._folder.name)

    @contextlib.contextmanager
    def _file(self, row: PairRow, text: str) -> Iterator[Path]:
        """Return a local file that holds one side: what the row names, fetched if it is elsewhere, or its own text."""
        if row.is_path:
            fs, path = filesystem(text)
            if is_local(fs):
                yield Path(path)
                return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="align-")
        local = Path(self._folder.name) / (path.rsplit("/", 1)[-1] if row.is_path else "text.txt")
        try:
            if row.is_path:
                fs.get_file(path, str(local))
            else:
                local.write_text(text, encoding="utf-8", errors="replace", newline="")
            yield local
        finally:
            local.unlink(missing_ok=True)
