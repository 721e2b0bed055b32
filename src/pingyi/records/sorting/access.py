"""The only way to what holds: of every opinion that was sorted the newest decision."""

from django.db.models import QuerySet

from pingyi.records.sorting.models import Sorting


def standing(campaign_id: str) -> QuerySet[Sorting]:
    """The decision that holds about each opinion of a campaign."""
    return Sorting.objects.filter(campaign_id=campaign_id).order_by("opinion", "-version").distinct("opinion")
