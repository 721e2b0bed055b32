"""Who may change what a result rests on: one at a time."""

from django.db import connection


def hold_results(campaign: str) -> None:
    """Until the transaction ends nobody else approves, releases or disqualifies: what was read still holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"results:{campaign}"])
