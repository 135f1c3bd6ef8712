"""Ladder x gold -> counts: precision, recall, F1 with intervals, calibration.

`align.evaluate.ladder_files` reads both sides, `align.evaluate.metrics.evaluate` compares them.
"""
