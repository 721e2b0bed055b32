"""One request for an identity: each custodian takes off a layer in their own browser, or refuses."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import unsealing
from pingyi.desks.custodian.forms import LayerForm, RefuseForm
from pingyi.desks.custodian.wording import STATES, STEPS
from pingyi.records.unsealings.access import access_unsealing
from pingyi.rules.mandate import Power, Role, may
from pingyi.rules.mandate.role import CUSTODIANS
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.UNSEALING_READ)
@in_campaign
def show(request: CampaignRequest, pk: int) -> HttpResponse:
    """What was asked and decided, and what this custodian can do now."""
    line = access_unsealing(request.actor, pk, request.campaign)
    decides = may(request.actor, Power.UNSEALING_DECIDE, phase=request.campaign.phase)
    inner = request.actor.holds(CUSTODIANS[0])
    context = {
        "line": line,
        "state": STATES[line.state],
        "steps": [(STEPS[step.verb], step) for step in line.steps],
        "envelope": unsealing.layer_for(line, campaign=request.campaign, actor=request.actor, at=request.at)
        if decides
        else "",
        "releases": decides and line.state == "asked" and request.actor.holds(Role.IDENTITY_CUSTODIAN),
        "unseals": decides and line.state == "released" and inner,
        "reads": decides and line.state == "unsealed" and inner,
        "refuses": decides and line.state in ("asked", "released"),
        "layer": LayerForm(),
        "refusal": RefuseForm(),
    }
    response = render(request, "custodian/unsealing.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@serves(Power.UNSEALING_DECIDE)
@in_campaign
def file(request: CampaignRequest, pk: int, place: int) -> HttpResponse:
    """A sealed file, for the browser of whoever may read it now: the key to it lies in an envelope on the page."""
    line = access_unsealing(request.actor, pk, request.campaign)
    data = unsealing.file_for(line, place, campaign=request.campaign, actor=request.actor, at=request.at)
    if data is None:
        raise Http404
    headers = {"Cache-Control": "no-store", "Content-Disposition": "attachment"}
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)


@serves(Power.UNSEALING_DECIDE, "POST")
@in_campaign
def release(request: CampaignRequest, pk: int) -> HttpResponse:
    """Approve, with the outer layer taken off."""
    layer = LayerForm.posted(request).cleaned()["layer"]
    with refusals_shown(request, typed=False):
        unsealing.release(pk, layer, campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("Released. The discipline liaison decides now."))
    return redirect("unsealing", pk)


@serves(Power.UNSEALING_DECIDE, "POST")
@needs_confirmation(
    gettext_lazy("Approve that this identity is unsealed?"),
    gettext_lazy("You can read it in your browser for one day, with your key file; nobody else can."),
    gettext_lazy("The raiser is told, with the reason, unless the request says why not. It stays on record for good."),
)
@in_campaign
def unseal(request: CampaignRequest, pk: int) -> HttpResponse:
    """Approve as the second."""
    with refusals_shown(request):
        unsealing.unseal(pk, campaign=request.campaign, actor=request.actor, at=request.at)
    return redirect("unsealing", pk)


@serves(Power.UNSEALING_DECIDE, "POST")
@in_campaign
def refuse(request: CampaignRequest, pk: int) -> HttpResponse:
    """Refuse, with a reason that the raiser reads."""
    reason = RefuseForm.posted(request).cleaned()["reason"] or ""
    with refusals_shown(request):
        unsealing.refuse(pk, reason, campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("Refused; it stays sealed."))
    return redirect("unsealing", pk)
