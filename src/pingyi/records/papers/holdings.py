"""What papers rest on."""

from django.db.models import Count
from django.utils.translation import gettext_noop as _

from pingyi.records.campaign.holding import Entry, Holding
from pingyi.records.papers.models import Paper


def _held(campaign_id: str) -> dict[Entry, int]:
    """Kinds of which there are papers, and the units that draft them: two queries."""
    papers = Paper.objects.filter(campaign_id=campaign_id).order_by()
    kinds = papers.values_list("kind").annotate(n=Count("pk"))
    units = papers.exclude(unit=None).values_list("unit__code").annotate(n=Count("pk"))
    return {("papers", code.lower()): n for code, n in kinds} | {("units", code.lower()): n for code, n in units}


PAPERS = Holding(_("papers"), _held)
