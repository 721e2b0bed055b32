"""Anybody with an account reports what may be a violation, and sees what became of their own reports."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.conduct.forms import ReportForm
from pingyi.records.conduct import queries
from pingyi.records.conduct.actions import NewReport, report
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.conduct import STATES


@serves(Power.VIOLATION_REPORT, "GET", "HEAD", "POST")
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The form with my own reports below; or a report."""
    form = ReportForm.if_posted(request, request.campaign.book)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            new = NewReport(**form.cleaned_data)
            number = report(new, campaign=request.campaign, actor=request.actor, at=request.at)
            messages.success(request, _("Received by the discipline body. Its number is %(n)s.") % {"n": number})
        return redirect("violation-report")
    own = [(line, STATES[line.state]) for line in queries.own_reports(request.actor, request.campaign)]
    context = {"form": form, "own": own}
    return render(request, "conduct/report.html", context, status=422 if request.method == "POST" else 200)
