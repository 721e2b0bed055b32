"""The page: each prohibition with what keeps it, what would show a breach, and what is counted now."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from pingyi.ceremonies.casework import handled, is_handled
from pingyi.ceremonies.commitments import audit_roles
from pingyi.desks.conduct.watching import COUNTED, WATCHES, Watch
from pingyi.records.casework import queries as casework
from pingyi.records.casework.queries import Standing
from pingyi.records.results.queries import disqualifications
from pingyi.records.unsealings.queries import unsealings
from pingyi.records.voices import queries as voices
from pingyi.rules.lifecycle import OpinionState
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
        self.day = request.campaign.day_of(request.at)

    @cached_property
    def opinions(self) -> list[voices.OpinionLine]:
        """Those that wait for something."""
        return [each for each in voices.opinions(self.actor, self.campaign) if is_handled(each)]

    @cached_property
    def cases(self) -> list[Standing]:
        """Their cases, and what nobody has decided on."""
        return [own for _, own in handled(self.opinions, self.campaign)]

    def count(self, key: str) -> int:
        """One of them by its key."""
        counts: dict[str, Callable[[], int]] = {
            "waiting": lambda: len([each for each in self.opinions if each.state is OpinionState.WAITING]),
            "late": lambda: len([each for each in self.cases if each.is_late(self.day)]),
            "roles": lambda: len(audit_roles()),
            "protected": lambda: len([each for each in self.cases if each.protected]),
            "unsealed": lambda: len(unsealings(self.campaign.code, [each.number for each in self.opinions])),
            "care": lambda: len([each for each in self.cases if self._is_due(each)]),
        }
        return counts[key]()

    def _is_due(self, own: Standing) -> bool:
        care = casework.aftercare(own, self.campaign)
        return care is not None and care <= self.day


@serves(Power.CONDUCT_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Every prohibition of the plan, in its order."""
    figures, campaign = Figures(request), request.campaign
    broken = [each.prohibition for each in disqualifications(campaign.code) if each.revocation is None]
    lines = []
    for number, each in enumerate(campaign.book.conduct.prohibitions, 1):
        watch = next((WATCHES[source] for source in each.source if source in WATCHES), None)
        counted = [(COUNTED[key], figures.count(key)) for key in (watch.figures if watch else ())]
        counted.append((COUNTED["unqualified"], broken.count(each.code)))
        lines.append(Line(number, each.name, watch, tuple(counted)))
    return render(request, "conduct/prohibitions.html", {"lines": lines, "book": campaign.book})
