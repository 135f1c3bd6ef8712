"""Blocks -> Document: paragraphs, markers, sentences."""
