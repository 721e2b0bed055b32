"""The plan for everybody to read, and the file itself."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pingyi.desks.public.bundle import KINDS
from pingyi.records.campaign.queries import plan_text
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.plan import task_table
from pingyi.ui.tables.download import xlsx_file


@serves(Power.CAMPAIGN_READ)
def show(request: Request) -> HttpResponse:
    """What is appraised, when, by which questions and weights, and what nobody may do."""
    if request.campaign is None or not request.campaign.approved:
        return render(request, "public/no_plan.html")
    return render(request, "public/plan.html", {"campaign": request.campaign})


@serves(Power.CAMPAIGN_READ)
def download(request: Request) -> HttpResponse:
    """The plan file as it was handed in and signed."""
    if request.campaign is None or not request.campaign.approved:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{request.campaign_id}.toml"'}
    return HttpResponse(plan_text(request.campaign), content_type=KINDS["toml"], headers=headers)


@serves(Power.CAMPAIGN_READ)
def tasks(request: Request) -> HttpResponse:
    """Every task with owner and day, as .xlsx."""
    if request.campaign is None or not request.campaign.approved:
        raise Http404
    return xlsx_file(f"{request.campaign_id}-tasks", task_table(request.campaign.book))
