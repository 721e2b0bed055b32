"""The office's front page: the overview, what waits today, the next deadlines, the open phase's checklist."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pingyi.desks.duties.forms import OverviewForm
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import queries
from pingyi.records.duties.access import access_owing_unit
from pingyi.records.duties.gates import checklist
from pingyi.records.duties.overview import Overview, overview
from pingyi.records.duties.standing import Standing
from pingyi.records.outbox.queries import notices
from pingyi.rules.mandate import Power, may, reach
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.charts import shares
from pingyi.ui.pictures.duties import grouped, overview_table
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.words.phrases import translated


@serves(Power.DUTY_READ)
def show(request: Request) -> HttpResponse:
    """The whole page, or for HTMX the table alone."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        return render(request, "duties/nothing_owed.html")
    units = reach(request.actor, Power.DUTY_READ)
    form, seen = _seen(request, campaign)
    context: dict[str, Any] = {
        "overview": seen,
        "whole": units is None,
        "form": form,
    }
    if request.htmx:
        return render(request, "duties/overview.html#table", context)
    if units is None:
        context |= _around(request, campaign, seen)
    return render(request, "duties/overview.html", context)


@serves(Power.DUTY_READ)
def table(request: Request) -> HttpResponse:
    """The same overview, narrowed in the same way, as .xlsx."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        raise Http404
    _form, seen = _seen(request, campaign)
    return xlsx_file(f"{campaign.code}-overview", overview_table(seen))


@serves(Power.DUTY_READ)
def unit(request: Request, code: str) -> HttpResponse:
    """Everything one unit owes, as a list."""
    if request.campaign is None:
        return render(request, "duties/nothing_owed.html")
    ref = access_owing_unit(request.actor, code, request.campaign)
    return render(
        request, "duties/unit.html", {"duties": queries.unit_duties(request.campaign, ref, at=request.at), "code": code}
    )


def _seen(request: Request, campaign: CurrentCampaign) -> tuple[OverviewForm, Overview]:
    """The form that asked, and the overview as it asks for it; what is not one of ours is no filter."""
    phases = campaign.book.calendar.phases
    form = OverviewForm.in_address(request).offering(phases)
    query = form.cleaned()
    seen = overview(
        campaign,
        at=request.at,
        phase=query["phase"] if query["phase"] in {each.code for each in phases} else None,
        only=Standing(query["only"]) if query["only"] else None,
        name=query["name"],
        units=reach(request.actor, Power.DUTY_READ),
        order=query["order"],
    )
    return form, seen


def _around(request: Request, campaign: CurrentCampaign, seen: Overview) -> dict[str, Any]:
    """What stands around the table, for those who see all units."""
    at = request.at
    return {
        "waiting": queries.to_decide(request.actor, campaign, at=at),
        "city": grouped(queries.city_duties(campaign, at=at)),
        "deadlines": queries.deadlines(campaign, at=at),
        "gates": checklist(campaign, campaign.state) if campaign.open_phase else [],
        "notices": notices(request.actor, limit=5),
        "urges": may(request.actor, Power.DUTY_REMIND, phase=request.phase),
        "chart": shares((translated(row.name), row.punctual) for row in seen.rows),
    }
