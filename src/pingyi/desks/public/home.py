"""The front page."""

from django.http import HttpResponse
from django.shortcuts import render

from pingyi.records.box.queries import received
from pingyi.records.campaign.queries import CurrentCampaign, begun_at
from pingyi.records.results.queries import released
from pingyi.rules.mandate import PhaseState, Power, may
from pingyi.rules.timetable.interval import days
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request


@serves(Power.PORTAL_READ)
def show(request: Request) -> HttpResponse:
    """What this campaign is, where it stands, and how to take part."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        empty = {
            "campaign": campaign,
            "begun_at": begun_at(campaign) if campaign else None,
        }
        return render(request, "public/home_empty.html", empty)
    survey = campaign.book.survey
    surveyed = days(survey.opens, survey.closes, campaign.timetable.zone)
    context = {
        "campaign": campaign,
        "phases": _phases(campaign),
        "voting": request.at in surveyed and request.phase is PhaseState.SOLICIT,
        "survey_over": request.at >= surveyed.end,
        "fielded": may(request.actor, Power.BOARD_DOWNLOAD, phase=request.phase),
        "open_to_opinions": may(request.actor, Power.OPINION_RAISE, phase=request.phase),
        "ballots": received(campaign.code),
        "released": released(campaign.code),
    }
    return render(request, "public/home.html", context)


def _phases(campaign: CurrentCampaign) -> list[dict[str, object]]:
    """Every phase with its dates, and whether it is over, open or to come."""
    codes = [phase.code for phase in campaign.timetable.phases]
    if campaign.phase is PhaseState.AFTER:
        over = codes
    else:
        over = codes[: codes.index(campaign.state)] if campaign.open_phase else []
    return [
        {
            "name": planned.name,
            "starts": dated.starts,
            "ends": dated.ends,
            "over": planned.code in over,
            "open": planned.code == campaign.state,
        }
        for planned, dated in zip(campaign.book.calendar.phases, campaign.timetable.phases, strict=True)
    ]
