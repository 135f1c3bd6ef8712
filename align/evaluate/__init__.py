"""Ladder x gold -> counts."""
