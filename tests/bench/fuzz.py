"""`python -m tests.bench.fuzz [COUNT] [TARGET…]`: readers, API objects and requests on COUNT damaged inputs in all.

Each chunk of inputs runs in a process of its own (`--chunk TARGET SEED COUNT`, which prints JSON). Ends with exit
code 1 if an input gave an exception of another kind than it should, took more than 20 seconds of CPU, made a process
grow beyond 1 GB, or ended or held up its process. The counts are kept in results/fuzz.json.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.bench.fuzz_targets import TARGETS, Target

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).parent / "results" / "fuzz.json"
_SECONDS = 20.0
_MEGABYTES = 1000
_CHUNK = 500
_CHUNK_SECONDS = 1800.0
COUNTED = ("inputs", "taken", "refused", "fault", "slowest ms", "MB")


def run_chunk(target: Target, seed: int, count: int) -> tuple[Counter[str], list[str]]:
    """What became of so many inputs: counts, and the faults."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for number, attempt in enumerate(target.attempts(seed, count)):
        before = time.process_time()
        counts["inputs"] += 1
        try:
            attempt()
            counts["taken"] += 1
        except target.refusals:
            counts["refused"] += 1
        except Exception as error:
            counts["fault"] += 1
            faults.append(f"{target.name} {seed} {number}: {type(error).__name__}: {error}"[:300])
        spent = time.process_time() - before
        counts["slowest ms"] = max(counts["slowest ms"], round(1000 * spent))
        if spent > _SECONDS:
            faults.append(f"{target.name} {seed} {number}: {spent:.0f} s")
    usage = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    counts["MB"] = max(usage)
    if counts["MB"] > _MEGABYTES:
        faults.append(f"{target.name} {seed}: {counts['MB']} MB")
    return counts, faults


def fuzz(target: Target, count: int) -> tuple[Counter[str], list[str]]:
    """The sums over all chunks of a target, each in a process of its own."""
    total: Counter[str] = Counter()
    faults: list[str] = []
    for seed, start in enumerate(range(0, count, _CHUNK)):
        size = min(_CHUNK, count - start)
        command = [sys.executable, "-m", "tests.bench.fuzz", "--chunk", target.name, str(seed), str(size)]
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=_CHUNK_SECONDS)
        except subprocess.TimeoutExpired:
            faults.append(f"{target.name} {seed}: hangs")
            continue
        if done.returncode != 0:
            faults.append(f"{target.name} {seed}: ended with {done.returncode}: {done.stderr[-300:]}")
            continue
        said = json.loads(done.stdout.splitlines()[-1])
        faults += said["faults"]
        for name, value in said["counts"].items():
            largest = name in ("slowest ms", "MB")
            total[name] = max(total[name], value) if largest else total[name] + value
    return total, faults


def main(arguments: list[str]) -> int:
    """Fuzz the targets named, all by default."""
    if arguments[:1] == ["--chunk"]:
        counts, faults = run_chunk(TARGETS[arguments[1]], int(arguments[2]), int(arguments[3]))
        print(json.dumps({"counts": counts, "faults": faults}))
        return 0
    wanted = int(arguments[0]) if arguments else 100_000
    targets = [TARGETS[name] for name in arguments[1:] or TARGETS]
    weight = sum(target.weight for target in targets)
    rows: dict[str, dict[str, int]] = {}
    wrong: list[str] = []
    print(("{:<12}" + " {:>10}" * len(COUNTED)).format("target", *COUNTED))
    for target in targets:
        counts, faults = fuzz(target, -(-wanted * target.weight // weight))
        wrong += faults
        rows[target.name] = {name: counts[name] for name in COUNTED}
        print(("{:<12}" + " {:>10}" * len(COUNTED)).format(target.name, *rows[target.name].values()), flush=True)
    print(f"{sum(row['inputs'] for row in rows.values()):,} inputs, {len(wrong)} faults")
    print("\n".join(wrong[:40]))
    known = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps({**known, **rows}, indent=1) + "\n", "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
