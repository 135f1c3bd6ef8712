"""Measurement: `python -m tests.bench` rebuilds the sets, runs ours and the peers, and writes results/."""
