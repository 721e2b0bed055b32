"""The integrity board: what deserves a second look, each figure with its page; never a verdict (R190-R198)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies import sorting
from pingyi.ceremonies.integrity import Ballots, arrivals, ballots
from pingyi.ceremonies.mailing import mailings
from pingyi.ceremonies.violation import doubts
from pingyi.desks.conduct.prohibitions import Figures
from pingyi.records.clues.queries import clues, overdue
from pingyi.records.conduct import queries as conduct
from pingyi.records.voices.queries import arrived
from pingyi.rules.mandate import Power, may
from pingyi.rules.sorting import Reconciled, missing
from pingyi.ui.door.gate import in_campaign, may_open, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.pictures.charts import against_target
from pingyi.ui.words.days import in_words

CONCEALED = ("clues",)
"""Pages whose figures are for those alone who may open them: whom a sealed report names, nobody can know (0234)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `address` is the page behind it, "" for whoever may not open it."""

    words: Promise
    count: int
    address: str


@serves(Power.CONDUCT_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The figures of what exists for whoever reads, the arrivals day by day, and what suspended people took part in."""
    campaign = request.campaign
    counted, doubtful = Figures(request), doubts(campaign)
    came = arrivals(arrived(request.actor, campaign))
    context = {
        "book": campaign.book,
        "figures": list(_figures(request, counted, len(doubtful.people))),
        "arrivals": against_target([(in_words(day), Fraction(many)) for day, many in came.fullest], None),
        "unusual": came.unusual,
        "doubts": doubtful,
        "sheets": [campaign.book.unit(code).name for code in doubtful.sheets],
        "ballots": _ballots(request),
    }
    return render(request, "conduct/board.html", context)


def _figures(request: CampaignRequest, counted: Figures, suspended: int) -> Iterator[Figure]:
    campaign = request.campaign
    undisposed = sorting.undecided(actor=request.actor, campaign=campaign)
    late = [each for each in conduct.lines(request.actor, campaign) if each.is_late(campaign.day_of(request.at))]
    unentered = missing(_mailings(request))
    for words, count, route in (
        (_("Numbers without a disposition"), undisposed, "opinion-totals"),
        (_("Returned opinion forms that were not entered"), unentered, "opinion-totals"),
        (_("Cases past their day"), counted.count("late"), "case-figures"),
        (_("Possible violations past their day"), len(late), "violations"),
        (_("Sealed reports past their day"), overdue(clues(campaign), campaign.day_of(request.at)), "clues"),
        (_("Requests to unseal who raised something"), counted.count("unsealed"), "unsealings"),
        (_("People whose roles are suspended"), suspended, "violations"),
        (_("People whose roles are not those that were granted"), counted.count("roles"), "conduct"),
    ):
        address = reverse(route)
        opens = may_open(request, address)
        if opens or route not in CONCEALED:
            yield Figure(words, count, address if opens else "")


def _mailings(request: CampaignRequest) -> list[Reconciled]:
    """Forms sent and returned, for whoever may see how opinions are reckoned."""
    reckons = may(request.actor, Power.OPINION_RECKON, phase=request.phase)
    return mailings(request.campaign, actor=request.actor) if reckons else []


def _ballots(request: CampaignRequest) -> Ballots | None:
    """What the counts show, for whoever may read them before they are published."""
    return ballots(request.campaign) if may(request.actor, Power.RANKING_READ, phase=request.phase) else None
