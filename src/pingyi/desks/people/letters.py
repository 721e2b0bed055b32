"""Letters of appointment: those drawn are appointed, letters are printed a page each, and acknowledged (R82, R114)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies.appointing import appoint_drawn
from pingyi.desks.people.aims import aim_of
from pingyi.desks.people.forms import AppointForm, OwnLetterForm, ReceivedForm
from pingyi.desks.people.pool import done, page
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.people import queries
from pingyi.records.people.actions import receive
from pingyi.records.people.queries import Letter
from pingyi.rules.mandate import Power
from pingyi.rules.people.aim import Work, issuer
from pingyi.rules.people.teams import category_name
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@dataclass(frozen=True, slots=True)
class Worded:
    """A letter with its words: what it is called, what it says, who appoints."""

    own: Letter
    title: str
    text: str
    issuer: str
    signed: str


@serves(Power.POOL_DRAW, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Appoint those drawn?"),
    gettext_lazy(
        "Each gets a numbered letter, and whoever has an account is told; representatives are entered in their "
        "register. Letters are not taken back: who gives up the place later is followed by the next in turn, but "
        "inspection teams stay as they are."
    ),
)
def appoint(request: CampaignRequest, unit: str) -> HttpResponse:
    """Appoint whoever was drawn and is not appointed yet."""
    form = AppointForm.posted(request)
    if not form.is_valid():
        return page(request, unit, appoint_form=form)
    term = form.cleaned_data
    return done(
        request,
        unit,
        lambda aim: appoint_drawn(
            request.campaign, aim, since=term["since"], until=term["until"], actor=request.actor, at=request.at
        ),
        _("Appointed. Print the letters, or let them be acknowledged."),
    )


@serves(Power.POOL_READ)
@in_campaign
def letters(request: CampaignRequest, unit: str) -> HttpResponse:
    """Every letter of a pool, a page each."""
    view = queries.pool(request.campaign.code, aim_of(request, unit, Power.POOL_READ))
    return _printed(request, view.letters if view else (), unit)


@serves(Power.POOL_READ)
@in_campaign
def letter(request: CampaignRequest, unit: str, code: str) -> HttpResponse:
    """One letter alone."""
    view = queries.pool(request.campaign.code, aim_of(request, unit, Power.POOL_READ))
    return _printed(
        request, [each.letter for each in view.lines if each.letter and each.code == code] if view else [], unit
    )


@serves(Power.POOL_DRAW, "POST")
@in_campaign
def received(request: CampaignRequest, unit: str) -> HttpResponse:
    """Write down how a letter was handed over to somebody without an account."""
    given = ReceivedForm.posted(request).cleaned()
    return done(
        request,
        unit,
        lambda aim: receive(request.campaign, given["number"], given["words"], actor=request.actor, at=request.at),
        _("The receipt is recorded."),
    )


@serves(Power.APPOINTMENT_RECEIVE)
@in_campaign
def own(request: CampaignRequest) -> HttpResponse:
    """My letters of appointment."""
    found = queries.letters_of(request.campaign.code, request.actor.ref)
    return render(
        request,
        "people/appointments.html",
        {"letters": _worded(request.campaign, found), "book": request.campaign.book},
    )


@serves(Power.APPOINTMENT_RECEIVE, "POST")
@in_campaign
def acknowledge(request: CampaignRequest) -> HttpResponse:
    """Acknowledge one of them."""
    number = OwnLetterForm.posted(request).cleaned()["number"]
    with refusals_shown(request):
        receive(request.campaign, number, "", actor=request.actor, at=request.at)
        messages.success(request, _("Acknowledged. The office sees it."))
    return redirect("appointments")


def _printed(request: CampaignRequest, found: Sequence[Letter], unit: str) -> HttpResponse:
    if not found:
        raise Http404
    context = {"letters": _worded(request.campaign, found), "unit": unit}
    return render(request, "people/letters.html", context)


def _worded(campaign: CurrentCampaign, found: Sequence[Letter]) -> list[Worded]:
    book, zone = campaign.book, campaign.timetable.zone
    return [
        Worded(each, *_text(book, each), issuer(book, each.unit).zh, _day(each.at.astimezone(zone).date()))
        for each in found
    ]


def _text(book: Rulebook, letter: Letter) -> tuple[str, str]:
    """What stands over a letter, and in it."""
    plan, place = book.title.zh, category_name(book, letter.category).zh
    term = f"自{_day(letter.since)}起至{_day(letter.until)}止"
    drawn = f"根据《{plan}》，经公开随机抽取，"
    if letter.work is Work.REPRESENTATIVES:
        return "聘　书", f"{drawn}现聘请您为{issuer(book, letter.unit).zh}评议代表（{place}），聘期{term}。"
    kind = "检查评议" if letter.work is Work.INSPECTION else "评议"
    return "分工通知", f"{drawn}现安排您参加对{place}的{kind}，时间{term}。"


def _day(day: date) -> str:
    """As letters have it, whatever language their reader reads."""
    return f"{day.year}年{day.month}月{day.day}日"
