"""How well the appraisal itself was done, with the year before beside it (R183): nobody reports these figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.records.box.queries import response
from pingyi.records.campaign.queries import CurrentCampaign, by_code, past
from pingyi.records.duties.punctuality import punctuality
from pingyi.records.inspection.queries import measured
from pingyi.records.registers.coverage import coverage
from pingyi.records.registers.self_scores import self_scores
from pingyi.records.results.queries import objections, released
from pingyi.rules.mandate import Power
from pingyi.rules.scoring import quality as measuring
from pingyi.rules.scoring.quality import Measured
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.phrases import percent, translated


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of two years, in words."""

    name: str
    now: str
    before: str


HEADS: tuple[Head[Indicator], ...] = (
    Head("indicator", gettext_lazy("Indicator"), lambda line: line.name),
    Head("now", gettext_lazy("This year"), lambda line: line.now),
    Head("before", gettext_lazy("The year before"), lambda line: line.before),
)


@serves(Power.ATTENTION_READ)
def show(request: Request) -> HttpResponse:
    """The figures of this campaign and of the newest archived one."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        return render(request, "leadership/nothing_begun.html")
    former = _former()
    now = dict(_figures(campaign, request))
    before = dict(_figures(former, request)) if former else {}
    lines = [Indicator(name, figure, before.get(name, "—")) for name, figure in now.items()]
    found = list_of(request, lines, HEADS)
    return found.answer(request, "leadership/quality.html", "quality", book=campaign.book, former=former)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two years' inspectors made of one indicator, in words."""

    block: str
    name: str
    units: int
    alpha: str
    before: str
    unanimous: str
    spread: str
    bias: str


MARKED: tuple[Head[Agreement], ...] = (
    Head("block", gettext_lazy("Block"), lambda line: line.block),
    Head("indicator", gettext_lazy("Indicator"), lambda line: line.name),
    Head("units", gettext_lazy("Signed sheets"), lambda line: line.units),
    Head("alpha", gettext_lazy("Agreement (alpha)"), lambda line: line.alpha),
    Head("before", gettext_lazy("The year before"), lambda line: line.before),
    Head("unanimous", gettext_lazy("All of one mind"), lambda line: line.unanimous),
    Head("spread", gettext_lazy("Mean spread"), lambda line: line.spread),
    Head("bias", gettext_lazy("Self-score above what was found"), lambda line: line.bias),
)


@serves(Power.ATTENTION_READ)
@in_campaign
def marks(request: CampaignRequest) -> HttpResponse:
    """Whether inspectors mean the same by the same points, indicator by indicator."""
    campaign, former = request.campaign, _former()
    now = measuring.by_indicator(_measured(campaign))
    before = measuring.by_indicator(_measured(former)) if former else {}
    lines = [
        Agreement(
            translated(block.name),
            translated(own.name),
            len(now[own.code]),
            _number(measuring.agreement(now[own.code])),
            _number(measuring.agreement(before.get(own.code, ()))),
            _share(measuring.unanimity(now[own.code])),
            _share(measuring.spread(now[own.code])),
            _share(measuring.bias(now[own.code])),
        )
        for block in campaign.book.inspection.blocks
        for own in block.indicators
        if own.code in now
    ]
    found = list_of(request, lines, MARKED)
    return found.answer(request, "leadership/marks.html", "marks", book=campaign.book)


def _former() -> CurrentCampaign | None:
    """The newest archived campaign."""
    archived = past()
    return by_code(archived[0].code) if archived else None


def _figures(campaign: CurrentCampaign, request: Request) -> Iterator[tuple[str, str]]:
    today = campaign.day_of(request.at)
    duties, objected = punctuality(campaign.code, today=today), objections(campaign.code)
    marks, result = _measured(campaign), released(campaign.code)
    yield _("Response rate of the survey"), _share(response(campaign.code))
    undecided = measuring.undecided(campaign.book, result.inputs) if result else None
    yield _("Answers of the survey that are not scored (“don’t know”)"), _share(undecided)
    yield _("Agreement of the inspectors before they talk (alpha)"), _number(measuring.agreement_of_totals(marks))
    yield _("Marks on which all inspectors of a team agreed"), _share(measuring.unanimity(marks))
    yield _("Self-scores above what was found, in full points"), _share(measuring.bias(marks))
    yield _("Targets of the registers that are met"), _share(coverage(request.actor, campaign).share)
    yield _("Duties handed in on time"), _share(duties.share(duties.in_time))
    yield _("Duties handed in late"), _share(duties.share(duties.late))
    yield _("Duties returned with reasons"), _share(duties.share(duties.returned))
    yield _("Duties declared missing"), _share(duties.share(duties.missing))
    yield _("Objections filed, in number"), str(len(objected))
    yield _("Objections that were upheld"), str(len([each for each in objected if each.answer and each.answer.upheld]))


def _measured(campaign: CurrentCampaign) -> list[Measured]:
    return measured(campaign.code, campaign.book.inspection, self_scores(campaign))


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _share(share: Fraction | None) -> str:
    return "—" if share is None else percent(share)
