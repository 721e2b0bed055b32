"""The digest under which an opinion is found: argon2id of its receipt code, the same for the same code.

A code has 86 random bits, so one salt for a whole campaign gives no table that would help; it must be one, because
nothing but the code says which row it belongs to.
"""

import hashlib

from argon2.low_level import Type, hash_secret_raw

TIME, MEMORY_KIB, LANES = 2, 19_456, 1
"""The least that OWASP asks of argon2id; about 25 ms a code."""


def lookup_of(code: str, campaign_id: str) -> bytes:
    """What stands in the row of the opinion with this code."""
    salt = hashlib.sha256(f"pingyi receipt code|{campaign_id}".encode()).digest()[:16]
    return hash_secret_raw(code.encode(), salt, TIME, MEMORY_KIB, LANES, 32, Type.ID)
