"""The act that the leader of the leading group signs at this desk: the approval of the plan."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import commencement
from pingyi.records.duties.queries import to_hand_out
from pingyi.ui.door.acts import ActPage, noted
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.phrases import translated


def _handed_out(request: CampaignRequest) -> Iterator[str]:
    """What follows the signature: how many duties come to whom. Raises UnitsUnknown."""
    out = to_hand_out(request.campaign)
    yield _(
        "%(duties)d duties are handed out now, to %(owners)d units and bodies. "
        "Tasks, owners and days stand in the plan."
    ) % {"duties": out.duties, "owners": len(out.shares)}
    for year in request.campaign.unknown_years:
        yield _(
            "The holidays of %(year)d are not published yet. The office's director records them later; until then no "
            "time for objections can be counted and nothing can be published."
        ) % {"year": year}
    for own in out.shares:
        yield _("%(owner)s: %(duties)d duties") % {"owner": translated(own.owner), "duties": own.duties}


PLAN = ActPage(
    act=commencement.ACT,
    page="campaign",
    words=gettext_lazy("Approve the plan"),
    button=gettext_lazy("Approve this plan and hand out its duties"),
    question=gettext_lazy("Approve this plan and hand out its duties?"),
    besides=_handed_out,
    signed=noted,
)
