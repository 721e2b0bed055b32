"""The key of a custodian's post: made in the browser, proved by its file, made known by its public part."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.custodian.forms import KeyForm
from pingyi.records.vault import actions, queries
from pingyi.rules.mandate import ROLE_NAMES, Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.VAULT_KEEP, "GET", "HEAD", "POST")
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Make it, prove it, and see whose keys there are."""
    form = KeyForm.if_posted(request)
    if request.method == "POST":
        with refusals_shown(request, typed=False):
            recipient = form.cleaned()["recipient"]
            actions.make_key(recipient, campaign=request.campaign, actor=request.actor, at=request.at)
            messages.success(request, _("The key is known from now on. Keep the file and the passphrase apart."))
        return redirect("custodian-key")
    lines = queries.keys(request.campaign.code)
    context = {
        "form": form,
        "keys": [(_(ROLE_NAMES[line.post]), line) for line in lines],
        "own": next(line for line in lines if request.actor.holds(line.post)),
    }
    return render(request, "custodian/key.html", context)
