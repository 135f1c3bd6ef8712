"""What the corpus tests share: tables of small pairs, an aligner without a model, and ways to look at the output."""

import json
import os
import sys
from pathlib import Path

import pytest

from align.files import DRAFT

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # workers import `sleeping` by name
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH", "")]))

from sleeping import pair, sleeping_job  # noqa: E402

from align.corpus.drive import Consent, run_corpus  # noqa: E402
from align.corpus.engine import Here  # noqa: E402
from align.corpus.partitions import Cut  # noqa: E402
from align.corpus.sources import SourceOptions, open_pairs  # noqa: E402


@pytest.fixture
def table(tmp_path):
    """Writes a JSONL table of pairs; `changes` replaces fields of some."""

    def write(count, changes=None, name="pairs.jsonl"):
        rows = [{**pair(number), **(changes or {}).get(number, {})} for number in range(count)]
        path = tmp_path / name
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def job(tmp_path):
    return sleeping_job(tmp_path / "out")


@pytest.fixture
def run():
    """Runs a corpus with partitions of a few pairs, in this process unless an engine is given."""

    def call(path, job, engine=None, pairs=5, content="text", **consent):
        source = open_pairs(str(path), SourceOptions(content=content))
        return run_corpus(source, job, engine or Here(), Cut(pairs=pairs), Consent(**consent))

    return call


@pytest.fixture
def content():
    """The files of an output folder that must not depend on how they were made: name -> bytes."""

    def read(out):
        out = Path(out)
        paths = [*out.glob("beads/*"), *out.glob("pairs/*"), out / "failures.parquet"]
        # A worker that is killed while it writes leaves a draft; the next run removes it.
        whole = [path for path in sorted(paths) if not path.name.startswith(DRAFT)]
        return {str(path.relative_to(out)): path.read_bytes() for path in whole}

    return read


@pytest.fixture
def frame():
    def read(out, name="beads"):
        import pandas

        return pandas.read_parquet(Path(out) / name)

    return read
