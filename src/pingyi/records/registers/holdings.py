"""What rows of registers rest on."""

from django.db.models import Count
from django.utils.translation import gettext_noop as _

from pingyi.records.campaign.holding import Entry, Holding
from pingyi.records.registers.models import RegisterRow


def _held(campaign_id: str) -> dict[Entry, int]:
    """Registers with rows, and the units that wrote them: two queries."""
    rows = RegisterRow.objects.filter(campaign_id=campaign_id, withdrawn=False).order_by()
    registers = rows.values_list("register").annotate(n=Count("pk"))
    units = rows.exclude(unit="").values_list("unit").annotate(n=Count("pk"))
    return {("registers", code.lower()): n for code, n in registers} | {("units", code.lower()): n for code, n in units}


ROWS = Holding(_("rows of registers"), _held)
