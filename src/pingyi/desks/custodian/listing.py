"""Every request for an identity, what became of it, and why: for those who decide, and who watches over them."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from pingyi.desks.custodian.wording import STATES
from pingyi.records.unsealings import queries
from pingyi.records.unsealings.queries import UnsealingLine
from pingyi.records.vault.queries import recipients
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of

HEADS: tuple[Head[UnsealingLine], ...] = (
    Head("opinion", _("Case number"), lambda line: line.opinion),
    Head("asked", _("Asked for"), lambda line: line.asked.at),
    Head("by", _("Asked by"), lambda line: line.asked.by),
    Head("reason", _("Reason"), lambda line: line.asked.reason),
    Head("state", _("State"), lambda line: str(STATES[line.state])),
    Head("quiet", _("Why the raiser is not told"), lambda line: line.quiet),
)


@serves(Power.UNSEALING_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The list."""
    found = list_of(request, queries.unsealings(request.campaign.code), HEADS)
    return found.answer(
        request,
        "custodian/list.html",
        "unsealings",
        lines=[(line, STATES[line.state]) for line in found.rows],
        keeps=may(request.actor, Power.VAULT_KEEP, phase=request.campaign.phase),
        ready=bool(recipients(request.campaign.code)),
    )
