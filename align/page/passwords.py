"""Passwords as they are kept: scrypt with a salt, so that nobody who reads the file knows them."""

from __future__ import annotations

import hashlib
import hmac
import secrets

SHORTEST, LONGEST = 8, 200
"""Characters of a password that a person chooses."""
_COST = {"n": 1 << 14, "r": 8, "p": 1}
"""About 50 ms and 16 MB for each password that is looked at."""


def kept_form(password: str) -> str:
    """Return "salt$digest" in hexadecimal digits."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_digest(password, salt).hex()}"


def is_right(password: str, kept: str) -> bool:
    """Whether this is the password that was kept."""
    salt, _, digest = kept.partition("$")
    return hmac.compare_digest(_digest(password, bytes.fromhex(salt)).hex(), digest)


def _digest(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass")[: 4 * LONGEST], salt=salt, **_COST)
