"""What frames and their members rest on."""

from django.db.models import Count
from django.utils.translation import gettext_noop as _

from pingyi.records.campaign.holding import Entry, Holding
from pingyi.records.roll.models import Frame, FrameMember


def _held(campaign_id: str) -> dict[Entry, int]:
    """Units with a frame, strata with members: two queries."""
    sizes = Frame.objects.filter(campaign_id=campaign_id).values_list("unit", "size")
    members = FrameMember.objects.filter(frame__campaign_id=campaign_id).values_list("stratum").annotate(n=Count("pk"))
    return {("units", unit.lower()): size for unit, size in sizes} | {("strata", own.lower()): n for own, n in members}


FRAMES = Holding(_("names in the frame"), _held)
