"""Holidays that were published after the plan was signed: put on record by the office, so that working days count."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.campaign.forms import YearForm
from pingyi.records.campaign import actions
from pingyi.records.campaign.queries import required
from pingyi.rules.mandate import Power
from pingyi.rules.timetable import Announced
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request


@serves(Power.PHASE_OPEN, "GET", "HEAD", "POST")
def record(request: Request) -> HttpResponse:
    """Put a year on record; what was refused stays in its fields."""
    campaign = required()
    asked = request.method == "POST"
    form = YearForm.if_posted(request, initial={"year": next(iter(campaign.unknown_years), None)})
    if asked and form.is_valid():
        given = form.cleaned_data
        announced = Announced(given["year"], given["off"], given["worked"])
        with refusals_shown(request):
            actions.record_year(announced, given["source"], actor=request.actor, at=request.at)
            messages.success(request, _("Done, and noted in the journal."))
            return redirect("campaign")
    return render(request, "campaign/record_year.html", {"form": form}, status=422 if asked else 200)
