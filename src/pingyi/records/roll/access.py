"""The only way to a unit's frame."""

from pingyi.records.roll.models import Frame


def frames_in_force(campaign_id: str) -> dict[str, Frame]:
    """The newest frame of every unit."""
    return {frame.unit: frame for frame in Frame.objects.filter(campaign_id=campaign_id).order_by("pk")}
