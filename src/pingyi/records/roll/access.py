"""The only way to a unit's frame."""

from django.db import connection

from pingyi.records.roll.models import Frame


def frames_in_force(campaign: str) -> dict[str, Frame]:
    """The newest frame of every unit."""
    return {frame.unit: frame for frame in Frame.objects.filter(campaign=campaign).order_by("pk")}


def hold_roll(campaign: str) -> None:
    """Keep everybody else off the roll of this campaign until the transaction ends: no frame slips into a draw."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"roll:{campaign}"])
