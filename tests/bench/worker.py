"""One job in a process of its own, so that CPU seconds and peak memory are its own: reads a job, writes its result.

`python -m tests.bench.worker JOB.json RESULT.json`; the job names a function of JOBS and its arguments.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from align.errors import AlignError

JOBS = {
    "ours": "tests.bench.ours:run",
    "overlaps": "tests.bench.peers:encode_overlaps",
    "sentweave": "tests.bench.peers:run_sentweave",
    "bertalign": "tests.bench.peers:run_bertalign",
    "galechurch": "tests.bench.peers:run_galechurch",
    "scale-documents": "tests.bench.scale:make_documents",
    "scale-encode": "tests.bench.scale:encode",
    "scale": "tests.bench.scale:run",
    "shapes": "tests.bench.shapes:run",
    "products": "tests.bench.products:run",
}
ROOT = Path(__file__).resolve().parents[2]
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")}


class Meter:
    """CPU seconds of this process, split by what they were spent on."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stack: list[list[Any]] = []

    def __call__(self, name: str) -> Meter:
        """Name the next block: `with meter("encode"): …`; an inner block's seconds are not its outer block's."""
        self._stack.append([name, 0.0, 0.0])
        return self

    def __enter__(self) -> None:
        self._stack[-1][1] = time.process_time()

    def __exit__(self, *_: object) -> None:
        name, start, inside = self._stack.pop()
        spent = time.process_time() - start
        self.seconds[name] = self.seconds.get(name, 0.0) + spent - inside
        if self._stack:
            self._stack[-1][2] += spent


def peak_kb() -> int:
    """Greatest memory of this process; `ru_maxrss` would count what its parent held when it forked."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(job: str, work: Path, **arguments: Any) -> dict[str, Any]:
    """Run a job in a new process with one thread; return its result with "peak_mb". Raises AlignError."""
    work.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **ONE_THREAD, "NUMBA_CACHE_DIR": str(work.resolve() / "numba")}
    environment.setdefault("ALIGN_CACHE_DIR", str(work.resolve() / "cache"))
    with tempfile.TemporaryDirectory(dir=work) as folder:
        asked, answered = Path(folder) / "job.json", Path(folder) / "result.json"
        asked.write_text(json.dumps({"job": job, "arguments": arguments}, default=str), encoding="utf-8")
        command = [sys.executable, "-m", "tests.bench.worker", str(asked.resolve()), str(answered.resolve())]
        done = subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
            raise AlignError(last, place=f"bench job {job}", cure="run the job alone to see more")
        result: dict[str, Any] = json.loads(answered.read_text(encoding="utf-8"))
        return result


def main(asked: str, answered: str) -> None:
    job = json.loads(Path(asked).read_text(encoding="utf-8"))
    module, _, name = JOBS[job["job"]].partition(":")
    result = getattr(import_module(module), name)(**job["arguments"])
    result["peak_mb"] = round(peak_kb() / 1024, 1)
    Path(answered).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
