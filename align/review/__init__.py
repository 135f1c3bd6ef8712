"""A person's verdicts: the store and the local web page."""
