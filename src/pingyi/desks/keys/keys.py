"""Where the key stands: for its trustees what to do next, for the two bodies how to begin a ceremony."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.keys.forms import CeremonyForm
from pingyi.desks.keys.naming import name_of
from pingyi.records.box import actions, queries
from pingyi.records.box.access import number_of
from pingyi.records.box.progress import SetupProgress
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.ballot.transcript import ROUNDS
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request


@serves(Power.KEY_TEST)
def show(request: Request) -> HttpResponse:
    """A trustee's own page: the ceremony, the key file, the opening, and what to do when the file is lost."""
    campaign = request.campaign
    progress = queries.latest_setup(request.campaign_id)
    number = number_of(request.actor, progress.trustees) if progress else None
    if campaign is None or progress is None or number is None:
        return render(request, "keys/no_ceremony.html")
    opens = may(request.actor, Power.BOX_OPEN, phase=request.phase)
    waiting = queries.to_open(request.campaign_id, number) if opens else []
    context = {
        "number": number,
        "due": progress.due(number),
        "may_make": may(request.actor, Power.KEY_MAKE, phase=request.phase),
        "opens": opens,
        "boxes": len(waiting),
        "given": len([box for box, given in waiting if given]),
    }
    return render(request, "keys/keys.html", {**_standing(campaign, progress), **context})


@serves(Power.BOX_CREATE, "GET", "HEAD", "POST")
def begin(request: Request) -> HttpResponse:
    """Begin a key ceremony, or abandon one for a reason and begin another."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        return render(request, "keys/no_ceremony.html")
    sealing = campaign.book.survey.sealing
    if request.method == "POST":
        with refusals_shown(request):
            actions.start_setup(
                campaign_id=campaign.code,
                group=sealing.group,
                threshold=sealing.threshold,
                trustees=sealing.trustees,
                **CeremonyForm.posted(request).taken(),
                actor=request.actor,
                at=request.at,
                phase=request.phase,
            )
            messages.success(request, _("The key ceremony has begun. Each trustee now opens the page “Keys”."))
            return redirect("key-ceremony")
    progress = queries.latest_setup(campaign.code)
    bodies = [name_of(campaign.book, body) for body in sealing.trustees]
    context = {**(_standing(campaign, progress) if progress else {}), "sealing": sealing, "bodies": bodies}
    context["form"] = CeremonyForm(auto_id="%s")
    return render(request, "keys/ceremony.html", context)


def _standing(campaign: CurrentCampaign, progress: SetupProgress) -> dict[str, Any]:
    """Who has sent what, and why it was stopped."""
    names = {number: name_of(campaign.book, body) for number, body in enumerate(progress.trustees, 1)}
    return {
        "progress": progress,
        "rows": [(n, name, [(n, step) in progress.sent for step in ROUNDS]) for n, name in names.items()],
        "objections": [(names[each.trustee], names.get(each.blamed or 0), each.reason) for each in progress.objections],
        "missing": [name_of(campaign.book, body) for body in progress.missing],
    }
