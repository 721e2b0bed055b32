"""Appointing the inspection teams: who may inspect which unit, and who must stay away (R138)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies.appointing import appoint_teams
from pingyi.desks.inspection.forms import TeamForm
from pingyi.records.campaign.fitness import Known, fitness_of
from pingyi.records.campaign.queries import past
from pingyi.records.inspection import queries
from pingyi.records.inspection.actions import NewTeam
from pingyi.records.inspection.sheets import TeamView
from pingyi.records.organisation.queries import Inspector, inspectors
from pingyi.rules.mandate import Power
from pingyi.rules.people.fitness import missing
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.organisation import Unit
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown, sentence
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.phrases import listed


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who holds an inspector's role for a unit, and in words what keeps them from its team."""

    person: Inspector
    missing: str
    again: bool
    """They inspected the unit in the campaign before (R195: teams rotate)."""


@dataclass(frozen=True, slots=True)
class Seats:
    """A ranked unit, its team, or those from whom one can be made."""

    unit: Unit
    team: TeamView | None
    candidates: tuple[Candidate, ...]

    @property
    def heads(self) -> list[Inspector]:
        """Who may head the team."""
        return [each.person for each in self.candidates if each.person.leads and not each.missing]


@serves(Power.INSPECTION_APPOINT)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Every ranked unit with its team, or with those from whom one can be made."""
    campaign, able = request.campaign, inspectors()
    before = _inspected_before()
    known = fitness_of(campaign, {each.ref for own in able.values() for each in own})
    teams = {team.unit: team for team in queries.teams(campaign.code, campaign.book.inspection)}
    units = [
        Seats(
            unit,
            teams.get(unit.code),
            tuple(_candidates(able.get(unit.code, ()), known, before, campaign.book, unit.code)),
        )
        for unit in campaign.book.ranked_units
    ]
    return render(request, "inspection/teams.html", {"units": units})


def _inspected_before() -> Mapping[str, frozenset[str]]:
    """Whose teams everybody was on in the campaign before this: two queries."""
    earlier = past()
    return queries.posted(earlier[0].code) if earlier else {}


def _candidates(
    able: Iterable[Inspector], known: Known, before: Mapping[str, frozenset[str]], book: Rulebook, unit: str
) -> Iterator[Candidate]:
    for each in able:
        lacks = listed(sentence(lack) for lack in missing(known[each.ref], book, unit))
        yield Candidate(each, lacks, unit in before.get(each.ref, ()))


@serves(Power.INSPECTION_APPOINT, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Appoint this team?"),
    gettext_lazy("Once appointed, the team cannot be changed; it begins when the inspection phase is open."),
)
def appoint(request: CampaignRequest, unit: str) -> HttpResponse:
    """Make the team of one unit from the people ticked."""
    given = TeamForm.posted(request).cleaned()
    ticked, head = given["members"], given["head"]
    chosen = [each for each in inspectors().get(unit, ()) if each.ref in ticked]
    with refusals_shown(request):
        leads = any(each.ref == head and each.leads for each in chosen)
        team = NewTeam(unit, {each.ref: each.name for each in chosen}, head if leads else "")
        appoint_teams(request.campaign, [team], actor=request.actor, at=request.at)
        messages.success(request, _("The team is appointed; it can begin when the inspection phase is open."))
    return redirect("teams")
