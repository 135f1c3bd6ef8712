"""Published pairs in which a careful reader found a real slip of the translator: no lesson of a false finding.

`published_slips.txt` lists the digests of their texts and the check that reports the slip.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path


def digest(japanese: str, english: str) -> str:
    """Return the first ten hexadecimal digits of SHA-256 over both texts."""
    return hashlib.sha256(f"{japanese}\n{english}".encode()).hexdigest()[:10]


@lru_cache(maxsize=1)
def slips() -> frozenset[tuple[str, str]]:
    """Return (digest, check) of every slip."""
    lines = Path(__file__).with_name("published_slips.txt").read_text(encoding="utf-8").splitlines()
    return frozenset((line.split()[0], line.split()[1]) for line in lines if line and not line.startswith("#"))
