"""Bytes -> blocks: one reader a format, behind one table."""
