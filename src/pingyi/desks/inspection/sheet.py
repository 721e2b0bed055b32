"""An inspector's own marks, indicator by indicator, and the sheet as a paper (D35)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.inspection.forms import MarksForm
from pingyi.records.duties.queries import papers
from pingyi.records.inspection import actions, queries
from pingyi.records.inspection.access import READERS, access_team
from pingyi.records.inspection.queries import SheetView
from pingyi.records.organisation.queries import suspensions
from pingyi.rules.mandate import Power, UnitRef, may
from pingyi.rules.scoring.sheet import Stage
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest, Request

PAPER = "sheet-paper"
ROUTES = {Stage.INDIVIDUAL: "sheet", Stage.COLLECTIVE: "discussion", Stage.SIGNED: PAPER}
"""Where a sheet's work goes on, while sheets may be marked; afterwards every sheet is a paper."""


@serves(Power.INSPECTION_READ)
def mine(request: Request) -> HttpResponse:
    """The units I inspect, and how far each sheet has come; for those who read inspections, every team's sheet."""
    campaign = request.campaign
    if campaign is None:
        return render(request, "inspection/sheets.html")
    book = campaign.book
    scores = may(request.actor, Power.INSPECTION_SCORE, phase=request.phase)
    own = queries.own_teams(campaign.code, book.inspection, request.actor.ref)
    context = {
        "teams": [(book.unit(team.unit), team, ROUTES[team.stage] if scores else PAPER) for team in own],
        "others": [
            (book.unit(team.unit), team)
            for team in (queries.teams(campaign.code, book.inspection) if request.actor.holds(*READERS) else ())
        ],
    }
    return render(request, "inspection/sheets.html", context)


@serves(Power.INSPECTION_SCORE, "GET", "HEAD", "POST")
@in_campaign
def mark(request: CampaignRequest, unit: str) -> HttpResponse:
    """My own marks: every sound one is kept, every faulty one is told beside its field and stays as it was typed."""
    form = MarksForm.if_posted(request, request.campaign.book.inspection)
    marks = form.sound() if request.method == "POST" else {}
    kept = _keep(request, unit, marks) if request.method == "POST" else None
    sheet = kept or seen(request, unit)
    if sheet.stage is not Stage.INDIVIDUAL:
        return redirect("discussion", unit=unit)
    form.compare(sheet)
    sound = kept is not None and form.is_valid()
    if request.htmx:
        return render(request, "inspection/saved.html", {"sheet": sheet, "form": form, "sound": sound})
    if sound:
        if marks:
            messages.success(request, _("Your marks are saved."))
        else:
            messages.error(request, _("No mark was given yet."))
        return redirect("sheet", unit=unit)
    context = {**about(request, sheet), "form": form, "sound": sound}
    return render(request, "inspection/sheet.html", context, status=422 if request.method == "POST" else 200)


@serves(Power.INSPECTION_READ)
@in_campaign
def paper(request: CampaignRequest, unit: str) -> HttpResponse:
    """The whole sheet to read and to print; marks of others only once the discussion is open."""
    sheet = seen(request, unit)
    withheld = suspensions(request.campaign_id)
    context = {**about(request, sheet), "withheld": [each.name for each in sheet.members if each.ref in withheld]}
    return render(request, "inspection/printed.html", context)


def seen(request: CampaignRequest, unit: str) -> SheetView:
    """The sheet as this person may see it. Raises NoSuchTeam."""
    return queries.seen_by(access_team(request.actor, unit, campaign=request.campaign), request.actor.ref)


def about(request: CampaignRequest, sheet: SheetView) -> dict[str, Any]:
    """What every page about one sheet shows."""
    book = request.campaign.book
    return {
        "sheet": sheet,
        "unit": book.unit(sheet.unit),
        "scheme": book.inspection,
        "papers": papers(request.campaign, UnitRef(sheet.unit)),
        "leads": request.actor.ref == sheet.head,
        "reader": request.actor.name,
    }


def _keep(request: CampaignRequest, unit: str, marks: Mapping[str, Decimal]) -> SheetView | None:
    """The sheet with these marks on it; None where they are refused."""
    with refusals_shown(request):
        team = actions.give_marks(unit, marks, campaign=request.campaign, actor=request.actor, at=request.at)
        return queries.seen_by(team, request.actor.ref)
    return None
