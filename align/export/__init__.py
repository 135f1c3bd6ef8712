"""Alignment -> files: one format a file, behind one table."""
