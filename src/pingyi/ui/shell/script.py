"""The digest of a script we serve, so that letters and public pages can name what must run in the booth."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from pingyi.rules.encoding import sha256_hex


@cache
def digest_of(name: str) -> str:
    """Lower-case hex SHA-256 of a static file; it changes only with a new release, so it is read once."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return sha256_hex(Path(found).read_bytes())
