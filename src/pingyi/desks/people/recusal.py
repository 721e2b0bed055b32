"""Everybody's own page: with which appraised units I have to do (R195)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.people.forms import RecusalForm
from pingyi.records.people.actions import declare_links
from pingyi.records.people.queries import declared_by
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.RECUSAL_DECLARE)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """What I declared last, and the form to declare."""
    return _page(request)


@serves(Power.RECUSAL_DECLARE, "POST")
@in_campaign
def declare(request: CampaignRequest) -> HttpResponse:
    """Declare; a later word replaces an earlier one."""
    form = RecusalForm.posted(request, request.campaign.book)
    if not form.is_valid():
        return _page(request, form, status=422)
    with refusals_shown(request):
        declare_links(
            request.campaign,
            form.cleaned_data["units"],
            form.cleaned_data["facts"],
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("Your declaration is recorded. Declare again if something changes."))
    return redirect("recusal")


def _page(request: CampaignRequest, form: RecusalForm | None = None, status: int = 200) -> HttpResponse:
    book = request.campaign.book
    last = declared_by(request.campaign.code, [request.actor.ref]).get(request.actor.ref)
    initial = {"units": sorted(last.units), "facts": last.facts} if last else {}
    context = {
        "form": form or RecusalForm(book, initial=initial),
        "last": last,
        "units": [unit.name for unit in book.units if last and unit.code in last.units],
    }
    return render(request, "people/recusal.html", context, status=status)
