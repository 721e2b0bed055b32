"""Who may be put to work: what is missing, and links that were found and not declared (R83, R195)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.records.campaign.fitness import fitness_of
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection.queries import posted
from pingyi.records.organisation.queries import holders
from pingyi.rules.mandate import ROLE_NAMES, Power
from pingyi.rules.mandate.role import POSTED
from pingyi.rules.people.fitness import Fitness
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.phrases import listed, translated


@dataclass(frozen=True, slots=True)
class Line:
    """One person as the list shows them; `alarm` says what has to be looked into."""

    name: str
    roles: str
    known: Fitness
    stands_back: str
    teams: str
    alarm: str

    @property
    def missing(self) -> str:
        """What is asked of everybody and missing of this person."""
        lacks = (
            (self.known.signed, _("eight prohibitions not signed")),
            (self.known.trained, _("no training test passed")),
            (self.known.recused is not None, _("links not declared")),
        )
        return listed(words for there, words in lacks if not there)


HEADS: tuple[Head[Line], ...] = (
    Head("name", gettext_lazy("Name"), lambda line: line.name),
    Head("roles", gettext_lazy("Roles"), lambda line: line.roles),
    Head("missing", gettext_lazy("Still missing"), lambda line: line.missing),
    Head("back", gettext_lazy("Stands back from"), lambda line: line.stands_back),
    Head("teams", gettext_lazy("Inspects"), lambda line: line.teams),
    Head("alarm", gettext_lazy("To be looked into"), lambda line: line.alarm),
)


@serves(Power.PEOPLE_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Everybody who may be put to work, with what is missing; a fixed number of queries."""
    lines = list(_lines(request.campaign))
    context = {"asked": request.campaign.book.participation.fitness, "alarms": [line for line in lines if line.alarm]}
    return list_of(request, lines, HEADS).answer(request, "people/ready.html", "readiness", **context)


def _lines(campaign: CurrentCampaign) -> Iterator[Line]:
    names = {unit.code: translated(unit.name) for unit in campaign.book.units}
    people = holders(POSTED)
    known, teams = fitness_of(campaign, [each.ref for each in people]), posted(campaign.code)
    for each in people:
        own, inspects = known[each.ref], teams.get(each.ref, frozenset())
        roles = listed(_(ROLE_NAMES[role]) for role in each.roles)
        yield Line(
            each.name, roles, own, _named(own.stands_back, names), _named(inspects, names), _alarm(own, inspects, names)
        )


def _named(units: frozenset[str], names: Mapping[str, str]) -> str:
    return listed(name for code, name in names.items() if code in units)


def _alarm(own: Fitness, inspects: frozenset[str], names: Mapping[str, str]) -> str:
    """A link that was found and not declared, and a team on which somebody is who has to stand back by now."""
    found = []
    if own.concealed:
        found.append(_("link found, not declared: %(units)s") % {"units": _named(own.concealed, names)})
    if crossed := inspects & own.stands_back:
        found.append(_("inspects and is linked: %(units)s") % {"units": _named(crossed, names)})
    return listed(found)
