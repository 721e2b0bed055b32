"""Letters of appointment: those drawn are appointed, letters are printed a page each, and acknowledged (R82, R114)."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies.appointing import appoint_drawn
from pingyi.desks.people.aims import aim_of
from pingyi.desks.people.forms import AppointForm, OwnLetterForm, ReceivedForm
from pingyi.desks.people.pool import done, page
from pingyi.records.people import queries
from pingyi.records.people.actions import receive
from pingyi.records.people.queries import Letter
from pingyi.rules.mandate import Power
from pingyi.rules.people.aim import issuer
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.POOL_DRAW, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Appoint those drawn?"),
    gettext_lazy(
        "Each gets a numbered letter and a row in the register of representatives; whoever has an account is told. A "
        "letter is not taken back: who gives up the place later is followed by the next in turn."
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
        _("Appointed and entered in the register. Print the letters, or let them be acknowledged."),
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
    return _printed(request, [each for each in view.letters if each.code == code] if view else [], unit)


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
        {"letters": _worded(request.campaign.book, found), "book": request.campaign.book},
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
    context = {"letters": _worded(request.campaign.book, found), "unit": unit, "book": request.campaign.book}
    return render(request, "people/letters.html", context)


def _worded(book: Rulebook, found: Sequence[Letter]) -> list[tuple[Letter, Text, Text]]:
    """Each letter with who appoints and for which category."""
    names = {target.code: target.name for target in book.participation.composition}
    return [(each, issuer(book, each.unit), names[each.category]) for each in found]
