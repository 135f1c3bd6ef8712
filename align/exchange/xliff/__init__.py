"""XLIFF 2.1 and 1.2.

Both are written, edited in CAT tools and read back; a reader finds the version in the file.

Reading order: annotations.py (what a unit says beside its texts), states.py (verdicts as states),
tool_states.py (states of CAT tools), v21.py and v12.py (the writers), comments.py and units.py (the
reader of both versions), review.py (units as a reviewer's rows), own.py (what a foreign unit says
by itself), original.py (a file that was read and is written again).
"""

from align.exchange.xliff.review import read_reviewed
from align.exchange.xliff.units import read_bilingual, stated_languages
from align.exchange.xliff.v21 import write

__all__ = ["read_bilingual", "read_reviewed", "stated_languages", "write"]
