"""A reviewer's file -> verdicts: one format a file, behind one table."""
