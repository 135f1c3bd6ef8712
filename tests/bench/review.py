"""`python -m tests.bench.review [load|busy|crash|outages|axe|keys|presses|start|pass]`: the page, measured.

load   20 reviewers, 5 changes a second each, 60 seconds: nothing lost, nothing doubled, how long an answer takes
busy   20 reviewers on one pair of 24 beads, the server on one core: changes a second
crash  the server is ended at 200 random moments in four ways: every acknowledged change is there
outages  the server is killed and the tab closed 60 times while decisions are made in Chromium: each is there, once
axe    axe-core on all pages at five widths, in both languages, light and dark; ALIGN_AXE names axe.min.js
keys   a pair of 5,000 beads in Chromium: how long a key press takes until it is painted
presses  500 beads reviewed without a mouse: how many key presses
start  how long `align review` takes until its page answers
pass   errors put into true pairs, and the guided pass in Chromium: how many of them it points at
`load`, `busy` and `crash` run on SQLite, and on a throw-away PostgreSQL where Debian's packages of it are installed.
Everything stays on this machine. What was measured is kept in results/review.json.
"""

from __future__ import annotations

import argparse
import contextlib
import json
from pathlib import Path
from typing import Any

from tests.bench.review_axe import violations
from tests.bench.review_busy import busy
from tests.bench.review_crash import crash
from tests.bench.review_keys import keys, start
from tests.bench.review_load import load
from tests.bench.review_outages import outages
from tests.bench.review_pass import guided_pass
from tests.bench.review_presses import presses
from tests.conftest import program
from tests.history.cluster import cluster

RESULTS = Path(__file__).parent / "results" / "review.json"
STEPS = ("load", "busy", "crash", "outages", "axe", "keys", "presses", "start", "pass")


def main() -> None:
    """Measure what is asked for, print it and keep it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("step", nargs="*", choices=[[], *STEPS])
    parser.add_argument("--on", choices=["sqlite", "postgres"], nargs="*", help="databases; default: what is installed")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long `load` runs")
    parser.add_argument("--kills", type=int, default=200, help="how often `crash` kills")
    parser.add_argument("--texts", type=Path, help="for `pass`: a folder of NAME.ja, NAME.en, NAME.gold")
    parser.add_argument("--seed", type=int, nargs="*", default=[1, 2, 3], help="of the errors that `pass` puts in")
    parser.add_argument("--skip", type=int, default=0, help="documents of the folder that `pass` leaves out")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    databases = options.on or ["sqlite", *(["postgres"] if program("postgres") else [])]
    steps = options.step or STEPS
    found: dict[str, Any] = {}
    with contextlib.ExitStack() as stack:
        urls = {name: stack.enter_context(cluster(sync=True)) if name == "postgres" else "" for name in databases}
        for name, server in urls.items():
            if "load" in steps:
                found[f"load, {name}"] = {"seconds": options.seconds, **load(server, seconds=options.seconds)}
            if "busy" in steps:
                found[f"busy, {name}"] = busy(server)
            if "crash" in steps:
                found[f"crash, {name}"] = crash(server, options.kills)
    single = {"outages": outages, "axe": violations, "keys": keys, "presses": presses, "start": start}
    found |= {step: measured() for step, measured in single.items() if step in steps}
    if "pass" in steps:
        name = options.texts.name if options.texts else "own"
        for seed in options.seed:
            row = f"pass, {name} from {options.skip}, seed {seed}"
            found[row] = guided_pass(options.texts, seed=seed, skip=options.skip)
    print(json.dumps(found, indent=1, ensure_ascii=False))
    known = json.loads(options.results.read_text()) if options.results.exists() else {}
    options.results.write_text(json.dumps({**known, **found}, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
