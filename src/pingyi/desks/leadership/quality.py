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
from pingyi.records.registers.coverage import coverage
from pingyi.records.results.queries import objections
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.phrases import percent


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
    archived = past()
    former = by_code(archived[0].code) if archived else None
    now = dict(_figures(campaign, request))
    before = dict(_figures(former, request)) if former else {}
    lines = [Indicator(name, figure, before.get(name, "—")) for name, figure in now.items()]
    found = list_of(request, lines, HEADS)
    return found.answer(request, "leadership/quality.html", "quality", book=campaign.book, former=former)


def _figures(campaign: CurrentCampaign, request: Request) -> Iterator[tuple[str, str]]:
    today = request.at.astimezone(campaign.timetable.zone).date()
    duties, objected = punctuality(campaign.code, today=today), objections(campaign.code)
    yield _("Response rate of the survey"), _share(response(campaign.code))
    yield _("Targets of the registers that are met"), _share(coverage(request.actor, campaign).share)
    yield _("Duties handed in on time"), _share(duties.share(duties.in_time))
    yield _("Duties handed in late"), _share(duties.share(duties.late))
    yield _("Duties returned with reasons"), _share(duties.share(duties.returned))
    yield _("Duties declared missing"), _share(duties.share(duties.missing))
    yield _("Objections filed, in number"), str(len(objected))
    yield _("Objections that were upheld"), str(len([each for each in objected if each.answer and each.answer.upheld]))


def _share(share: Fraction | None) -> str:
    return "—" if share is None else percent(share)
