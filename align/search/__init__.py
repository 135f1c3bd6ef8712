"""Bead scores -> ladder."""
