"""Every case and everything that nobody has decided on yet: protected ones first, then by the day that comes next."""

from datetime import date

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.desks.casework.forms import CasesForm
from pingyi.desks.casework.reading import WORK, CaseLine, lines
from pingyi.rules.lifecycle import CaseState
from pingyi.rules.mandate import Power
from pingyi.ui.door.forms import offer
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.tables.paging import PEOPLE, paged

PARTS: dict[str, Promise] = {
    "": _("everything"),
    "new": _("not yet decided"),
    "work": _("in work"),
    "late": _("past its day"),
    "call": _("to be called back"),
    "care": _("to be asked after"),
    "protected": _("protected"),
}
HEADS: tuple[Head[CaseLine], ...] = (
    Head("number", _("Case number"), lambda line: line.own.number),
    Head("kind", _("Kind"), lambda line: line.kind),
    Head("units", _("Unit concerned"), lambda line: line.units),
    Head("received", _("Received"), lambda line: line.received.isoformat()),
    Head("state", _("State"), lambda line: line.state),
    Head("body", _("Who handles it"), lambda line: line.body),
    Head("due", _("Due"), lambda line: line.own.due.isoformat() if line.own.due else None),
    Head("late", _("past its day"), lambda line: str(_("yes")) if line.late else None),
    Head("protected", _("protected"), lambda line: str(_("yes")) if line.own.protected else None),
)


@serves(Power.CASE_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The list, or the part of it that is asked for."""
    form = CasesForm.in_address(request)
    offer(form, "part", PARTS.items())
    part, day = form.cleaned()["part"], request.campaign.day_of(request.at)
    rows = lines(request.actor, request.campaign, day)
    found = list_of(request, [line for line in rows if belongs(line, part, day)], HEADS)
    return found.answer(
        request,
        "casework/list.html",
        "cases",
        page=paged(request, found.rows, PEOPLE),
        parts=[(code, words, code == part) for code, words in PARTS.items()],
    )


def belongs(line: CaseLine, part: str, day: date) -> bool:
    """Whether this line stands in this part of the list."""
    match part:
        case "new":
            return line.own.state is CaseState.NEW
        case "work":
            return line.own.state in WORK
        case "late":
            return line.late
        case "call":
            return line.own.state is CaseState.REPLIED
        case "care":
            return line.care is not None and line.care <= day
        case "protected":
            return line.own.protected
    return True
