"""What rows say, as one digest that the database computes: so that what was found about them need not be found again.

Public: fingerprint.
"""

from collections.abc import Sequence

from django.db import connection

_DIGEST = """
SELECT encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex')
FROM ({lines}) AS told (line)
"""


def fingerprint(lines: str, asked: Sequence[str | list[str]]) -> str | None:
    """SHA-256 over the lines of text that a query answers, in any order; None when there are none. One query."""
    with connection.cursor() as cursor:
        found: str | None
        (found,) = cursor.execute(_DIGEST.format(lines=lines), asked).fetchone()
    return found
