"""Text -> typed facts: what a sentence asserts, in either language."""
