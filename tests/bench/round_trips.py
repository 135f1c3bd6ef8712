"""Round trips of reviewers' files in the number that is asked for: `python -m tests.bench.round_trips [RUNS]`.

It runs the property tests of `tests/exchange/merge` with 2,000 files, or RUNS, of each format: edited by other
libraries, rows in any order, some deleted, columns and metadata lost. No edit may be lost, none made up.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from tests.bench.worker import ROOT

TESTS = ("tests/exchange/merge/test_mangled.py", "tests/exchange/merge/test_properties.py")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.round_trips", description=__doc__)
    parser.add_argument("runs", nargs="?", type=int, default=2_000)
    runs = parser.parse_args().runs
    command = [sys.executable, "-m", "pytest", "-q", "--timeout=0", *TESTS]
    sys.exit(subprocess.run(command, cwd=ROOT, env=os.environ | {"ALIGN_ROUND_TRIPS": str(runs)}).returncode)


if __name__ == "__main__":
    main()
