"""`python -m tests.bench.fuzz [COUNT] [FORMAT…]`: every reader on COUNT damaged inputs (10,000).

Ends with exit code 1 if an input gave another exception than InputError, took more than 20 seconds of CPU, or made the
process grow by more than 500 MB.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter

from align.errors import InputError
from align.read import READERS, read_content
from align.segment import document_of
from tests.read.mutants import mutants

_SECONDS = 20.0
_MEGABYTES = 500


def fuzz(format: str, count: int) -> tuple[Counter[str], list[str]]:
    """What became of so many inputs: counts, and the faults."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    start = _resident()
    for number, content in enumerate(mutants(format, count)):
        before = time.process_time()
        try:
            document_of(read_content(content, "x", format=format), "ja", id="x", place="x")
            counts["read"] += 1
        except InputError:
            counts["refused"] += 1
        except Exception as error:
            counts["fault"] += 1
            faults.append(f"{format} {number}: {type(error).__name__}: {error}")
        spent = time.process_time() - before
        counts["slowest ms"] = max(counts["slowest ms"], round(1000 * spent))
        if spent > _SECONDS:
            faults.append(f"{format} {number}: {spent:.0f} s")
    counts["MB more"] = _resident() - start
    if counts["MB more"] > _MEGABYTES:
        faults.append(f"{format}: grew by {counts['MB more']} MB")
    return counts, faults


def _resident() -> int:
    """The most memory that the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: list[str]) -> int:
    """Fuzz the readers named, all by default."""
    count = int(arguments[0]) if arguments else 10_000
    wrong = []
    print(f"{'reader':<10} {'inputs':>7} {'read':>7} {'refused':>7} {'faults':>6} {'slowest ms':>10} {'MB more':>7}")
    for format in arguments[1:] or READERS:
        counts, faults = fuzz(format, count)
        wrong += faults
        row = [counts[name] for name in ("read", "refused", "fault", "slowest ms", "MB more")]
        print("{:<10} {:>7} {:>7} {:>7} {:>6} {:>10} {:>7}".format(format, count, *row), flush=True)
    for line in wrong[:40]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
