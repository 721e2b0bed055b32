"""My duties: what to do next, what was returned and why, what is locked and why; and handing one in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.records.duties import actions, queries
from pingyi.records.duties.access import access_own_duty
from pingyi.records.outbox.queries import notices
from pingyi.rules.mandate import Power
from pingyi.ui.duties import grouped
from pingyi.ui.gate import serves
from pingyi.ui.refusal import telling


@serves(Power.DUTY_SUBMIT)
def show(request: HttpRequest) -> HttpResponse:
    """All my duties by deadline, what presses first, and the notices."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        return render(request, "unit/nothing_owed.html")
    duties = queries.own_duties(request.actor, campaign, at=request.at)
    notes = notices(request.actor, limit=10)
    return render(request, "unit/duties.html", {"groups": grouped(duties), "notices": notes, "book": campaign.book})


@serves(Power.DUTY_SUBMIT, "GET", "HEAD", "POST")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty, and the form to hand it in."""
    if request.campaign is None:
        return render(request, "unit/nothing_owed.html")
    duty = queries.card(access_own_duty(request.actor, pk, request.campaign), request.campaign, at=request.at)
    text, reference = request.POST.get("text", ""), request.POST.get("reference", "")
    if request.method == "POST":
        with telling(request):
            actions.submit(pk, text, reference, actor=request.actor, at=request.at)
            messages.success(request, _("Handed in; the office has been told."))
            return redirect("my-duty", pk=pk)
    return render(request, "unit/duty.html", {"duty": duty, "text": text, "reference": reference})
