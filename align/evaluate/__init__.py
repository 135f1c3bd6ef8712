"""Compare a ladder with its gold: precision, recall and F1 with intervals, and calibration.

`align.evaluate.ladder_files` reads both, `align.evaluate.metrics.evaluate` compares them.
"""
