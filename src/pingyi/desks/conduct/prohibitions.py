"""The page: each prohibition with what keeps it, what would show a breach, and what is counted now."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from pingyi.ceremonies import unsealing
from pingyi.ceremonies.cases import Cases, Tally
from pingyi.ceremonies.commitments import audit_roles
from pingyi.desks.conduct.watching import COUNTED, WATCHES, Watch
from pingyi.records.conduct import queries as conduct
from pingyi.records.results.queries import disqualifications
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest


@dataclass(frozen=True, slots=True)
class Line:
    """One prohibition."""

    number: int
    name: Text
    watch: Watch | None
    figures: tuple[tuple[Promise, int], ...]


class Figures:
    """What is counted, of what exists for whoever asks (R196); each is read once."""

    def __init__(self, request: CampaignRequest) -> None:
        self.actor, self.campaign = request.actor, request.campaign
        self.cases = Cases(self.actor, self.campaign, request.campaign.day_of(request.at))

    @cached_property
    def tallies(self) -> dict[str, Tally]:
        """The cases, and what nobody has decided on, by the parts of their list."""
        return self.cases.tallies()

    def count(self, key: str) -> int:
        """One of them by its key."""
        counts: dict[str, Callable[[], int]] = {
            "waiting": self.cases.waiting,
            "roles": lambda: len(audit_roles()),
            "unsealed": lambda: unsealing.asked_about_standing(self.campaign, actor=self.actor),
        }
        return counts[key]() if key in counts else self.tallies[key].many


@serves(Power.CONDUCT_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Every prohibition of the plan, in its order."""
    figures, campaign = Figures(request), request.campaign
    broken = [each.prohibition for each in disqualifications(campaign.code) if each.revocation is None]
    violations = conduct.counted(request.actor, campaign)
    lines = []
    for number, each in enumerate(campaign.book.conduct.prohibitions, 1):
        watch = next((WATCHES[source] for source in each.source if source in WATCHES), None)
        counted = [(COUNTED[key], figures.count(key)) for key in (watch.figures if watch else ())]
        hand, proved = violations.get(each.code, (0, 0))
        counted += [
            (COUNTED["hand"], hand),
            (COUNTED["proved"], proved),
            (COUNTED["unqualified"], broken.count(each.code)),
        ]
        lines.append(Line(number, each.name, watch, tuple(counted)))
    return render(request, "conduct/prohibitions.html", {"lines": lines, "book": campaign.book})
