"""Bead -> findings: one check a file, behind one table."""
