"""The documents that the readers are measured on: a list with digests, and where each is fetched from.

None of them lies in the project. A document comes from a Debian package or from a commit of a public repository.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from align.errors import AlignError
from tests.bench.debian import fetch as fetch_packages

LIST = Path(__file__).with_name("reading_documents.tsv")


@dataclass(frozen=True)
class RealDocument:
    """A document of the list."""

    kind: str
    """The format: a key of `align.read.READERS`."""
    origin: str
    """"debian:PACKAGE" or "git:OWNER/NAME@COMMIT"."""
    path: str
    """Below the unpacked package, or in the repository."""
    sha256: str

    @property
    def held_out(self) -> bool:
        """True for the third that nobody looked at before its first run; the digest decides."""
        return int(self.sha256[:2], 16) % 3 == 0

    @property
    def name(self) -> str:
        """A file name of its own, with the suffix that the reader sees."""
        stem = Path(self.path).name.removesuffix(".gz").removesuffix(".txt" if self.kind == "rst" else ".gz")
        return f"{self.sha256[:8]}-{stem}"


def documents() -> list[RealDocument]:
    """The documents of the list."""
    with LIST.open(encoding="utf-8", newline="") as stream:
        return [RealDocument(**row) for row in csv.DictReader(stream, delimiter="\t")]


def fetch(wanted: list[RealDocument], work: Path) -> dict[RealDocument, Path]:
    """Fetch the documents into WORK/documents. Raises AlignError where one is not what the list says."""
    packages = sorted({one.origin.removeprefix("debian:") for one in wanted if one.origin.startswith("debian:")})
    tree = fetch_packages(packages, work / "packages") if packages else work
    sources: dict[str, Callable[[RealDocument], bytes]] = {
        "debian": lambda one: (tree / one.path).read_bytes(),
        "git": lambda one: _from_repository(one, work / "repositories"),
    }
    folder = work / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for one in wanted:
        target = folder / one.name
        if not target.exists():
            content = sources[one.origin.partition(":")[0]](one)
            if hashlib.sha256(content).hexdigest() != one.sha256:
                raise AlignError("has another digest than the list says", place=f"{one.origin} {one.path}")
            target.write_bytes(gzip.decompress(content) if one.path.endswith(".gz") else content)
        found[one] = target
    return found


def _from_repository(one: RealDocument, folder: Path) -> bytes:
    """A file of a repository at its commit; the repository is cloned into FOLDER/OWNER+NAME where it is not there."""
    name, _, commit = one.origin.removeprefix("git:").partition("@")
    clone = folder / name.replace("/", "+")
    if not clone.exists():
        _git("clone", "--quiet", "--bare", "--filter=blob:none", f"https://github.com/{name}", str(clone))
    return _git("-C", str(clone), "show", f"{commit}:{one.path}")


def _git(*arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    if done.returncode:
        raise AlignError(f"git failed: {done.stderr.decode(errors='replace')[:200]}", place=arguments[0])
    return done.stdout
