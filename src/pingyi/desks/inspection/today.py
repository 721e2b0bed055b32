"""The sheets of my teams that are not signed yet."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection.queries import OwnTeam, own_teams
from pingyi.rules.mandate import PhaseState, Power, Role
from pingyi.rules.scoring.sheet import Stage
from pingyi.rules.timetable import Deadline
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source, Work
from pingyi.ui.words.phrases import translated


def sheets(request: Request) -> Iterator[Matter]:
    """Marks of one's own to give, discussions to lead, by the phase's last day: one query."""
    campaign = request.campaign
    if campaign is None:
        return
    for team in own_teams(campaign.code, campaign.book.inspection, request.actor.ref):
        unit = translated(campaign.book.unit(team.unit).name)
        if team.stage is Stage.COLLECTIVE and team.leads:
            words = _("Settle the marks for %(unit)s with your team, and sign the sheet") % {"unit": unit}
            yield Matter(Part.AWAITS, words, reverse("discussion", args=[team.unit]), due=_last_day(campaign))
        elif team.stage is Stage.INDIVIDUAL and (team.leads or team.marked < team.indicators):
            yield Matter(Part.OWED, _own_marks(team, unit), reverse("sheet", args=[team.unit]), due=_last_day(campaign))


def _own_marks(team: OwnTeam, unit: str) -> str:
    if team.marked == team.indicators:
        return _("Your marks for %(unit)s are complete: open the discussion when your team is ready") % {"unit": unit}
    words = _("Give your own marks for %(unit)s: %(marked)d of %(all)d are given")
    return words % {"unit": unit, "marked": team.marked, "all": team.indicators}


def _last_day(campaign: CurrentCampaign) -> datetime | None:
    phase = campaign.open_phase
    return Deadline(phase.ends, campaign.timetable.zone).due_at if phase else None


SHEETS = Source(Power.INSPECTION_SCORE, sheets)
INSPECTOR = Work(
    Role.INSPECTOR,
    PhaseState.INSPECT,
    gettext_lazy("You inspect your units and give marks of your own, before your team discusses them."),
)
HEAD = Work(
    Role.INSPECTION_HEAD,
    PhaseState.INSPECT,
    gettext_lazy("You lead your team through inspection and discussion, and sign the sheet of each unit."),
)
